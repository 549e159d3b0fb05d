// A prepared statement: the one way to the database.
#pragma once

#include "core/base/result.h"
#include "core/storage/sql/value.h"

#include <cstdint>
#include <span>
#include <string>

namespace chainpoints::sql {

/// Belongs to its connection and that connection's thread. Use: `query` and `next` until false, or `run`.
class Statement
{
public:
    virtual ~Statement() = default;

    /// Binds all parameters in order and starts over. `next` then yields the rows.
    [[nodiscard]] virtual Result<void> query(std::span<const Value> parameters) = 0;
    /// True: a row is there. False: no more rows; the statement holds no lock any more.
    [[nodiscard]] virtual Result<bool> next() = 0;

    // Of the current row; columns from 0. NULL reads as 0 and as an empty text.
    [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
    [[nodiscard]] virtual std::string text(int column) const = 0;
    [[nodiscard]] virtual bool isNull(int column) const = 0;

    /// Ends a query before its last row, so that it holds no lock.
    virtual void close() = 0;

    /// Executes a statement that yields no rows. Returns the number of rows it changed.
    [[nodiscard]] virtual Result<std::int64_t> run(std::span<const Value> parameters) = 0;
};

} // namespace chainpoints::sql
