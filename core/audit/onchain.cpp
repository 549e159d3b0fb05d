#include "core/audit/onchain.h"

#include "core/audit/findings.h"
#include "core/storage/chainstore.h"
#include "core/storage/sql/rows.h"

namespace chainpoints {
namespace {

using audit_parts::Findings;

constexpr std::size_t kHoldersAtOnce = 100;

std::string text(BlockHeight height)
{
    return std::to_string(height.value());
}

class OnchainAudit
{
public:
    OnchainAudit(const ChainRecord& chain, const TokenState& state, AuditReport& report)
        : m_chain(chain), m_state(state), m_findings(report)
    {
    }

    Result<void> add(const Address& holder, RawAmount balance)
    {
        m_sum += balance;
        m_holders.push_back(holder);
        m_balances.push_back(std::move(balance));
        return m_holders.size() < kHoldersAtOnce ? Result<void>() : compare();
    }

    Result<std::optional<std::int64_t>> finish()
    {
        if (auto compared = compare(); !compared)
            return compared.error();
        auto supply = m_state.totalSupply(m_chain.processed);
        if (!supply)
            return inContext(m_chain.name + ": the total supply at block " + text(m_chain.processed),
                             supply.error());
        const bool supplyDiffers = *supply != m_sum;
        if (supplyDiffers)
            m_findings.add(m_chain.name, "", "onchain_supply",
                           "the balances add up to " + m_sum.decimal() +
                               ", but the contract's total supply is " + supply->decimal() + " at block " +
                               text(m_chain.processed));
        if (m_different > 0 || supplyDiffers)
            m_findings.add(m_chain.name, "", "onchain_token", diagnosis(supplyDiffers));
        return std::optional(m_compared);
    }

private:
    Result<void> compare()
    {
        if (m_holders.empty())
            return {};
        auto theirs = m_state.balances(m_holders, m_chain.processed);
        if (!theirs)
            return inContext(m_chain.name + ": balances at block " + text(m_chain.processed), theirs.error());
        for (std::size_t i = 0; i < m_holders.size(); ++i) {
            m_compared += 1;
            if ((*theirs)[i] == m_balances[i])
                continue;
            ++m_different;
            m_findings.add(m_chain.name, m_holders[i].hex(), "onchain_balance",
                           "the balance is " + m_balances[i].decimal() + ", but the contract says " +
                               (*theirs)[i].decimal() + " at block " + text(m_chain.processed));
        }
        m_holders.clear();
        m_balances.clear();
        return {};
    }

    /// Which cause shows such differences; a guess that is told as one.
    [[nodiscard]] std::string diagnosis(bool supplyDiffers) const
    {
        if (m_different == 0)
            return "every recorded balance is right, but others hold tokens too: holders from before "
                   "\"start_block\", or tokens minted without a Transfer event";
        const std::string share =
            std::to_string(m_different) + " of " + std::to_string(m_compared) + " balances differ";
        if (!supplyDiffers)
            return share + " while the total supply is right: logs were left out, or the token moves other "
                           "amounts than its Transfer events tell (a fee on transfer)";
        if (m_different * 2 > m_compared)
            return share +
                   " and so does the total supply: balances from before \"start_block\" are missing "
                   "(set it to the block that made the contract, or import opening balances), or the "
                   "token changes balances without Transfer events (a rebasing token), and its points "
                   "cannot be computed from events";
        return share + " and so does the total supply: mints or burns were left out, or balances from before "
                       "\"start_block\" are missing";
    }

    const ChainRecord& m_chain;
    const TokenState& m_state;
    Findings m_findings;
    RawAmount m_sum;
    std::vector<Address> m_holders;
    std::vector<RawAmount> m_balances;
    std::int64_t m_compared = 0;
    std::int64_t m_different = 0;
};

} // namespace

Result<std::optional<std::int64_t>> auditOnchain(sql::Connection& connection, const std::string& chain,
                                                 const TokenState& state, AuditReport& report)
{
    auto snapshot = sql::Transaction::begin(connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    auto record = ChainStore(connection).byName(chain);
    if (!record)
        return record.error();
    if (record->processed < record->startBlock)
        return std::optional<std::int64_t>();
    OnchainAudit audit(*record, state, report);
    auto read = sql::forEachRow(
        connection,
        "SELECT u.user_address, b.balance FROM user_balance b JOIN user u ON u.id = b.user_id "
        "WHERE b.chain_id = ? ORDER BY b.user_id",
        {record->id.value()}, [&](const sql::Statement& row) -> Result<void> {
            const auto holder = Address::parse(row.text(0));
            auto balance = RawAmount::fromDecimal(row.text(1));
            // What cannot be read is a difference of the audit of the facts already.
            if (!holder || !balance)
                return {};
            return audit.add(*holder, std::move(*balance));
        });
    if (!read)
        return read.error();
    return audit.finish();
}

} // namespace chainpoints
