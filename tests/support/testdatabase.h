// A small database in a folder of its own, filled through the program's own stores.
#pragma once

#include "core/config/config.h"
#include "core/model/lease.h"
#include "core/storage/chainstore.h"
#include "core/storage/sql/connection.h"
#include "tests/support/builders.h"

#include <QTemporaryDir>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace chainpoints {

/// The databases that the suites run on.
enum class Backend {
    Sqlite,         ///< through SQLite's own interface
    SqlitePortable, ///< through QSqlQuery, as any other driver would
    Mariadb,        ///< on a server of the test program's own
};

/// Rows "backend" of the global test data; fetch with QFETCH_GLOBAL(chainpoints::Backend, backend).
void addBackends();

/// What is told of a chain to make it; names are unique.
struct TestChain
{
    std::string name = "sepolia";
    std::int64_t evmChainId = 11155111;
    int decimals = 18;
    std::vector<Address> exclude{};
};

/// Failures of the set-up end the test program with a sentence.
class TestDatabase
{
public:
    explicit TestDatabase(Backend backend, const std::vector<TestChain>& chains = {TestChain{}},
                          std::vector<RateChange> rates = {{UnixTime(0), *parseRate("0.05")}});

    /// Appends the story's blocks in pages of `blocksPerPage` (0: all at once) and, if `settle`, settles what
    /// is closable after each page.
    void follow(const Story& story, const std::string& chain = "sepolia", std::size_t blocksPerPage = 0,
                bool settle = true);
    /// One settlement up to the newest closable boundary.
    void settle(const std::string& chain = "sepolia");

    /// From now on this process owns the chain, for hours.
    void ownedBy(const LeaseHolder& holder, const std::string& chain = "sepolia");

    /// Any statement, foreign keys unchecked, to spoil things. Returns the number of rows changed.
    std::int64_t spoil(const std::string& sql);
    /// The first column of the first row.
    [[nodiscard]] std::string value(const std::string& sql);

    [[nodiscard]] sql::Connection& connection() { return *m_writer; }
    /// For the calling thread.
    [[nodiscard]] std::unique_ptr<sql::Connection> openReader() const;
    [[nodiscard]] std::unique_ptr<sql::Connection> openWriter() const;
    [[nodiscard]] ChainRecord chain(const std::string& name = "sepolia");
    [[nodiscard]] std::filesystem::path folder() const { return m_folder.path().toStdString(); }

private:
    [[nodiscard]] std::unique_ptr<sql::Connection> open(sql::Access access) const;

    QTemporaryDir m_folder;
    const Backend m_backend;
    const sql::MysqlServer m_server; ///< for Backend::Mariadb
    std::unique_ptr<sql::Connection> m_writer;
};

} // namespace chainpoints

Q_DECLARE_METATYPE(chainpoints::Backend)
