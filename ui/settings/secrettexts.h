// What is said of a secret: where it is, and what follows.
#pragma once

#include "core/settings/secretkeeper.h"
#include "ui/theme.h"

#include <QCoreApplication>

namespace chainpoints {

class SecretTexts
{
    Q_DECLARE_TR_FUNCTIONS(SecretTexts)
public:
    /// `folder`: of the files that hold secrets; empty: there is none.
    [[nodiscard]] static QString place(const SecretState& secret, const std::filesystem::path& folder);
    [[nodiscard]] static theme::Tone tone(const SecretState& secret);
    /// What to do about it; empty: nothing.
    [[nodiscard]] static QString advice(const SecretState& secret, const std::filesystem::path& folder);
    /// What follows where it is nowhere.
    [[nodiscard]] static QString withoutIt(const SecretState& secret);
    /// What went wrong; where the keychain cannot be used, with the other places that a secret may have.
    [[nodiscard]] static QString problem(const Error& error, const SecretState& secret,
                                         const std::filesystem::path& folder);
};

} // namespace chainpoints
