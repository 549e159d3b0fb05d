#include "core/model/ledger.h"

#include <array>
#include <utility>

namespace chainpoints {
namespace {

constexpr std::array<std::pair<ChangeType, std::string_view>, 5> kNames{{
    {ChangeType::Mint, "mint"},
    {ChangeType::Burn, "burn"},
    {ChangeType::TransferOut, "transfer_out"},
    {ChangeType::TransferIn, "transfer_in"},
    {ChangeType::Opening, "opening"},
}};

} // namespace

std::string_view toText(ChangeType type)
{
    for (const auto& [candidate, name] : kNames)
        if (candidate == type)
            return name;
    return {};
}

std::optional<ChangeType> changeTypeFromText(std::string_view text)
{
    for (const auto& [type, name] : kNames)
        if (name == text)
            return type;
    return std::nullopt;
}

} // namespace chainpoints
