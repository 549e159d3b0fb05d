#include "core/storage/migrator.h"

#include "core/base/time.h"
#include "core/storage/sql/repeated.h"
#include "core/storage/sql/rows.h"
#include "core/storage/storedtables.h"

#include <QDir>
#include <QFile>
#include <QString>

#include <algorithm>
#include <optional>
#include <vector>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

struct Migration
{
    int version = 0;
    QString path;
};

std::vector<Migration> knownMigrations(const sql::Dialect& dialect)
{
    std::vector<Migration> migrations;
    const QDir folder(u":/migrations"_s);
    const QString pattern =
        u"*."_s + QString::fromUtf8(dialect.name().data(), qsizetype(dialect.name().size())) + u".sql"_s;
    for (const QString& name : folder.entryList({pattern}, QDir::Files, QDir::Name))
        migrations.push_back({name.left(3).toInt(), folder.filePath(name)});
    return migrations;
}

/// The statements of a migration file: each ends with a semicolon at the end of a line.
std::vector<std::string> statementsIn(const QString& path)
{
    QFile file(path);
    (void)file.open(QIODevice::ReadOnly | QIODevice::Text);
    std::vector<std::string> statements;
    QByteArray statement;
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (line.trimmed().isEmpty() || line.startsWith("--"))
            continue;
        statement += line + '\n';
        if (line.endsWith(';')) {
            statements.push_back(statement.trimmed().chopped(1).toStdString());
            statement.clear();
        }
    }
    return statements;
}

struct Schema
{
    int version = 0;                            ///< 0: none yet
    std::optional<UnixTime> unfinishedSince;    ///< of a copy
    std::vector<std::int64_t> unfinishedCopies; ///< their numbers
};

Result<Schema> readSchema(sql::Connection& connection)
{
    Schema schema;
    auto read = sql::forEachRow(connection, "SELECT version, applied_at FROM schema_migration", {},
                                [&](const sql::Statement& row) -> Result<void> {
                                    const std::int64_t version = row.integer(0);
                                    schema.version = std::max(schema.version, static_cast<int>(version));
                                    if (version < 0) {
                                        schema.unfinishedSince = UnixTime(row.integer(1));
                                        schema.unfinishedCopies.push_back(version);
                                    }
                                    return {};
                                });
    if (!read)
        return read.error();
    return schema;
}

Error notFinished(UnixTime since)
{
    return {ErrorCode::BadInput,
            "the database is a copy that was begun at " + formatTime(since) +
                " and is not finished; run \"chainpoints migrate-storage\" again, which begins anew, or "
                "use the database that was copied"};
}

Error tooNew(int found, int known)
{
    return {ErrorCode::BadInput, "the database has schema version " + std::to_string(found) +
                                     ", but this program knows only " + std::to_string(known) +
                                     "; use a newer program"};
}

/// Where definitions commit, an earlier start may have been killed in the middle of a migration.
bool isThereAlready(const sql::Connection& connection, const Error& error)
{
    return connection.dialect().definitionsCommit() && error.code == ErrorCode::Refused;
}

Result<void> apply(sql::Connection& connection, const Migration& migration)
{
    auto transaction = sql::Transaction::begin(connection);
    if (!transaction)
        return transaction.error();
    // Another process may have been faster.
    auto schema = readSchema(connection);
    if (!schema)
        return schema.error();
    if (schema->version >= migration.version)
        return {};
    for (const std::string& statement : statementsIn(migration.path))
        if (auto done = connection.run(statement); !done && !isThereAlready(connection, done.error()))
            return inContext("migration " + std::to_string(migration.version), done.error());
    // Where definitions commit, nothing has held up another process that makes the same.
    const std::vector<std::string_view> columns{"version", "applied_at"};
    if (auto done = connection.run(
            connection.dialect().insertOrKeep("schema_migration", columns, std::span(columns).first(1)),
            {std::int64_t(migration.version), wallClock().value()});
        !done)
        return done.error();
    return transaction->commit();
}

