#include "app/commands/commands.h"
#include "app/composition.h"
#include "app/hiddeninput.h"
#include "app/keychain.h"
#include "core/base/log.h"
#include "core/config/configreader.h"
#include "core/settings/secretkeeper.h"

#include <cstdio>

namespace chainpoints {
namespace {

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

Result<std::string> askForSecret(const std::string& name)
{
    auto secret = readHidden("The secret \"" + name + "\": ", kLongestSecret);
    if (!secret)
        return secret.error();
    while (secret->ends_with('\n') || secret->ends_with('\r'))
        secret->pop_back();
    if (secret->empty())
        return Error{ErrorCode::BadInput, "there was no secret on stdin; type it, or pipe it in"};
    return secret;
}

Result<int> set(const SecretKeeper& keeper, const SecretOptions& options)
{
    const SecretPlace kept = options.inFile ? SecretPlace::File : SecretPlace::Keychain;
    if (auto fine = keeper.accepts(options.name, kept); !fine)
        return fine.error();
    auto secret = askForSecret(options.name);
    if (!secret)
        return secret.error();
    const auto used = keeper.store(options.name, *secret, kept);
    if (!used && used.error().code == ErrorCode::Unreachable)
        return Error{used.error().code, used.error().message +
                                            "; keep the secret in a file of \"secrets_dir\" with --file, or "
                                            "in the environment as " +
                                            secretVariable(options.name)};
    if (!used)
        return used.error();
    if (*used != kept)
        std::fprintf(stderr, "chainpoints: \"%s\" is also set in the %s, which comes first\n",
                     options.name.c_str(), placeName(*used));
    return kDone;
}

/// Each secret that the configuration names, and where it is; a missing one is something wrong.
Result<int> list(const SecretKeeper& keeper)
{
    bool complete = true;
    for (const SecretState& state : keeper.list()) {
        if (!state.isNeeded && !state.place)
            continue;
        complete = complete && state.place;
        std::printf("%s\t%s\n", state.name.c_str(), state.place ? placeName(*state.place) : "not set");
        if (state.problem)
            std::fprintf(stderr, "chainpoints: %s\n", state.problem->message.c_str());
    }
    return flushed(complete ? kDone : kFoundWrong);
}

Result<int> removeSecret(const SecretKeeper& keeper, const std::string& name)
{
    const auto left = keeper.remove(name);
    if (!left)
        return left.error();
    if (*left == SecretPlace::Environment)
        std::fprintf(stderr, "chainpoints: \"%s\" is still set in the environment, as %s\n", name.c_str(),
                     secretVariable(name).c_str());
    else if (*left)
        std::fprintf(stderr, "chainpoints: \"%s\" is still among the credentials of the service\n",
                     name.c_str());
    return kDone;
}

Result<int> run(const SecretKeeper& keeper, const SecretOptions& options)
{
    switch (options.verb) {
    case SecretOptions::Verb::Set:
        return set(keeper, options);
    case SecretOptions::Verb::List:
        return list(keeper);
    case SecretOptions::Verb::Remove:
        return removeSecret(keeper, options.name);
    }
    return kDone;
}

} // namespace

int runSecret(const std::optional<std::filesystem::path>& file, const SecretOptions& options)
{
    auto config = readSecretsConfig(file ? *file : defaultConfigFile());
    if (!config)
        return report(config.error());
    auto status = run(SecretKeeper(systemKeychain(), std::move(*config)), options);
    return status ? *status : report(status.error());
}

} // namespace chainpoints
