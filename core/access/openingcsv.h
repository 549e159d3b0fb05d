// Reads a list of opening balances: CSV with the columns user_address,balance_raw. Pure.
#pragma once

#include "core/storage/openingstore.h"

#include <string_view>
#include <vector>

namespace chainpoints {

/// BadInput for everything that is not exactly such a list; names the line and what is expected there. Lines
/// may end with \n or \r\n; empty ones are passed over.
[[nodiscard]] Result<std::vector<OpeningBalance>> parseOpeningCsv(std::string_view text);

} // namespace chainpoints
