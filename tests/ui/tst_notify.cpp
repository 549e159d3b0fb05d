// Telling an operator who looks elsewhere: what, when, by which ways, and the form for it.
#include "tests/ui/scriptedchannels.h"
#include "tests/ui/windowfixture.h"
#include "ui/banner.h"
#include "ui/notify/desktopchannels.h"
#include "ui/notify/notificationsdialog.h"
#include "ui/notify/notifier.h"
#include "ui/settingskeys.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTimeEdit>

using namespace chainpoints;
using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t kNoon = 1'800'014'400; // 2027-01-15 12:00:00 UTC

/// A notifier on a real desk, with a clock that the test moves.
struct Telling
{
    Telling()
    {
        fixture.database.ownedBy({"host", 1, "one"});
        notifier.setDesk(fixture.desk.get());
    }

    /// Until the desk looked twice more: at least once at all that is so now.
    bool look()
    {
        QSignalSpy looks(fixture.desk.get(), &OperatorDesk::looked);
        return QTest::qWaitFor([&] { return looks.count() >= 2; }, 10'000);
    }
    /// The engine's alert of the chain, and that the desk has seen it.
    bool alert(bool raised)
    {
        const std::string alerts =
            raised ? R"([{"code":"rpc_unreachable","sentence":"no node answers","since":5}])" : "[]";
        fixture.database.spoil("REPLACE INTO chain_status (chain_id, state, alerts, last_error, updated_at) "
                               "SELECT id, 'live', '" +
                               alerts + "', '', 5 FROM chain");
        return QTest::qWaitFor(
            [&] {
                const ChainsNews& news = fixture.desk->news();
                return !news.chains.empty() && news.chains[0].alerts.empty() != raised;
            },
            10'000);
    }
    /// A computer that is awake looks every second; this clock goes in larger steps.
    bool pass(std::int64_t seconds)
    {
        for (; seconds > 0; seconds -= Notifier::kGap) {
            now = now + std::min(seconds, Notifier::kGap);
            if (!look())
                return false;
        }
        return true;
    }

    WindowFixture fixture;
    ScriptedChannels channels;
    UnixTime now{kNoon};
    Notifier notifier{fixture.settings, channels, [this] { return now; }};
};

} // namespace

class TestNotify : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quietHours_data();
    void quietHours();
    void webhookAddresses_data();
    void webhookAddresses();
    void preferencesComeBack();
    void brokenPreferencesAreAsNone();
    void anAlertIsToldByTheChosenWays();
    void anAbandonedChainIsTold();
    void whatComesAndGoesIsNotTold();
    void aDigestWaits();
    void quietHoursAreKept();
    void sleepMakesNoAlarms();
    void aClockThatIsPutBack();
    void theForm();
    void theFormRefusesABadAddress();
    void theFormTests();
    void withoutATray();
    void aWebhookArrives();
    void aWebhookThatIsRefused();
    void aWebhookThatNobodyTakes();
};

void TestNotify::quietHours_data()
{
    QTest::addColumn<QTime>("from");
    QTest::addColumn<QTime>("to");
    QTest::addColumn<QTime>("time");
    QTest::addColumn<bool>("quiet");
    const QTime night(22, 0);
    const QTime morning(7, 0);
    QTest::newRow("over midnight: before") << night << morning << QTime(21, 59) << false;
    QTest::newRow("over midnight: first") << night << morning << QTime(22, 0) << true;
    QTest::newRow("over midnight: midnight") << night << morning << QTime(0, 0) << true;
    QTest::newRow("over midnight: end") << night << morning << QTime(7, 0) << false;
    QTest::newRow("within a day") << morning << night << QTime(12, 0) << true;
    QTest::newRow("outside of it") << morning << night << QTime(23, 0) << false;
    QTest::newRow("nothing at all") << night << night << night << false;
}

void TestNotify::quietHours()
{
    QFETCH(const QTime, from);
    QFETCH(const QTime, to);
    QFETCH(const QTime, time);
    NotifyPreferences preferences;
    preferences.quietFrom = from;
    preferences.quietTo = to;
    QVERIFY(!preferences.isQuiet(time));
    preferences.hasQuietHours = true;
    QTEST(preferences.isQuiet(time), "quiet");
}

