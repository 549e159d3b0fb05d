#include "core/storage/sql/connection.h"

#include "core/storage/sql/mysqlsession.h"
#include "core/storage/sql/qtstatement.h"
#include "core/storage/sql/repeated.h"
#include "core/storage/sql/sqlitestatement.h"

#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <atomic>

struct sqlite3;

namespace chainpoints::sql {
namespace {

using namespace Qt::StringLiterals;

// Short enough that a stop is never late; writers try again above this.
constexpr int kBusyMilliseconds = 1000;

QString uniqueName()
{
    static std::atomic<int> counter{0};
    return u"chainpoints-%1"_s.arg(++counter);
}

/// The handle, if it belongs to the SQLite that this program is linked with.
sqlite3* nativeHandle(const QSqlDatabase& database)
{
    const QVariant handle = database.driver()->handle();
    if (!handle.isValid() || qstrcmp(handle.typeName(), "sqlite3*") != 0)
        return nullptr;
    QSqlQuery query(database);
    if (!query.exec(u"SELECT sqlite_source_id()"_s) || !query.next() ||
        !sameSqliteLibrary(query.value(0).toString().toStdString()))
        return nullptr;
    return *static_cast<sqlite3* const*>(handle.constData());
}

Error fileLost(const std::string& file)
{
    return inContext(
        "database " + file,
        {ErrorCode::Database,
         "the file was deleted, moved or replaced while this program used it; stop every program that "
         "uses it, put the right file in its place, without a former one's -wal and -shm beside it, "
         "and start again"});
}

} // namespace

Connection::Connection(QSqlDatabase database, std::unique_ptr<Dialect> dialect)
    : m_database(std::move(database)), m_dialect(std::move(dialect))
{
}

Connection::~Connection()
{
    m_statements.clear();
    const QString name = m_database.connectionName();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

Result<std::unique_ptr<Connection>> Connection::openSqlite(const std::filesystem::path& file, Access access)
{
    if (!QSqlDatabase::isDriverAvailable(u"QSQLITE"_s))
        return Error{ErrorCode::Database,
                     "Qt's SQLite driver is not installed; install the package libqt6sql6-sqlite"};
    keepConnectionsApart();
    auto connection = std::unique_ptr<Connection>(new Connection(
        QSqlDatabase::addDatabase(u"QSQLITE"_s, uniqueName()), std::make_unique<SqliteDialect>()));
    QSqlDatabase& database = connection->m_database;
    database.setDatabaseName(QString::fromStdString(file.string()));
    QString options = u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(kBusyMilliseconds);
    if (access == Access::ReadOnly)
        options += u";QSQLITE_OPEN_READONLY"_s;
    database.setConnectOptions(options);
    const std::string where = "database " + file.string();
    const auto shared = SharedFile::at(file);
    if (shared->isLost())
        return fileLost(file.string());
    connection->m_file = shared;
    std::error_code unreadable;
    if (std::filesystem::is_other(std::filesystem::status(file, unreadable)))
        return inContext(where,
                         Error{ErrorCode::Database, "is a pipe or a device, no file; look at the path"});
    if (!database.open())
        return inContext(where,
                         Error{ErrorCode::Database,
                               "cannot be opened (" + database.lastError().databaseText().toStdString() +
                                   "); look at the path and at the folder's permissions"});
    connection->m_native = nativeHandle(database);
    if (connection->m_native) {
        waitForOtherProcesses(static_cast<sqlite3*>(connection->m_native),
                              std::chrono::milliseconds(kBusyMilliseconds));
        shared->watch();
    }
    // Another file may have come while this one was opened; nothing of it was read yet.
    if (shared->isLost())
        return fileLost(file.string());

    // FULL: what was committed survives a power cut, so that an operator's action is never forgotten.
    // The cache (32 MB instead of 2) keeps the inner pages of the ledger's indexes at hand while a backfill
    // writes. The limit (64 MB): a journal that grew to gigabytes while somebody read for long does not stay
    // so.
    for (const char* pragma :
         {"PRAGMA journal_mode = WAL", "PRAGMA journal_size_limit = 67108864", "PRAGMA synchronous = FULL",
          "PRAGMA foreign_keys = ON", "PRAGMA cache_size = -32768"}) {
        if (access == Access::ReadOnly && std::string_view(pragma).find("journal") != std::string_view::npos)
            continue;
        auto statement = connection->query(pragma);
        if (!statement)
            return inContext(where, statement.error());
        if (auto row = (*statement)->next(); !row)
            return inContext(where, row.error());
        (*statement)->close();
    }
    return connection;
}

Result<std::unique_ptr<Connection>> Connection::openMysql(const MysqlServer& server, Access access)
{
    if (!QSqlDatabase::isDriverAvailable(u"QMYSQL"_s))
        return Error{ErrorCode::Database,
                     "Qt's MySQL driver is not installed; install the package libqt6sql6-mysql"};
    auto connection = std::unique_ptr<Connection>(new Connection(
        QSqlDatabase::addDatabase(u"QMYSQL"_s, uniqueName()), std::make_unique<MysqlDialect>()));
    const std::string where =
        "database " + server.database + " on " + server.host + ":" + std::to_string(server.port);
    if (auto opened = openMysqlDatabase(connection->m_database, server, connection->dialect()); !opened)
        return inContext(where, opened.error());
    auto mostBytes = setUpMysqlSession(*connection, server, access);
    if (!mostBytes)
        return inContext(where, mostBytes.error());
    connection->m_mostBytes = *mostBytes;
    return connection;
}

void Connection::endQueriesOn(std::stop_token stop)
{
    m_stop = std::move(stop);
    if (m_native)
        stopSqlite(static_cast<sqlite3*>(m_native), &m_stop);
}

Error Connection::loseFile()
{
    if (m_native)
        m_file->emptyJournalThrough(static_cast<sqlite3*>(m_native));
    return fileLost(m_database.databaseName().toStdString());
}

void Connection::usePortableStatements()
{
    m_statements.clear();
    m_native = nullptr;
}

Result<Statement*> Connection::prepare(const std::string& text)
{
    if (const auto known = m_statements.find(text); known != m_statements.end())
        return known->second.get();
    auto statement = m_native ? prepareSqlite(static_cast<sqlite3*>(m_native), text)
                              : prepareQt(m_database, *m_dialect, text);
    if (!statement)
        return statement.error();
    return m_statements.emplace(text, std::move(*statement)).first->second.get();
}

Result<std::int64_t> Connection::run(const std::string& text, std::initializer_list<Value> parameters)
{
    if (!m_native && parameters.size() == 0)
        return runQt(m_database, *m_dialect, text);
    auto statement = prepare(text);
    if (!statement)
        return statement.error();
    return (*statement)->run(std::span(parameters.begin(), parameters.size()));
}

Result<std::int64_t> Connection::write(const std::string& text, std::initializer_list<Value> parameters)
{
    return inTransaction(*this, [&] { return run(text, parameters); });
}

Result<std::int64_t> Connection::lastInsertId()
{
    auto statement = query(m_dialect->selectLastId());
    if (!statement)
        return statement.error();
    if (auto row = (*statement)->next(); !row)
        return row.error();
    const std::int64_t id = (*statement)->integer(0);
    (*statement)->close();
    return id;
}

Result<Statement*> Connection::query(const std::string& text, std::initializer_list<Value> parameters)
{
    auto statement = prepare(text);
    if (!statement)
        return statement.error();
    if (auto started = (*statement)->query(std::span(parameters.begin(), parameters.size())); !started)
        return started.error();
    return *statement;
}

Result<Transaction> Transaction::begin(Connection& connection, Kind kind)
{
    const Dialect& dialect = connection.dialect();
    if (kind == Kind::Write && connection.m_file)
        connection.m_file->enter();
    if (auto begun = connection.run(kind == Kind::Write ? dialect.beginWrite() : dialect.beginRead());
        !begun) {
        if (kind == Kind::Write && connection.m_file)
            connection.m_file->leave();
        return begun.error();
    }
    Transaction transaction(connection, kind);
    if (connection.hasLostFile())
        return transaction.endWithoutFile();
    if (kind == Kind::Write && connection.m_fence)
        if (auto allowed = connection.m_fence->atBegin(connection); !allowed)
            return allowed.error();
    return transaction;
}

Transaction::~Transaction()
{
    if (!m_connection)
        return;
    (void)m_connection->run("ROLLBACK");
    end();
}

Result<void> Transaction::commit()
{
    if (m_kind == Kind::Write && m_connection->m_fence)
        if (auto allowed = m_connection->m_fence->beforeCommit(*m_connection); !allowed)
            return allowed;
    if (m_connection->hasLostFile())
        return endWithoutFile();
    // A failed COMMIT leaves the transaction open; the destructor then rolls it back.
    if (auto committed = m_connection->run("COMMIT"); !committed)
        return committed.error();
    end();
    return {};
}

Error Transaction::endWithoutFile()
{
    (void)m_connection->run("ROLLBACK");
    Connection& connection = *m_connection;
    end();
    return connection.loseFile();
}

void Transaction::end()
{
    if (m_kind == Kind::Write && m_connection->m_file)
        m_connection->m_file->leave();
    m_connection = nullptr;
}

} // namespace chainpoints::sql
