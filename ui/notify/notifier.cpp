#include "ui/notify/notifier.h"

#include "core/base/log.h"
#include "ui/format.h"
#include "ui/overview/chaintext.h"
#include "ui/settingskeys.h"
#include "ui/zone.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>

#include <algorithm>
#include <climits>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr auto kWebhookSecret = "window-webhook";

QString toQt(const std::string& text)
{
    return QString::fromStdString(text);
}

/// As the JSON says it.
QString code(HappeningKind kind)
{
    switch (kind) {
    case HappeningKind::DatabaseLost:
        return u"database_lost"_s;
    case HappeningKind::DatabaseBack:
        return u"database_back"_s;
    case HappeningKind::AlertRaised:
        return u"alert_raised"_s;
    case HappeningKind::ChainRecovered:
        return u"chain_recovered"_s;
    case HappeningKind::ChainAbandoned:
        return u"chain_abandoned"_s;
    case HappeningKind::ChainFollowed:
        return u"chain_followed"_s;
    case HappeningKind::FailuresOpened:
        return u"failures_opened"_s;
    }
    return {};
}

theme::Tone toneOf(HappeningKind kind)
{
    switch (kind) {
    case HappeningKind::DatabaseBack:
    case HappeningKind::ChainRecovered:
    case HappeningKind::ChainFollowed:
        return theme::Tone::Good;
    case HappeningKind::AlertRaised:
    case HappeningKind::ChainAbandoned:
        return theme::Tone::Warning;
    case HappeningKind::DatabaseLost:
    case HappeningKind::FailuresOpened:
        break;
    }
    return theme::Tone::Bad;
}

QString text(const Happening& happening)
{
    switch (happening.kind) {
    case HappeningKind::DatabaseLost:
        return Notifier::tr("The database cannot be read: %1").arg(toQt(happening.sentence));
    case HappeningKind::DatabaseBack:
        return Notifier::tr("The database answers again.");
    case HappeningKind::AlertRaised:
        return u"%1: %2"_s.arg(toQt(happening.chain), toQt(happening.sentence));
    case HappeningKind::ChainRecovered:
        return Notifier::tr("%1 is well again.").arg(toQt(happening.chain));
    case HappeningKind::ChainAbandoned:
        return Notifier::tr("%1: no process follows it, so nothing new is credited.")
            .arg(toQt(happening.chain));
    case HappeningKind::ChainFollowed:
        return Notifier::tr("%1 is followed again.").arg(toQt(happening.chain));
    case HappeningKind::FailuresOpened:
        return Notifier::tr("%1: %Ln more failure(s) are open.", "",
                            int(std::min<std::int64_t>(happening.count, INT_MAX)))
            .arg(toQt(happening.chain));
    }
    return {};
}

} // namespace

Notifier::Notifier(QSettings& settings, NotifyChannels& channels, Now now, QObject* parent)
    : QObject(parent), m_now(std::move(now)), m_settings(settings), m_channels(channels),
      m_preferences(notifyPreferencesOf(settings))
{
}

void Notifier::setDesk(OperatorDesk* desk)
{
    if (m_desk)
        disconnect(m_desk, nullptr, this, nullptr);
    m_desk = desk;
    m_told.reset();
    m_takeOvers = {};
    m_lookedAt = UnixTime(0);
    if (desk)
        connect(desk, &OperatorDesk::looked, this, &Notifier::look);
    showIcon();
}

void Notifier::keepWebhookBy(SettingsDesk& desk)
{
    m_secrets = &desk;
    m_secretsFolder = QFileInfo(m_settings.fileName()).dir().filePath(u"secrets"_s).toStdString();
    // A keychain may ask its owner to unlock it: it is left alone where it holds nothing.
    if (!m_preferences.webhook.isEmpty())
        keepWebhook();
    else if (m_settings.value(settingskeys::kNotifyHasWebhook).toBool())
        readWebhook();
}

void Notifier::readWebhook()
{
    m_secrets->readOwnSecret(kWebhookSecret, m_secretsFolder, this,
                             [this](const Result<std::optional<std::string>>& found) {
                                 if (m_isWebhookChosen)
                                     return;
                                 m_webhookProblem = found ? QString() : toQt(found.error().message);
                                 if (found && *found && problemOfWebhook(toQt(**found)).isEmpty())
                                     m_preferences.webhook = toQt(**found);
                                 Q_EMIT preferencesChanged();
                             });
}

void Notifier::keepWebhook()
{
    m_secrets->keepOwnSecret(
        kWebhookSecret, m_preferences.webhook.toStdString(), m_secretsFolder, this,
        [this, keeping = ++m_keepings, webhook = m_preferences.webhook](const Result<void>& kept) {
            if (keeping != m_keepings)
                return; // another one is on its way
            m_webhookProblem = kept ? QString() : toQt(kept.error().message);
            // What an older version left is tried again at the next start.
            if (kept || m_isWebhookChosen)
                noteWebhook(kept && !webhook.isEmpty());
            Q_EMIT preferencesChanged();
        });
}

