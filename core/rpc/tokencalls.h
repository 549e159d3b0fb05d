// How a token's functions are called: the data of eth_call in hex.
#pragma once

#include "core/model/types.h"

#include <string>
#include <string_view>

namespace chainpoints {

inline constexpr std::string_view kName = "0x06fdde03";
inline constexpr std::string_view kSymbol = "0x95d89b41";
inline constexpr std::string_view kDecimals = "0x313ce567";
inline constexpr std::string_view kTotalSupply = "0x18160ddd";

[[nodiscard]] inline std::string balanceOfCall(const Address& holder)
{
    return "0x70a08231" + std::string(24, '0') + holder.hex().substr(2);
}

} // namespace chainpoints
