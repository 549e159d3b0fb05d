#include "ui/notify/notificationsdialog.h"

#include "ui/banner.h"
#include "ui/notify/notifier.h"
#include "ui/widgets/growtofit.h"
#include "ui/zone.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTimeEdit>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr std::array kDigests{0, 1, 5, 15, 60, 24 * 60}; // minutes

template <typename Widget>
Widget* made(QWidget* parent, const char* name)
{
    auto* widget = new Widget(parent);
    widget->setObjectName(QString::fromLatin1(name));
    return widget;
}

QLabel* hint(QWidget* parent, const char* name)
{
    auto* label = made<QLabel>(parent, name);
    label->setTextFormat(Qt::PlainText);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

} // namespace

NotificationsDialog::NotificationsDialog(Notifier& notifier, bool hasTray, QWidget* parent)
    : QDialog(parent), m_notifier(notifier), m_hasTray(hasTray), m_intro(new QLabel(this)),
      m_tray(made<QCheckBox>(this, "notifyTray")), m_trayHint(hint(this, "notifyTrayHint")),
      m_sound(made<QCheckBox>(this, "notifySound")), m_webhookLabel(new QLabel(this)),
      m_webhook(made<QLineEdit>(this, "notifyWebhook")), m_webhookHint(hint(this, "notifyWebhookHint")),
      m_digestLabel(new QLabel(this)), m_digest(made<QComboBox>(this, "notifyDigest")),
      m_quiet(made<QCheckBox>(this, "notifyQuiet")), m_from(made<QTimeEdit>(this, "notifyQuietFrom")),
      m_until(new QLabel(this)), m_to(made<QTimeEdit>(this, "notifyQuietTo")),
      m_answer(new Banner(u"notifyAnswer"_s, this)), m_test(made<QPushButton>(this, "notifyTest")),
      m_cancel(made<QPushButton>(this, "notifyCancel")), m_ok(made<QPushButton>(this, "notifyOk"))
{
    setObjectName(u"notificationsDialog"_s);
    m_intro->setWordWrap(true);
    m_webhookLabel->setBuddy(m_webhook);
    m_digestLabel->setBuddy(m_digest);
    // Who knows such an address may write there: it is seen only while it is typed.
    m_webhook->setEchoMode(QLineEdit::PasswordEchoOnEdit);
    m_webhook->setPlaceholderText(u"https://…"_s);
    for (const int minutes : kDigests)
        m_digest->addItem(QString(), minutes);

    auto* quiet = new QHBoxLayout;
    quiet->setSpacing(8);
    for (QWidget* part : std::initializer_list<QWidget*>{m_quiet, m_from, m_until, m_to})
        quiet->addWidget(part);
    quiet->addStretch();
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setVerticalSpacing(10);
    form->addRow(m_tray);
    form->addRow(m_trayHint);
    form->addRow(m_sound);
    auto* webhook = new QVBoxLayout;
    webhook->setSpacing(3);
    webhook->addWidget(m_webhook);
    webhook->addWidget(m_webhookHint);
    form->addRow(m_webhookLabel, webhook);
    form->addRow(m_digestLabel, m_digest);
    form->addRow(quiet);

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_test);
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_ok);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(14);
    layout->addWidget(m_intro);
    layout->addLayout(form);
    layout->addStretch();
    layout->addWidget(m_answer);
    layout->addLayout(buttons);
    setMinimumWidth(640);

    m_test->setAutoDefault(false);
    m_cancel->setAutoDefault(false);
    m_ok->setDefault(true);
    connect(m_quiet, &QCheckBox::toggled, this, &NotificationsDialog::enableParts);
    connect(m_test, &QPushButton::clicked, this, &NotificationsDialog::test);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_ok, &QPushButton::clicked, this, &NotificationsDialog::save);
    // The keychain may answer while this is open already; what was typed meanwhile is newer.
    connect(&notifier, &Notifier::preferencesChanged, this, [this] {
        if (!m_webhook->isModified())
            m_webhook->setText(m_notifier.preferences().webhook);
    });
    fill(notifier.preferences());
    writeTexts();
}

