#include "core/config/secrets.h"

#include "core/base/log.h"
#include "core/config/smallfile.h"

#include <algorithm>
#include <cstdlib>
#include <system_error>

namespace chainpoints {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kOpening = "{secret:";
constexpr std::size_t kLongestName = 64;
constexpr std::size_t kLargestFileKiB = 64;
constexpr std::string_view kLineEnds("\n\r\0", 3);

std::optional<std::string> fromEnvironment(const std::string& variable)
{
#ifdef _MSC_VER
#pragma warning(suppress : 4996)
#endif
    const char* value = std::getenv(variable.c_str());
    if (value == nullptr || *value == '\0')
        return std::nullopt;
    return std::string(value);
}

Error badSecret(std::string_view name, const std::string& why)
{
    return {ErrorCode::BadInput, "the secret \"" + std::string(name) + "\" " + why};
}

// Windows guards files by access lists, which std::filesystem does not show; there the folder's own list must
// do.
bool isPrivate([[maybe_unused]] const fs::file_status& status)
{
#ifdef _WIN32
    return true;
#else
    return (status.permissions() & ~(fs::perms::owner_read | fs::perms::owner_write)) == fs::perms::none;
#endif
}

std::string withoutLineEnd(std::string text)
{
    for (const char ending : {'\n', '\r'})
        if (text.ends_with(ending))
            text.pop_back();
    return text;
}

} // namespace

bool isSecretName(std::string_view name)
{
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-';
    };
    return !name.empty() && name.size() <= kLongestName && std::all_of(name.begin(), name.end(), allowed);
}

std::string secretVariable(std::string_view name)
{
    std::string variable = "CHAINPOINTS_SECRET_";
    for (const char c : name) {
        if (c >= 'a' && c <= 'z')
            variable += static_cast<char>(c - 'a' + 'A');
        else
            variable += c == '-' ? '_' : c;
    }
    return variable;
}

Result<void> checkSecretName(std::string_view name)
{
    if (!isSecretName(name))
        return Error{ErrorCode::BadInput,
                     "the name in {secret:NAME} must be 1 to 64 of the letters A-Z a-z 0-9 _ -"};
    return {};
}

Result<void> checkSecret(std::string_view name, std::string_view secret)
{
    if (auto fine = checkSecretName(name); !fine)
        return fine;
    if (secret.empty())
        return badSecret(name, "must not be empty");
    if (secret.size() > kLongestSecret)
        return badSecret(name, "is longer than " + std::to_string(kLongestSecret) + " bytes");
    if (secret.find_first_of(kLineEnds) != std::string_view::npos)
        return badSecret(name, "must be one line of text");
    if (name != "api")
        return {};
    if (std::ranges::any_of(secret, [](char c) { return c <= ' ' || c > '~'; }))
        return badSecret(name, "holds a character that no HTTP header can carry; use letters and digits");
    if (secret.size() < kShortestToken)
        return badSecret(name, "is too short to keep others out; use at least " +
                                   std::to_string(kShortestToken) + " characters");
    return {};
}

SecretResolver::SecretResolver(Keychain keychain) : m_keychain(std::move(keychain)) {}

SecretResolver SecretResolver::withFolder(fs::path folder) const
{
    SecretResolver copy = *this;
    copy.m_folder = std::move(folder);
    return copy;
}

Result<std::optional<std::string>> SecretResolver::find(const std::string& name) const
{
    auto searched = search(name);
    if (!searched)
        return searched.error();
    return std::move(searched->secret);
}

Result<std::optional<SecretPlace>> SecretResolver::whereIs(const std::string& name) const
{
    auto searched = search(name);
    if (!searched)
        return searched.error();
    if (searched->secret)
        return std::optional(searched->place);
    if (!searched->keychainProblem.empty())
        return Error{ErrorCode::Unreachable, searched->keychainProblem};
    return std::optional<SecretPlace>();
}

Result<SecretText> SecretResolver::resolve(const std::string& text) const
{
    SecretText result{text, {}};
    std::size_t at = 0;
    for (;;) {
        const std::size_t start = text.find(kOpening, at);
        result.resolved.append(text, at, start - at);
        if (start == std::string::npos)
            return result;
        const std::size_t nameStart = start + kOpening.size();
        const std::size_t end = text.find('}', nameStart);
        if (end == std::string::npos)
            return Error{ErrorCode::BadInput, "a {secret:NAME} reference has no closing brace"};
        const std::string name = text.substr(nameStart, end - nameStart);
        auto searched = search(name);
        if (!searched)
            return searched.error();
        if (!searched->secret)
            return nowhere(name, searched->keychainProblem);
        result.resolved += *searched->secret;
        at = end + 1;
    }
}