void TestNotify::webhookAddresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("good");
    QTest::newRow("none") << QString() << true;
    QTest::newRow("https") << u"https://example.org/hook/x"_s << true;
    QTest::newRow("http here") << u"http://127.0.0.1:9000/"_s << true;
    QTest::newRow("http elsewhere") << u"http://example.org/"_s << false;
    QTest::newRow("a file") << u"file:///etc/passwd"_s << false;
    QTest::newRow("a word") << u"hook"_s << false;
    QTest::newRow("no host") << u"https://"_s << false;
}

void TestNotify::webhookAddresses()
{
    QFETCH(const QString, address);
    QFETCH(const bool, good);
    QCOMPARE(problemOfWebhook(address).isEmpty(), good);
}

void TestNotify::preferencesComeBack()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"window.ini"_s), QSettings::IniFormat);
    NotifyPreferences wanted;
    wanted.tray = false;
    wanted.sound = true;
    wanted.webhook = u"https://example.org/a?b=c"_s;
    wanted.digest = std::chrono::minutes(15);
    wanted.hasQuietHours = true;
    wanted.quietFrom = QTime(1, 30);
    wanted.quietTo = QTime(2, 45);
    keep(wanted, settings);
    settings.sync();
    QSettings again(folder.filePath(u"window.ini"_s), QSettings::IniFormat);
    wanted.webhook.clear(); // a secret has another place
    QCOMPARE(notifyPreferencesOf(again), wanted);
    QVERIFY(!again.contains(settingskeys::kNotifyWebhook));
}

void TestNotify::brokenPreferencesAreAsNone()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"window.ini"_s), QSettings::IniFormat);
    settings.setValue(u"notify/1/webhook"_s, u"http://example.org"_s);
    settings.setValue(u"notify/1/digestMinutes"_s, -5);
    settings.setValue(u"notify/1/quietFrom"_s, u"25:99"_s);
    QCOMPARE(notifyPreferencesOf(settings), NotifyPreferences());
}

