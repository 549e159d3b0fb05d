// What the keys of the configuration are called on the pages of the settings.
#pragma once

#include <QString>

namespace chainpoints {

/// "chains[sepolia].rpc[0]" as "sepolia: RPC addresses 1", in the words of the pages; a key that no page has
/// stays as it is. Translated.
[[nodiscard]] QString settingName(const QString& key);

} // namespace chainpoints
