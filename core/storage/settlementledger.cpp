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

/// So many rows of each user come with those of the others; a longer history is read alone, as the database's
/// library may hold all that a statement answers in memory, and the database sorts it.
constexpr std::int64_t kRowsTogether = 200;

const std::string kSelect = std::string("SELECT user_id, ") + kLedgerColumns +
                            " FROM user_balance_change WHERE chain_id = ? AND user_id = ? AND block_height ";
constexpr const char* kOldestFirst = " ORDER BY user_id, block_height, log_index, change_type DESC";

} // namespace

SettlementLedger::~SettlementLedger()
{
    m_rows.close();
    m_rest.close();
}

Result<bool> SettlementLedger::Rows::at(UserId user)
{
    if (statement && !waiting) {
        auto more = statement->next();
        if (!more)
            return more;
        if (*more)
            waiting = UserId(statement->integer(0));
        else
            statement = nullptr;
    }
    return waiting == user;
}

void SettlementLedger::Rows::close()
{
    if (statement)
        statement->close();
    statement = nullptr;
    waiting.reset();
}

Result<void> SettlementLedger::open(std::span<const Cursor> users)
{
    m_rows.close();
    m_rest.close();
    m_current.reset();
    if (auto loaded = loadAnchors(users); !loaded)
        return loaded;
    m_several = users.size() > 1;
    const std::string branch = m_several ? "SELECT * FROM (" + kSelect + "> ?" + kOldestFirst + " LIMIT " +
                                               std::to_string(kRowsTogether) + ") AS oldest"
                                         : kSelect + "> ?";
    auto rows = m_connection.prepare(forUsers(branch, users.size()) + kOldestFirst);
    if (!rows)
        return rows.error();
    m_rows.statement = *rows;
    return m_rows.statement->query(parametersFor(m_chain, users));
}

/// Behind the rows that came with those of the others.
Result<void> SettlementLedger::openLongHistory(const Cursor& user)
{
    auto rows = m_connection.prepare(kSelect + "> ?" + kOldestFirst);
    if (!rows)
        return rows.error();
    m_rest.statement = *rows;
    if (auto started = m_rest.statement->query(parametersFor(m_chain, {&user, 1})); !started)
        return started;
    for (std::int64_t known = 0; known < kRowsTogether; ++known)
        if (auto more = m_rest.statement->next(); !more)
            return more.error();
    return {};
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

Result<std::optional<StoredLedgerRow>> SettlementLedger::next(const Cursor& user)
{
    if (m_stop.stop_requested())
        return Error{ErrorCode::Stopped, "stopped"};
    if (m_current != user.user) {
        m_current = user.user;
        m_handedOut = 0;
        m_rest.close();
    }
    if (m_several && m_handedOut == kRowsTogether && !m_rest.statement)
        if (auto opened = openLongHistory(user); !opened)
            return opened.error();
    Rows& rows = m_several && m_handedOut >= kRowsTogether ? m_rest : m_rows;
    auto found = rows.at(user.user);
    if (!found)
        return found.error();
    if (!*found)
        return std::optional<StoredLedgerRow>();
    rows.waiting.reset();
    ++m_handedOut;
    return std::optional(readLedgerRow(*rows.statement, 1));
}

} // namespace chainpoints
