#include "ui/settings/secrettexts.h"

#include <QDir>

namespace chainpoints {
namespace {

QString q(const std::string& text)
{
    return QString::fromStdString(text);
}

} // namespace

QString SecretTexts::place(const SecretState& secret, const std::filesystem::path& folder)
{
    if (secret.problem)
        return secret.problem->code == ErrorCode::BadInput ? tr("it cannot be used")
                                                           : tr("it cannot be looked for");
    if (!secret.place)
        return secret.isNeeded ? tr("nowhere") : tr("nowhere; the API makes a token of its own");
    switch (*secret.place) {
    case SecretPlace::Environment:
        return tr("environment: %1").arg(q(secret.variable));
    case SecretPlace::File:
        return folder.empty()
                   ? tr("credentials of the service")
                   : tr("file: %1").arg(QDir::toNativeSeparators(q((folder / secret.name).string())));
    case SecretPlace::Keychain:
        break;
    }
    return tr("keychain");
}

theme::Tone SecretTexts::tone(const SecretState& secret)
{
    if (secret.problem)
        return secret.isNeeded || secret.problem->code == ErrorCode::BadInput ? theme::Tone::Bad
                                                                              : theme::Tone::Idle;
    if (!secret.place)
        return secret.isNeeded ? theme::Tone::Bad : theme::Tone::Idle;
    return theme::Tone::Good;
}

QString SecretTexts::advice(const SecretState& secret, const std::filesystem::path& folder)
{
    if (secret.problem)
        return problem(*secret.problem, secret, folder);
    if (!secret.place && secret.isNeeded)
        return withoutIt(secret);
    if (secret.place == SecretPlace::Environment)
        return tr("The environment comes first: what is stored here is not used while it is set there.");
    return {};
}

QString SecretTexts::withoutIt(const SecretState& secret)
{
    return secret.isNeeded ? tr("Without it the engine does not start.")
                           : tr("The API then goes by the token that it made itself.");
}

QString SecretTexts::problem(const Error& error, const SecretState& secret,
                             const std::filesystem::path& folder)
{
    if (error.code != ErrorCode::Unreachable)
        return q(error.message);
    const QString remedy =
        (folder.empty() ? tr("Name a folder as secrets_dir in the configuration's file, which then keeps "
                             "secrets in files; or start the program with %1 set.")
                        : tr("Keep it in a file, or start the program with %1 set."))
            .arg(q(secret.variable));
    return tr("%1. %2").arg(q(error.message), remedy);
}

} // namespace chainpoints