Result<SecretResolver::Search> SecretResolver::search(const std::string& name) const
{
    if (auto fine = checkSecretName(name); !fine)
        return fine.error();
    Search result;
    result.secret = fromEnvironment(secretVariable(name));
    if (!result.secret) {
        auto file = readSecretFile(name);
        if (!file)
            return file.error();
        result.secret = std::move(*file);
        result.place = SecretPlace::File;
    }
    if (!result.secret && m_keychain) {
        auto answer = m_keychain(name);
        if (!answer) {
            result.keychainProblem = answer.error().message;
        } else if (*answer && !(*answer)->empty()) {
            result.secret = std::move(*answer);
            result.place = SecretPlace::Keychain;
        }
    }
    if (result.secret)
        log::redact(*result.secret);
    return result;
}

Result<std::optional<std::string>> SecretResolver::readSecretFile(const std::string& name) const
{
    // What systemd hands over is guarded by itself, with other file modes.
    if (const auto credentials = fromEnvironment("CREDENTIALS_DIRECTORY")) {
        auto handedOver = readSmallFile(fs::path(*credentials) / name, kLargestFileKiB);
        if (handedOver) {
            std::string secret = withoutLineEnd(std::move(*handedOver));
            if (secret.empty())
                return Error{ErrorCode::BadInput,
                             "secret \"" + name + "\": the credential of this name is empty"};
            return std::optional(std::move(secret));
        }
    }
    if (m_folder.empty())
        return std::optional<std::string>();
    const fs::path path = m_folder / name;
    const auto refuse = [&](const std::string& why) {
        return Error{ErrorCode::BadInput, "secret \"" + name + "\": the file " + path.string() + " " + why};
    };
    std::error_code failure;
    const fs::file_status status = fs::status(path, failure);
    if (status.type() == fs::file_type::not_found)
        return std::optional<std::string>();
    if (failure)
        return refuse("cannot be examined: " + failure.message());
    if (!fs::is_regular_file(status))
        return refuse("is not a regular file");
    if (!isPrivate(status))
        return refuse("must be readable by its owner only; run chmod 600 on it");
    auto content = readSmallFile(path, kLargestFileKiB);
    if (!content)
        return refuse(content.error().message);
    std::string secret = withoutLineEnd(std::move(*content));
    if (secret.empty())
        return refuse("is empty");
    return std::optional<std::string>(std::move(secret));
}

Error SecretResolver::nowhere(const std::string& name, const std::string& keychainProblem) const
{
    std::string places = "the environment variable " + secretVariable(name);
    places += m_folder.empty() ? ", a file (there is no \"secrets_dir\")"
                               : ", the file " + (m_folder / name).string();
    places += ", the OS keychain";
    if (!m_keychain)
        places += " (not available here)";
    else if (!keychainProblem.empty())
        places += " (" + keychainProblem + ")";
    return {ErrorCode::BadInput, "the secret \"" + name + "\" is not set; looked at: " + places};
}

std::set<std::string> namesOfSecrets(std::string_view text)
{
    std::set<std::string> names;
    for (std::size_t at = text.find(kOpening); at != std::string_view::npos; at = text.find(kOpening, at)) {
        at += kOpening.size();
        const std::string_view name = text.substr(at, text.find('}', at) - at);
        if (isSecretName(name))
            names.emplace(name);
    }
    return names;
}

bool mentionsSecret(std::string_view text)
{
    return text.find(kOpening) != std::string_view::npos;
}

std::string blankReferences(std::string text)
{
    for (std::size_t at = text.find(kOpening); at != std::string::npos; at = text.find(kOpening, at)) {
        const std::size_t end = std::min(text.find('}', at), text.size() - 1);
        std::fill(text.begin() + static_cast<std::ptrdiff_t>(at),
                  text.begin() + static_cast<std::ptrdiff_t>(end) + 1, 'x');
    }
    return text;
}

} // namespace chainpoints
