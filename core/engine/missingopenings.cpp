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
        if (holders->empty()) {
            m_look = false;
            return false;
        }
        const BlockHeight before = chain.startBlock - 1;
        auto block = node.headers({&before, 1});
        auto openings = block ? ask(*holders, block->front(), node) : block.error();
        if (!openings && openings.error().code == ErrorCode::Stopped)
            return openings.error();
        if (!openings) {
            wait(chain, openings.error());
            return false;
        }
        m_pause = 0s;
        auto restated = sql::inTransaction(m_connection, [&] {
            return recordOpenings(m_connection, chain, block->front(), *openings,
                                  {RestatementCause::kOpening}, m_stop);
        });
        if (!restated)
            return restated.error();
        m_asked = holders->back().failure;
        if (openings->empty())
            continue;
        log::info(chain.name, "The balances of " + std::to_string(openings->size()) + " users at block " +
                                  std::to_string(before.value()) +
                                  " came from the node; their points were worked out anew");
        return true;
    }
}

Result<std::vector<MissingOpenings::Holder>> MissingOpenings::wanted(const ChainRecord& chain)
{
    std::vector<Holder> holders;
    auto read = sql::forEachRow(
        m_connection,
        "SELECT f.id, u.user_address FROM user_points_change f JOIN user u ON u.id = f.user_id "
        "WHERE f.chain_id = ? AND f.status = 0 AND f.id > ? AND f.reason LIKE ? AND NOT EXISTS "
        "(SELECT 1 FROM user_balance_change o WHERE o.chain_id = f.chain_id AND o.user_id = f.user_id AND "
        "o.block_height < ?) ORDER BY f.id LIMIT ?",
        {chain.id.value(), m_asked.value(), std::string(LedgerProblem::kNegativeBalance) + ":%",
         chain.startBlock.value(), kHoldersAtOnce},
        [&](const sql::Statement& row) -> Result<void> {
            // Who has no address cannot be asked for; the audit names him.
            if (auto address = Address::parse(row.text(1)))
                holders.push_back({FailureId(row.integer(0)), *address});
            return {};
        });
    if (!read)
        return read.error();
    return holders;
}

/// Those who held something.
Result<std::vector<OpeningBalance>> MissingOpenings::ask(const std::vector<Holder>& holders,
                                                         const BlockHeader& block, ChainNode& node)
{
    std::vector<Address> addresses;
    for (const Holder& holder : holders)
        addresses.push_back(holder.address);
    auto balances = node.balances(addresses, block.height);
    if (!balances)
        return balances.error();
    std::vector<OpeningBalance> openings;
    for (std::size_t i = 0; i < holders.size(); ++i)
        if (!(*balances)[i].isZero())
            openings.push_back({addresses[i].hex(), std::move((*balances)[i])});
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
