#include "tests/bench/crowd.h"

#include "core/model/boundaries.h"
#include "core/storage/chainstore.h"
#include "core/storage/ledgerstore.h"
#include "core/storage/migrator.h"
#include "core/storage/pointsstore.h"

#include <cstdio>
#include <cstdlib>
#include <random>

namespace chainpoints::bench {
namespace {

constexpr std::int64_t kHour = 3600;
constexpr UnixTime kStart{1'735'689'600}; // 2025-01-01
constexpr int kTransfersInBlock = 5'000;
constexpr int kDecimals = 18;

template <typename T>
T must(Result<T> result)
{
    if (result)
        return std::move(*result);
    std::fprintf(stderr, "crowd: %s\n", result.error().message.c_str());
    std::exit(1);
}

void must(const Result<void>& result)
{
    if (result)
        return;
    std::fprintf(stderr, "crowd: %s\n", result.error().message.c_str());
    std::exit(1);
}

template <typename Bytes>
void number(Bytes& bytes, std::uint64_t value)
{
    for (std::size_t i = 0; i < 8; ++i)
        bytes[bytes.size() - 1 - i] = static_cast<std::uint8_t>(value >> (8 * i));
}

/// Spread over all addresses, so that the order by address is not that of the user ids.
Address userAt(std::uint64_t index)
{
    Address address;
    std::mt19937_64 random(index + 1);
    for (std::size_t i = 0; i < address.bytes.size(); ++i)
        address.bytes[i] = static_cast<std::uint8_t>(random());
    return address;
}

Hash hashAt(std::uint64_t kind, std::uint64_t index)
{
    Hash hash;
    number(hash.bytes, index);
    hash.bytes[0] = static_cast<std::uint8_t>(kind);
    return hash;
}

RawAmount wei(std::uint64_t gwei)
{
    return must(RawAmount::fromDecimal(std::to_string(gwei) + "000000000"));
}

/// First everybody is given some, then they send it to each other.
class Blocks
{
public:
    explicit Blocks(const Crowd& crowd)
        : m_crowd(crowd),
          m_transfers(std::int64_t(crowd.users) + std::int64_t(crowd.users) * (crowd.changesEach - 1) / 2),
          m_blocks((m_transfers + kTransfersInBlock - 1) / kTransfersInBlock)
    {
    }

    [[nodiscard]] std::int64_t count() const { return m_blocks + 1; }

    /// Blocks 1 to count(); the last is empty and lies after the last hour.
    LedgerPage page(std::int64_t height)
    {
        const BlockHeader header = headerAt(height);
        LedgerPage page;
        page.range = {header.height, header.height};
        page.headers = {header};
        for (int i = 0; i < kTransfersInBlock && m_next < m_transfers; ++i)
            page.transfers.push_back(transfer(m_next++, i, header));
        for (UnixTime boundary = boundaryAfter(headerAt(height - 1).time, kHour); boundary <= header.time;
             boundary = boundaryAfter(boundary, kHour))
            page.boundaries.push_back({boundary, BlockHeight(height - 1)});
        return page;
    }

private:
    [[nodiscard]] BlockHeader headerAt(std::int64_t height) const
    {
        const std::int64_t spread = m_crowd.hours * kHour;
        return {BlockHeight(height), hashAt(1, std::uint64_t(height)), hashAt(1, std::uint64_t(height - 1)),
                kStart + height * spread / m_blocks};
    }

    Transfer transfer(std::int64_t n, int logIndex, const BlockHeader& header)
    {
        Transfer transfer;
        transfer.height = header.height;
        transfer.blockHash = header.hash;
        transfer.blockTime = header.time;
        transfer.txHash = hashAt(2, std::uint64_t(n));
        transfer.logIndex = logIndex;
        if (n < m_crowd.users) {
            transfer.to = userAt(std::uint64_t(n));
            transfer.value = wei(1'000'000'000'000 + m_random() % 1'000'000'000'000);
        } else {
            const auto users = std::uint64_t(m_crowd.users);
            const std::uint64_t from = m_random() % users;
            transfer.from = userAt(from);
            transfer.to = userAt((from + 1 + m_random() % (users - 1)) % users);
            transfer.value = wei(m_random() % 10'000'000'000);
        }
        return transfer;
    }

    const Crowd m_crowd;
    const std::int64_t m_transfers;
    const std::int64_t m_blocks;
    std::mt19937_64 m_random{42};
    std::int64_t m_next = 0;
};

} // namespace

ChainConfig configOf(const Crowd& crowd)
{
    ChainConfig chain;
    chain.name = crowd.chain;
    chain.evmChainId = EvmChainId(2);
    chain.contract = userAt(0xc0ffee);
    chain.startBlock = BlockHeight(1);
    chain.decimals = kDecimals;
    chain.symbol = "CROWD";
    chain.title = "Crowd";
    return chain;
}

void gather(const Crowd& crowd, const Config& config, const std::filesystem::path& file)
{
    const auto connection = must(sql::Connection::openSqlite(file, sql::Access::ReadWrite));
    must(migrate(*connection));
    must(ChainStore(*connection).record(config));
    const ChainRecord record = must(ChainStore(*connection).byName(crowd.chain));
    LedgerStore ledger(*connection, record.id, record.startBlock, kHour, 64);
    Blocks blocks(crowd);
    for (std::int64_t height = 1; height <= blocks.count(); ++height) {
        must(ledger.append(blocks.page(height)));
        if (height % 100 == 0)
            std::printf("%lld of %lld blocks\n", static_cast<long long>(height),
                        static_cast<long long>(blocks.count()));
        std::fflush(stdout);
    }
    PointsStore points(*connection, record.id, kDecimals, record.startBlock, kHour);
    auto pass = must(points.due());
    while (pass && !pass->finished)
        must(points.settleBatch(*pass, 1'000));
}

} // namespace chainpoints::bench
