#include "core/http/apicalls.h"
#include "core/http/apijson.h"
#include "core/http/queryreader.h"

#include <charconv>

namespace chainpoints {
namespace {

/// Numbers in paths: nothing but digits.
std::optional<std::int64_t> idFrom(const std::string& text)
{
    std::int64_t id = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (failed != std::errc() || end != text.data() + text.size() || id < 1)
        return std::nullopt;
    return id;
}

ApiResponse noId(const std::string& text)
{
    return errorResponse(400, "\"" + text + "\" is no id; it must be a positive number");
}

/// {"chain":NAME} or {"ids":[...]}; an empty body or object means everything that is open.
Result<ActionRequest> retryRequest(const std::string& body)
{
    const Error shape{ErrorCode::BadInput,
                      R"(the body must be JSON like {"chain":"NAME"}, {"ids":[1,2]}, both, or {})"};
    ActionRequest request;
    if (body.empty())
        return request;
    const auto json = nlohmann::json::parse(body, nullptr, false);
    if (!json.is_object())
        return shape;
    for (const auto& [key, value] : json.items()) {
        if (key == "chain" && value.is_string()) {
            request.chain = value.get<std::string>();
        } else if (key == "ids" && value.is_array() && !value.empty()) {
            for (const auto& id : value) {
                if (!id.is_number_unsigned() || id.get<std::uint64_t>() > INT64_MAX)
                    return shape;
                request.failures.emplace_back(id.get<std::int64_t>());
            }
        } else {
            return shape;
        }
    }
    return request;
}

} // namespace

ApiResponse listFailures(const ApiCall& call)
{
    QueryReader reader(call.request);
    FailureQuery query;
    query.chain = reader.text("chain");
    const std::string status = reader.word("status", {"open", "resolved", "all"}, "open");
    query.filter = status == "open"       ? FailureFilter::Open
                   : status == "resolved" ? FailureFilter::Resolved
                                          : FailureFilter::All;
    query.limit = reader.limit();
    query.cursor = reader.cursor();
    if (auto known = reader.problem(); !known)
        return errorResponse(known.error());
    auto page = call.door.failures(query);
    if (!page)
        return errorResponse(page.error());
    return {200, dumped(pageJson("failures", page->failures, reader.sealed(page->next)))};
}

ApiResponse retryFailure(const ApiCall& call)
{
    if (auto known = QueryReader(call.request).problem(); !known)
        return errorResponse(known.error());
    const auto id = idFrom(call.names[0]);
    return id ? requestAction(call.door, {ActionKind::Retry, {}, {FailureId(*id)}}) : noId(call.names[0]);
}

ApiResponse retryFailures(const ApiCall& call)
{
    if (auto known = QueryReader(call.request).problem(); !known)
        return errorResponse(known.error());
    auto request = retryRequest(call.request.body);
    return request ? requestAction(call.door, *request) : errorResponse(request.error());
}

ApiResponse listActions(const ApiCall& call)
{
    QueryReader reader(call.request);
    ActionQuery query{reader.limit(), {}};
    query.cursor = reader.cursor();
    if (auto known = reader.problem(); !known)
        return errorResponse(known.error());
    auto page = call.door.actions(query);
    if (!page)
        return errorResponse(page.error());
    return {200, dumped(pageJson("actions", page->actions, reader.sealed(page->next)))};
}

ApiResponse showAction(const ApiCall& call)
{
    if (auto known = QueryReader(call.request).problem(); !known)
        return errorResponse(known.error());
    const auto id = idFrom(call.names[0]);
    if (!id)
        return noId(call.names[0]);
    auto action = call.door.action(ActionId(*id));
    return action ? ApiResponse{200, dumped(toJson(*action))} : errorResponse(action.error());
}

ApiResponse cancelAction(const ApiCall& call)
{
    if (auto known = QueryReader(call.request).problem(); !known)
        return errorResponse(known.error());
    const auto id = idFrom(call.names[0]);
    if (!id)
        return noId(call.names[0]);
    ActionRequest request{ActionKind::Cancel, {}};
    request.details.action = ActionId(*id);
    return requestAction(call.door, request);
}

} // namespace chainpoints
