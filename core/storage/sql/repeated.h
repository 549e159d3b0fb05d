// Transactions as a whole: run again where the database undid them for another one.
#pragma once

#include "core/storage/sql/connection.h"

#include <chrono>
#include <thread>
#include <utility>

namespace chainpoints::sql {

/// Calls `transaction`, which begins and commits one and leaves nothing behind where it fails, until it ends
/// with something else than Conflict; ten times at most, within half a second.
template <typename Body>
[[nodiscard]] auto repeated(Body&& transaction) -> decltype(transaction())
{
    constexpr int kMostAttempts = 10;
    for (int attempt = 1;; ++attempt) {
        auto outcome = transaction();
        if (outcome || outcome.error().code != ErrorCode::Conflict || attempt == kMostAttempts)
            return outcome;
        // The other one is to be through by then.
        std::this_thread::sleep_for(std::chrono::milliseconds(attempt * 10));
    }
}

/// One transaction around `body`, which returns a Result: committed where that is a value. `body` may be
/// called more than once.
template <typename Body>
[[nodiscard]] auto inTransaction(Connection& connection, Body&& body) -> decltype(body())
{
    return repeated([&]() -> decltype(body()) {
        auto transaction = Transaction::begin(connection);
        if (!transaction)
            return transaction.error();
        auto outcome = body();
        if (!outcome)
            return outcome;
        if (auto committed = transaction->commit(); !committed)
            return committed.error();
        return outcome;
    });
}

} // namespace chainpoints::sql
