// Secrets of a configuration: where each is, keeping one, and forgetting it.
#pragma once

#include "core/config/configreader.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace chainpoints {

/// The keychain of the operating system. Each function is called in the one thread that may use it, and fails
/// with Unreachable where it cannot be used.
struct KeychainAccess
{
    SecretResolver::Keychain read;
    std::function<Result<void>(const std::string& name, const std::string& secret)> store;
    std::function<Result<bool>(const std::string& name)> remove; ///< false: it was not there
};

/// Of one secret all but the secret itself.
struct SecretState
{
    std::string name;
    std::string variable;             ///< of the environment that may hold it
    std::vector<std::string> uses;    ///< keys of the configuration
    bool isNeeded = true;             ///< the API does without its own
    std::optional<SecretPlace> place; ///< of the one that is used; nothing: no place has it
    std::optional<Error> problem;     ///< why that cannot be said, or it cannot be used
};

/// Of the command line and of the window. No error holds a secret. Thread: that of the keychain.
class SecretKeeper
{
public:
    SecretKeeper(KeychainAccess keychain, SecretsConfig config);

    /// Of the files, absolute; empty: there is none.
    [[nodiscard]] const std::filesystem::path& folder() const { return m_config.folder; }
    /// Those that the configuration names, and the API's, by name.
    [[nodiscard]] std::vector<SecretState> list() const;
    /// Whether a secret may have this name and this place, a file or the keychain; BadInput.
    [[nodiscard]] Result<void> accepts(const std::string& name, SecretPlace place) const;
    /// Keeps it in `place`, a file or the keychain, over a former one; the place whose secret is used then
    /// comes out, since others come first. BadInput as accepts() and checkSecret(), and
    /// where the file cannot be written; Unreachable as the keychain.
    [[nodiscard]] Result<SecretPlace> store(const std::string& name, const std::string& secret,
                                            SecretPlace place) const;
    /// Out of file and keychain. The place that has it even so comes out, such as the environment. NotFound
    /// where neither had it; BadInput where the file stays; Unreachable where only the keychain may have it.
    [[nodiscard]] Result<std::optional<SecretPlace>> remove(const std::string& name) const;

    // Of the program itself, which no configuration names: in the keychain, and where that cannot be used in
    // a file of the folder.
    /// Nothing where no place has it; Unreachable where only the keychain may have it.
    [[nodiscard]] Result<std::optional<std::string>> readOwn(const std::string& name) const;
    /// Over a former one; an empty secret forgets that. Fails as store(), and as remove() but for NotFound.
    [[nodiscard]] Result<void> keepOwn(const std::string& name, const std::string& secret) const;

private:
    [[nodiscard]] Result<void> storeInFile(const std::string& name, const std::string& secret) const;

    KeychainAccess m_keychain;
    SecretsConfig m_config;
};

} // namespace chainpoints
