// The description of the API for programs.
#pragma once

#include <string>

namespace chainpoints {

/// OpenAPI 3.1 in JSON, as in resources/api/openapi.json.
[[nodiscard]] std::string openApi();

} // namespace chainpoints
