#include "core/engine/missingopenings.h"

#include "core/base/log.h"
#include "core/storage/sql/repeated.h"

#include <algorithm>

namespace chainpoints {
namespace {

using namespace std::chrono_literals;

constexpr int kHoldersAtOnce = 100;
constexpr std::chrono::seconds kFirstPause = 1min;
constexpr std::chrono::seconds kLongestPause = 1h;

} // namespace

Result<bool> MissingOpenings::fetch(const ChainRecord& chain, ChainNode& node)
{
    if (!m_look || chain.startBlock == BlockHeight(0) || Clock::now() < m_notBefore)
        return false;
    for (;;) {
        auto holders = holdersWithoutOpening(m_connection, chain, m_after, kHoldersAtOnce);
        if (!holders)
            return holders.error();
        if (holders->last == FailureId(0)) {
            m_look = false;
            return false;
        }
        std::erase_if(holders->addresses, [&](const Address& holder) { return m_doneWith.contains(holder); });
        std::vector<OpeningBalance> openings;
        if (!holders->addresses.empty()) {
            const BlockHeight before = chain.startBlock - 1;
            auto block = node.headers({&before, 1});
            auto asked = block ? ask(chain, holders->addresses, before, node) : block.error();
            if (!asked && asked.error().code == ErrorCode::Stopped)
                return asked.error();
            if (!asked) {
                wait(chain, asked.error());
                return false;
            }
            m_pause = 0s;
            if (!asked->empty())
                if (auto recorded = record(chain, block->front(), *asked); !recorded)
                    return recorded.error();
            openings = std::move(*asked);
        }
        m_after = holders->last;
        if (!openings.empty())
            return true;
    }
}

Result<void> MissingOpenings::record(const ChainRecord& chain, const BlockHeader& block,
                                     const std::vector<OpeningBalance>& openings)
{
    auto restated = sql::inTransaction(m_connection, [&] {
        return recordOpenings(m_connection, chain, block, openings, {RestatementCause::kOpening}, m_stop);
    });
    if (!restated)
        return restated.error();
    log::info(chain.name, "The balances of " + std::to_string(openings.size()) + " users at block " +
                              std::to_string(block.height.value()) +
                              " came from the node; their points were worked out anew");
    return {};
}

/// Those who held something.
Result<std::vector<OpeningBalance>> MissingOpenings::ask(const ChainRecord& chain,
                                                         const std::vector<Address>& holders, BlockHeight at,
                                                         ChainNode& node)
{
    std::vector<OpeningBalance> openings;
    auto balances = node.balances(holders, at);
    if (!balances && (holders.size() == 1 || balances.error().code == ErrorCode::Stopped))
        return balances.error();
    if (balances) {
        for (std::size_t i = 0; i < holders.size(); ++i)
            answered(holders[i], std::move((*balances)[i]), openings);
    } else {
        auto each = askEach(chain, holders, at, node);
        if (!each)
            return each;
        openings = std::move(*each);
    }
    if (openings.empty())
        return openings;
    // A balance from a node becomes points, so that it has to fit to what the node says otherwise.
    auto supply = node.totalSupply(at);
    if (!supply)
        return supply.error();
    RawAmount sum;
    for (const OpeningBalance& opening : openings)
        sum += opening.balance;
    if (sum > *supply)
        return Error{ErrorCode::Protocol, "a node says that " + std::to_string(openings.size()) +
                                              " holders had " + sum.decimal() + " at block " +
                                              std::to_string(at.value()) + ", but that there were only " +
                                              supply->decimal() + " in all"};
    return openings;
}

Result<std::vector<OpeningBalance>> MissingOpenings::askEach(const ChainRecord& chain,
                                                             const std::vector<Address>& holders,
                                                             BlockHeight at, ChainNode& node)
{
    // So many failures and no answer: it is not these holders.
    constexpr std::size_t kFailuresEnough = 3;
    std::vector<OpeningBalance> openings;
    std::vector<std::pair<Address, Error>> failed;
    bool anyAnswer = false;
    for (const Address& holder : holders) {
        auto balance = node.balances({&holder, 1}, at);
        if (balance) {
            anyAnswer = true;
            answered(holder, std::move(balance->front()), openings);
            continue;
        }
        failed.emplace_back(holder, balance.error());
        if (balance.error().code == ErrorCode::Stopped || (!anyAnswer && failed.size() == kFailuresEnough))
            return balance.error();
    }
    if (!anyAnswer)
        return failed.front().second;
    for (const auto& [holder, why] : failed) {
        m_doneWith.insert(holder);
        log::warning(chain.name, "No node tells what " + holder.hex() + " held at block " +
                                     std::to_string(at.value()) + " (" + why.message +
                                     "); import it with import-opening");
    }
    return openings;
}

void MissingOpenings::answered(const Address& holder, RawAmount balance,
                               std::vector<OpeningBalance>& openings)
{
    if (balance.isZero())
        m_doneWith.insert(holder);
    else
        openings.push_back({holder.hex(), std::move(balance)});
}

void MissingOpenings::wait(const ChainRecord& chain, const Error& why)
{
    if (m_pause == 0s)
        log::warning(chain.name,
                     "Balances from before the start block are missing, and no node tells them (" +
                         why.message + "); import them with import-opening");
    m_pause = m_pause == 0s ? kFirstPause : std::min(m_pause * 2, kLongestPause);
    m_notBefore = Clock::now() + m_pause;
}

} // namespace chainpoints
