// The query in the target of a request, taken apart.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace chainpoints {

/// Names and values, decoded, in the order of the target. A value is all that stands behind the first '=':
/// the server's library takes only what stands behind the last one.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> queryOf(const std::string& target);

} // namespace chainpoints
