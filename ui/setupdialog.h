// The set-up form: one chain, one database file.
#pragma once

#include "ui/prompts.h"
#include "ui/setupvalues.h"

#include <QDialog>

#include <functional>
#include <map>
#include <optional>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace chainpoints {

class Banner;

/// Checks and saves the configuration that the form makes; a sentence for the person where that fails.
using SaveConfig = std::function<std::optional<QString>(const QByteArray& json)>;

class SetupDialog : public QDialog
{
    Q_OBJECT
public:
    /// `save` is called when the fields are right; the dialog stays until it succeeds or is cancelled.
    SetupDialog(Prompts& prompts, SaveConfig save, const QString& suggestedDatabase,
                QWidget* parent = nullptr);

Q_SIGNALS:
    void saved(const QByteArray& json);

private:
    /// A field with its label and the line below it, which says what is wrong with it, else what to give.
    struct Row
    {
        SetupField field;
        QLabel* label;
        QWidget* edit;
        QLabel* hint;
        std::function<QString()> value;
    };

    template <typename Edit>
    Edit* addRow(SetupField field, const QString& name, Edit* edit, std::function<QString()> value,
                 QWidget* beside = nullptr);
    void addRows(const QString& suggestedDatabase);
    [[nodiscard]] SetupValues values() const;
    void showProblems();
    void tryToSave();
    void chooseDatabase();
    void writeTexts();

    Prompts& m_prompts;
    const SaveConfig m_save;
    std::map<SetupField, Row> m_rows;
    bool m_checking = false; ///< since the first attempt to save: before, empty fields are no mistake
    QLabel* m_intro;
    Banner* m_problem;
    QFormLayout* m_form;
    QLineEdit* m_database = nullptr;
    QPushButton* m_choose;
    QPushButton* m_saveButton;
    QPushButton* m_cancel;
};

} // namespace chainpoints
