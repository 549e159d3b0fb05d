// Which failures somebody looks for: conditions on the rows of user_points_change, c, and of user, u. Pure.
#pragma once

#include "core/storage/sql/rows.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chainpoints {

/// A reason is stored as "code: sentence". An expression: "code:", or an empty text where there is no code.
inline constexpr std::string_view kReasonCode = "SUBSTR(c.reason, 1, INSTR(c.reason, ': '))";

// " AND ...", or nothing where nothing restricts; the parameters are added to `parameters`.

/// One of the codes; an empty one: a reason without a code.
[[nodiscard]] std::string ofCodes(std::span<const std::string> codes, std::vector<sql::Value>& parameters);
/// The reason holds the text in either case, or the address is found by it as by UserSearch.
[[nodiscard]] std::string foundBy(const std::string& text, std::vector<sql::Value>& parameters);
[[nodiscard]] std::string ofIds(std::span<const std::int64_t> ids, std::vector<sql::Value>& parameters);

} // namespace chainpoints
