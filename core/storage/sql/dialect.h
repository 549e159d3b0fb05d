// The differences between the databases, all in one place.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace chainpoints::sql {

class Dialect
{
public:
    virtual ~Dialect() = default;

    /// Names the migration files: NNN-name.<name>.sql
    [[nodiscard]] virtual std::string_view name() const = 0;
    [[nodiscard]] virtual std::string beginWrite() const = 0;
    [[nodiscard]] virtual std::string beginRead() const = 0;
    /// An expression: the Unix time of the database's own clock, in whole seconds.
    [[nodiscard]] virtual std::string now() const = 0;

    /// INSERT of one row, doing nothing where a row with the same key exists.
    [[nodiscard]] virtual std::string insertOrKeep(std::string_view table,
                                                   std::span<const std::string_view> columns,
                                                   std::span<const std::string_view> key) const = 0;
    /// INSERT of one row, replacing all but the key columns where a row with the same key exists.
    [[nodiscard]] virtual std::string insertOrReplace(std::string_view table,
                                                      std::span<const std::string_view> columns,
                                                      std::span<const std::string_view> key) const = 0;
};

class SqliteDialect : public Dialect
{
public:
    [[nodiscard]] std::string_view name() const override { return "sqlite"; }
    [[nodiscard]] std::string beginWrite() const override { return "BEGIN IMMEDIATE"; }
    [[nodiscard]] std::string beginRead() const override { return "BEGIN"; }
    [[nodiscard]] std::string now() const override { return "CAST(strftime('%s', 'now') AS INTEGER)"; }
    [[nodiscard]] std::string insertOrKeep(std::string_view table, std::span<const std::string_view> columns,
                                           std::span<const std::string_view> key) const override;
    [[nodiscard]] std::string insertOrReplace(std::string_view table,
                                              std::span<const std::string_view> columns,
                                              std::span<const std::string_view> key) const override;
};

/// "INSERT INTO table (a, b) VALUES (?, ?)", common to all.
[[nodiscard]] std::string plainInsert(std::string_view table, std::span<const std::string_view> columns);

} // namespace chainpoints::sql
