// Pictures of the window on the demo's two real chains, as an operator sees it: while all is well, and while
// points fail and nodes are down. Kept in the folder that CHAINPOINTS_SCREENSHOTS names, in the sizes of a
// small and a large screen.
#include "app/composition.h"
#include "app/demo/demoworld.h"
#include "app/desktopsession.h"
#include "core/storage/chainstore.h"
#include "tests/support/scriptedprompts.h"
#include "tests/support/testsettingsdesk.h"
#include "tests/ui/demonode.h"
#include "tests/ui/pictureflaws.h"
#include "ui/overview/chainsmodel.h"
#include "ui/panels.h"

#include <QAction>
#include <QDir>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace chainpoints;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 90'000;
const QList<QSize> kScreens{{1280, 720}, {1920, 1200}};

} // namespace

class TestLiveScreens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whileAllIsWell();
    void whilePointsFail();
    void whileNodesAreDown();
    void cleanupTestCase();

private:
    void keepAll(const QString& scene);
    void keep(const QString& name);
    void choose(const QString& action);
    [[nodiscard]] bool allLive() const;
    [[nodiscard]] QTableView* table(const QString& name) const
    {
        return m_window->findChild<QTableView*>(name);
    }

    QTemporaryDir m_data;
    QDir m_pictures;
    std::unique_ptr<DemoWorld> m_world;
    DemoScene m_scene;
    std::optional<Config> m_config;
    std::unique_ptr<QSettings> m_settings;
    ScriptedPrompts m_prompts;
    TestSettingsDesk m_settingsDesk;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<DesktopSession> m_session;
};

void TestLiveScreens::initTestCase()
{
    m_pictures = QDir(qEnvironmentVariable("CHAINPOINTS_SCREENSHOTS", m_data.path()));
    QVERIFY(m_pictures.mkpath(u"."_s));
    std::promise<Result<DemoScene>> told;
    m_world = std::make_unique<DemoWorld>(DemoWorld::Listeners{
        [](const std::string&) {}, [&](const DemoScene& scene) { told.set_value(scene); },
        [&](const Error& error) { told.set_value(error); }});
    m_world->start();
    const Result<DemoScene> scene = told.get_future().get();
    QVERIFY2(scene, scene ? "" : scene.error().message.c_str());
    m_scene = *scene;
    const Result<Config> config = loadConfig(m_scene.config);
    QVERIFY(config);
    m_config = *config;
    // The world takes its own folder with it.
    m_config->database.path = m_data.filePath(u"chainpoints.db"_s).toStdString();

    m_settings = std::make_unique<QSettings>(m_data.filePath(u"window.ini"_s), QSettings::IniFormat);
    m_window = std::make_unique<MainWindow>(WindowParts{.settings = *m_settings,
                                                        .prompts = m_prompts,
                                                        .panels = allPanels(),
                                                        .settingsDesk = m_settingsDesk.desk,
                                                        .setupFile = {},
                                                        .suggestedDatabase = {}});
    m_window->show();
    WindowInfo info{.demo = true};
    for (const DemoNode& node : m_scene.nodes)
        info.demoNodes << QString::fromStdString(node.url);
    m_session = std::make_unique<DesktopSession>(*m_config, *m_window, info);
    QTRY_VERIFY_WITH_TIMEOUT(allLive(), kPatienceMs);
}

/// Both chains are followed, and points up to the demo's last hour are settled.
bool TestLiveScreens::allLive() const
{
    auto connection = openReader(*m_config);
    const auto chains = connection ? ChainStore(**connection).all() : connection.error();
    return chains && chains->size() == m_config->chains.size() &&
           std::ranges::all_of(*chains, [this](const ChainRecord& chain) {
               return chain.calculatedTime && *chain.calculatedTime >= m_scene.playedUntil;
           });
}

void TestLiveScreens::choose(const QString& action)
{
    auto* found = m_window->findChild<QAction*>(action);
    QVERIFY2(found, qPrintable(action));
    found->trigger();
}

/// Every panel in each language, theme and size.
void TestLiveScreens::keepAll(const QString& scene)
{
    for (const QSize& screen : kScreens) {
        m_window->resize(screen);
        for (const QString& language : {u"en"_s, u"zh_CN"_s})
            for (const QString& theme : {u"Light"_s, u"Dark"_s}) {
                choose(u"languageAction_"_s + language);
                choose(u"theme"_s + theme + u"Action"_s);
                for (const Panel* panel : m_window->findChildren<Panel*>()) {
                    QTest::mouseClick(
                        m_window->findChild<QAbstractButton*>(panel->objectName() + u"Button"_s),
                        Qt::LeftButton);
                    QTRY_VERIFY(panel->isVisible());
                    for (auto* rows : panel->findChildren<QTableView*>())
                        if (rows->isVisible() &&
                            QTest::qWaitFor([&] { return rows->model()->rowCount() > 0; }, 500))
                            rows->selectRow(0);
                    keep(QStringList{u"live"_s, scene, panel->objectName(), language, theme.toLower(),
                                     QString::number(screen.width())}
                             .join(u'-'));
                }
            }
    }
    choose(u"languageAction_en"_s);
}

void TestLiveScreens::keep(const QString& name)
{
    static_cast<void>(QTest::qWaitFor([&] { return clippedIn(*m_window).isEmpty(); }));
    QTest::qWait(100); // what charts and lists still fetch
    QVERIFY(m_window->grab().toImage().save(m_pictures.filePath(name + u".png"_s)));
    const QStringList clipped = clippedIn(*m_window);
    QVERIFY2(clipped.isEmpty(), qPrintable(name + u" cuts: "_s + clipped.join(u" | "_s)));
}

void TestLiveScreens::whileAllIsWell()
{
    keepAll(u"well"_s);
}

void TestLiveScreens::whilePointsFail()
{
    const DemoNode& node = m_scene.nodes.front();
    auto connection = openWriter(*m_config);
    QVERIFY(connection);
    const auto spoiled = (*connection)
                             ->write("UPDATE user_balance_change SET balance_after = '7' WHERE (chain_id, "
                                     "user_id) = (SELECT c.id, "
                                     "MIN(r.user_id) FROM chain c JOIN user_balance_change r ON r.chain_id = "
                                     "c.id WHERE c.name = ?)",
                                     {node.chain});
    QVERIFY(spoiled && *spoiled > 0);
    (void)call(node, u"evm_increaseTime"_s, {3600});
    (void)call(node, u"anvil_mine"_s, {u"0x8"_s});
    QTRY_VERIFY_WITH_TIMEOUT(table(u"failuresTable"_s)->model()->rowCount() > 0 ||
                                 m_window->findChild<Panel*>(u"failuresPanel"_s)->badge() > 0,
                             kPatienceMs);
    keepAll(u"failing"_s);
}

void TestLiveScreens::whileNodesAreDown()
{
    m_world.reset();
    const auto unreachable = [this] {
        const auto* chains = table(u"chainsTable"_s)->model();
        return chains->index(0, ChainsModel::State)
            .data()
            .toString()
            .contains(theme::word(ChainState::Unreachable));
    };
    QTest::mouseClick(m_window->findChild<QAbstractButton*>(u"overviewPanelButton"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(unreachable(), kPatienceMs);
    keepAll(u"down"_s);
}

void TestLiveScreens::cleanupTestCase()
{
    m_session.reset();
    m_window.reset();
}

QTEST_MAIN(TestLiveScreens)
#include "tst_livescreens.moc"
