// Secrets in the keychain of the operating system: QtKeychain, service "chainpoints".
#pragma once

#include "core/settings/secretkeeper.h"

namespace chainpoints {

/// Each function works in the thread that calls it, which must have a QCoreApplication; at most 5 seconds.
[[nodiscard]] KeychainAccess systemKeychain();

} // namespace chainpoints
