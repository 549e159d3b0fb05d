// Pending transfers as JSON text, the form in which caches keep them.
#pragma once

#include "core/model/types.h"

#include <string>
#include <vector>

namespace chainpoints {

/// An array of {"from","to","value","tx_hash","log_index"}; block facts are not repeated.
[[nodiscard]] std::string toPendingText(const std::vector<Transfer>& transfers);
/// Block height, hash and time are taken from `header`.
[[nodiscard]] Result<std::vector<Transfer>> fromPendingText(const std::string& text,
                                                            const BlockHeader& header);

} // namespace chainpoints
