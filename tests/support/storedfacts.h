// What a test database holds, as text to compare, and the stores of its chains.
#pragma once

#include "core/storage/ledgerstore.h"
#include "core/storage/pointsstore.h"
#include "tests/support/testdatabase.h"

#include <string>

namespace chainpoints {

/// The rows of a query, a line each, columns parted by '|'; or the message of a failure.
[[nodiscard]] std::string lines(sql::Connection& connection, const std::string& query, int columns);
/// chain, address, type, amount, balance after, transaction, log index, block hash, time, height
[[nodiscard]] std::string ledgerLines(sql::Connection& connection);
[[nodiscard]] std::string pointsLines(sql::Connection& connection);
/// chain, user, blocks from and to, times from and to, points_raw, calculated_points, status, reason
[[nodiscard]] std::string spanLines(sql::Connection& connection);
/// Everything but attempts, users' numbers and what depends on the wall clock.
[[nodiscard]] std::string everything(sql::Connection& connection);

[[nodiscard]] LedgerStore ledgerOf(TestDatabase& database, const std::string& chain = "sepolia");
[[nodiscard]] PointsStore pointsOf(TestDatabase& database, const std::string& chain = "sepolia");
/// A pass up to the newest closable boundary, also where that is settled already: what a retry does.
[[nodiscard]] SettlementPass passAgain(TestDatabase& database, const std::string& chain = "sepolia");

/// user.id of user number n.
[[nodiscard]] std::string idOf(TestDatabase& database, std::uint32_t n);
/// "settled hour|points as a fraction|open failures" of user number n, who is on one chain.
[[nodiscard]] std::string standing(TestDatabase& database, std::uint32_t n);

} // namespace chainpoints
