// Runs through the rows of a query, however it ends.
#pragma once

#include "core/storage/sql/connection.h"

#include <span>
#include <string>
#include <type_traits>

namespace chainpoints::sql {

/// Calls `visit(const Statement& row)` for each row until it returns an error, or false for "enough" (it may
/// return Result<void> or Result<bool>). The statement is closed in any case, so that no snapshot stays
/// behind. `text` must not be in use already.
template <typename Visit>
[[nodiscard]] Result<void> forEachRow(Connection& connection, const std::string& text,
                                      std::span<const Value> parameters, Visit&& visit)
{
    auto statement = connection.prepare(text);
    if (!statement)
        return statement.error();
    struct Closer
    {
        Statement& statement;
        ~Closer() { statement.close(); }
    } closer{**statement};
    if (auto started = closer.statement.query(parameters); !started)
        return started;
    for (;;) {
        auto more = closer.statement.next();
        if (!more)
            return more.error();
        if (!*more)
            return {};
        auto visited = visit(static_cast<const Statement&>(closer.statement));
        if (!visited)
            return visited.error();
        if constexpr (std::is_same_v<decltype(visited), Result<bool>>)
            if (!*visited)
                return {};
    }
}

template <typename Visit>
[[nodiscard]] Result<void> forEachRow(Connection& connection, const std::string& text,
                                      std::initializer_list<Value> parameters, Visit&& visit)
{
    return forEachRow(connection, text, std::span(parameters.begin(), parameters.size()),
                      std::forward<Visit>(visit));
}

} // namespace chainpoints::sql
