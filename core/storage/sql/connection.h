// One connection to the database, and its transactions.
#pragma once

#include "core/base/result.h"
#include "core/storage/sql/dialect.h"
#include "core/storage/sql/mysqlserver.h"
#include "core/storage/sql/sharedfile.h"
#include "core/storage/sql/statement.h"

#include <QSqlDatabase>

#include <filesystem>
#include <initializer_list>
#include <limits>
#include <memory>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <utility>

namespace chainpoints::sql {

enum class Access { ReadWrite, ReadOnly };

class Connection;

/// Asked by every write transaction of a connection, in its thread; an error undoes the transaction.
class WriteFence
{
public:
    virtual ~WriteFence() = default;
    /// As the first thing within it.
    [[nodiscard]] virtual Result<void> atBegin(Connection& connection) = 0;
    /// As the last thing within it.
    [[nodiscard]] virtual Result<void> beforeCommit(Connection& connection) = 0;
};

/// Lives and dies in one thread. Errors: Database (cannot be opened, busy for too long, disk full: try again
/// later, on a new connection; the file was deleted, moved or replaced: no connection of this process has it
/// again), Conflict (the database undid the transaction for another one, see
/// repeated.h), Corrupt (the file is no database or damaged, a constraint is violated).
class Connection
{
public:
    /// ReadWrite creates the file where it is missing; ReadOnly does not.
    [[nodiscard]] static Result<std::unique_ptr<Connection>> openSqlite(const std::filesystem::path& file,
                                                                        Access access);
    /// The database must be there; see the README for the rights of its user. BadInput: the server is too old
    /// or its settings are not fit.
    [[nodiscard]] static Result<std::unique_ptr<Connection>> openMysql(const MysqlServer& server,
                                                                       Access access);

    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// The statement for `text`, prepared at first use and kept. It must not be in use already.
    [[nodiscard]] Result<Statement*> prepare(const std::string& text);

    [[nodiscard]] Result<std::int64_t> run(const std::string& text,
                                           std::initializer_list<Value> parameters = {});
    /// A write that is a transaction of its own.
    [[nodiscard]] Result<std::int64_t> write(const std::string& text,
                                             std::initializer_list<Value> parameters = {});
    /// Prepares and starts a query.
    [[nodiscard]] Result<Statement*> query(const std::string& text,
                                           std::initializer_list<Value> parameters = {});

    /// The id that the database gave to the row of the last INSERT.
    [[nodiscard]] Result<std::int64_t> lastInsertId();

    /// Also a statement that is running then ends with Stopped once stop is requested, where the database's
    /// own library serves (elsewhere it runs to its end). Not for connections that write: half a transaction
    /// is no good.
    void endQueriesOn(std::stop_token stop);

    /// From now on `fence`, which must live as long, stands before every write; nullptr: none.
    void fence(WriteFence* fence) { m_fence = fence; }

    [[nodiscard]] const Dialect& dialect() const { return *m_dialect; }
    /// How much one statement with its parameters may hold.
    [[nodiscard]] std::size_t mostBytes() const { return m_mostBytes; }
    /// True where statements go straight to the database's own library instead of through QSqlQuery.
    [[nodiscard]] bool usesNativeStatements() const { return m_native != nullptr; }
    /// For tests: the portable way through QSqlQuery, even where a faster one exists.
    void usePortableStatements();

private:
    friend class Transaction;
    Connection(QSqlDatabase database, std::unique_ptr<Dialect> dialect);
    [[nodiscard]] bool hasLostFile() const { return m_file && m_file->isLost(); }
    /// What is to be done then, outside a transaction; answers the sentence for it.
    [[nodiscard]] Error loseFile();

    QSqlDatabase m_database;
    std::unique_ptr<Dialect> m_dialect;
    std::shared_ptr<SharedFile> m_file; ///< none where there is a server, which queues its writers itself
    void* m_native = nullptr;           ///< sqlite3*, owned by the driver
    std::size_t m_mostBytes = std::numeric_limits<std::size_t>::max();
    std::stop_token m_stop;
    WriteFence* m_fence = nullptr;
    std::unordered_map<std::string, std::unique_ptr<Statement>> m_statements;
};

/// Rolls back unless committed.
class Transaction
{
public:
    /// Write: on SQLite takes the write lock at once, so that it cannot fail half-way for a second writer; on
    /// MySQL rows are locked as they are written, and each query sees what is committed by then. Read: one
    /// snapshot.
    enum class Kind { Write, Read };
    [[nodiscard]] static Result<Transaction> begin(Connection& connection, Kind kind = Kind::Write);

    Transaction(Transaction&& other) noexcept
        : m_connection(std::exchange(other.m_connection, nullptr)), m_kind(other.m_kind)
    {
    }
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    [[nodiscard]] Result<void> commit();

private:
    Transaction(Connection& connection, Kind kind) : m_connection(&connection), m_kind(kind) {}
    [[nodiscard]] Error endWithoutFile();
    void end();

    Connection* m_connection;
    Kind m_kind;
};

} // namespace chainpoints::sql
