#include "core/model/doubt.h"

#include <algorithm>
#include <array>
#include <utility>

namespace chainpoints {
namespace {

constexpr std::array kWords{std::pair(DoubtKind::Supply, std::string_view("supply")),
                            std::pair(DoubtKind::Bloom, std::string_view("bloom")),
                            std::pair(DoubtKind::Receipts, std::string_view("receipts"))};

} // namespace

std::string_view toText(DoubtKind kind)
{
    return std::find_if(kWords.begin(), kWords.end(), [&](const auto& word) { return word.first == kind; })
        ->second;
}

std::optional<DoubtKind> doubtKindFromText(std::string_view text)
{
    const auto found =
        std::find_if(kWords.begin(), kWords.end(), [&](const auto& word) { return word.second == text; });
    return found == kWords.end() ? std::nullopt : std::optional(found->first);
}

std::string sentenceOf(const Doubt& doubt)
{
    const std::string blocks = doubt.range.count() == 1
                                   ? "block " + std::to_string(doubt.range.first.value())
                                   : "blocks " + std::to_string(doubt.range.first.value()) + " to " +
                                         std::to_string(doubt.range.last.value());
    const std::string start =
        "The logs of " + blocks + " are in doubt, so no points are settled: " + doubt.evidence +
        ". Where the chain is followed near its head they are asked for again from time to time; logs that "
        "add up and are those of the ledger end the doubt. ";
    switch (doubt.kind) {
    case DoubtKind::Supply:
        return start +
               "A node leaves out logs: add another endpoint to \"rpc\"; or the token changes balances "
               "without Transfer events, as rebasing tokens do: its points cannot be computed";
    case DoubtKind::Bloom:
        return start + "A node makes up logs or headers: replace the endpoint in \"rpc\"";
    case DoubtKind::Receipts:
        break;
    }
    return start + "Add an endpoint to \"rpc\" that gives receipts, or set \"verify\" to \"bloom\"";
}

} // namespace chainpoints