void Notifier::noteWebhook(bool isKept)
{
    m_settings.setValue(settingskeys::kNotifyHasWebhook, isKept);
    m_settings.remove(settingskeys::kNotifyWebhook);
}

void Notifier::setPreferences(const NotifyPreferences& preferences)
{
    const bool isOtherWebhook = preferences.webhook != m_preferences.webhook;
    m_preferences = preferences;
    keep(preferences, m_settings);
    if (m_secrets && isOtherWebhook) {
        m_isWebhookChosen = true;
        m_webhookProblem.clear();
        // Until it is kept the former one still is, which must not come back at the next start.
        noteWebhook(false);
        keepWebhook();
    }
    showIcon();
    Q_EMIT preferencesChanged();
}

void Notifier::test(const NotifyPreferences& preferences, std::function<void(const QString& problem)> then)
{
    Message message;
    message.title = tr("Test");
    message.text = tr("This is how chainpoints tells what happens.");
    message.json = QJsonDocument(QJsonObject{{u"event"_s, u"test"_s}, {u"text"_s, message.text}})
                       .toJson(QJsonDocument::Compact);
    send(message, preferences, std::move(then));
}

void Notifier::look()
{
    if (m_desk->news().asOf == UnixTime(0) && !m_desk->news().problem)
        return;
    showIcon();
    const UnixTime now = m_now();
    const ChainsNews news = m_takeOvers.bridged(m_desk->news(), now);
    if (!m_told) {
        m_told = news;
        m_lookedAt = now;
        return;
    }
    if (!isTime(now))
        return;
    const std::vector<Happening> happenings = happeningsBetween(*m_told, news);
    m_told = news;
    if (happenings.empty())
        return;
    m_toldAt = now;
    send(messageOf(happenings, now), m_preferences, [](const QString& problem) {
        if (!problem.isEmpty())
            log::warning("window", "A notification did not arrive: " + problem.toStdString());
    });
}

/// Whether what happened since the last message may be told now.
bool Notifier::isTime(UnixTime now)
{
    const std::int64_t passed = now - std::exchange(m_lookedAt, now);
    if (passed > kGap)
        m_awakeFrom = now + kWaking;
    // A clock that is put back would keep everything waiting.
    if (passed < 0)
        m_toldAt = m_awakeFrom = UnixTime(0);
    const QDateTime there = QDateTime::fromSecsSinceEpoch(now.value(), zone::current());
    const std::int64_t pause =
        std::max(kPause, std::int64_t(std::chrono::seconds(m_preferences.digest).count()));
    return now >= m_awakeFrom && now - m_toldAt >= pause && !m_preferences.isQuiet(there.time());
}

Notifier::Message Notifier::messageOf(const std::vector<Happening>& happenings, UnixTime now)
{
    Message message;
    QStringList lines;
    QJsonArray events;
    for (const Happening& one : happenings) {
        lines << QString::fromStdString(log::redacted(text(one).toStdString()));
        message.tone = std::max(message.tone, toneOf(one.kind));
        QJsonObject event{{u"event"_s, code(one.kind)}, {u"text"_s, lines.back()}};
        if (!one.chain.empty())
            event.insert(u"chain"_s, toQt(one.chain));
        events.append(event);
    }
    message.title = tr("%Ln thing(s) happened", "", int(lines.size()));
    message.text = lines.join(u'\n');
    message.json =
        QJsonDocument(
            QJsonObject{{u"text"_s, message.text}, {u"time"_s, toQt(formatTime(now))}, {u"events"_s, events}})
            .toJson(QJsonDocument::Compact);
    return message;
}

void Notifier::showIcon()
{
    if (!m_preferences.tray || !m_desk)
        return m_channels.hideIcon();
    const ChainsNews& news = m_desk->news();
    theme::Tone worst = news.problem ? theme::Tone::Bad : theme::Tone::Good;
    std::int64_t failures = 0;
    for (const ChainView& chain : news.chains) {
        worst = std::max(worst, ChainText::tone(chain));
        if (!chain.alerts.empty())
            worst = std::max(worst, theme::Tone::Warning);
        failures += chain.openFailures;
    }
    m_channels.showIcon(worst,
                        u"chainpoints\n"_s + tr("%Ln chain(s)", "", int(news.chains.size())) + u'\n' +
                            tr("%Ln open failure(s)", "", int(std::min<std::int64_t>(failures, INT_MAX))));
}

void Notifier::send(const Message& message, const NotifyPreferences& preferences,
                    std::function<void(const QString& problem)> then)
{
    if (preferences.tray)
        m_channels.showMessage(message.title, message.text, message.tone);
    if (preferences.sound)
        m_channels.beep();
    if (preferences.webhook.isEmpty())
        return then({});
    m_channels.post(QUrl(preferences.webhook), message.json, std::move(then));
}

} // namespace chainpoints
