#include "core/storage/migrator.h"

#include "core/base/time.h"
#include "core/storage/sql/repeated.h"

#include <QDir>
#include <QFile>
#include <QString>

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

Result<int> schemaVersion(sql::Connection& connection)
{
    auto query = connection.query("SELECT MAX(version) FROM schema_migration");
    if (!query)
        return query.error();
    auto row = (*query)->next();
    if (!row)
        return row.error();
    const int version = *row ? static_cast<int>((*query)->integer(0)) : 0;
    (*query)->close();
    return version;
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
    auto version = schemaVersion(connection);
    if (!version)
        return version.error();
    if (*version >= migration.version)
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

Result<void> tryMigrate(sql::Connection& connection)
{
    if (auto made = connection.run("CREATE TABLE IF NOT EXISTS schema_migration ("
                                   "version INTEGER NOT NULL PRIMARY KEY, applied_at INTEGER NOT NULL)");
        !made)
        return made.error();
    auto version = schemaVersion(connection);
    if (!version)
        return version.error();
    const auto migrations = knownMigrations(connection.dialect());
    if (*version > migrations.back().version)
        return tooNew(*version, migrations.back().version);
    for (const Migration& migration : migrations)
        if (migration.version > *version)
            if (auto applied = apply(connection, migration); !applied)
                return applied;
    return {};
}

} // namespace

Result<void> migrate(sql::Connection& connection)
{
    return sql::repeated([&] { return tryMigrate(connection); });
}

Result<void> requireCurrentSchema(sql::Connection& connection)
{
    auto version = schemaVersion(connection);
    if (!version && version.error().code == ErrorCode::Corrupt)
        return Error{ErrorCode::Database, "the database is empty or none of this program's (" +
                                              version.error().message +
                                              "); start the daemon once, which makes it"};
    if (!version)
        return version.error();
    const int known = knownMigrations(connection.dialect()).back().version;
    if (*version > known)
        return tooNew(*version, known);
    if (*version < known)
        return Error{ErrorCode::Database, "the database has schema version " + std::to_string(*version) +
                                              ", this program needs " + std::to_string(known) +
                                              "; start the daemon once, which brings it up to date"};
    return {};
}

} // namespace chainpoints
