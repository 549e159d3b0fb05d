// What happens on the demo's chains: a token, some holders, a few hours of mints, burns and transfers.
#pragma once

#include "app/demo/anvil.h"

namespace chainpoints {

struct DemoToken
{
    std::string address;
    std::string admin; ///< the account that may mint
    BlockHeight deployedAt;
    BlockHeight played; ///< the last block with an event
};

/// The data of a transaction that mints.
[[nodiscard]] std::string mintCall(const std::string& receiver, const mpz_class& amount);

/// Deploys the token and plays `hours` hours from `start` on, the same for the same `seed`; ends with enough
/// blocks past the last full hour that all of it is confirmed with six confirmations.
[[nodiscard]] Result<DemoToken> play(Anvil& anvil, UnixTime start, int hours, unsigned seed);

} // namespace chainpoints
