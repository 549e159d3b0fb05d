#include "core/http/apidoors.h"

#include "core/storage/sql/connection.h"

namespace chainpoints {
namespace {

DoorParts::Open blamingNobody(DoorParts::Open open)
{
    return [open = std::move(open)]() -> Result<std::unique_ptr<sql::Connection>> {
        auto opened = open();
        if (!opened)
            return Error{ErrorCode::Database, opened.error().message};
        return opened;
    };
}

} // namespace

ApiDoors apiDoors(DoorParts parts)
{
    parts.openReader = blamingNobody(std::move(parts.openReader));
    parts.openWriter = blamingNobody(std::move(parts.openWriter));
    return {[parts] { return std::make_unique<OperatorDoor>(parts); },
            [parts] { return std::make_unique<AccountDoor>(parts.openReader); }};
}

} // namespace chainpoints
