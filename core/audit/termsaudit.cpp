#include "core/audit/chainaudit.h"
#include "core/storage/sql/rows.h"

namespace chainpoints::audit_parts {
namespace {

/// How far the chain was processed and settled at an instant.
struct Position
{
    BlockHeight processed;
    std::optional<UnixTime> settled;

    bool operator==(const Position&) const = default;
    [[nodiscard]] std::string text() const
    {
        return "block " + std::to_string(processed.value()) + ", settled up to " +
               (settled ? formatTime(*settled) : std::string("nothing"));
    }
};

Position positionIn(const sql::Statement& row, int block, int time)
{
    return {BlockHeight(row.integer(block)),
            row.isNull(time) ? std::nullopt : std::optional(UnixTime(row.integer(time)))};
}

} // namespace

Result<void> auditTerms(sql::Connection& connection, const ChainRecord& chain, Findings& findings)
{
    struct Term
    {
        std::string name;
        Position end;
    };
    std::optional<Term> previous;
    auto read = sql::forEachRow(
        connection,
        "SELECT fencing, owner_pid, owner_host, from_block, from_time, to_block, to_time FROM chain_term "
        "WHERE chain_id = ? ORDER BY fencing",
        {chain.id.value()}, [&](const sql::Statement& row) -> Result<void> {
            const Position begin = positionIn(row, 3, 4);
            const Term term{"term " + row.text(0) + " (process " + row.text(1) + " on " + row.text(2) + ")",
                            positionIn(row, 5, 6)};
            if (previous && begin != previous->end)
                findings.add(chain.name, "", "terms",
                             term.name + " began at " + begin.text() + ", but " + previous->name +
                                 " ended at " + previous->end.text() + ": both wrote at the same time");
            previous = term;
            return {};
        });
    const Position now{chain.processed, chain.calculatedTime};
    if (read && previous && previous->end != now)
        findings.add(chain.name, "", "terms",
                     "the chain is at " + now.text() + ", but " + previous->name + " left it at " +
                         previous->end.text() + ": somebody else wrote it");
    return read;
}

} // namespace chainpoints::audit_parts
