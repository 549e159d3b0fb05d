// The differences between the databases, all in one place.
#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chainpoints::sql {

class Dialect
{
public:
    using Names = std::span<const std::string_view>;

    virtual ~Dialect() = default;

    /// Names the migration files: NNN-name.<name>.sql
    [[nodiscard]] virtual std::string_view name() const = 0;
    [[nodiscard]] virtual std::string beginWrite() const = 0;
    [[nodiscard]] virtual std::string beginRead() const = 0;
    /// An expression: the Unix time of the database's own clock, in whole seconds.
    [[nodiscard]] virtual std::string now() const = 0;
    /// True where each CREATE or ALTER is a transaction of its own, so that a migration can end half-way.
    [[nodiscard]] virtual bool definitionsCommit() const = 0;
    /// True where a row that is committed later never has a lower id than what is seen now: one writer at a
    /// time, ids that are never given again, and nobody who chooses them.
    [[nodiscard]] virtual bool idsFollowCommits() const = 0;
    /// Answers the id that the last INSERT of this connection was given.
    [[nodiscard]] virtual std::string selectLastId() const = 0;
    /// How many rows, or users, a statement is about at most; 1 where more at once gain nothing.
    [[nodiscard]] virtual std::size_t rowsAtOnce() const = 0;

    // The schema as the database knows it. Only tables of this connection's database, the database's own left
    // out.

    /// Answers every column that is not computed from others, in the tables' own order: table, column, 1 for
    /// a number and 0 for a text, place in the primary key (from 1; 0: none), 1 where the key descends there.
    [[nodiscard]] virtual std::string selectColumns() const = 0;
    /// Answers every foreign key: the table, and the table that it refers to.
    [[nodiscard]] virtual std::string selectReferences() const = 0;
    /// Answers the newest id that the table named by the parameter gave to a row, which may be gone; no row
    /// or NULL where it gives none.
    [[nodiscard]] virtual std::string selectNewestId() const = 0;
    /// After these the table gives higher ids only.
    [[nodiscard]] virtual std::vector<std::string> continueIds(std::string_view table,
                                                               std::int64_t newest) const = 0;

    /// For the database's own code and message.
    [[nodiscard]] virtual Error error(int code, const std::string& message) const = 0;

    /// INSERT of `rows` rows, doing nothing for those whose key exists.
    [[nodiscard]] std::string insertOrKeep(std::string_view table, Names columns, Names key,
                                           std::size_t rows = 1) const;
    /// INSERT of `rows` rows, replacing all but the key columns for those whose key exists.
    [[nodiscard]] std::string insertOrReplace(std::string_view table, Names columns, Names key,
                                              std::size_t rows = 1) const;

private:
    /// What follows VALUES (...) for the two above.
    [[nodiscard]] virtual std::string orKeep(Names key) const = 0;
    [[nodiscard]] virtual std::string orReplace(Names columns, Names key) const = 0;
};

class SqliteDialect : public Dialect
{
public:
    [[nodiscard]] std::string_view name() const override { return "sqlite"; }
    [[nodiscard]] std::string beginWrite() const override { return "BEGIN IMMEDIATE"; }
    [[nodiscard]] std::string beginRead() const override { return "BEGIN"; }
    [[nodiscard]] std::string now() const override { return "CAST(strftime('%s', 'now') AS INTEGER)"; }
    [[nodiscard]] bool definitionsCommit() const override { return false; }
    [[nodiscard]] bool idsFollowCommits() const override { return true; }
    [[nodiscard]] std::string selectLastId() const override { return "SELECT last_insert_rowid()"; }
    [[nodiscard]] std::size_t rowsAtOnce() const override { return 1; }
    [[nodiscard]] std::string selectColumns() const override;
    [[nodiscard]] std::string selectReferences() const override;
    [[nodiscard]] std::string selectNewestId() const override;
    [[nodiscard]] std::vector<std::string> continueIds(std::string_view table,
                                                       std::int64_t newest) const override;
    [[nodiscard]] Error error(int code, const std::string& message) const override;

private:
    [[nodiscard]] std::string orKeep(Names key) const override;
    [[nodiscard]] std::string orReplace(Names columns, Names key) const override;
};

/// MySQL and MariaDB.
class MysqlDialect : public Dialect
{
public:
    [[nodiscard]] std::string_view name() const override { return "mysql"; }
    [[nodiscard]] std::string beginWrite() const override { return "START TRANSACTION"; }
    [[nodiscard]] std::string beginRead() const override
    {
        return "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY";
    }
    [[nodiscard]] std::string now() const override { return "UNIX_TIMESTAMP()"; }
    [[nodiscard]] bool definitionsCommit() const override { return true; }
    [[nodiscard]] bool idsFollowCommits() const override { return false; }
    [[nodiscard]] std::string selectLastId() const override { return "SELECT LAST_INSERT_ID()"; }
    [[nodiscard]] std::size_t rowsAtOnce() const override { return 128; }
    [[nodiscard]] std::string selectColumns() const override;
    [[nodiscard]] std::string selectReferences() const override;
    [[nodiscard]] std::string selectNewestId() const override;
    [[nodiscard]] std::vector<std::string> continueIds(std::string_view table,
                                                       std::int64_t newest) const override;
    [[nodiscard]] Error error(int code, const std::string& message) const override;

private:
    [[nodiscard]] std::string orKeep(Names key) const override;
    [[nodiscard]] std::string orReplace(Names columns, Names key) const override;
};

/// "INSERT INTO table (a, b) VALUES (?, ?), (?, ?)", common to all.
[[nodiscard]] std::string plainInsert(std::string_view table, Dialect::Names columns, std::size_t rows = 1);

} // namespace chainpoints::sql
