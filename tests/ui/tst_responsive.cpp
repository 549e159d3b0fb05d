// The window beside an engine at full speed: it never stands still, and everything ends at once when it
// closes.
#include "core/access/operatordesk.h"
#include "core/cache/embeddedcache.h"
#include "core/engine/engine.h"
#include "core/engine/leasekeeper.h"
#include "core/rpc/httpnode.h"
#include "core/storage/chainstore.h"
#include "core/storage/migrator.h"
#include "tests/bench/premadenode.h"
#include "tests/support/heartbeat.h"
#include "tests/support/scriptedprompts.h"
#include "tests/support/testsettingsdesk.h"
#include "ui/mainwindow.h"

#include <QElapsedTimer>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace chainpoints;
using namespace std::chrono_literals;

class TestResponsive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void duringABackfillOf200000Events();
    void theEndInTheMiddleOfABackfill();
};

namespace {

/// A database, its engine on a node of the bench, and the doors to it.
class LiveChain
{
public:
    explicit LiveChain(const bench::Workload& workload) : m_node(workload)
    {
        m_config.database.path = m_folder.filePath(QStringLiteral("chainpoints.db")).toStdString();
        m_config.points.rates = {{UnixTime(0), *parseRate("0.05")}};
        ChainConfig chain;
        chain.name = "sepolia";
        chain.evmChainId = EvmChainId(1);
        chain.contract = bench::PremadeNode::contract();
        chain.rpc = {{m_node.url(), m_node.url()}};
        chain.decimals = 18;
        chain.symbol = "BENCH";
        chain.title = "Bench";
        m_config.chains = {chain};
        auto connection = open(sql::Access::ReadWrite);
        if (!connection || !migrate(**connection) || !ChainStore(**connection).record(m_config))
            qFatal("the database cannot be made");
    }

    [[nodiscard]] OperatorDesk::MakeDoor doors() const
    {
        return [this](std::stop_token stop) {
            return std::make_unique<OperatorDoor>(DoorParts{[this] { return open(sql::Access::ReadOnly); },
                                                            [this] { return open(sql::Access::ReadWrite); },
                                                            "tester@host", "test"},
                                                  std::move(stop));
        };
    }

    void start(OperatorDesk& desk)
    {
        m_engine.emplace(
            m_config,
            [&](const ChainConfig& chain) {
                return WorkerParts{[this] { return open(sql::Access::ReadWrite); },
                                   [](sql::Connection& connection, ChainId id, std::stop_token) {
                                       return std::unique_ptr<PendingCache>(
                                           std::make_unique<EmbeddedCache>(connection, id));
                                   },
                                   makeHttpNodeFactory(chain, makeEndpointPool(chain)),
                                   [&desk](const ChainProgress&) { desk.poke(); }, &m_leases};
            },
            RunMode::Forever);
        m_engine->start();
    }
    void stop() { m_engine.reset(); }

private:
    [[nodiscard]] Result<std::unique_ptr<sql::Connection>> open(sql::Access access) const
    {
        return sql::Connection::openSqlite(m_config.database.path, access);
    }

    QTemporaryDir m_folder;
    bench::PremadeNode m_node;
    Config m_config;
    LeaseKeeper m_leases{{"host", 42, "window"},
                         [this] { return open(sql::Access::ReadWrite); },
                         [](const LeaseHolder&) { return false; }};
    std::optional<Engine> m_engine;
};

/// The window with its real panels.
struct LiveWindow
{
    LiveWindow() : settings(folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat) {}

    QTemporaryDir folder;
    QSettings settings;
    ScriptedPrompts prompts;
    TestSettingsDesk settingsDesk;
    MainWindow window{WindowParts{.settings = settings,
                                  .prompts = prompts,
                                  .panels = allPanels(),
                                  .settingsDesk = settingsDesk.desk,
                                  .setupFile = {},
                                  .suggestedDatabase = {}}};
};

} // namespace

void TestResponsive::duringABackfillOf200000Events()
{
    LiveChain live(bench::Workload{});
    OperatorDesk desk(live.doors());
    LiveWindow screen;
    MainWindow& window = screen.window;
    window.open(desk, {});
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    live.start(desk);

    // Somebody looks from panel to panel meanwhile.
    QTimer looking;
    int looks = 0;
    QObject::connect(&looking, &QTimer::timeout, &window, [&] {
        QTest::keyClick(&window, Qt::Key(Qt::Key_1 + looks++ % int(allPanels().size())), Qt::ControlModifier);
    });
    looking.start(300);
    Heartbeat heartbeat;
    const ChainView* chain = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((chain = desk.news().find("sepolia")) && chain->changes > 384'000 &&
                                 chain->state == ChainState::Live && chain->calculatedTime,
                             100'000);
    auto stalls = heartbeat.stop();
    looking.stop();
    live.stop();
    std::ranges::sort(stalls, std::greater(), &Heartbeat::Stall::length);
    const auto longest = stalls.empty() ? 0ms : stalls.front().length();
    qInfo("%d looks at panels; longest stall %lld ms; over 20 ms: %zu", looks,
          static_cast<long long>(longest.count()), stalls.size());
    // What a busy machine does to one thread alone is allowed once, as the goals have it.
    QVERIFY2(std::ranges::count_if(stalls, [](const auto& stall) { return stall.length() > 50ms; }) <= 1 &&
                 longest <= 100ms,
             qPrintable(QStringLiteral("longest stall %1 ms").arg(longest.count())));
}

void TestResponsive::theEndInTheMiddleOfABackfill()
{
    LiveChain live(bench::Workload{});
    auto desk = std::make_unique<OperatorDesk>(live.doors());
    LiveWindow screen;
    MainWindow& window = screen.window;
    window.open(*desk, {});
    window.show();
    live.start(*desk);
    const ChainView* chain = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((chain = desk->news().find("sepolia")) && chain->changes > 10'000, 60'000);
    QElapsedTimer time;
    time.start();
    window.close();
    window.closeDesk();
    live.stop();
    desk.reset();
    qInfo("ended in %lld ms", static_cast<long long>(time.elapsed()));
    QVERIFY(time.elapsed() < 2000);
}

QTEST_MAIN(TestResponsive)
#include "tst_responsive.moc"
