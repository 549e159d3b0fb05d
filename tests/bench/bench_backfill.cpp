// How fast is a backfill, and how far from what is possible? Three ways over the same logs in one run:
//   fetch    a client that only fetches the logs from the same node and looks at nothing
//   engine   the program's own backfill into a new SQLite database, with all that belongs to it
//   floor    the rows that the engine wrote, written again through SQLite's C interface in one transaction
// and the same with a MariaDB server of its own, where floors are LOAD DATA and multi-row INSERTs.
// Ratios count; times depend on the machine. No test: nothing here passes or fails.
// Arguments: number of logs (200000), number of users (50000). With a third argument, "serve", it only serves
// the logs until it is stopped, so that the program itself can be measured from outside.
#include "core/cache/embeddedcache.h"
#include "core/engine/chainworker.h"
#include "core/engine/leasekeeper.h"
#include "core/rpc/httpnode.h"
#include "core/storage/chainstore.h"
#include "core/storage/migrator.h"
#include "tests/bench/floor.h"
#include "tests/bench/mysqlfloor.h"
#include "tests/bench/premadenode.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>

using namespace chainpoints;
using namespace chainpoints::bench;

namespace {

using Clock = std::chrono::steady_clock;

std::int64_t millisecondsSince(Clock::time_point start)
{
    return std::max<std::int64_t>(
        1, std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start).count());
}

void fail(const Error& error)
{
    std::fprintf(stderr, "bench: %s\n", error.message.c_str());
    std::exit(1);
}

Config configFor(const PremadeNode& node, const std::filesystem::path& folder)
{
    Config config;
    config.database.path = folder / "engine.db";
    config.points.rates = {{UnixTime(0), mpz_class(50'000'000)}};
    ChainConfig chain;
    chain.name = "bench";
    chain.evmChainId = EvmChainId(1);
    chain.contract = PremadeNode::contract();
    chain.rpc = {{node.url(), node.url()}};
    chain.decimals = 18;
    chain.symbol = "BENCH";
    config.chains = {chain};
    return config;
}

using Open = std::function<Result<std::unique_ptr<sql::Connection>>()>;

