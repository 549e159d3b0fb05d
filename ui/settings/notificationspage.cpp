#include "ui/settings/notificationspage.h"

#include "ui/notify/notificationsdialog.h"
#include "ui/notify/notifier.h"
#include "ui/widgets/factgrid.h"
#include "ui/zone.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace chainpoints {

using namespace Qt::StringLiterals;

NotificationsPage::NotificationsPage(const Notifier& notifier, QWidget* parent)
    : SettingsPage(parent), m_notifier(notifier), m_intro(new QLabel), m_facts(new FactGrid(1)),
      m_change(new QPushButton)
{
    setObjectName(u"notificationsPage"_s);
    m_intro->setWordWrap(true);
    m_intro->setForegroundRole(QPalette::PlaceholderText);
    m_facts->setObjectName(u"notificationsChosen"_s);
    m_change->setObjectName(u"notificationsChange"_s);
    m_change->setAutoDefault(false);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(14);
    column->addWidget(m_intro);
    column->addWidget(m_facts);
    column->addWidget(m_change, 0, Qt::AlignLeft);
    column->addStretch();
    connect(m_change, &QPushButton::clicked, this, &NotificationsPage::changeWanted);
    connect(&notifier, &Notifier::preferencesChanged, this, &NotificationsPage::showChosen);
    retranslate();
}

QString NotificationsPage::title() const
{
    return tr("Notifications");
}

void NotificationsPage::showChosen()
{
    const NotifyPreferences& chosen = m_notifier.preferences();
    const auto yesOrNo = [](bool is) { return is ? tr("yes") : tr("no"); };
    const auto clock = [](QTime time) { return time.toString(u"HH:mm"_s); };
    m_facts->setFacts(
        {{tr("Tray icon with messages"), yesOrNo(chosen.tray)},
         {tr("Sound"), yesOrNo(chosen.sound)},
         {tr("Webhook"), webhookText()},
         {tr("How often at most"), NotificationsDialog::digestText(chosen.digest)},
         {tr("Quiet hours"),
          chosen.hasQuietHours
              ? tr("%1 to %2 (%3)").arg(clock(chosen.quietFrom), clock(chosen.quietTo), zone::name())
              : tr("none")}});
}

/// Not more than the host: what follows may be what lets anybody write there.
QString NotificationsPage::webhookText() const
{
    const QString& webhook = m_notifier.preferences().webhook;
    const QString host = QUrl(webhook).host();
    const QString& problem = m_notifier.webhookProblem();
    if (!problem.isEmpty() && !host.isEmpty())
        return tr("at %1, until the window closes: %2").arg(host, problem);
    if (!problem.isEmpty())
        return m_notifier.isWebhookChosen()
                   ? tr("none; the former address may still be kept: %1").arg(problem)
                   : tr("cannot be read: %1").arg(problem);
    return host.isEmpty() ? tr("none") : tr("is set, at %1").arg(host);
}

void NotificationsPage::retranslate()
{
    m_intro->setText(tr("Of alerts, of new failures, of chains that nobody follows any more, and of a "
                        "database that is gone. It applies at once, for this person on this machine. The "
                        "menu View leads to the same."));
    m_change->setText(tr("Chan&ge…"));
    showChosen();
}

void NotificationsPage::changeEvent(QEvent* event)
{
    SettingsPage::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace chainpoints
