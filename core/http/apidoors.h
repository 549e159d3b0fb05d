// The doors that the API's calls go through.
#pragma once

#include "core/access/accountdoor.h"
#include "core/access/operatordoor.h"

#include <functional>
#include <memory>

namespace chainpoints {

/// Doors for the calling thread.
using MakeDoor = std::function<std::unique_ptr<OperatorDoor>()>;
using MakeAccountDoor = std::function<std::unique_ptr<AccountDoor>()>;
struct ApiDoors
{
    MakeDoor toEngine;
    MakeAccountDoor toAccounts;
};

/// Whatever keeps these from the database is Database: it is never the fault of who calls.
[[nodiscard]] ApiDoors apiDoors(DoorParts parts);

} // namespace chainpoints
