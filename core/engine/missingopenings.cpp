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
        std::erase_if(holders->addresses,
                      [&](const Address& holder) { return m_heldNothing.contains(holder); });
        std::vector<OpeningBalance> openings;
        if (!holders->addresses.empty()) {
            const BlockHeight before = chain.startBlock - 1;
            auto block = node.headers({&before, 1});
            auto asked = block ? ask(holders->addresses, block->front(), node) : block.error();
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
Result<std::vector<OpeningBalance>> MissingOpenings::ask(const std::vector<Address>& holders,
                                                         const BlockHeader& block, ChainNode& node)
{
    auto balances = node.balances(holders, block.height);
    if (!balances)
        return balances.error();
    std::vector<OpeningBalance> openings;
    for (std::size_t i = 0; i < holders.size(); ++i) {
        if ((*balances)[i].isZero())
            m_heldNothing.insert(holders[i]);
        else
            openings.push_back({holders[i].hex(), std::move((*balances)[i])});
    }
    return openings;
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
