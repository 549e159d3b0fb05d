#include "core/report/reportcontext.h"

namespace chainpoints::reporting {
namespace {

using sql::Statement;

// CROSS JOIN fixes the order of the loops in SQLite: rows come in the order of an index, so that nothing is
// sorted.

Result<void> requireProcessedUpTo(ChainFacts& facts, UnixTime at)
{
    auto tip = facts.tipTime();
    if (!tip)
        return tip.error();
    if (*tip && **tip >= at)
        return {};
    const std::string available =
        *tip ? "up to " + formatTime(**tip) + " (" + text(**tip) + ")" : "for no time yet";
    return Error{ErrorCode::Refused, "chain " + facts.chain().name + ": there are no balances as of " +
                                         formatTime(at) + " yet; they are available " + available};
}

/// The user's last ledger row stamped up to `at`: (balance, height). None before the first.
Result<std::optional<std::pair<std::string, BlockHeight>>>
balanceAt(const Context& context, const ChainRecord& chain, UserId user, BlockHeight highest)
{
    std::optional<std::pair<std::string, BlockHeight>> found;
    auto read = sql::forEachRow(
        context.connection,
        "SELECT balance_after, block_height FROM user_balance_change WHERE chain_id = ? AND "
        "user_id = ? AND block_height <= ? "
        "ORDER BY block_height DESC, log_index DESC, change_type ASC LIMIT 1",
        {chain.id.value(), user.value(), highest.value()}, [&](const Statement& row) -> Result<void> {
            found.emplace(row.text(0), BlockHeight(row.integer(1)));
            return {};
        });
    if (!read)
        return read.error();
    return found;
}

Result<void> balanceRow(const Context& context, const ChainRecord& chain, const std::string& address,
                        const std::string& status, const std::string& raw, BlockHeight lastChange)
{
    auto balance = shownBalance(chain, address, raw);
    if (!balance)
        return balance.error();
    return context.sink.row({chain.name, evmId(chain), address, status, *balance, raw, text(lastChange)});
}

/// The last height of the report's span, all where it has no end.
Result<BlockHeight> lastHeight(ChainFacts& facts, const ReportRequest& request)
{
    return request.to ? facts.heightUpTo(*request.to - 1) : facts.chain().processed;
}

/// In the order of an index by height: the chain's own or, for one user, the user's. Times are not indexed,
/// so the span comes in heights, and without its end: given two bounds SQLite would read the chain's whole
/// ledger for one user too.
Result<Query> changesQuery(const Context& context, ChainFacts& facts)
{
    BlockHeight below(kBelowAllBlocks);
    if (const auto from = context.request.from) {
        auto height = facts.heightUpTo(*from - 1);
        if (!height)
            return height.error();
        below = *height;
    }
    Query query;
    query.add("SELECT u.user_address, c.change_type, c.amount, c.balance_after, c.tx_hash, c.log_index, "
              "c.block_height, "
              "c.block_time FROM user_balance_change c CROSS JOIN user u ON u.id = c.user_id "
              "WHERE c.chain_id = ? AND c.block_height > ?",
              {facts.chain().id.value(), below.value()});
    if (context.address)
        query.add(" AND c.user_id = (SELECT id FROM user WHERE user_address = ?)", {*context.address});
    query.add(" ORDER BY c.block_height, c.log_index, c.change_type DESC");
    return query;
}

} // namespace

Result<void> writeBalances(const Context& context)
{
    const std::optional<UnixTime> at = context.request.at;
    for (const ChainRecord& chain : context.chains) {
        BlockHeight highest;
        if (at) {
            auto facts = ChainFacts::load(context.connection, chain);
            if (!facts)
                return facts.error();
            if (auto processed = requireProcessedUpTo(*facts, *at); !processed)
                return processed;
            auto height = facts->heightUpTo(*at);
            if (!height)
                return height.error();
            highest = *height;
        }
        Query query;
        query.add("SELECT u.user_address, u.status, u.id, b.balance, b.last_updated_block FROM user u "
                  "CROSS JOIN user_balance b ON b.user_id = u.id WHERE b.chain_id = ?",
                  {chain.id.value()});
        query.filterUser(context).filterSearch(context).add(" ORDER BY u.user_address");
        auto written = forEachRow(context, query, [&](const Statement& row) -> Result<void> {
            if (!at)
                return balanceRow(context, chain, row.text(0), row.text(1), row.text(3),
                                  BlockHeight(row.integer(4)));
            auto then = balanceAt(context, chain, UserId(row.integer(2)), highest);
            if (!then)
                return then.error();
            if (!*then)
                return {};
            return balanceRow(context, chain, row.text(0), row.text(1), (*then)->first, (*then)->second);
        });
        if (!written)
            return written;
    }
    return {};
}

Result<void> writeChanges(const Context& context)
{
    for (const ChainRecord& chain : context.chains) {
        auto facts = ChainFacts::load(context.connection, chain);
        if (!facts)
            return facts.error();
        auto query = changesQuery(context, *facts);
        if (!query)
            return query.error();
        auto last = lastHeight(*facts, context.request);
        if (!last)
            return last.error();
        auto written = forEachRow(context, *query, [&](const Statement& row) -> Result<bool> {
            if (BlockHeight(row.integer(6)) > *last)
                return false;
            auto added = context.sink.row({chain.name, evmId(chain), row.text(0), row.text(1), row.text(2),
                                           row.text(3), row.text(4), row.text(5), row.text(6), row.text(7)});
            return added ? Result<bool>(true) : added.error();
        });
        if (!written)
            return written;
    }
    return {};
}

} // namespace chainpoints::reporting
