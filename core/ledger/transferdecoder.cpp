#include "core/ledger/transferdecoder.h"

#include <algorithm>

namespace chainpoints {
namespace {

constexpr std::size_t kTopics = 3;
constexpr std::size_t kValueBytes = 32;

Address addressFromTopic(const Hash& topic)
{
    Address address;
    std::copy(topic.bytes.end() - static_cast<std::ptrdiff_t>(address.bytes.size()), topic.bytes.end(),
              address.bytes.begin());
    return address;
}

RawAmount amountFromBytes(const std::vector<std::uint8_t>& bytes)
{
    mpz_class value;
    mpz_import(value.get_mpz_t(), bytes.size(), 1 /* most significant first */, 1, 1, 0, bytes.data());
    return RawAmount(std::move(value));
}

} // namespace

std::variant<Transfer, SkipReason> decodeTransfer(const RawLog& log, UnixTime blockTime)
{
    if (log.topics.size() != kTopics || log.data.size() != kValueBytes)
        return SkipReason::Malformed;
    Transfer transfer{addressFromTopic(log.topics[1]),
                      addressFromTopic(log.topics[2]),
                      amountFromBytes(log.data),
                      log.height,
                      log.blockHash,
                      blockTime,
                      log.txHash,
                      log.logIndex};
    if (transfer.value.isZero() || (transfer.from.isZero() && transfer.to.isZero()))
        return SkipReason::NoChange;
    return transfer;
}

} // namespace chainpoints
