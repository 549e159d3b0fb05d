// What each call answers, one function each, in files by what they are about. Internal to core/http.
#pragma once

#include "core/access/accountdoor.h"
#include "core/access/operatordoor.h"
#include "core/http/apimessages.h"

#include <string>
#include <vector>

namespace chainpoints {

/// One request that has found its way: the doors for it, and what the path holds at the places of its names.
struct ApiCall
{
    const ApiRequest& request;
    OperatorDoor& door;
    AccountDoor& accounts;
    std::vector<std::string> names;
};

using ApiHandler = ApiResponse (*)(const ApiCall&);

// chaincalls.cpp
[[nodiscard]] ApiResponse listChains(const ApiCall& call);
[[nodiscard]] ApiResponse showChain(const ApiCall& call);
[[nodiscard]] ApiResponse pauseChain(const ApiCall& call);
[[nodiscard]] ApiResponse resumeChain(const ApiCall& call);

// usercalls.cpp
[[nodiscard]] ApiResponse listUsers(const ApiCall& call);
[[nodiscard]] ApiResponse showUser(const ApiCall& call);
[[nodiscard]] ApiResponse listChanges(const ApiCall& call);
[[nodiscard]] ApiResponse listPointsChanges(const ApiCall& call);
[[nodiscard]] ApiResponse showStatement(const ApiCall& call);
[[nodiscard]] ApiResponse showPoints(const ApiCall& call);
[[nodiscard]] ApiResponse setUserStatus(const ApiCall& call);

// incidentcalls.cpp
[[nodiscard]] ApiResponse listIncidents(const ApiCall& call);
[[nodiscard]] ApiResponse listRestatements(const ApiCall& call);

// failurecalls.cpp
[[nodiscard]] ApiResponse listFailures(const ApiCall& call);
[[nodiscard]] ApiResponse retryFailure(const ApiCall& call);
[[nodiscard]] ApiResponse retryFailures(const ApiCall& call);
[[nodiscard]] ApiResponse listActions(const ApiCall& call);
[[nodiscard]] ApiResponse showAction(const ApiCall& call);
[[nodiscard]] ApiResponse cancelAction(const ApiCall& call);

/// Records the request: 202 with the action's id and where to look for what came of it.
[[nodiscard]] ApiResponse requestAction(OperatorDoor& door, const ActionRequest& request);

} // namespace chainpoints
