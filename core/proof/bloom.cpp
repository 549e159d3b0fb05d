#include "core/proof/bloom.h"

#include "core/proof/keccak.h"

#include <algorithm>

namespace chainpoints {
namespace {

std::uint8_t mask(std::uint16_t bit)
{
    return static_cast<std::uint8_t>(1U << (bit % 8U));
}

std::size_t place(std::uint16_t bit)
{
    return LogsBloom{}.bytes.size() - 1 - bit / 8U;
}

} // namespace

BloomBits::BloomBits(std::span<const std::uint8_t> addressOrTopic)
{
    const Hash hash = keccak256(addressOrTopic);
    for (std::size_t i = 0; i < m_bits.size(); ++i)
        m_bits[i] = static_cast<std::uint16_t>((hash.bytes[2 * i] * 256U + hash.bytes[2 * i + 1]) % 2048U);
}

bool BloomBits::mayBeIn(const LogsBloom& bloom) const
{
    return std::all_of(m_bits.begin(), m_bits.end(),
                       [&](std::uint16_t bit) { return (bloom.bytes[place(bit)] & mask(bit)) != 0; });
}

void BloomBits::addTo(LogsBloom& bloom) const
{
    for (const std::uint16_t bit : m_bits)
        bloom.bytes[place(bit)] |= mask(bit);
}

void addLog(LogsBloom& bloom, const Address& address, std::span<const Hash> topics)
{
    BloomBits(address.bytes).addTo(bloom);
    for (const Hash& topic : topics)
        BloomBits(topic.bytes).addTo(bloom);
}

bool mayHoldLog(const LogsBloom& bloom, const Address& address, std::span<const Hash> topics)
{
    return BloomBits(address.bytes).mayBeIn(bloom) &&
           std::all_of(topics.begin(), topics.end(),
                       [&](const Hash& topic) { return BloomBits(topic.bytes).mayBeIn(bloom); });
}

} // namespace chainpoints
