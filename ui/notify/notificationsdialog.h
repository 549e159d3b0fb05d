// How the operator wants to be told, as a form.
#pragma once

#include "ui/notify/notifypreferences.h"
#include "ui/theme.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTimeEdit;

namespace chainpoints {

class Banner;
class Notifier;

class NotificationsDialog : public QDialog
{
    Q_OBJECT
public:
    /// `notifier` outlives the dialog; it gets the preferences with OK. `hasTray`: the desktop has one now.
    NotificationsDialog(Notifier& notifier, bool hasTray, QWidget* parent = nullptr);

    /// "Every 5 minutes": translated.
    [[nodiscard]] static QString digestText(std::chrono::minutes digest);

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill(const NotifyPreferences& preferences);
    [[nodiscard]] NotifyPreferences preferences() const;
    /// Whether the form can be taken as it is; else says what is wrong.
    bool check();
    void enableParts();
    void test();
    void answer(theme::Tone tone, const QString& sentence);
    void save();
    void writeTexts();

    Notifier& m_notifier;
    const bool m_hasTray;
    QLabel* m_intro;
    QCheckBox* m_tray;
    QLabel* m_trayHint;
    QCheckBox* m_sound;
    QLabel* m_webhookLabel;
    QLineEdit* m_webhook;
    QLabel* m_webhookHint;
    QLabel* m_digestLabel;
    QComboBox* m_digest;
    QCheckBox* m_quiet;
    QTimeEdit* m_from;
    QLabel* m_until;
    QTimeEdit* m_to;
    Banner* m_answer;
    QPushButton* m_test;
    QPushButton* m_cancel;
    QPushButton* m_ok;
};

} // namespace chainpoints
