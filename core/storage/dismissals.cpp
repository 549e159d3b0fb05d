#include "core/storage/dismissals.h"

#include "core/base/time.h"

#include <vector>

namespace chainpoints {

Result<bool> dismiss(sql::Connection& connection, FailureId failure, const std::string& by,
                     const std::string& note)
{
    auto restored = restore(connection, failure);
    if (!restored)
        return restored;
    auto added = connection.run(
        "INSERT INTO failure_dismissal (failure_id, dismissed_at, dismissed_by, note) VALUES (?, ?, ?, ?)",
        {failure.value(), wallClock().value(), by, note});
    if (!added)
        return added.error();
    return !*restored;
}

Result<bool> restore(sql::Connection& connection, FailureId failure)
{
    auto removed = connection.run("DELETE FROM failure_dismissal WHERE failure_id = ?", {failure.value()});
    if (!removed)
        return removed.error();
    return *removed > 0;
}

} // namespace chainpoints