void TestNotify::anAlertIsToldByTheChosenWays()
{
    Telling telling;
    QVERIFY(telling.alert(false));
    QVERIFY(telling.look());
    QVERIFY(telling.channels.icon == theme::Tone::Good);
    QVERIFY(telling.channels.messages.isEmpty());
    NotifyPreferences ways;
    ways.sound = true;
    ways.webhook = u"https://example.org/x"_s;
    telling.notifier.setPreferences(ways);
    QVERIFY(telling.alert(true));
    QTRY_COMPARE_WITH_TIMEOUT(telling.channels.messages, QStringList(u"sepolia: no node answers"_s), 20'000);
    QVERIFY(telling.channels.icon == theme::Tone::Warning);
    QCOMPARE(telling.channels.beeps, 1);
    QCOMPARE(telling.channels.posted.size(), 1);
    const QString& json = telling.channels.posted[0];
    for (const QString& part : {u"\"event\":\"alert_raised\""_s, u"\"chain\":\"sepolia\""_s,
                                u"\"time\":\"2027-01-15T12:00:00Z\""_s})
        QVERIFY2(json.contains(part), qUtf8Printable(json));

    NotifyPreferences none;
    none.tray = false;
    telling.notifier.setPreferences(none);
    QVERIFY(!telling.channels.icon);
    QVERIFY(telling.alert(false));
    QVERIFY(telling.pass(Notifier::kPause));
    QCOMPARE(telling.channels.messages.size(), 1);
    QCOMPARE(telling.channels.beeps, 1);
    QCOMPARE(telling.channels.posted.size(), 1);
}

void TestNotify::anAbandonedChainIsTold()
{
    Telling telling;
    QTRY_VERIFY(!telling.fixture.desk->news().chains.empty() && telling.fixture.desk->news().chains[0].owner);
    QVERIFY(telling.look());
    // Its process died; another one may take over.
    telling.fixture.database.spoil("UPDATE chain_lease SET expires_at = 1");
    QVERIFY(telling.look());
    QVERIFY(telling.channels.messages.isEmpty());
    QVERIFY(telling.pass(TakeOvers::kPatience));
    QCOMPARE(telling.channels.messages.size(), 1);
    QCOMPARE(telling.channels.messages.back(),
             u"sepolia: no process follows it, so nothing new is credited."_s);
    telling.fixture.database.ownedBy({"host", 2, "two"});
    QVERIFY(telling.pass(Notifier::kPause));
    QCOMPARE(telling.channels.messages.size(), 2);
    QCOMPARE(telling.channels.messages.back(), u"sepolia is followed again."_s);
}

void TestNotify::whatComesAndGoesIsNotTold()
{
    Telling telling;
    QVERIFY(telling.look());
    QVERIFY(telling.alert(true));
    QTRY_COMPARE_WITH_TIMEOUT(telling.channels.messages.size(), 1, 20'000);
    QVERIFY(telling.alert(false));
    QVERIFY(telling.alert(true));
    QVERIFY(telling.pass(Notifier::kPause));
    QCOMPARE(telling.channels.messages.size(), 1);
    QVERIFY(telling.alert(false));
    QTRY_COMPARE_WITH_TIMEOUT(telling.channels.messages.value(1), u"sepolia is well again."_s, 20'000);
}

void TestNotify::aDigestWaits()
{
    Telling telling;
    NotifyPreferences seldom;
    seldom.digest = std::chrono::minutes(5);
    telling.notifier.setPreferences(seldom);
    QVERIFY(telling.look());
    QVERIFY(telling.alert(true));
    QTRY_COMPARE_WITH_TIMEOUT(telling.channels.messages.size(), 1, 20'000);
    QVERIFY(telling.alert(false));
    QVERIFY(telling.pass(299));
    QCOMPARE(telling.channels.messages.size(), 1);
    QVERIFY(telling.pass(1));
    QTRY_COMPARE_WITH_TIMEOUT(telling.channels.messages.size(), 2, 20'000);
}

void TestNotify::quietHoursAreKept()
{
    Telling telling;
    NotifyPreferences quiet;
    quiet.hasQuietHours = true;
    quiet.quietFrom = QTime(11, 0);
    quiet.quietTo = QTime(12, 1);
    telling.notifier.setPreferences(quiet);
    QVERIFY(telling.look());
    QVERIFY(telling.alert(true));
    QVERIFY(telling.pass(59));
    QVERIFY(telling.channels.messages.isEmpty());
    QVERIFY(telling.pass(1));
    QTRY_COMPARE_WITH_TIMEOUT(telling.channels.messages.size(), 1, 20'000);
}

void TestNotify::sleepMakesNoAlarms()
{
    Telling telling;
    QVERIFY(telling.look());
    telling.now = telling.now + 3600;
    QVERIFY(telling.alert(true));
    QVERIFY(telling.look());
    QVERIFY(telling.alert(false));
    QVERIFY(telling.pass(Notifier::kWaking));
    QVERIFY(telling.channels.messages.isEmpty());
    // What stays is told all the same.
    telling.now = telling.now + 3600;
    QVERIFY(telling.alert(true));
    QVERIFY(telling.look());
    QVERIFY(telling.channels.messages.isEmpty());
    QVERIFY(telling.pass(Notifier::kWaking));
    QTRY_COMPARE_WITH_TIMEOUT(telling.channels.messages.size(), 1, 20'000);
}

void TestNotify::aClockThatIsPutBack()
{
    Telling telling;
    QVERIFY(telling.look());
    QVERIFY(telling.alert(true));
    QTRY_COMPARE_WITH_TIMEOUT(telling.channels.messages.size(), 1, 20'000);
    telling.now = telling.now - 86'400;
    QVERIFY(telling.alert(false));
    QTRY_COMPARE_WITH_TIMEOUT(telling.channels.messages.size(), 2, 20'000);
}

void TestNotify::theForm()
{
    Telling telling;
    NotificationsDialog dialog(telling.notifier, true);
    dialog.show();
    QCOMPARE(dialog.findChild<QCheckBox*>(u"notifyTray"_s)->isChecked(), true);
    auto* from = dialog.findChild<QTimeEdit*>(u"notifyQuietFrom"_s);
    QVERIFY(!from->isEnabled());
    dialog.findChild<QCheckBox*>(u"notifyQuiet"_s)->click();
    QVERIFY(from->isEnabled());
    from->setTime(QTime(20, 15));
    dialog.findChild<QCheckBox*>(u"notifySound"_s)->click();
    auto* digest = dialog.findChild<QComboBox*>(u"notifyDigest"_s);
    digest->setCurrentIndex(digest->findData(15));
    dialog.findChild<QPushButton*>(u"notifyOk"_s)->click();
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
    const NotifyPreferences kept = notifyPreferencesOf(telling.fixture.settings);
    QCOMPARE(kept, telling.notifier.preferences());
    QVERIFY(kept.sound && kept.hasQuietHours);
    QCOMPARE(kept.quietFrom, QTime(20, 15));
    QCOMPARE(kept.digest, std::chrono::minutes(15));
}

void TestNotify::theFormRefusesABadAddress()
{
    Telling telling;
    NotificationsDialog dialog(telling.notifier, true);
    dialog.show();
    dialog.findChild<QLineEdit*>(u"notifyWebhook"_s)->setText(u"http://example.org"_s);
    dialog.findChild<QPushButton*>(u"notifyOk"_s)->click();
    QVERIFY(dialog.isVisible());
    auto* answer = dialog.findChild<Banner*>(u"notifyAnswer"_s);
    QVERIFY(answer->isVisible());
    QCOMPARE(answer->sentence(), u"Webhook: Only https is sent to other machines."_s);
    QCOMPARE(telling.notifier.preferences(), NotifyPreferences());
    dialog.findChild<QPushButton*>(u"notifyCancel"_s)->click();
    QVERIFY(!dialog.isVisible());
}

void TestNotify::theFormTests()
{
    Telling telling;
    NotificationsDialog dialog(telling.notifier, true);
    dialog.show();
    auto* test = dialog.findChild<QPushButton*>(u"notifyTest"_s);
    auto* answer = dialog.findChild<Banner*>(u"notifyAnswer"_s);
    dialog.findChild<QLineEdit*>(u"notifyWebhook"_s)->setText(u"https://example.org/x"_s);
    test->click();
    QCOMPARE(telling.channels.messages.size(), 1);
    QCOMPARE(telling.channels.posted.size(), 1);
    QVERIFY(telling.channels.posted[0].contains(u"\"event\":\"test\""_s));
    QCOMPARE(answer->sentence(), u"Sent."_s);
    telling.channels.webhookProblem = u"the server answers with HTTP status 500"_s;
    test->click();
    QCOMPARE(answer->sentence(), u"Webhook: the server answers with HTTP status 500"_s);
    QVERIFY(test->isEnabled());
    dialog.findChild<QCheckBox*>(u"notifyTray"_s)->setChecked(false);
    dialog.findChild<QLineEdit*>(u"notifyWebhook"_s)->clear();
    test->click();
    QCOMPARE(answer->sentence(), u"Nothing is chosen by which to tell it."_s);
}

void TestNotify::withoutATray()
{
    Telling telling;
    NotificationsDialog dialog(telling.notifier, false);
    dialog.show();
    QVERIFY(!dialog.findChild<QCheckBox*>(u"notifyTray"_s)->isEnabled());
    QVERIFY(dialog.findChild<QLabel*>(u"notifyTrayHint"_s)->isVisible());
}

namespace {

/// Answers each request with `status`, and keeps what it got.
struct WebhookServer
{
    explicit WebhookServer(const QByteArray& status)
    {
        if (!server.listen(QHostAddress::LocalHost))
            qFatal("no port");
        QObject::connect(&server, &QTcpServer::newConnection, &server, [this, status] {
            QTcpSocket* const socket = server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, status] {
                got += socket->readAll();
                if (got.endsWith('}'))
                    socket->write("HTTP/1.1 " + status +
                                  "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            });
        });
    }
    [[nodiscard]] QUrl url() const { return QUrl(u"http://127.0.0.1:%1/hook"_s.arg(server.serverPort())); }

    QTcpServer server;
    QByteArray got;
};

std::optional<QString> outcomeOf(const QUrl& url)
{
    DesktopChannels channels;
    std::optional<QString> outcome;
    channels.post(url, R"({"event":"test"})", [&](const QString& problem) { outcome = problem; });
    (void)QTest::qWaitFor([&] { return outcome.has_value(); }, 15'000);
    return outcome;
}

} // namespace

void TestNotify::aWebhookArrives()
{
    WebhookServer server("204 No Content");
    QCOMPARE(outcomeOf(server.url()), QString());
    QVERIFY(server.got.startsWith("POST /hook "));
    QVERIFY(server.got.contains("application/json"));
    QVERIFY(server.got.endsWith(R"({"event":"test"})"));
}

void TestNotify::aWebhookThatIsRefused()
{
    WebhookServer server("403 Forbidden");
    QCOMPARE(outcomeOf(server.url()), u"the server answers with HTTP status 403"_s);
}

void TestNotify::aWebhookThatNobodyTakes()
{
    const auto outcome = outcomeOf(QUrl(u"http://127.0.0.1:1/"_s));
    QVERIFY(outcome && !outcome->isEmpty());
}

QTEST_MAIN(TestNotify)
#include "tst_notify.moc"
