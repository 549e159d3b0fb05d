// Tells an operator who looks elsewhere what happened.
#pragma once

#include "core/settings/settingsdesk.h"
#include "ui/notify/happenings.h"
#include "ui/notify/notifychannels.h"
#include "ui/notify/notifypreferences.h"
#include "ui/notify/takeovers.h"

#include <QObject>

#include <optional>

class QSettings;

namespace chainpoints {

/// Window thread. What came and went before it was to be told is not told: so a flapping node, a digest, the
/// quiet hours and a computer that wakes up make no storm.
class Notifier : public QObject
{
    Q_OBJECT
public:
    /// A pause between two messages at least, so that what happens together is told together.
    static constexpr std::int64_t kPause = 5; // seconds
    /// Looks come every second; after a longer gap the computer slept, and everything gets time to catch up.
    static constexpr std::int64_t kGap = 30;    // seconds
    static constexpr std::int64_t kWaking = 60; // seconds

    using Now = std::function<UnixTime()>;

    /// Settings and channels outlive this. `now` is the wall's clock, since others may stop in a computer's
    /// sleep.
    Notifier(QSettings& settings, NotifyChannels& channels, Now now, QObject* parent = nullptr);

    /// Listens to it from now on; what is so already is no news. Null: to none.
    void setDesk(OperatorDesk* desk);

    /// Keeps the webhook's address as a secret from now on, and asks for the one that is kept; what an older
    /// version left in the settings moves there. Before, and without, it is known until the end only. Where
    /// the program ends before one is kept, the next start has none rather than the former one. `desk`
    /// outlives this.
    void keepWebhookBy(SettingsDesk& desk);

    [[nodiscard]] const NotifyPreferences& preferences() const { return m_preferences; }
    void setPreferences(const NotifyPreferences& preferences);
    /// Whether a person chose the webhook, or none, since the start.
    [[nodiscard]] bool isWebhookChosen() const { return m_isWebhookChosen; }
    /// Why the webhook's address could not be kept, removed or read, a sentence for the person; empty: it
    /// was.
    [[nodiscard]] const QString& webhookProblem() const { return m_webhookProblem; }
    /// By every way that is chosen in `preferences`; `then` with a sentence where the webhook failed.
    void test(const NotifyPreferences& preferences, std::function<void(const QString& problem)> then);

Q_SIGNALS:
    void preferencesChanged();

private:
    struct Message
    {
        QString title;
        QString text; ///< a line each
        theme::Tone tone = theme::Tone::Good;
        QByteArray json;
    };

    void readWebhook();
    void keepWebhook();
    /// Whether there is one to be read at the next start.
    void noteWebhook(bool isKept);
    void look();
    [[nodiscard]] bool isTime(UnixTime now);
    [[nodiscard]] static Message messageOf(const std::vector<Happening>& happenings, UnixTime now);
    void showIcon();
    void send(const Message& message, const NotifyPreferences& preferences,
              std::function<void(const QString& problem)> then);

    const Now m_now;
    QSettings& m_settings;
    NotifyChannels& m_channels;
    NotifyPreferences m_preferences;
    OperatorDesk* m_desk = nullptr;
    SettingsDesk* m_secrets = nullptr; ///< keeps the webhook's address
    std::filesystem::path m_secretsFolder;
    QString m_webhookProblem;
    bool m_isWebhookChosen = false; ///< by a person, who is newer than what was kept
    std::uint64_t m_keepings = 0;   ///< how often a webhook was to be kept; only the newest answer counts
    TakeOvers m_takeOvers;
    std::optional<ChainsNews> m_told; ///< what the operator knows of; none before the first look
    UnixTime m_toldAt{0};
    UnixTime m_lookedAt{0};
    UnixTime m_awakeFrom{0};
};

} // namespace chainpoints
