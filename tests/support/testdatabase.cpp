#include "tests/support/testdatabase.h"

#include "core/storage/leasestore.h"
#include "core/storage/ledgerstore.h"
#include "core/storage/migrator.h"
#include "core/storage/pointsstore.h"
#include "tests/support/mariadbserver.h"

#include <QTest>

#include <cstdio>
#include <cstdlib>

namespace chainpoints {
namespace {

[[noreturn]] void giveUp(const Error& error)
{
    std::fprintf(stderr, "test database: %s\n", error.message.c_str());
    std::exit(1);
}

template <typename T>
T must(Result<T> result)
{
    if (!result)
        giveUp(result.error());
    return std::move(*result);
}

void must(const Result<void>& result)
{
    if (!result)
        giveUp(result.error());
}

constexpr std::int64_t kKeepBlocks = 64;
constexpr int kBatchSize = 2; // small, so that several batches are needed

} // namespace

void addBackends()
{
    QTest::addColumn<Backend>("backend");
    QTest::newRow("sqlite") << Backend::Sqlite;
    QTest::newRow("sqlite, portable") << Backend::SqlitePortable;
    QTest::newRow("mariadb") << Backend::Mariadb;
}

TestDatabase::TestDatabase(Backend backend, const std::vector<TestChain>& chains,
                           std::vector<RateChange> rates)
    : m_backend(backend),
      m_server(backend == Backend::Mariadb ? MariadbServer::shared().newDatabase() : sql::MysqlServer()),
      m_writer(open(sql::Access::ReadWrite))
{
    must(migrate(*m_writer));
    Config config;
    config.points.rates = std::move(rates);
    std::uint32_t contract = 0xc0000000;
    for (const TestChain& chain : chains) {
        ChainConfig one;
        one.name = chain.name;
        one.evmChainId = EvmChainId(chain.evmChainId);
        one.contract = user(contract++);
        one.startBlock = BlockHeight(1);
        one.decimals = chain.decimals;
        one.symbol = "TOK";
        one.title = "Token";
        one.exclude = chain.exclude;
        one.rpc.push_back({"http://127.0.0.1:1", "http://127.0.0.1:1"});
        config.chains.push_back(std::move(one));
    }
    must(ChainStore(*m_writer).record(config));
}

std::unique_ptr<sql::Connection> TestDatabase::open(sql::Access access) const
{
    if (m_backend == Backend::Mariadb)
        return must(sql::Connection::openMysql(m_server, access));
    auto connection = must(sql::Connection::openSqlite(folder() / "chainpoints.db", access));
    if (m_backend == Backend::SqlitePortable)
        connection->usePortableStatements();
    return connection;
}

std::unique_ptr<sql::Connection> TestDatabase::openReader() const
{
    return open(sql::Access::ReadOnly);
}

std::unique_ptr<sql::Connection> TestDatabase::openWriter() const
{
    return open(sql::Access::ReadWrite);
}

ChainRecord TestDatabase::chain(const std::string& name)
{
    return must(ChainStore(*m_writer).byName(name));
}

void TestDatabase::follow(const Story& story, const std::string& name, std::size_t blocksPerPage,
                          bool settleToo)
{
    const ChainRecord record = chain(name);
    LedgerStore ledger(*m_writer, record.id, record.startBlock, kHour, kKeepBlocks);
    const std::size_t blocks = story.headers().size();
    const std::size_t step = blocksPerPage == 0 ? blocks : blocksPerPage;
    for (std::size_t first = 0; first < blocks; first += step) {
        must(ledger.append(story.page(first, std::min(first + step, blocks) - 1)));
        if (settleToo)
            settle(name);
    }
}

void TestDatabase::settle(const std::string& name)
{
    const ChainRecord record = chain(name);
    PointsStore points(*m_writer, record.id, *record.decimals, record.startBlock, kHour);
    auto pass = must(points.due());
    while (pass && !pass->finished)
        must(points.settleBatch(*pass, kBatchSize));
}

void TestDatabase::ownedBy(const LeaseHolder& holder, const std::string& name)
{
    const ChainId id = chain(name).id;
    LeaseStore leases(*m_writer);
    if (!must(leases.take(id, must(leases.read(id)), holder)))
        giveUp({ErrorCode::Conflict, "the lease was taken by another"});
    must(m_writer->write("UPDATE chain_lease SET expires_at = expires_at + 86400 WHERE chain_id = ?",
                         {id.value()}));
}

std::int64_t TestDatabase::spoil(const std::string& sql)
{
    const std::string checks =
        m_backend == Backend::Mariadb ? "SET SESSION foreign_key_checks = " : "PRAGMA foreign_keys = ";
    must(m_writer->run(checks + "OFF"));
    const std::int64_t changed = must(m_writer->run(sql));
    must(m_writer->run(checks + "ON"));
    return changed;
}

std::string TestDatabase::value(const std::string& sql)
{
    auto* query = must(m_writer->query(sql));
    const std::string text = must(query->next()) ? query->text(0) : "(no row)";
    query->close();
    return text;
}

} // namespace chainpoints
