// What a statement can be bound to.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

namespace chainpoints::sql {

/// NULL, a 64-bit integer, or UTF-8 text. There is no floating point in the database.
using Value = std::variant<std::monostate, std::int64_t, std::string>;

} // namespace chainpoints::sql
