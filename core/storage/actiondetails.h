// The text of operator_action.details.
#pragma once

#include "core/base/result.h"
#include "core/model/action.h"

#include <string>

namespace chainpoints {

/// A JSON object with what is there.
[[nodiscard]] std::string toJson(const ActionDetails& details);
/// Corrupt if the text is no such object.
[[nodiscard]] Result<ActionDetails> actionDetailsFromJson(const std::string& text);

} // namespace chainpoints
