// Whether two configurations are for the same chains and points.
#pragma once

#include "core/config/config.h"

#include <optional>
#include <string>

namespace chainpoints {

/// The first key by which the two would record other facts in a database, and how, for people: "points.rates
/// are not the same". What may change at any start (nodes, confirmations, cache, API) is not compared. Pure.
[[nodiscard]] std::optional<std::string> factsThatDiffer(const Config& a, const Config& b);

/// Whether both are sure to mean one and the same database; by what is written and, for files, on the disk.
[[nodiscard]] bool isSameDatabase(const DatabaseConfig& a, const DatabaseConfig& b);

} // namespace chainpoints
