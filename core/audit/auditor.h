// Works everything out again from the recorded facts and compares (SPEC 2).
#pragma once

#include "core/base/result.h"
#include "core/storage/sql/connection.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace chainpoints {

/// One thing that does not add up.
struct Difference
{
    std::string chain;   ///< empty where no chain is concerned
    std::string address; ///< empty where no user is concerned
    std::string kind;    ///< stable: "balance", "points", "double_entry", ...
    std::string sentence;
};

struct AuditReport
{
    std::int64_t users = 0;              ///< (chain, user) pairs checked
    std::int64_t changes = 0;            ///< ledger rows
    std::int64_t spans = 0;              ///< rows of user_points_change
    std::vector<Difference> differences; ///< the first kMostDifferences
    std::int64_t differenceCount = 0;    ///< all of them

    static constexpr std::size_t kMostDifferences = 1000;
    [[nodiscard]] bool ok() const { return differenceCount == 0; }
};

struct AuditRequest
{
    std::optional<std::string> chain; ///< only this one
    /// Called now and then with the users done and the users to do; false stops the audit (error Stopped).
    std::function<bool(std::int64_t done, std::int64_t total)> progress;
};

/// One snapshot of the database; memory does not grow with the history. What is wrong with the facts is a
/// difference; errors are NotFound (no such chain), Database, Stopped. An open failure is no difference as
/// long as its user's points are right up to the cursor.
[[nodiscard]] Result<AuditReport> audit(sql::Connection& connection, const AuditRequest& request = {});

/// {"ok":...,"checked":{"users":...,"changes":...,"points_changes":...},"differences":[...],"difference_count":...}
[[nodiscard]] std::string toJson(const AuditReport& report);

} // namespace chainpoints
