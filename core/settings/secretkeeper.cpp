#include "core/settings/secretkeeper.h"

#include "core/base/log.h"

#include <QSaveFile>

#include <system_error>

namespace chainpoints {
namespace {

namespace fs = std::filesystem;

constexpr auto kOfTheApi = "api";

/// A keychain that does not answer is waited for only once.
SecretResolver::Keychain askedInVainOnce(SecretResolver::Keychain keychain)
{
    return [keychain = std::move(keychain), failure = std::optional<Error>()](
               const std::string& name) mutable -> Result<std::optional<std::string>> {
        if (failure)
            return *failure;
        auto answer = keychain(name);
        if (!answer)
            failure = answer.error();
        return answer;
    };
}

} // namespace

SecretKeeper::SecretKeeper(KeychainAccess keychain, SecretsConfig config)
    : m_keychain(std::move(keychain)), m_config(std::move(config))
{
}

std::vector<SecretState> SecretKeeper::list() const
{
    auto uses = m_config.uses;
    const bool isApiNamed = uses.contains(kOfTheApi);
    if (m_config.hasApi)
        uses[kOfTheApi].emplace_back(kOfTheApi);
    const SecretResolver resolver =
        SecretResolver(askedInVainOnce(m_keychain.read)).withFolder(m_config.folder);
    std::vector<SecretState> states;
    for (auto& [name, keys] : uses) {
        SecretState state{name, secretVariable(name), std::move(keys), name != kOfTheApi || isApiNamed, {},
                          {}};
        const auto place = resolver.whereIs(name);
        if (place)
            state.place = *place;
        else
            state.problem = Error{place.error().code, log::redacted(place.error().message)};
        states.push_back(std::move(state));
    }
    return states;
}

Result<void> SecretKeeper::accepts(const std::string& name, SecretPlace place) const
{
    if (place == SecretPlace::File && m_config.folder.empty())
        return Error{ErrorCode::BadInput,
                     "there is no \"secrets_dir\" in the configuration to keep files in"};
    return checkSecretName(name);
}

Result<SecretPlace> SecretKeeper::store(const std::string& name, const std::string& secret,
                                        SecretPlace place) const
{
    if (auto fine = accepts(name, place); !fine)
        return fine.error();
    log::redact(secret);
    if (auto fine = checkSecret(name, secret); !fine)
        return fine.error();
    auto stored = place == SecretPlace::File ? storeInFile(name, secret) : m_keychain.store(name, secret);
    if (!stored)
        return stored.error();
    const auto used = SecretResolver(m_keychain.read).withFolder(m_config.folder).whereIs(name);
    return used && *used ? **used : place;
}

/// Complete or not at all, and never readable by others.
Result<void> SecretKeeper::storeInFile(const std::string& name, const std::string& secret) const
{
    const fs::path path = m_config.folder / name;
    std::error_code failure;
    if (fs::create_directories(m_config.folder, failure))
        fs::permissions(m_config.folder, fs::perms::owner_all, failure);
    QSaveFile file(QString::fromStdString(path.string()));
    const auto size = static_cast<qint64>(secret.size());
    const bool written = file.open(QIODevice::WriteOnly) &&
                         file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                         file.write(secret.data(), size) == size && file.flush() && file.commit();
    if (!written)
        return Error{ErrorCode::BadInput, "the file " + path.string() + " cannot be written (" +
                                              file.errorString().toStdString() + ")"};
    return {};
}

Result<std::optional<SecretPlace>> SecretKeeper::remove(const std::string& name) const
{
    // Nothing else may be removed from the folder.
    if (auto fine = checkSecretName(name); !fine)
        return fine.error();
    const fs::path path = m_config.folder / name;
    std::error_code failure;
    const bool hadFile = !m_config.folder.empty() && fs::remove(path, failure);
    if (failure)
        return Error{ErrorCode::BadInput,
                     "the file " + path.string() + " cannot be removed: " + failure.message()};
    const auto hadEntry = m_keychain.remove(name);
    // A server has no keychain, which looks as a locked one does: the file was all that was there.
    if (!hadEntry && !hadFile)
        return hadEntry.error();
    if (!hadFile && !*hadEntry)
        return Error{ErrorCode::NotFound, "there is no secret \"" + name + "\" in a file or the keychain"};
    const auto left = SecretResolver().whereIs(name);
    return left ? *left : std::nullopt;
}

Result<std::optional<std::string>> SecretKeeper::readOwn(const std::string& name) const
{
    const SecretResolver resolver =
        SecretResolver(askedInVainOnce(m_keychain.read)).withFolder(m_config.folder);
    auto found = resolver.find(name);
    if (!found || *found)
        return found;
    const auto place = resolver.whereIs(name);
    return place ? std::move(found) : place.error();
}

Result<void> SecretKeeper::keepOwn(const std::string& name, const std::string& secret) const
{
    if (secret.empty()) {
        const auto removed = remove(name);
        if (!removed && removed.error().code != ErrorCode::NotFound)
            return removed.error();
        return {};
    }
    if (const auto kept = store(name, secret, SecretPlace::Keychain); !kept) {
        const auto inFile = store(name, secret, SecretPlace::File);
        return inFile ? Result<void>() : inFile.error();
    }
    // A file comes first, and would hold the former one.
    std::error_code failure;
    fs::remove(m_config.folder / name, failure);
    if (failure)
        return Error{ErrorCode::BadInput, "the file " + (m_config.folder / name).string() +
                                              " cannot be removed: " + failure.message()};
    return {};
}

} // namespace chainpoints
