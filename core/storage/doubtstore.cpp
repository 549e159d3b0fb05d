#include "core/storage/doubtstore.h"

#include "core/storage/sql/rows.h"

#include <algorithm>

namespace chainpoints {

Result<std::vector<StoredDoubt>> DoubtStore::all()
{
    std::vector<StoredDoubt> doubts;
    auto read = sql::forEachRow(
        m_connection,
        "SELECT kind, first_block, last_block, evidence, since FROM chain_doubt WHERE chain_id = ? ORDER BY "
        "kind",
        {m_chain.value()}, [&](const sql::Statement& row) -> Result<void> {
            const auto kind = doubtKindFromText(row.text(0));
            if (!kind)
                return Error{ErrorCode::Corrupt, "table chain_doubt holds the kind \"" + row.text(0) +
                                                     "\", which this version does not know"};
            doubts.push_back(
                {{*kind, {BlockHeight(row.integer(1)), BlockHeight(row.integer(2))}, row.text(3)},
                 UnixTime(row.integer(4))});
            return {};
        });
    if (!read)
        return read.error();
    return doubts;
}

Result<void> DoubtStore::add(std::span<const Doubt> doubts)
{
    if (doubts.empty())
        return {};
    auto stored = all();
    if (!stored)
        return stored.error();
    for (const Doubt& doubt : doubts) {
        const auto known = std::find_if(stored->begin(), stored->end(), [&](const StoredDoubt& other) {
            return other.doubt.kind == doubt.kind;
        });
        const std::string kind(toText(doubt.kind));
        Result<std::int64_t> written = 0;
        if (known == stored->end()) {
            const UnixTime now = wallClock();
            written = m_connection.run(
                "INSERT INTO chain_doubt (chain_id, kind, first_block, last_block, evidence, "
                "since) VALUES (?, ?, ?, ?, ?, ?)",
                {m_chain.value(), kind, doubt.range.first.value(), doubt.range.last.value(), doubt.evidence,
                 now.value()});
            stored->push_back({doubt, now});
        } else {
            BlockRange& range = known->doubt.range;
            range = {std::min(range.first, doubt.range.first), std::max(range.last, doubt.range.last)};
            written = m_connection.run(
                "UPDATE chain_doubt SET first_block = ?, last_block = ? WHERE chain_id = ? AND kind = ?",
                {range.first.value(), range.last.value(), m_chain.value(), kind});
        }
        if (!written)
            return written.error();
    }
    return {};
}

Result<void> DoubtStore::remove(DoubtKind kind)
{
    auto removed = m_connection.run("DELETE FROM chain_doubt WHERE chain_id = ? AND kind = ?",
                                    {m_chain.value(), std::string(toText(kind))});
    return removed ? Result<void>() : removed.error();
}

Result<void> DoubtStore::rollBackTo(BlockHeight height)
{
    auto removed = m_connection.run("DELETE FROM chain_doubt WHERE chain_id = ? AND first_block > ?",
                                    {m_chain.value(), height.value()});
    if (!removed)
        return removed.error();
    auto cut = m_connection.run("UPDATE chain_doubt SET last_block = ? WHERE chain_id = ? AND last_block > ?",
                                {height.value(), m_chain.value(), height.value()});
    return cut ? Result<void>() : cut.error();
}

} // namespace chainpoints
