// A form over the keys of one object of the configuration.
#pragma once

#include "core/config/settings.h"

#include <QWidget>

#include <functional>

class QGridLayout;
class QLabel;

namespace chainpoints {

/// The object name of a field is the form's prefix and the key; its label and hint are given after each
/// change of the language. A field whose text is empty leaves its key out.
class FieldForm : public QWidget
{
    Q_OBJECT
public:
    /// A sentence about what is wrong with this text of that key; translated, empty: nothing.
    using Check = std::function<QString(const std::string& key, const QString& text)>;
    FieldForm(const QString& prefix, Check check, QWidget* parent = nullptr);

    void addLine(const std::string& key, const QString& example, bool isCode = false,
                 QWidget* beside = nullptr);
    /// A value in each line.
    void addLines(const std::string& key, const QString& example, int lines);
    /// A choice that can be edited takes other words, too. `fallback` stands for a key that is left out.
    void addChoice(const std::string& key, const QStringList& words, bool isEditable,
                   const QString& fallback);
    /// How the words of a choice that cannot be edited are shown, in their order; else as they are.
    void nameChoices(const std::string& key, const QStringList& names);
    /// What stands in front of the field, with its mnemonic, and below it.
    void describe(const std::string& key, const QString& label, const QString& hint);
    void setRowVisible(const std::string& key, bool visible);

    [[nodiscard]] QString text(const std::string& key) const;
    void setText(const std::string& key, const QString& text);
    /// Fields that are not visible keep their keys out. Keys without a field are as they were shown.
    [[nodiscard]] SettingsTexts texts() const;
    void show(const SettingsTexts& texts);

    /// Empty fields of a new thing are no mistake before this was called.
    void setChecking(bool checking);
    /// Goes to the first visible field that cannot be so; false: there is none.
    bool goToProblem();
    [[nodiscard]] QWidget* field(const std::string& key) const;

Q_SIGNALS:
    void edited();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Row
    {
        std::string key;
        QLabel* label;
        QWidget* edit;
        QLabel* hint;
        QWidget* beside; ///< may be null
        QString hintText;
        std::function<QString()> text;
        std::function<void(const QString&)> setText;
        QString fallback;
        bool isVisible = true;
    };
    Row& row(const std::string& key);
    [[nodiscard]] const Row& row(const std::string& key) const;
    Row& add(const std::string& key, QWidget* edit, QWidget* beside);
    void onEdit();
    void showProblems();

    const QString m_prefix;
    const Check m_check;
    QGridLayout* m_grid;
    std::vector<Row> m_rows;
    SettingsTexts m_shown;
    bool m_isChecking = true;
    bool m_isFilling = false;
};

} // namespace chainpoints
