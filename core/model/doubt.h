// What speaks against logs that were taken into the ledger all the same (SPEC 5).
#pragma once

#include "core/model/types.h"

#include <optional>
#include <string>
#include <string_view>

namespace chainpoints {

enum class DoubtKind {
    Supply,   ///< the token's total supply changed by something else than its logs mint and burn
    Bloom,    ///< a log that its block's header excludes
    Receipts, ///< the receipts cannot be had, or are not those that the header stands for
};

/// The word that is stored: "supply", "bloom", "receipts".
[[nodiscard]] std::string_view toText(DoubtKind kind);
[[nodiscard]] std::optional<DoubtKind> doubtKindFromText(std::string_view text);

/// An answer that did not add up, from whichever endpoint.
struct Doubt
{
    DoubtKind kind = DoubtKind::Supply;
    BlockRange range;
    std::string evidence; ///< a sentence with the numbers that differ

    bool operator==(const Doubt&) const = default;
};

/// The code of the alert that tells of a doubt.
inline constexpr std::string_view kLogsDoubtful = "logs_doubtful";
/// The alert for operators: what is in doubt, why, what follows from it, and the remedies.
[[nodiscard]] std::string sentenceOf(const Doubt& doubt);

} // namespace chainpoints
