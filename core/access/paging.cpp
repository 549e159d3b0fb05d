#include "core/access/paging.h"

#include "core/base/quantity.h"

#include <algorithm>

namespace chainpoints {

std::size_t mostRows(std::size_t limit)
{
    return std::clamp<std::size_t>(limit, 1, 10'000);
}

Error noCursor(const std::string& cursor, const std::string& page)
{
    return {ErrorCode::BadInput, "\"" + cursor + "\" is no cursor of " + page + "; begin at the first page"};
}

Result<std::int64_t> idOfCursor(const std::string& cursor, std::int64_t first, const std::string& page)
{
    if (cursor.empty())
        return first;
    const auto id = parseInteger(cursor);
    if (!id || !id->fits_slong_p())
        return noCursor(cursor, page);
    return std::int64_t(id->get_si());
}

} // namespace chainpoints
