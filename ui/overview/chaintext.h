// What is said of a chain, the same in the table and below it.
#pragma once

#include "core/access/views.h"
#include "ui/theme.h"

#include <QCoreApplication>

#include <functional>
#include <optional>

namespace chainpoints {

/// This process as an owner of chains.
[[nodiscard]] ChainOwner thisProcess();

/// How long it takes until so many blocks have come; none: unknown.
using SecondsUntil = std::function<std::optional<std::int64_t>(std::int64_t blocks)>;

/// Translated; ask again after a change of the language.
class ChainText
{
    Q_DECLARE_TR_FUNCTIONS(ChainText)
public:
    /// A chain that nobody follows is told as that, not by what its last owner said.
    [[nodiscard]] static theme::Tone tone(const ChainView& chain);
    [[nodiscard]] static QString state(const ChainView& chain);
    /// The worst of those that shall be followed; idle where there is none.
    [[nodiscard]] static theme::Tone worst(const std::vector<ChainView>& chains);
    /// One or two lines.
    [[nodiscard]] static QString owner(const ChainView& chain, const ChainOwner& self);
    /// The sentence that asks for attention most; empty where there is none.
    [[nodiscard]] static QString problem(const ChainView& chain);
    /// How many nodes are without a fault: "2 of 3".
    [[nodiscard]] static QString nodes(const ChainView& chain);
    [[nodiscard]] static theme::Tone nodesTone(const ChainView& chain);
    /// What to do about a chain that nobody follows.
    [[nodiscard]] static QString abandoned();
    /// When this block will be confirmed: "3 to go, about 36 s".
    [[nodiscard]] static QString countdown(const ChainView& chain, BlockHeight height,
                                           const SecondsUntil& secondsUntil);
    /// "12.5/s", or "4.8/min" where it is less than one in a second.
    [[nodiscard]] static QString speed(double blocksPerSecond);
    /// "sepolia (TOK)"
    [[nodiscard]] static QString nameAndSymbol(const ChainView& chain);
};

} // namespace chainpoints
