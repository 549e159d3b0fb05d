#include "core/audit/chainaudit.h"
#include "core/model/boundaries.h"
#include "core/storage/sql/rows.h"

namespace chainpoints::audit_parts {
namespace {

std::string text(BlockHeight height)
{
    return std::to_string(height.value());
}

Result<void> auditCalculated(sql::Connection& connection, const ChainRecord& chain, Findings& findings)
{
    if (!chain.calculatedTime) {
        if (chain.calculated != chain.startBlock - 1)
            findings.add(chain.name, "", "heights",
                         "last_calculated_block is " + text(chain.calculated) +
                             ", but nothing is settled yet");
        return {};
    }
    bool found = false;
    auto read = sql::forEachRow(
        connection, "SELECT last_block FROM chain_boundary WHERE chain_id = ? AND boundary_time = ?",
        {chain.id.value(), chain.calculatedTime->value()}, [&](const sql::Statement& row) -> Result<void> {
            found = true;
            if (row.integer(0) != chain.calculated.value())
                findings.add(chain.name, "", "heights",
                             "last_calculated_block is " + text(chain.calculated) +
                                 ", but the last block before " + formatTime(*chain.calculatedTime) + " is " +
                                 row.text(0));
            return {};
        });
    if (read && !found)
        findings.add(chain.name, "", "heights",
                     "last_calculated_time is " + formatTime(*chain.calculatedTime) +
                         ", which is no closable boundary");
    return read;
}

Result<void> auditBoundaries(sql::Connection& connection, ChainFacts& facts, std::optional<UnixTime> tip,
                             Findings& findings)
{
    const ChainRecord& chain = facts.chain();
    const std::int64_t interval = facts.intervalSeconds();
    std::optional<SettledPoint> previous;
    auto read = sql::forEachRow(
        connection,
        "SELECT boundary_time, last_block FROM chain_boundary WHERE chain_id = ? ORDER BY boundary_time",
        {chain.id.value()}, [&](const sql::Statement& row) -> Result<void> {
            const SettledPoint point{UnixTime(row.integer(0)), BlockHeight(row.integer(1))};
            const std::string where = "boundary " + formatTime(point.time);
            if (boundaryAtOrBefore(point.time, interval) != point.time)
                findings.add(chain.name, "", "boundaries", where + " is no multiple of the interval");
            else if (previous && point.time != previous->time + interval)
                findings.add(chain.name, "", "boundaries",
                             where + " does not follow on " + formatTime(previous->time));
            if (previous && point.block < previous->block)
                findings.add(chain.name, "", "boundaries",
                             where + " has the last block " + text(point.block) +
                                 ", but the boundary before it has " + text(previous->block));
            if (point.block < chain.startBlock - 1 || point.block >= chain.processed)
                findings.add(chain.name, "", "boundaries",
                             where + " has the last block " + text(point.block) +
                                 ", which is outside the blocks " + text(chain.startBlock) + " to " +
                                 text(chain.processed) + " that were processed");
            previous = point;
            return {};
        });
    if (read && previous && tip && *tip < previous->time)
        findings.add(chain.name, "", "boundaries",
                     "boundary " + formatTime(previous->time) + " is later than the last processed block, " +
                         formatTime(*tip));
    if (read && tip && previous && boundaryAtOrBefore(*tip, interval) > previous->time)
        findings.add(chain.name, "", "boundaries",
                     "the last boundary is " + formatTime(previous->time) +
                         ", but the last processed block is of " + formatTime(*tip));
    return read;
}

Result<void> auditBlocks(sql::Connection& connection, const ChainRecord& chain, Findings& findings)
{
    struct Kept
    {
        BlockHeight height;
        std::string hash;
        UnixTime time;
    };
    std::optional<Kept> previous;
    return sql::forEachRow(
        connection,
        "SELECT block_height, block_hash, parent_hash, block_time FROM chain_block WHERE chain_id = ? ORDER "
        "BY block_height",
        {chain.id.value()}, [&](const sql::Statement& row) -> Result<void> {
            const Kept block{BlockHeight(row.integer(0)), row.text(1), UnixTime(row.integer(3))};
            const std::string where = "kept block " + text(block.height);
            if (block.height > chain.processed)
                findings.add(chain.name, "", "blocks",
                             where + " is above the last processed block " + text(chain.processed));
            if (previous && block.height == previous->height + 1 && row.text(2) != previous->hash)
                findings.add(chain.name, "", "blocks",
                             where + " does not name the block before it as its parent");
            if (previous && block.time < previous->time)
                findings.add(chain.name, "", "blocks", where + " is earlier than the block before it");
            previous = block;
            return {};
        });
}

} // namespace

Result<void> auditHeights(sql::Connection& connection, ChainFacts& facts, Findings& findings)
{
    const ChainRecord& chain = facts.chain();
    if (chain.calculated > chain.processed || chain.processed > chain.confirmed)
        findings.add(chain.name, "", "heights",
                     "calculated " + text(chain.calculated) + " <= processed " + text(chain.processed) +
                         " <= confirmed " + text(chain.confirmed) + " does not hold");
    if (chain.processed < chain.startBlock - 1)
        findings.add(chain.name, "", "heights",
                     "last_processed_block " + text(chain.processed) + " is below the start block " +
                         text(chain.startBlock));
    auto tip = facts.tipTime();
    if (!tip)
        return tip.error();
    if (!*tip && chain.processed >= chain.startBlock)
        findings.add(chain.name, "", "blocks",
                     "the last processed block " + text(chain.processed) + " is not kept");
    if (auto done = auditCalculated(connection, chain, findings); !done)
        return done;
    if (auto done = auditBoundaries(connection, facts, *tip, findings); !done)
        return done;
    return auditBlocks(connection, chain, findings);
}

} // namespace chainpoints::audit_parts
