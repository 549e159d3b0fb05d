#include "core/storage/usertotals.h"

#include "core/storage/facts.h"
#include "core/storage/sql/rows.h"

#include <algorithm>

namespace chainpoints {

Result<void> forEachUserTotal(sql::Connection& connection, std::span<const ChainRecord> chains,
                              const std::optional<std::string>& address,
                              const std::function<Result<void>(const UserTotal&)>& visit)
{
    // CROSS JOIN fixes the order of the loops in SQLite: users by the index on their address, so that nothing
    // is sorted.
    std::string text = "SELECT u.user_address, u.status, c.id, p.points_raw FROM user u CROSS JOIN chain c "
                       "CROSS JOIN user_points p ON p.chain_id = c.id AND p.user_id = u.id ";
    std::vector<sql::Value> parameters;
    if (address) {
        text += "WHERE u.user_address = ? ";
        parameters.emplace_back(*address);
    }
    text += "ORDER BY u.user_address, c.name";

    std::optional<UserTotal> current;
    auto read = sql::forEachRow(connection, text, parameters, [&](const sql::Statement& row) -> Result<void> {
        const auto chain = std::find_if(chains.begin(), chains.end(),
                                        [&](const ChainRecord& c) { return c.id.value() == row.integer(2); });
        if (chain == chains.end())
            return {};
        std::string user = row.text(0);
        auto points = PointsRaw::fromDecimal(row.text(3));
        if (!points)
            return corruptFact(chain->name, user, "user_points.points_raw " + points.error().message);
        if (!chain->decimals)
            return corruptFact(chain->name, user,
                               "there are points, but the token's decimals are not recorded");
        if (!current || current->address != user) {
            if (current)
                if (auto visited = visit(*current); !visited)
                    return visited;
            current.emplace();
            current->address = std::move(user);
            current->status = row.integer(1) != 0 ? UserStatus::Normal : UserStatus::Disabled;
        }
        current->points.add(*points, *chain->decimals);
        current->chains.push_back(chain->name);
        return {};
    });
    if (!read)
        return read;
    return current ? visit(*current) : Result<void>();
}

} // namespace chainpoints
