// Reads the configuration file (SPEC 9). Strict: what comes out can be used without another check.
#pragma once

#include "core/base/result.h"
#include "core/config/config.h"
#include "core/config/secrets.h"

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace chainpoints {

/// The configuration in `file`. Every error is BadInput and names the file and the first thing wrong in it: a
/// syntax error by line and column, everything else by key path ("chains[1].rpc[0]"), what was expected and
/// what was found. No error contains a secret or a URL's password. Secrets and such passwords are registered
/// with log::redact(). Blocks for as long as the keychain of `secrets` does; to be called in its thread.
[[nodiscard]] Result<Config> readConfig(const std::filesystem::path& file, const SecretResolver& secrets);

/// The same for the text of a file. `file` need not exist: it is named in errors, and relative paths start at
/// its folder.
[[nodiscard]] Result<Config> readConfigText(std::string_view text, const std::filesystem::path& file,
                                            const SecretResolver& secrets);

/// What a configuration says of secrets, also where some of them are not set yet.
struct SecretsConfig
{
    std::filesystem::path folder; ///< absolute; empty: there is none
    /// By name: the keys whose texts refer to it, such as "chains[sepolia].rpc[0]".
    std::map<std::string, std::vector<std::string>> uses;
    bool hasApi = true; ///< which takes the secret named api for its token, where there is one
};
/// BadInput where the file cannot be read, is no JSON, or has a `secrets_dir` that is no text.
[[nodiscard]] Result<SecretsConfig> readSecretsConfig(const std::filesystem::path& file);
/// The same for the text of a file, which need not exist.
[[nodiscard]] Result<SecretsConfig> readSecretsConfigText(std::string_view text,
                                                          const std::filesystem::path& file);

/// The path of every key that the reader knows, elements of lists without a number: "chains[].rpc".
[[nodiscard]] std::set<std::string> knownConfigKeys();

} // namespace chainpoints
