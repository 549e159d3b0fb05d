// Secrets named in the configuration: where they are looked for and how they stay out of sight.
#pragma once

#include "core/base/result.h"
#include "core/config/config.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace chainpoints {

enum class SecretPlace { Environment, File, Keychain };

/// 1 to 64 of the letters A-Z a-z 0-9 _ -
[[nodiscard]] bool isSecretName(std::string_view name);
/// BadInput where it is none.
[[nodiscard]] Result<void> checkSecretName(std::string_view name);
/// CHAINPOINTS_SECRET_ and the name in capitals, '-' as '_'.
[[nodiscard]] std::string secretVariable(std::string_view name);

/// In bytes.
inline constexpr std::size_t kLongestSecret = 16'384;

/// Whether `secret` can be kept under this name. BadInput where the name is malformed, the secret empty, too
/// long or more than one line; and where it is the API's token, which others must not guess and which goes
/// into a header of HTTP.
[[nodiscard]] Result<void> checkSecret(std::string_view name, std::string_view secret);

/// Finds secrets by NAME ([A-Za-z0-9_-], 1 to 64 letters) in this order:
/// the environment variable CHAINPOINTS_SECRET_NAME (in capitals, '-' as '_'; an empty one counts as not
/// set), the file NAME among the credentials that systemd hands over or in the secrets folder (one trailing
/// newline is dropped; in the folder not readable by others than its owner), the OS keychain. Every secret
/// found is registered with log::redact(). No error ever contains one. Nothing is kept: each call looks
/// again. Thread: that of the keychain function.
class SecretResolver
{
public:
    /// Asks the OS keychain; nothing where it has no such secret, an error where it cannot be asked.
    using Keychain = std::function<Result<std::optional<std::string>>(const std::string& name)>;

    /// An empty function means that there is no keychain.
    explicit SecretResolver(Keychain keychain = {});
    /// The same places with `folder` (absolute) as the secrets folder; there is none before.
    [[nodiscard]] SecretResolver withFolder(std::filesystem::path folder) const;

    /// The secret, or nothing where no place has it. BadInput where NAME is malformed or its file must not be
    /// used.
    [[nodiscard]] Result<std::optional<std::string>> find(const std::string& name) const;
    /// Which of the places has it, nothing where none does. BadInput as above; Unreachable where it may be in
    /// the keychain, which cannot be asked.
    [[nodiscard]] Result<std::optional<SecretPlace>> whereIs(const std::string& name) const;
    /// Fills in each {secret:NAME} of `text`; `shown` stays as written. BadInput where a reference is
    /// malformed, and where a secret is nowhere: with its NAME and the three places.
    [[nodiscard]] Result<SecretText> resolve(const std::string& text) const;

private:
    struct Search
    {
        std::optional<std::string> secret;
        SecretPlace place = SecretPlace::Environment;
        std::string keychainProblem;
    };
    [[nodiscard]] Result<Search> search(const std::string& name) const;
    [[nodiscard]] Result<std::optional<std::string>> readSecretFile(const std::string& name) const;
    [[nodiscard]] Error nowhere(const std::string& name, const std::string& keychainProblem) const;

    Keychain m_keychain;
    std::filesystem::path m_folder;
};

/// The NAMEs of the well-formed references in `text`.
[[nodiscard]] std::set<std::string> namesOfSecrets(std::string_view text);

/// True where `text` holds something that is meant as a reference, well-formed or not.
[[nodiscard]] bool mentionsSecret(std::string_view text);

/// `text` with each character of its references replaced by 'x': the shape for finding positions, since
/// references hold colons of their own.
[[nodiscard]] std::string blankReferences(std::string text);

} // namespace chainpoints
