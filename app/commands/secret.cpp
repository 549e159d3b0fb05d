#include "app/commands/commands.h"
#include "app/composition.h"
#include "app/hiddeninput.h"
#include "app/keychain.h"
#include "core/base/log.h"
#include "core/config/configreader.h"

#include <QSaveFile>

#include <cstdio>
#include <system_error>

namespace chainpoints {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongest = 16'384;

const char* placeName(SecretPlace place)
{
    switch (place) {
    case SecretPlace::Environment:
        return "environment";
    case SecretPlace::File:
        return "file";
    case SecretPlace::Keychain:
        return "keychain";
    }
    return "";
}

Error badUsage(const std::string& sentence)
{
    return {ErrorCode::BadInput, sentence};
}

/// Complete or not at all, and never readable by others.
Result<void> storeInFile(const fs::path& folder, const std::string& name, const std::string& secret)
{
    const fs::path path = folder / name;
    std::error_code failure;
    if (fs::create_directories(folder, failure))
        fs::permissions(folder, fs::perms::owner_all, failure);
    QSaveFile file(QString::fromStdString(path.string()));
    const bool written =
        file.open(QIODevice::WriteOnly) &&
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
        file.write(secret.data(), static_cast<qint64>(secret.size())) == static_cast<qint64>(secret.size()) &&
        file.flush() && file.commit();
    if (!written)
        return badUsage("the file " + path.string() + " cannot be written (" +
                        file.errorString().toStdString() + ")");
    return {};
}

Result<std::string> askForSecret(const std::string& name)
{
    auto secret = readHidden("The secret \"" + name + "\": ", kLongest);
    if (!secret)
        return secret.error();
    while (secret->ends_with('\n') || secret->ends_with('\r'))
        secret->pop_back();
    if (secret->empty())
        return badUsage("there was no secret on stdin; type it, or pipe it in");
    if (secret->find('\0') != std::string::npos || secret->find('\n') != std::string::npos)
        return badUsage("a secret must be one line of text");
    log::redact(*secret);
    return secret;
}

Result<int> set(const SecretsConfig& config, const SecretOptions& options)
{
    if (options.inFile && config.folder.empty())
        return badUsage("there is no \"secrets_dir\" in the configuration to keep files in");
    auto secret = askForSecret(options.name);
    if (!secret)
        return secret.error();
    auto stored = options.inFile ? storeInFile(config.folder, options.name, *secret)
                                 : storeInKeychain(options.name, *secret);
    if (!stored && !options.inFile)
        return Error{stored.error().code,
                     stored.error().message +
                         "; keep the secret in a file of \"secrets_dir\" with --file, or "
                         "in the environment as " +
                         secretVariable(options.name)};
    if (!stored)
        return stored.error();
    // One that is looked at earlier would win.
    auto used = SecretResolver(systemKeychain()).withFolder(config.folder).whereIs(options.name);
    const SecretPlace kept = options.inFile ? SecretPlace::File : SecretPlace::Keychain;
    if (used && *used && **used != kept)
        std::fprintf(stderr, "chainpoints: \"%s\" is also set in the %s, which comes first\n",
                     options.name.c_str(), placeName(**used));
    return kDone;
}

/// Each secret that the configuration names, and where it is; a missing one is something wrong.
Result<int> list(const SecretsConfig& config)
{
    const SecretResolver resolver = SecretResolver(systemKeychain()).withFolder(config.folder);
    bool complete = true;
    for (const std::string& name : config.names) {
        auto place = resolver.whereIs(name);
        const bool isSet = place && *place;
        complete = complete && isSet;
        std::printf("%s\t%s\n", name.c_str(), isSet ? placeName(**place) : "not set");
        if (!place)
            std::fprintf(stderr, "chainpoints: %s\n", log::redacted(place.error().message).c_str());
    }
    if (!config.names.contains("api"))
        if (auto place = resolver.whereIs("api"); place && *place)
            std::printf("api\t%s\n", placeName(**place));
    return flushed(complete ? kDone : kFoundWrong);
}

Result<int> removeSecret(const SecretsConfig& config, const std::string& name)
{
    std::error_code failure;
    const bool hadFile = !config.folder.empty() && fs::remove(config.folder / name, failure);
    if (failure)
        return badUsage("the file " + (config.folder / name).string() +
                        " cannot be removed: " + failure.message());
    auto hadEntry = removeFromKeychain(name);
    if (!hadEntry && !hadFile)
        return hadEntry.error();
    if (!hadFile && !*hadEntry)
        return Error{ErrorCode::NotFound, "there is no secret \"" + name + "\" in a file or the keychain"};
    if (auto left = SecretResolver().whereIs(name); left && *left)
        std::fprintf(stderr, "chainpoints: \"%s\" is still set in the environment, as %s\n", name.c_str(),
                     secretVariable(name).c_str());
    return kDone;
}

Result<int> run(const SecretsConfig& config, const SecretOptions& options)
{
    if (options.verb == SecretOptions::Verb::List)
        return list(config);
    if (!isSecretName(options.name))
        return badUsage("the name of a secret must be 1 to 64 of the letters A-Z a-z 0-9 _ -");
    return options.verb == SecretOptions::Verb::Set ? set(config, options)
                                                    : removeSecret(config, options.name);
}

} // namespace

int runSecret(const std::optional<std::filesystem::path>& file, const SecretOptions& options)
{
    auto config = readSecretsConfig(file ? *file : defaultConfigFile());
    if (!config)
        return report(config.error());
    auto status = run(*config, options);
    return status ? *status : report(status.error());
}

} // namespace chainpoints
