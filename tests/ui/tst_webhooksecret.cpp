// The webhook's address is kept as a secret, and moves there from older settings.
#include "tests/support/testsettingsdesk.h"
#include "tests/ui/scriptedchannels.h"
#include "ui/notify/notificationsdialog.h"
#include "ui/notify/notifier.h"
#include "ui/settings/notificationspage.h"
#include "ui/settingskeys.h"

#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <future>

using namespace chainpoints;
using namespace Qt::StringLiterals;

namespace {

const QString kWebhook = u"https://hooks.example.org/t0ken"_s;

/// Notifiers one after another on the same settings and secrets.
struct KeptWebhook
{
    /// From a former time, in the keychain.
    void hasOne()
    {
        settingsDesk.keychain.set("window-webhook", kWebhook.toStdString());
        settings.setValue(settingskeys::kNotifyHasWebhook, true);
    }
    [[nodiscard]] std::unique_ptr<Notifier> notifier()
    {
        auto made = std::make_unique<Notifier>(settings, channels, [] { return UnixTime(0); });
        made->keepWebhookBy(settingsDesk.desk);
        return made;
    }
    [[nodiscard]] QByteArray bytes(const QString& name) const
    {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir folder;
    QSettings settings{folder.filePath(u"window.ini"_s), QSettings::IniFormat};
    ScriptedChannels channels;
    TestSettingsDesk settingsDesk;
};

NotifyPreferences otherWebhook()
{
    NotifyPreferences other;
    other.webhook = u"https://other.example.org"_s;
    return other;
}

} // namespace

class TestWebhookSecret : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWebhookIsKeptAsASecret_data();
    void theWebhookIsKeptAsASecret();
    void theWebhookOfAnOlderVersionMoves();
    void aWebhookThatCannotBeKeptIsTold();
    void aWebhookThatIsRemovedDoesNotComeBack();
    void aWebhookThatIsReplacedDoesNotComeBack();
    void aWebhookThatIsReplacedAtTheEndDoesNotComeBack();
    void noWebhookAsksNoKeychain();
    void anOpenFormWaitsForTheKeychain();
};

void TestWebhookSecret::theWebhookIsKeptAsASecret_data()
{
    QTest::addColumn<bool>("hasKeychain");
    QTest::newRow("keychain") << true;
    QTest::newRow("file") << false;
}

void TestWebhookSecret::theWebhookIsKeptAsASecret()
{
    QFETCH(const bool, hasKeychain);
    KeptWebhook kept;
    if (!hasKeychain)
        kept.settingsDesk.keychain.fail("there is no keychain");
    NotifyPreferences wanted;
    wanted.webhook = kWebhook;
    {
        const auto notifier = kept.notifier();
        notifier->setPreferences(wanted);
        QTRY_VERIFY(kept.settings.value(settingskeys::kNotifyHasWebhook).toBool());
        QCOMPARE(notifier->webhookProblem(), QString());
    }
    kept.settings.sync();
    QVERIFY(!kept.bytes(u"window.ini"_s).contains("t0ken"));
    QCOMPARE(kept.settingsDesk.keychain.secret("window-webhook"), hasKeychain ? kWebhook.toStdString() : "");
    QCOMPARE(kept.bytes(u"secrets/window-webhook"_s), hasKeychain ? QByteArray() : kWebhook.toUtf8());
    const auto again = kept.notifier();
    QTRY_COMPARE(again->preferences().webhook, kWebhook);
    again->setPreferences({});
    QVERIFY(!kept.settings.value(settingskeys::kNotifyHasWebhook).toBool());
    QTRY_VERIFY(kept.settingsDesk.keychain.secret("window-webhook").empty() &&
                !QFile::exists(kept.folder.filePath(u"secrets/window-webhook"_s)));
}

void TestWebhookSecret::theWebhookOfAnOlderVersionMoves()
{
    KeptWebhook kept;
    kept.settings.setValue(settingskeys::kNotifyWebhook, kWebhook);
    const auto notifier = kept.notifier();
    QCOMPARE(notifier->preferences().webhook, kWebhook);
    QTRY_VERIFY(!kept.settings.contains(settingskeys::kNotifyWebhook));
    QCOMPARE(kept.settingsDesk.keychain.secret("window-webhook"), kWebhook.toStdString());
    QTRY_COMPARE(kept.notifier()->webhookProblem(), QString());
}