void NotificationsDialog::fill(const NotifyPreferences& preferences)
{
    m_tray->setChecked(preferences.tray);
    m_tray->setEnabled(m_hasTray);
    m_trayHint->setVisible(!m_hasTray);
    m_sound->setChecked(preferences.sound);
    m_webhook->setText(preferences.webhook);
    const int minutes = int(preferences.digest.count());
    if (m_digest->findData(minutes) < 0)
        m_digest->addItem(QString(), minutes);
    m_digest->setCurrentIndex(m_digest->findData(minutes));
    m_quiet->setChecked(preferences.hasQuietHours);
    m_from->setTime(preferences.quietFrom);
    m_to->setTime(preferences.quietTo);
    enableParts();
}

NotifyPreferences NotificationsDialog::preferences() const
{
    NotifyPreferences found;
    found.tray = m_tray->isChecked();
    found.sound = m_sound->isChecked();
    found.webhook = m_webhook->text().trimmed();
    found.digest = std::chrono::minutes(m_digest->currentData().toInt());
    found.hasQuietHours = m_quiet->isChecked();
    found.quietFrom = m_from->time();
    found.quietTo = m_to->time();
    return found;
}

bool NotificationsDialog::check()
{
    const QString problem = problemOfWebhook(preferences().webhook);
    if (problem.isEmpty()) {
        m_answer->hide();
        return true;
    }
    answer(theme::Tone::Bad, tr("Webhook: %1").arg(problem));
    m_webhook->setFocus();
    return false;
}

QString NotificationsDialog::digestText(std::chrono::minutes digest)
{
    const int minutes = int(digest.count());
    return minutes == 0        ? tr("At once")
           : minutes % 60 == 0 ? tr("Every %Ln hour(s)", "", minutes / 60)
                               : tr("Every %Ln minute(s)", "", minutes);
}

void NotificationsDialog::enableParts()
{
    for (QWidget* part : std::initializer_list<QWidget*>{m_from, m_until, m_to})
        part->setEnabled(m_quiet->isChecked());
}

void NotificationsDialog::test()
{
    if (!check())
        return;
    const NotifyPreferences asked = preferences();
    if (!(asked.tray && m_hasTray) && !asked.sound && asked.webhook.isEmpty())
        return answer(theme::Tone::Warning, tr("Nothing is chosen by which to tell it."));
    m_test->setEnabled(false);
    m_notifier.test(asked, [here = QPointer(this)](const QString& problem) {
        if (!here)
            return;
        here->m_test->setEnabled(true);
        if (problem.isEmpty())
            here->answer(theme::Tone::Good, tr("Sent."));
        else
            here->answer(theme::Tone::Bad, tr("Webhook: %1").arg(problem));
    });
}

void NotificationsDialog::answer(theme::Tone tone, const QString& sentence)
{
    m_answer->tell(tone, sentence);
    growToFit(*this);
}

void NotificationsDialog::save()
{
    if (!check())
        return;
    m_notifier.setPreferences(preferences());
    accept();
}

void NotificationsDialog::writeTexts()
{
    setWindowTitle(tr("Notifications"));
    m_intro->setText(
        tr("You are told of alerts, of new failures, of chains that nobody follows any more, and "
           "of a database that is gone; and when it is over. What is over before it was told is "
           "left out."));
    m_tray->setText(tr("&Tray icon with messages"));
    m_trayHint->setText(tr("This desktop shows no tray now."));
    m_sound->setText(tr("&Sound"));
    m_webhookLabel->setText(tr("&Webhook"));
    m_webhookHint->setText(tr("Gets each message as JSON. Kept as a secret."));
    m_digestLabel->setText(tr("&How often at most"));
    for (int i = 0; i < m_digest->count(); ++i)
        m_digest->setItemText(i, digestText(std::chrono::minutes(m_digest->itemData(i).toInt())));
    m_quiet->setText(tr("&Quiet from"));
    m_until->setText(tr("to (%1)").arg(zone::name()));
    m_test->setText(tr("Send a t&est"));
    m_cancel->setText(tr("Cancel"));
    m_ok->setText(tr("OK"));
    m_webhook->setAccessibleName(tr("Webhook"));
    m_digest->setAccessibleName(tr("How often at most"));
    m_from->setAccessibleName(tr("Quiet hours: beginning"));
    m_to->setAccessibleName(tr("Quiet hours: end"));
    for (QTimeEdit* edit : {m_from, m_to})
        edit->setDisplayFormat(u"HH:mm"_s);
}

void NotificationsDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        writeTexts();
}

} // namespace chainpoints
