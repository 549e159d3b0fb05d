// JSON text of a configuration file into a tree, strictly.
#pragma once

#include "core/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <string>
#include <string_view>

namespace chainpoints {

/// Reads JSON with comments (/* */ and //). A syntax error names line and column (both from 1, in characters)
/// and quotes nothing of the text; a key that an object holds twice is an error that names its path.
[[nodiscard]] Result<nlohmann::json> parseJsonText(std::string_view text);

/// The path of a key within an object: "chains[0]" and "name" give "chains[0].name"; odd keys are quoted and
/// cut.
[[nodiscard]] std::string keyPath(const std::string& parent, const std::string& key);
/// The path of an element: "chains" and 1 give "chains[1]".
[[nodiscard]] std::string elementPath(const std::string& parent, std::size_t index);

/// Tells of each value that is neither object nor list, in order, with its path. Elements that have a name go
/// by it: "chains[sepolia].rpc[0]".
void visitValues(const nlohmann::json& tree,
                 const std::function<void(const std::string& path, const nlohmann::json& value)>& found);

/// Unicode characters in UTF-8 text.
[[nodiscard]] std::size_t characterCount(std::string_view text);

/// `text` in double quotes for a message: at most 60 characters, control characters escaped.
[[nodiscard]] std::string quoted(const std::string& text);

} // namespace chainpoints