/// Milliseconds for following everything and settling all points.
std::int64_t runEngine(const Config& config, const Open& open, std::int64_t& backfillMilliseconds)
{
    {
        auto connection = open();
        if (!connection)
            fail(connection.error());
        if (auto migrated = migrate(**connection); !migrated)
            fail(migrated.error());
        if (auto recorded = ChainStore(**connection).record(config); !recorded)
            fail(recorded.error());
    }
    const auto start = Clock::now();
    bool live = false;
    LeaseKeeper leases({"host", 1, "bench"}, open, [](const LeaseHolder&) { return false; });
    const WorkerParts parts{
        open,
        [](sql::Connection& connection, ChainId id, std::stop_token) {
            return std::unique_ptr<PendingCache>(std::make_unique<EmbeddedCache>(connection, id));
        },
        makeHttpNodeFactory(config.chains.front(), makeEndpointPool(config.chains.front())),
        [&](const ChainProgress& progress) {
            if (!live && (progress.state == ChainState::Live || progress.settlingUsers > 0)) {
                live = true;
                backfillMilliseconds = millisecondsSince(start);
            }
        },
        &leases,
    };
    ChainWorker worker(config.chains.front(), config.points, parts, RunMode::Once);
    if (auto done = worker.run(std::stop_source().get_token()); !done)
        fail(done.error());
    return millisecondsSince(start);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    Workload workload;
    if (argc > 1)
        workload.logs = std::atoi(argv[1]);
    if (argc > 2)
        workload.users = std::atoi(argv[2]);
    std::printf("%d logs in %d blocks, %d users\n", workload.logs, workload.blocks, workload.users);
    const QTemporaryDir folder;
    const PremadeNode node(workload);
    if (argc > 3) {
        std::printf("chain id 1, contract %s, at %s\n", PremadeNode::contract().hex().c_str(),
                    node.url().c_str());
        std::fflush(stdout);
        return QCoreApplication::exec();
    }
    const Config config = configFor(node, folder.path().toStdString());

    std::vector<BlockRange> ranges;
    for (std::int64_t first = 1; first <= workload.blocks; first += 1000)
        ranges.push_back({BlockHeight(first), BlockHeight(first + 999)});
    auto start = Clock::now();
    const std::size_t bytes = node.fetchAll(ranges);
    const std::int64_t fetch = millisecondsSince(start);
    std::printf("fetch   %6lld ms  %8lld events/s  (%zu MB)\n", static_cast<long long>(fetch),
                static_cast<long long>(workload.logs * 1000LL / fetch), bytes / 1'000'000);

    std::int64_t backfill = 0;
    const std::int64_t engine = runEngine(
        config, [&] { return sql::Connection::openSqlite(config.database.path, sql::Access::ReadWrite); },
        backfill);
    std::printf("engine  %6lld ms  %8lld events/s  backfill; %lld ms with all points settled\n",
                static_cast<long long>(backfill), static_cast<long long>(workload.logs * 1000LL / backfill),
                static_cast<long long>(engine));

    const Floor floor(config.database.path.string());
    start = Clock::now();
    const std::int64_t rows = floor.write(folder.filePath(QStringLiteral("floor.db")).toStdString());
    const std::int64_t floorTime = millisecondsSince(start);
    std::printf("floor   %6lld ms  %8lld events/s  %lld ledger rows with indexes\n",
                static_cast<long long>(floorTime), static_cast<long long>(workload.logs * 1000LL / floorTime),
                static_cast<long long>(rows));
    std::printf("ratios  engine/floor %lld.%02lld   engine/fetch %lld.%02lld\n",
                static_cast<long long>(backfill / floorTime),
                static_cast<long long>(backfill * 100 / floorTime % 100),
                static_cast<long long>(backfill / fetch),
                static_cast<long long>(backfill * 100 / fetch % 100));

    // What was committed survives a power cut, as with SQLite.
    MariadbServer server({QStringLiteral("innodb_flush_log_at_trx_commit=1"),
                          QStringLiteral("innodb_buffer_pool_size=512M"),
                          QStringLiteral("innodb_log_file_size=256M")});
    const sql::MysqlServer database = server.newDatabase();
    std::int64_t mysqlBackfill = 0;
    const std::int64_t mysqlEngine = runEngine(
        config, [&] { return sql::Connection::openMysql(database, sql::Access::ReadWrite); }, mysqlBackfill);
    MysqlFloor mysql(server, floor, folder.path().toStdString());
    const auto tell = [&](const char* what, std::int64_t time) {
        std::printf("%-34s %6lld ms  %8lld rows/s\n", what, static_cast<long long>(time),
                    static_cast<long long>(rows * 1000 / time));
        return time;
    };
    std::printf("on MariaDB; %lld ms with all points settled\n", static_cast<long long>(mysqlEngine));
    tell("engine", mysqlBackfill);
    const std::int64_t load = tell("floor: LOAD DATA", mysql.loadData());
    const std::int64_t multi = tell("floor: multi-row INSERTs", mysql.multiRowInserts());
    tell("driver, a row each", mysql.throughTheDriver(1));
    tell("driver, 16 rows each", mysql.throughTheDriver(16));
    tell("driver, 128 rows each", mysql.throughTheDriver(128));
    tell("driver, 1024 rows each", mysql.throughTheDriver(1024));
    const auto ratio = [&](std::int64_t time) { return static_cast<long long>(mysqlBackfill * 100 / time); };
    std::printf("ratios  engine/LOAD DATA %lld.%02lld   engine/multi-row %lld.%02lld\n", ratio(load) / 100,
                ratio(load) % 100, ratio(multi) / 100, ratio(multi) % 100);
    return 0;
}
