// What somebody wrote to find rows by their texts. Pure.
#pragma once

#include "core/storage/sql/rows.h"

#include <initializer_list>
#include <string>
#include <vector>

namespace chainpoints {

/// A condition in brackets: one of the columns holds the text, in whatever case. Its parameters are added to
/// `parameters`.
[[nodiscard]] std::string holdsText(std::initializer_list<const char*> columns, const std::string& text,
                                    std::vector<sql::Value>& parameters);

} // namespace chainpoints
