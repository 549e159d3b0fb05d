// Secrets in the keychain of the operating system: QtKeychain, service "chainpoints".
#pragma once

#include "core/config/secrets.h"

namespace chainpoints {

// In the calling thread, which must have a QCoreApplication; at most 5 seconds. Unreachable where the
// keychain cannot be used.

[[nodiscard]] SecretResolver::Keychain systemKeychain();

[[nodiscard]] Result<void> storeInKeychain(const std::string& name, const std::string& secret);
/// False: it was not there.
[[nodiscard]] Result<bool> removeFromKeychain(const std::string& name);

} // namespace chainpoints
