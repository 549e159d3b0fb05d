// The filter in a block's header that tells which addresses and topics its logs cannot hold.
#pragma once

#include "core/model/types.h"

#include <array>
#include <span>

namespace chainpoints {

/// 2048 bits; the bit with the number 0 is the lowest of the last byte.
using LogsBloom = FixedBytes<struct LogsBloomTag, 256>;

/// The three bits of one address or topic.
class BloomBits
{
public:
    explicit BloomBits(std::span<const std::uint8_t> addressOrTopic);

    /// False: no log of the block holds it. True: some may.
    [[nodiscard]] bool mayBeIn(const LogsBloom& bloom) const;
    void addTo(LogsBloom& bloom) const;

private:
    std::array<std::uint16_t, 3> m_bits; ///< 0 to 2047
};

/// What a log with this address and these topics adds.
void addLog(LogsBloom& bloom, const Address& address, std::span<const Hash> topics);

/// False: the block cannot hold this log.
[[nodiscard]] bool mayHoldLog(const LogsBloom& bloom, const Address& address, std::span<const Hash> topics);

} // namespace chainpoints
