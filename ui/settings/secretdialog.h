// Asks for a secret, and stores it.
#pragma once

#include "core/settings/settingsdesk.h"
#include "ui/theme.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace chainpoints {

class Notice;

/// What is typed shows only while a button is held down. It deletes itself.
class SecretDialog : public QDialog
{
    Q_OBJECT
public:
    /// `desk` must outlive this. `folder`: of the files that hold secrets; empty: there is none.
    SecretDialog(SettingsDesk& desk, ConfigDraft draft, SecretState secret, std::filesystem::path folder,
                 QWidget* parent = nullptr);

Q_SIGNALS:
    /// `isUsed`: no other place comes first.
    void stored(bool isUsed);

protected:
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QString typed() const;
    [[nodiscard]] SecretPlace place() const;
    void store();
    void say(const QString& sentence, std::optional<theme::Tone> tone = {});
    void setBusy(bool busy);
    void retranslate();

    SettingsDesk& m_desk;
    const ConfigDraft m_draft;
    const SecretState m_secret;
    const std::filesystem::path m_folder;
    QLabel* m_intro;
    QLabel* m_valueName;
    QLineEdit* m_value;
    QPushButton* m_reveal;
    QLabel* m_placeName;
    QComboBox* m_place;
    Notice* m_notice;
    QPushButton* m_cancel;
    QPushButton* m_go;
};

} // namespace chainpoints
