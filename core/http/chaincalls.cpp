#include "core/access/chainjson.h"
#include "core/http/apicalls.h"
#include "core/http/apijson.h"
#include "core/http/queryreader.h"

namespace chainpoints {
namespace {

ApiResponse actOnChain(const ApiCall& call, ActionKind kind)
{
    if (auto known = QueryReader(call.request).problem(); !known)
        return errorResponse(known.error());
    return requestAction(call.door, {kind, call.names[0], {}});
}

} // namespace

ApiResponse requestAction(OperatorDoor& door, const ActionRequest& request)
{
    auto id = door.request(request);
    if (!id)
        return errorResponse(id.error());
    ApiResponse response{202, dumped({{"action_id", id->value()}})};
    response.location = "/api/v1/actions/" + std::to_string(id->value());
    return response;
}

ApiResponse listChains(const ApiCall& call)
{
    if (auto known = QueryReader(call.request).problem(); !known)
        return errorResponse(known.error());
    auto views = call.door.chains();
    return views ? ApiResponse{200, chainsJson(*views)} : errorResponse(views.error());
}

ApiResponse showChain(const ApiCall& call)
{
    if (auto known = QueryReader(call.request).problem(); !known)
        return errorResponse(known.error());
    auto view = call.door.chain(call.names[0]);
    return view ? ApiResponse{200, chainJson(*view)} : errorResponse(view.error());
}

ApiResponse pauseChain(const ApiCall& call)
{
    return actOnChain(call, ActionKind::Pause);
}

ApiResponse resumeChain(const ApiCall& call)
{
    return actOnChain(call, ActionKind::Resume);
}

} // namespace chainpoints
