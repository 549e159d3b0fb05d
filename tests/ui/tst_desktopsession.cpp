// A session gives way to the next one, as when settings were applied.
#include "app/composition.h"
#include "app/desktopsession.h"
#include "tests/support/scriptedprompts.h"
#include "tests/support/testsettingsdesk.h"

#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace chainpoints;
using namespace Qt::StringLiterals;

namespace {

constexpr int kStopMs = 5000;

/// Chains of other names have other networks.
QByteArray configOf(const QByteArray& chain)
{
    return "{'database': {'path': 'points.db'}, 'chains': [{'name': '" + chain +
           "', 'chain_id': " + QByteArray::number(chain.size()) +
           ", 'contract': '0x1111111111111111111111111111111111111111', 'rpc': "
           "['http://127.0.0.1:1']}]}";
}

} // namespace

class TestDesktopSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itGivesWayToTheNext();
    void oneThatHasEndedByItselfStops();

private:
    /// The configuration with one chain of that name, whose node is dead.
    [[nodiscard]] Config config(const QByteArray& chain) const
    {
        QFile file(m_folder.filePath(u"points.json"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(configOf(chain).replace('\'', '"')) < 0)
            qFatal("the configuration cannot be written");
        file.close();
        auto read = loadConfig(file.fileName().toStdString());
        if (!read)
            qFatal("%s", read.error().message.c_str());
        return *read;
    }

    QTemporaryDir m_folder;
    QSettings m_settings{m_folder.filePath(u"window.ini"_s), QSettings::IniFormat};
    ScriptedPrompts m_prompts;
    TestSettingsDesk m_settingsDesk;
};

void TestDesktopSession::itGivesWayToTheNext()
{
    MainWindow window({.settings = m_settings,
                       .prompts = m_prompts,
                       .panels = allPanels(),
                       .settingsDesk = m_settingsDesk.desk,
                       .setupFile = {},
                       .suggestedDatabase = {}});
    window.show();
    const auto hasChain = [&](const QString& name) {
        return window.findChild<QWidget*>(u"chainEntry_"_s + name) != nullptr;
    };
    auto session = std::make_unique<DesktopSession>(config("first"), window, WindowInfo());
    QTRY_VERIFY_WITH_TIMEOUT(hasChain(u"first"_s), kStopMs);

    bool stopped = false;
    session->stop([&] { stopped = true; });
    QVERIFY(!window.findChild<QWidget*>(u"workPage"_s)); // at once; the engine may take a moment
    QTRY_VERIFY_WITH_TIMEOUT(stopped, kStopMs);
    session.reset();

    session = std::make_unique<DesktopSession>(config("second"), window, WindowInfo());
    QTRY_VERIFY_WITH_TIMEOUT(hasChain(u"second"_s), kStopMs);
}

void TestDesktopSession::oneThatHasEndedByItselfStops()
{
    MainWindow window({.settings = m_settings,
                       .prompts = m_prompts,
                       .panels = allPanels(),
                       .settingsDesk = m_settingsDesk.desk,
                       .setupFile = {},
                       .suggestedDatabase = {}});
    window.show();
    Config changed = config("first");
    QVERIFY(prepareDatabase(changed)); // which records its contract for good
    changed.chains.front().contract = *Address::parse("0x2222222222222222222222222222222222222222");
    DesktopSession session(changed, window, WindowInfo());
    const auto* banner = window.findChild<QWidget*>(u"engineBanner"_s);
    QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), kStopMs);
    bool stopped = false;
    session.stop([&] { stopped = true; });
    QTRY_VERIFY_WITH_TIMEOUT(stopped, kStopMs);
}

QTEST_MAIN(TestDesktopSession)
#include "tst_desktopsession.moc"
