#include "core/storage/databaseprobe.h"

#include "core/base/log.h"
#include "core/base/time.h"
#include "core/storage/migrator.h"
#include "core/storage/sql/mysqlerror.h"

#include <cstdlib>
#include <fstream>
#include <random>
#include <system_error>
#include <utility>

namespace chainpoints {
namespace {

namespace fs = std::filesystem;

// Leases are judged by the database's clock and last 15 s.
constexpr std::int64_t kMostSkewSeconds = 5;

/// Of no other probe that runs at the same time.
std::string someTable()
{
    return "chainpoints_probe_" + std::to_string(std::random_device()());
}

/// What a migration and the engine do to tables.
std::vector<std::string> trials(const std::string& table)
{
    // First what takes the table away again: without the right to it none must be made.
    return {"DROP TABLE IF EXISTS " + table,
            "CREATE TABLE " + table +
                " (id INTEGER NOT NULL PRIMARY KEY, value INTEGER, FOREIGN KEY (value) REFERENCES " + table +
                " (id))",
            "CREATE INDEX " + table + "_value ON " + table + " (value)",
            "ALTER TABLE " + table + " ADD COLUMN other INTEGER",
            "INSERT INTO " + table + " (id, value) VALUES (1, 1)",
            "UPDATE " + table + " SET value = NULL WHERE id = 1",
            "SELECT id FROM " + table,
            "DELETE FROM " + table,
            "DROP TABLE " + table};
}

class DatabaseProbe
{
public:
    DatabaseProbe(const DatabaseConfig& database, const OpenDatabase& openDatabase,
                  const ProbeListener& found, std::stop_token stop)
        : m_database(database), m_openDatabase(openDatabase), m_found(found), m_stop(std::move(stop))
    {
    }

    void run()
    {
        std::error_code unreadable; // opening it then tells why
        if (!m_database.mysql && !fs::exists(m_database.path, unreadable) && !unreadable)
            return probeFolder();
        if (open() && goesOn() && askVersion() && goesOn() && tryRights() && goesOn() && readSchema() &&
            goesOn())
            compareClocks();
    }

private:
    [[nodiscard]] bool goesOn() const { return !m_stop.stop_requested(); }

    bool passed(ProbeStep step, std::vector<std::int64_t> numbers, std::string text = {})
    {
        m_found({.step = step, .numbers = std::move(numbers), .text = std::move(text)});
        return true;
    }

    bool failed(ProbeStep step, const std::string& said, ProbeRemedy remedy)
    {
        m_found({.step = step, .passed = false, .text = log::redacted(said), .remedy = remedy});
        return false;
    }

    /// There is no file yet: whether one can be made.
    void probeFolder()
    {
        passed(ProbeStep::Open, {0});
        const fs::path folder = m_database.path.parent_path();
        std::error_code failure;
        if (!fs::is_directory(folder, failure)) {
            failed(ProbeStep::Rights, "there is no folder " + folder.string(), ProbeRemedy::CheckDatabase);
            return;
        }
        fs::path trial = m_database.path;
        trial += "." + someTable();
        const bool written = std::ofstream(trial).put('\n').flush().good();
        fs::remove(trial, failure);
        if (written)
            passed(ProbeStep::Rights, {});
        else
            failed(ProbeStep::Rights, "no file can be made in the folder " + folder.string(),
                   ProbeRemedy::CheckDatabase);
    }

    bool open()
    {
        auto connection = m_openDatabase(sql::Access::ReadWrite);
        if (!connection)
            return failed(ProbeStep::Open, connection.error().message,
                          connection.error().code == ErrorCode::BadInput ? ProbeRemedy::UpgradeServer
                                                                         : ProbeRemedy::CheckDatabase);
        m_connection = std::move(*connection);
        return passed(ProbeStep::Open, {1});
    }

    [[nodiscard]] bool isServer() const { return m_database.mysql.has_value(); }

    bool askVersion()
    {
        const auto row = firstOf(isServer() ? "SELECT VERSION()" : "SELECT sqlite_version()");
        if (!row)
            return failed(ProbeStep::Version, row.error().message, ProbeRemedy::CheckDatabase);
        return passed(ProbeStep::Version, {}, (isServer() ? "" : "SQLite ") + *row);
    }

    [[nodiscard]] Result<std::string> firstOf(const std::string& sql)
    {
        auto query = m_connection->query(sql);
        if (!query)
            return query.error();
        auto row = (*query)->next();
        if (!row)
            return row.error();
        std::string text = *row ? (*query)->text(0) : std::string();
        (*query)->close();
        return text;
    }

    [[nodiscard]] Result<void> tryAll(const std::string& table)
    {
        // On SQLite never committed; a server commits each definition.
        auto transaction = sql::Transaction::begin(*m_connection);
        if (!transaction)
            return transaction.error();
        for (const std::string& sql : trials(table)) {
            if (sql.starts_with("SELECT")) {
                if (auto read = firstOf(sql); !read)
                    return read.error();
            } else if (auto done = m_connection->run(sql); !done) {
                return done.error();
            }
        }
        return {};
    }

    bool tryRights()
    {
        const std::string table = someTable();
        if (const auto tried = tryAll(table); !tried) {
            if (isServer())
                (void)m_connection->run("DROP TABLE IF EXISTS " + table);
            return failed(ProbeStep::Rights, tried.error().message,
                          sql::isMissingRight(tried.error()) ? ProbeRemedy::GrantRights
                                                             : ProbeRemedy::CheckDatabase);
        }
        return passed(ProbeStep::Rights, {});
    }

    bool readSchema()
    {
        const auto version = schemaVersion(*m_connection);
        if (!version)
            return failed(ProbeStep::Schema, version.error().message,
                          version.error().code == ErrorCode::BadInput ? ProbeRemedy::UseOtherDatabase
                                                                      : ProbeRemedy::CheckDatabase);
        return passed(ProbeStep::Schema, {*version, newestSchemaVersion(m_connection->dialect())});
    }

    void compareClocks()
    {
        const auto row = firstOf("SELECT " + m_connection->dialect().now());
        if (!row) {
            failed(ProbeStep::Clock, row.error().message, ProbeRemedy::CheckDatabase);
            return;
        }
        const std::int64_t ahead = std::strtoll(row->c_str(), nullptr, 10) - wallClock().value();
        if (std::abs(ahead) > kMostSkewSeconds)
            failed(ProbeStep::Clock,
                   "the database's clock is " + std::to_string(std::abs(ahead)) + " s " +
                       (ahead > 0 ? "ahead of" : "behind") + " this machine's",
                   ProbeRemedy::SetClocks);
        else
            passed(ProbeStep::Clock, {ahead});
    }

    const DatabaseConfig& m_database;
    const OpenDatabase& m_openDatabase;
    const ProbeListener& m_found;
    const std::stop_token m_stop;
    std::unique_ptr<sql::Connection> m_connection;
};

} // namespace

void probeDatabase(const DatabaseConfig& database, const OpenDatabase& open, const ProbeListener& found,
                   std::stop_token stop)
{
    DatabaseProbe(database, open, found, std::move(stop)).run();
}

} // namespace chainpoints
