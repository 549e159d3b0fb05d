// Secrets from the keychain of the operating system.
#pragma once

#include "core/config/secrets.h"

namespace chainpoints {

/// Asks QtKeychain (service "chainpoints") in the calling thread, which must have a QCoreApplication; at most
/// 5 seconds.
[[nodiscard]] SecretResolver::Keychain systemKeychain();

} // namespace chainpoints
