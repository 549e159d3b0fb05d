#include "core/engine/missingopenings.h"

#include "core/base/log.h"
#include "core/storage/sql/repeated.h"
#include "core/storage/sql/rows.h"

#include <algorithm>

namespace chainpoints {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t kHoldersAtOnce = 100;
constexpr std::chrono::seconds kFirstPause = 1min;
constexpr std::chrono::seconds kLongestPause = 1h;

} // namespace

Result<bool> MissingOpenings::fetch(const ChainRecord& chain, ChainNode& node)
{
    if (!m_look || chain.startBlock == BlockHeight(0) || Clock::now() < m_notBefore)
        return false;
    for (;;) {
        auto holders = wanted(chain);
        if (!holders)
            return holders.error();
        if (holders->last == FailureId(0)) {
            m_look = false;
            return false;
        }
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

Result<MissingOpenings::Holders> MissingOpenings::wanted(const ChainRecord& chain)
{
    Holders holders;
    auto read = sql::forEachRow(
        m_connection,
        "SELECT f.id, u.user_address FROM user_points_change f JOIN user u ON u.id = f.user_id "
        "WHERE f.chain_id = ? AND f.status = 0 AND f.id > ? AND f.reason LIKE ? AND NOT EXISTS "
        "(SELECT 1 FROM user_balance_change o WHERE o.chain_id = f.chain_id AND o.user_id = f.user_id AND "
        "o.block_height < ?) ORDER BY f.id LIMIT ?",
        {chain.id.value(), m_after.value(), std::string(LedgerProblem::kNegativeBalance) + ":%",
         chain.startBlock.value(), kHoldersAtOnce},
        [&](const sql::Statement& row) -> Result<void> {
            holders.last = FailureId(row.integer(0));
            // Who has no address cannot be asked for; the audit names him.
            const auto address = Address::parse(row.text(1));
            if (address && !m_heldNothing.contains(*address))
                holders.addresses.push_back(*address);
            return {};
        });
    if (!read)
        return read.error();
    return holders;
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