void TestWebhookSecret::aWebhookThatCannotBeKeptIsTold()
{
    KeptWebhook kept;
    kept.settingsDesk.keychain.fail("there is no keychain");
    QFile inTheWay(kept.folder.filePath(u"secrets"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    kept.settings.setValue(settingskeys::kNotifyWebhook, kWebhook);
    const auto notifier = kept.notifier();
    QTRY_VERIFY(notifier->webhookProblem().contains(u"cannot be written"_s));
    QVERIFY(!notifier->webhookProblem().contains(u"t0ken"_s));
    QCOMPARE(notifier->preferences().webhook, kWebhook); // which goes on
    QCOMPARE(kept.settings.value(settingskeys::kNotifyWebhook).toString(), kWebhook);
}

void TestWebhookSecret::aWebhookThatIsRemovedDoesNotComeBack()
{
    KeptWebhook kept;
    kept.hasOne();
    const auto notifier = kept.notifier();
    QTRY_COMPARE(notifier->preferences().webhook, kWebhook);
    kept.settingsDesk.keychain.fail("it is locked");
    notifier->setPreferences({});
    QVERIFY(!kept.settings.value(settingskeys::kNotifyHasWebhook).toBool()); // the window may close now
    QTRY_COMPARE(notifier->webhookProblem(), u"it is locked"_s);
    QVERIFY(!kept.settings.value(settingskeys::kNotifyHasWebhook).toBool());
    const NotificationsPage page(*notifier);
    const auto texts = page.findChildren<QLabel*>();
    const QString told = u"none; the former address may still be kept: it is locked"_s;
    QVERIFY(std::ranges::any_of(texts, [&](const QLabel* label) { return label->text() == told; }));
}

void TestWebhookSecret::aWebhookThatIsReplacedDoesNotComeBack()
{
    KeptWebhook kept;
    kept.hasOne();
    const auto notifier = kept.notifier();
    QTRY_COMPARE(notifier->preferences().webhook, kWebhook);
    kept.settingsDesk.keychain.fail("it is locked");
    QFile inTheWay(kept.folder.filePath(u"secrets"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    notifier->setPreferences(otherWebhook());
    QTRY_VERIFY(notifier->webhookProblem().contains(u"cannot be written"_s));
    QCOMPARE(notifier->preferences().webhook, otherWebhook().webhook); // until the window closes
    QVERIFY(!kept.settings.value(settingskeys::kNotifyHasWebhook).toBool());
}

void TestWebhookSecret::aWebhookThatIsReplacedAtTheEndDoesNotComeBack()
{
    KeptWebhook kept;
    kept.hasOne();
    auto notifier = kept.notifier();
    QTRY_COMPARE(notifier->preferences().webhook, kWebhook);
    std::promise<void> release;
    kept.settingsDesk.thread.run([held = release.get_future().share()] { held.wait(); });
    notifier->setPreferences(otherWebhook());
    notifier.reset();
    QCOMPARE(kept.settingsDesk.keychain.secret("window-webhook"), kWebhook.toStdString());
    QVERIFY(!kept.settings.value(settingskeys::kNotifyHasWebhook).toBool());
    QCOMPARE(kept.notifier()->preferences().webhook, QString());
    release.set_value();
}

void TestWebhookSecret::noWebhookAsksNoKeychain()
{
    KeptWebhook kept;
    const auto notifier = kept.notifier();
    QSignalSpy answered(notifier.get(), &Notifier::preferencesChanged);
    NotifyPreferences wanted;
    wanted.sound = true;
    notifier->setPreferences(wanted);
    QCOMPARE(answered.count(), 1);
    std::atomic<bool> isThrough = false; // with all that it was given before
    kept.settingsDesk.thread.run([&] { isThrough = true; });
    QTRY_VERIFY(isThrough);
    QCOMPARE(kept.settingsDesk.keychain.questions(), 0);
}

void TestWebhookSecret::anOpenFormWaitsForTheKeychain()
{
    KeptWebhook kept;
    kept.settingsDesk.keychain.set("window-webhook", kWebhook.toStdString());
    kept.settings.setValue(settingskeys::kNotifyHasWebhook, true);
    const auto notifier = kept.notifier();
    NotificationsDialog dialog(*notifier, true);
    auto* field = dialog.findChild<QLineEdit*>(u"notifyWebhook"_s);
    QCOMPARE(field->text(), QString()); // the answer comes later
    QTRY_COMPARE(field->text(), kWebhook);
    dialog.findChild<QPushButton*>(u"notifyOk"_s)->click();
    QCOMPARE(notifier->preferences().webhook, kWebhook);
    QCOMPARE(kept.settingsDesk.keychain.secret("window-webhook"), kWebhook.toStdString());
    // What was typed is not written over.
    NotificationsDialog again(*notifier, true);
    field = again.findChild<QLineEdit*>(u"notifyWebhook"_s);
    field->clear();
    QTest::keyClicks(field, u"https://new.example.org"_s);
    Q_EMIT notifier->preferencesChanged();
    QCOMPARE(field->text(), u"https://new.example.org"_s);
}

QTEST_MAIN(TestWebhookSecret)
#include "tst_webhooksecret.moc"
