#include "core/report/pointsat.h"
#include "core/report/reportcontext.h"
#include "core/storage/dismissals.h"
#include "core/storage/failuresearch.h"
#include "core/storage/usertotals.h"

namespace chainpoints::reporting {
namespace {

using sql::Statement;

Result<void> pointsRow(const Context& context, const ChainRecord& chain, const Statement& row)
{
    const std::string address = row.text(0);
    auto points = shownPoints(chain, address, row.text(3));
    if (!points)
        return points.error();
    return context.sink.row(
        {chain.name, evmId(chain), address, row.text(1), *points, row.text(3), row.text(4), row.text(5)});
}

Result<void> pointsAtRow(const Context& context, ChainFacts& facts, UnixTime at, const Statement& row)
{
    const ChainRecord& chain = facts.chain();
    const std::string address = row.text(0);
    const SettledPoint cursor{UnixTime(row.integer(5)), BlockHeight(row.integer(4))};
    auto then = pointsAt(facts, UserId(row.integer(2)), address, cursor, at);
    if (!then)
        return then.error();
    if (!*then)
        return {};
    auto decimals = decimalsOf(chain, address);
    if (!decimals)
        return decimals.error();
    const PointsAt& value = **then;
    return context.sink.row({chain.name, evmId(chain), address, row.text(1),
                             formatPoints(value.points, *decimals), value.points.decimal(),
                             text(value.settled.block), text(value.settled.time)});
}

} // namespace

Result<void> writePoints(const Context& context)
{
    for (const ChainRecord& chain : context.chains) {
        auto facts = ChainFacts::load(context.connection, chain);
        if (!facts)
            return facts.error();
        const std::optional<UnixTime> at = context.request.at;
        if (at)
            if (auto settled = requireSettledBoundary(*facts, *at); !settled)
                return settled;
        Query query;
        query.add(
            "SELECT u.user_address, u.status, u.id, p.points_raw, p.last_updated_block, p.last_updated_time "
            "FROM user u CROSS JOIN user_points p ON p.user_id = u.id WHERE p.chain_id = ?",
            {chain.id.value()});
        query.filterUser(context).filterSearch(context).add(" ORDER BY u.user_address");
        auto written = forEachRow(context, query, [&](const Statement& row) {
            return at ? pointsAtRow(context, *facts, *at, row) : pointsRow(context, chain, row);
        });
        if (!written)
            return written;
    }
    return {};
}

Result<void> writePointsChanges(const Context& context)
{
    for (const ChainRecord& chain : context.chains) {
        Query query;
        query.add("SELECT u.user_address, c.from_block_height, c.to_block_height, c.from_block_time, "
                  "c.to_block_time, "
                  "c.points_raw, c.status, c.reason FROM user u CROSS JOIN user_points_change c ON c.user_id "
                  "= u.id "
                  "WHERE c.chain_id = ?",
                  {chain.id.value()});
        query.filterUser(context);
        if (const auto from = context.request.from)
            query.add(" AND c.to_block_time > ?", {from->value()});
        if (const auto to = context.request.to)
            query.add(" AND c.from_block_time < ?", {to->value()});
        query.add(" ORDER BY u.user_address, c.from_block_time");
        auto written = forEachRow(context, query, [&](const Statement& row) -> Result<void> {
            const std::string address = row.text(0);
            Result<std::string> points = std::string();
            if (row.integer(6) != 0)
                points = shownPoints(chain, address, row.text(5));
            if (!points)
                return points.error();
            return context.sink.row({chain.name, evmId(chain), address, row.text(1), row.text(2), row.text(3),
                                     row.text(4), *points, row.text(6), row.text(7)});
        });
        if (!written)
            return written;
    }
    return {};
}

Result<void> writeTotals(const Context& context)
{
    const UserSearch search(context.request.search);
    return forEachUserTotal(context.connection, context.chains, context.address, [&](const UserTotal& total) {
        if (!search.matches(total.address))
            return Result<void>();
        std::string names;
        for (const std::string& name : total.chains)
            names += (names.empty() ? "" : ";") + name;
        return context.sink.row(
            {total.address, text(static_cast<std::int64_t>(total.status)), total.points.text(), names});
    });
}

Result<void> writeFailures(const Context& context)
{
    for (const ChainRecord& chain : context.chains) {
        Query query;
        query.add(
            "SELECT c.id, u.user_address, c.from_block_height, c.to_block_height, c.reason, c.attempts, "
            "c.last_attempt_at FROM ");
        // What failed once took more than one attempt; the open ones are few and have an index of their own.
        if (context.request.all)
            query.add("user u CROSS JOIN user_points_change c ON c.user_id = u.id WHERE c.chain_id = ? AND "
                      "(c.status = 0 OR c.attempts > 1)",
                      {chain.id.value()});
        else
            query.add(
                std::string("user_points_change c CROSS JOIN user u ON u.id = c.user_id WHERE c.chain_id = ? "
                            "AND c.status = 0 AND ") +
                    kNotDismissed,
                {chain.id.value()});
        query.text += ofCodes(context.request.codes, query.parameters);
        query.text += foundBy(context.request.search, query.parameters);
        query.text += ofIds(context.request.failures, query.parameters);
        query.filterUser(context).add(" ORDER BY u.user_address, c.from_block_time");
        auto written = forEachRow(context, query, [&](const Statement& row) {
            return context.sink.row({chain.name, evmId(chain), row.text(0), row.text(1), row.text(2),
                                     row.text(3), row.text(4), row.text(5), row.text(6)});
        });
        if (!written)
            return written;
    }
    return {};
}

Result<void> writeChains(const Context& context)
{
    ChainStore store(context.connection);
    for (const ChainRecord& chain : context.chains) {
        auto status = store.status(chain.id);
        if (!status)
            return status.error();
        auto written = context.sink.row({chain.name, evmId(chain), chain.contract.hex(),
                                         chain.active ? "1" : "0", status->head ? text(*status->head) : "",
                                         text(chain.confirmed), text(chain.processed), text(chain.calculated),
                                         chain.calculatedTime ? text(*chain.calculatedTime) : ""});
        if (!written)
            return written;
    }
    return {};
}

} // namespace chainpoints::reporting
