// What the functions behind the reports share. Internal to core/report.
#pragma once

#include "core/report/reports.h"
#include "core/storage/chainstore.h"
#include "core/storage/facts.h"
#include "core/storage/sql/rows.h"
#include "core/storage/usersearch.h"

#include <string>
#include <vector>

namespace chainpoints::reporting {

struct Context
{
    sql::Connection& connection;
    const ReportRequest& request;
    CsvSink& sink;
    std::vector<ChainRecord> chains;    ///< the selected ones, by name
    std::optional<std::string> address; ///< the selected user, lower case
};

/// SQL text with its parameters, grown together so that they cannot fall apart.
struct Query
{
    std::string text;
    std::vector<sql::Value> parameters;

    Query& add(std::string_view more, std::initializer_list<sql::Value> values = {})
    {
        text += more;
        parameters.insert(parameters.end(), values);
        return *this;
    }
    /// Restricts to the users that are searched for, if any.
    Query& filterSearch(const Context& context)
    {
        text += UserSearch(context.request.search).condition(parameters);
        return *this;
    }
    /// Restricts to the selected user, if any.
    Query& filterUser(const Context& context)
    {
        return context.address ? add(" AND u.user_address = ?", {*context.address}) : *this;
    }
};

template <typename Visit>
[[nodiscard]] Result<void> forEachRow(const Context& context, const Query& query, Visit&& visit)
{
    return sql::forEachRow(context.connection, query.text, query.parameters, std::forward<Visit>(visit));
}

[[nodiscard]] inline std::string text(std::int64_t number)
{
    return std::to_string(number);
}
[[nodiscard]] inline std::string text(BlockHeight height)
{
    return std::to_string(height.value());
}
[[nodiscard]] inline std::string text(UnixTime time)
{
    return std::to_string(time.value());
}
[[nodiscard]] inline std::string evmId(const ChainRecord& chain)
{
    return std::to_string(chain.evmChainId.value());
}

/// The token's decimals. Corrupt where they are not recorded, which must not be once there are users.
[[nodiscard]] Result<int> decimalsOf(const ChainRecord& chain, const std::string& address);
/// A stored amount with the token's decimals. Corrupt where it cannot be read.
[[nodiscard]] Result<std::string> shownBalance(const ChainRecord& chain, const std::string& address,
                                               const std::string& raw);
/// Stored points, cut at 18 decimals. Corrupt where they cannot be read.
[[nodiscard]] Result<std::string> shownPoints(const ChainRecord& chain, const std::string& address,
                                              const std::string& raw);

using Function = Result<void> (*)(const Context&);

[[nodiscard]] Result<void> writeBalances(const Context& context);
[[nodiscard]] Result<void> writeChanges(const Context& context);
[[nodiscard]] Result<void> writePoints(const Context& context);
[[nodiscard]] Result<void> writePointsChanges(const Context& context);
[[nodiscard]] Result<void> writeTotals(const Context& context);
[[nodiscard]] Result<void> writeFailures(const Context& context);
[[nodiscard]] Result<void> writeChains(const Context& context);

} // namespace chainpoints::reporting
