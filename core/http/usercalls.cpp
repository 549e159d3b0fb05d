#include "core/http/apicalls.h"
#include "core/http/apijson.h"
#include "core/http/queryreader.h"

#include <nlohmann/json.hpp>

namespace chainpoints {
namespace {

constexpr std::int64_t kLatestTime = 253'402'300'799; // the year 9999

std::optional<UserStatus> statusFrom(QueryReader& query)
{
    const std::string word = query.word("status", {"0", "1"}, "");
    if (word.empty())
        return std::nullopt;
    return word == "1" ? UserStatus::Normal : UserStatus::Disabled;
}

ApiResponse usersOfChain(const ApiCall& call, QueryReader& reader, UserQuery query,
                         std::optional<UserStatus> status)
{
    query.cursor = reader.cursor();
    if (auto known = reader.problem(); !known)
        return errorResponse(known.error());
    auto page = call.accounts.users(query, status);
    if (!page)
        return errorResponse(page.error());
    return {200, dumped(pageJson("users", page->users, reader.sealed(page->next)))};
}

ApiResponse usersOfAllChains(const ApiCall& call, QueryReader& reader, UserTotalQuery query)
{
    query.cursor = reader.cursor();
    if (auto known = reader.problem(); !known)
        return errorResponse(known.error());
    auto page = call.accounts.userTotals(query);
    if (!page)
        return errorResponse(page.error());
    return {200, dumped(pageJson("users", page->users, reader.sealed(page->next)))};
}

/// The one user of a page that was searched for by his whole address.
template <typename Page>
ApiResponse onlyUser(const Result<Page>& page, const std::string& address)
{
    if (!page)
        return errorResponse(page.error());
    if (page->users.empty())
        return errorResponse(404, "there is no user " + address);
    return {200, dumped(toJson(page->users.front()))};
}

/// {"status":0,"effective_at":T,"reason":TEXT}; without a time: now.
Result<ActionRequest> statusRequest(const std::string& address, const std::string& body)
{
    const Error shape{ErrorCode::BadInput,
                      R"(the body must be JSON like {"status":0,"effective_at":1735689600,"reason":"TEXT"}; )"
                      R"(1 is normal, 0 is disabled)"};
    const auto json = nlohmann::json::parse(body, nullptr, false);
    if (!json.is_object() || !json.contains("status"))
        return shape;
    ActionRequest request;
    request.details.user = address;
    request.details.from = wallClock();
    for (const auto& [key, value] : json.items()) {
        if (key == "status" && (value == 0 || value == 1) && value.is_number_integer())
            request.kind = value == 0 ? ActionKind::Disable : ActionKind::Enable;
        else if (key == "effective_at" && value.is_number_unsigned() && value <= kLatestTime)
            request.details.from = UnixTime(value.get<std::int64_t>());
        else if (key == "reason" && value.is_string())
            request.details.reason = value.get<std::string>();
        else
            return shape;
    }
    return request;
}

} // namespace

ApiResponse listUsers(const ApiCall& call)
{
    QueryReader reader(call.request);
    const auto chain = reader.text("chain");
    const std::string search = reader.text("search").value_or("");
    const auto status = statusFrom(reader);
    const std::string sort = reader.word("sort", {"address", "balance", "points"}, "address");
    const bool descending = reader.word("order", {"asc", "desc"}, "asc") == "desc";
    const std::size_t limit = reader.limit();
    if (!chain && sort == "balance")
        return errorResponse(
            400, "balances of different tokens have no order; name a \"chain\" with sort=balance");
    if (!chain)
        return usersOfAllChains(call, reader, {search, status, sort == "points", descending, limit, {}});
    UserQuery query;
    query.chain = *chain;
    query.search = search;
    query.sort = sort == "balance"  ? UserSort::ByBalance
                 : sort == "points" ? UserSort::ByPoints
                                    : UserSort::ByAddress;
    query.descending = descending;
    query.limit = limit;
    return usersOfChain(call, reader, std::move(query), status);
}

ApiResponse showUser(const ApiCall& call)
{
    QueryReader reader(call.request);
    const auto chain = reader.text("chain");
    if (auto known = reader.problem(); !known)
        return errorResponse(known.error());
    const auto address = Address::parse(call.names[0]);
    if (!address)
        return errorResponse(400, call.names[0] + " is no address; write 0x and 40 hexadecimal digits");
    if (!chain)
        return onlyUser(call.accounts.userTotals({address->hex(), {}, false, false, 1, {}}), address->hex());
    UserQuery query;
    query.chain = *chain;
    query.search = address->hex();
    query.limit = 1;
    return onlyUser(call.accounts.users(query, {}), address->hex() + " on chain " + *chain);
}

ApiResponse listChanges(const ApiCall& call)
{
    QueryReader reader(call.request);
    UserRowsQuery query{reader.text("chain"), call.names[0], reader.limit(), {}};
    query.cursor = reader.cursor();
    if (auto known = reader.problem(); !known)
        return errorResponse(known.error());
    auto page = call.accounts.changes(query);
    if (!page)
        return errorResponse(page.error());
    return {200, dumped(pageJson("changes", page->changes, reader.sealed(page->next)))};
}

ApiResponse listPointsChanges(const ApiCall& call)
{
    QueryReader reader(call.request);
    UserRowsQuery query{reader.text("chain"), call.names[0], reader.limit(), {}};
    query.cursor = reader.cursor();
    if (auto known = reader.problem(); !known)
        return errorResponse(known.error());
    auto page = call.accounts.spans(query);
    if (!page)
        return errorResponse(page.error());
    return {200, dumped(pageJson("points_changes", page->spans, reader.sealed(page->next)))};
}

ApiResponse showStatement(const ApiCall& call)
{
    QueryReader reader(call.request);
    const auto chain = reader.text("chain");
    StatementQuery query{chain.value_or(""), call.names[0], reader.limit(), {}};
    query.cursor = reader.cursor();
    if (auto known = reader.problem(); !known)
        return errorResponse(known.error());
    if (!chain)
        return errorResponse(400, "a statement is of one chain; name it with \"chain\"");
    auto page = call.accounts.statement(query);
    if (!page)
        return errorResponse(page.error());
    ApiJson json = toJson(*page);
    const std::string next = reader.sealed(page->next);
    json["next_cursor"] = next.empty() ? ApiJson(nullptr) : ApiJson(next);
    return {200, dumped(json)};
}

ApiResponse showPoints(const ApiCall& call)
{
    QueryReader reader(call.request);
    const auto chain = reader.text("chain");
    const auto at = reader.time("at");
    if (auto known = reader.problem(); !known)
        return errorResponse(known.error());
    if (!at)
        return errorResponse(400, "name the settled boundary with \"at\"");
    auto points = call.accounts.pointsAt(chain, call.names[0], *at);
    return points ? ApiResponse{200, dumped(toJson(*points))} : errorResponse(points.error());
}

ApiResponse setUserStatus(const ApiCall& call)
{
    if (auto known = QueryReader(call.request).problem(); !known)
        return errorResponse(known.error());
    auto request = statusRequest(call.names[0], call.request.body);
    return request ? requestAction(call.door, *request) : errorResponse(request.error());
}

} // namespace chainpoints
