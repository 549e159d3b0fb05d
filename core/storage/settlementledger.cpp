#include "core/storage/settlementledger.h"

#include <bit>

namespace chainpoints {
namespace {

/// `branch` for several users. A number of them that is a power of two, so that few statements serve all.
std::string forUsers(const std::string& branch, std::size_t users)
{
    std::string text = branch;
    for (std::size_t i = 1; i < std::bit_ceil(users); ++i)
        text.append(" UNION ALL ").append(branch);
    return text;
}

/// The parameters of forUsers(): of each branch the chain, the user and the block.
std::vector<sql::Value> parametersFor(ChainId chain, std::span<const SettlementLedger::Cursor> users)
{
    constexpr std::int64_t kNobody = 0;
    std::vector<sql::Value> parameters;
    for (std::size_t i = 0; i < std::bit_ceil(users.size()); ++i) {
        parameters.emplace_back(chain.value());
        parameters.emplace_back(i < users.size() ? users[i].user.value() : kNobody);
        parameters.emplace_back(i < users.size() ? users[i].settled.value() : 0);
    }
    return parameters;
}

const std::string kSelect = std::string("SELECT user_id, ") + kLedgerColumns +
                            " FROM user_balance_change WHERE chain_id = ? AND user_id = ? AND block_height ";

} // namespace

Result<void> SettlementLedger::open(std::span<const Cursor> users)
{
    m_waiting.reset();
    if (auto loaded = loadAnchors(users); !loaded)
        return loaded;
    auto rows = m_connection.prepare(forUsers(kSelect + "> ?", users.size()) +
                                     " ORDER BY user_id, block_height, log_index, change_type DESC");
    if (!rows)
        return rows.error();
    m_rows = *rows;
    return m_rows->query(parametersFor(m_chain, users));
}

Result<void> SettlementLedger::loadAnchors(std::span<const Cursor> users)
{
    m_anchors.clear();
    // In brackets of its own, as a LIMIT ends the whole of a union.
    auto rows = m_connection.prepare(
        forUsers("SELECT * FROM (" + kSelect +
                     "<= ? ORDER BY block_height DESC, log_index DESC, change_type ASC LIMIT 1) AS newest",
                 users.size()));
    if (!rows)
        return rows.error();
    if (auto started = (*rows)->query(parametersFor(m_chain, users)); !started)
        return started;
    for (;;) {
        auto more = (*rows)->next();
        if (!more)
            return more.error();
        if (!*more)
            return {};
        m_anchors.emplace(UserId((*rows)->integer(0)), readLedgerRow(**rows, 1));
    }
}

std::optional<StoredLedgerRow> SettlementLedger::anchorOf(UserId user) const
{
    const auto anchor = m_anchors.find(user);
    return anchor == m_anchors.end() ? std::optional<StoredLedgerRow>() : anchor->second;
}

Result<std::optional<StoredLedgerRow>> SettlementLedger::next(UserId user)
{
    if (m_stop.stop_requested())
        return Error{ErrorCode::Stopped, "stopped"};
    if (m_rows && !m_waiting) {
        auto more = m_rows->next();
        if (!more)
            return more.error();
        if (*more)
            m_waiting = UserId(m_rows->integer(0));
        else
            m_rows = nullptr;
    }
    if (m_waiting != user)
        return std::optional<StoredLedgerRow>();
    m_waiting.reset();
    return std::optional(readLedgerRow(*m_rows, 1));
}

} // namespace chainpoints
