// What all pages of rows have in common. Internal to core/access.
#pragma once

#include "core/base/result.h"
#include "core/storage/sql/rows.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

namespace chainpoints {

/// How many rows a page with this limit has at most: 1 to 10000.
[[nodiscard]] std::size_t mostRows(std::size_t limit);

/// BadInput. `page`: "a page of users"
[[nodiscard]] Error noCursor(const std::string& cursor, const std::string& page);

/// Of a page that ends with an id; `first` for an empty one. BadInput as above.
[[nodiscard]] Result<std::int64_t> idOfCursor(const std::string& cursor, std::int64_t first,
                                              const std::string& page);

/// A condition in brackets: one of the columns holds the text, in whatever case. Its parameters are added to
/// `parameters`.
[[nodiscard]] std::string holdsText(std::initializer_list<const char*> columns, const std::string& text,
                                    std::vector<sql::Value>& parameters);

} // namespace chainpoints