/// The table of versions comes first: without it the others cannot be this program's.
Result<void> requireNoTablesOfOthers(sql::Connection& connection)
{
    auto names = storedTableNames(connection);
    if (!names)
        return names.error();
    if (names->empty() || names->contains(kVersionTable))
        return {};
    return isOfOthers(*names->begin());
}

Result<void> tryMigrate(sql::Connection& connection, UnfinishedCopy unfinished)
{
    if (auto free = requireNoTablesOfOthers(connection); !free)
        return free;
    if (auto made = makeVersionTable(connection); !made)
        return made;
    auto schema = readSchema(connection);
    if (!schema)
        return schema.error();
    if (schema->unfinishedSince && unfinished == UnfinishedCopy::Refuse)
        return notFinished(*schema->unfinishedSince);
    const auto migrations = knownMigrations(connection.dialect());
    if (schema->version > migrations.back().version)
        return tooNew(schema->version, migrations.back().version);
    for (const Migration& migration : migrations)
        if (migration.version > schema->version)
            if (auto applied = apply(connection, migration); !applied)
                return applied;
    return {};
}

} // namespace

std::set<std::string> ownTables(const sql::Dialect& dialect)
{
    static const std::string kCreate = "CREATE TABLE ";
    static const std::string kUnlessThere = "IF NOT EXISTS ";
    std::set<std::string> names{kVersionTable};
    for (const Migration& migration : knownMigrations(dialect)) {
        for (const std::string& statement : statementsIn(migration.path)) {
            if (!statement.starts_with(kCreate))
                continue;
            std::size_t begin = kCreate.size();
            if (statement.compare(begin, kUnlessThere.size(), kUnlessThere) == 0)
                begin += kUnlessThere.size();
            names.insert(statement.substr(begin, statement.find_first_of(" (", begin) - begin));
        }
    }
    return names;
}

Error isOfOthers(const std::string& table)
{
    return {ErrorCode::BadInput, "the database has a table " + table +
                                     " that is none of this program's; name a database of its own"};
}

Result<void> makeVersionTable(sql::Connection& connection)
{
    auto made = connection.run("CREATE TABLE IF NOT EXISTS schema_migration ("
                               "version INTEGER NOT NULL PRIMARY KEY, applied_at INTEGER NOT NULL)");
    return made ? Result<void>() : made.error();
}

Result<std::vector<std::int64_t>> unfinishedCopies(sql::Connection& connection)
{
    auto schema = readSchema(connection);
    if (!schema)
        return schema.error();
    return std::move(schema->unfinishedCopies);
}

Result<void> migrate(sql::Connection& connection, UnfinishedCopy unfinished)
{
    return sql::repeated([&] { return tryMigrate(connection, unfinished); });
}

Result<int> schemaVersion(sql::Connection& connection)
{
    auto names = storedTableNames(connection);
    if (!names)
        return names.error();
    if (names->empty())
        return 0;
    if (!names->contains(kVersionTable))
        return isOfOthers(*names->begin());
    auto schema = readSchema(connection);
    if (!schema)
        return schema.error();
    if (schema->unfinishedSince)
        return notFinished(*schema->unfinishedSince);
    if (const int newest = newestSchemaVersion(connection.dialect()); schema->version > newest)
        return tooNew(schema->version, newest);
    return schema->version;
}

int newestSchemaVersion(const sql::Dialect& dialect)
{
    return knownMigrations(dialect).back().version;
}

Result<void> requireCurrentSchema(sql::Connection& connection)
{
    auto schema = readSchema(connection);
    if (!schema && schema.error().code == ErrorCode::Corrupt)
        return Error{ErrorCode::Database, "the database is empty or none of this program's (" +
                                              schema.error().message +
                                              "); start the daemon once, which makes it"};
    if (!schema)
        return schema.error();
    if (schema->unfinishedSince)
        return notFinished(*schema->unfinishedSince);
    const int known = newestSchemaVersion(connection.dialect());
    if (schema->version > known)
        return tooNew(schema->version, known);
    if (schema->version < known)
        return Error{ErrorCode::Database, "the database has schema version " +
                                              std::to_string(schema->version) + ", this program needs " +
                                              std::to_string(known) +
                                              "; start the daemon once, which brings it up to date"};
    return {};
}

} // namespace chainpoints
