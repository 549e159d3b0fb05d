// What all pages of rows have in common. Internal to core/access.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>

namespace chainpoints {

/// How many rows a page with this limit has at most: 1 to 10000.
[[nodiscard]] std::size_t mostRows(std::size_t limit);

/// BadInput. `page`: "a page of users"
[[nodiscard]] Error noCursor(const std::string& cursor, const std::string& page);

/// Of a page that ends with an id; `first` for an empty one. BadInput as above.
[[nodiscard]] Result<std::int64_t> idOfCursor(const std::string& cursor, std::int64_t first,
                                              const std::string& page);

} // namespace chainpoints
