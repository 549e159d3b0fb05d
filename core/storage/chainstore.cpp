#include "core/storage/chainstore.h"

#include "core/points/ratedifference.h"
#include "core/storage/endpointsjson.h"
#include "core/storage/sql/repeated.h"
#include "core/storage/sql/rows.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace chainpoints {
namespace {

constexpr const char* kColumns = "SELECT id, name, evm_chain_id, title, symbol, decimals, contract_address, "
                                 "is_active, start_block, confirmations, "
                                 "last_confirmed_block, last_processed_block, last_calculated_block, "
                                 "last_calculated_time, users, changes, "
                                 "skipped_logs FROM chain ";

Result<ChainRecord> readChain(const sql::Statement& row)
{
    ChainRecord chain;
    chain.id = ChainId(row.integer(0));
    chain.name = row.text(1);
    chain.evmChainId = EvmChainId(row.integer(2));
    chain.title = row.text(3);
    chain.symbol = row.text(4);
    if (!row.isNull(5))
        chain.decimals = static_cast<int>(row.integer(5));
    auto contract = Address::parse(row.text(6));
    if (!contract)
        return Error{ErrorCode::Corrupt,
                     "chain " + chain.name + ": contract_address: " + contract.error().message};
    chain.contract = *contract;
    chain.active = row.integer(7) != 0;
    chain.startBlock = BlockHeight(row.integer(8));
    chain.confirmations = row.text(9);
    chain.confirmed = BlockHeight(row.integer(10));
    chain.processed = BlockHeight(row.integer(11));
    chain.calculated = BlockHeight(row.integer(12));
    if (!row.isNull(13))
        chain.calculatedTime = UnixTime(row.integer(13));
    chain.users = row.integer(14);
    chain.changes = row.integer(15);
    chain.skippedLogs = row.integer(16);
    return chain;
}

std::string toText(const Confirmations& confirmations)
{
    switch (confirmations.kind) {
    case Confirmations::Kind::Count:
        return std::to_string(confirmations.count);
    case Confirmations::Kind::Safe:
        return "safe";
    case Confirmations::Kind::Finalized:
        return "finalized";
    }
    return {};
}

std::string rpcUrls(const ChainConfig& chain)
{
    auto list = nlohmann::json::array();
    for (const SecretText& url : chain.rpc)
        list.push_back(url.shown);
    return list.dump();
}

Error differs(const std::string& key, const std::string& configured, const std::string& recorded)
{
    return {ErrorCode::BadInput, key + " is " + configured + ", but the database was made with " + recorded +
                                     "; change it back, or use another name or database"};
}

} // namespace

Result<void> ChainStore::record(const Config& config)
{
    return sql::inTransaction(m_connection, [&]() -> Result<void> {
        if (auto done = recordInterval(config.points.intervalSeconds); !done)
            return done;
        if (auto done = recordRates(config.points.rates); !done)
            return done;
        for (std::size_t i = 0; i < config.chains.size(); ++i)
            if (auto done = recordChain(config.chains[i]); !done)
                return inContext("chains[" + std::to_string(i) + "] (" + config.chains[i].name + ")",
                                 done.error());
        return {};
    });
}

/// Until this transaction ends no owner of a chain settles: what is settled and by which rates is looked at
/// and changed as one, although no lease is held here. Owners write their lease first, too; that it changes
/// is what a cluster's certification sees.
Result<void> ChainStore::holdUpOwners()
{
    auto held = m_connection.run("UPDATE chain_lease SET writes = writes + 1");
    return held ? Result<void>() : held.error();
}

Result<void> ChainStore::recordInterval(std::int64_t seconds)
{
    if (auto inserted = m_connection.run(
            m_connection.dialect().insertOrKeep("setting", std::vector<std::string_view>{"name", "value"},
                                                std::vector<std::string_view>{"name"}),
            {std::string("interval_seconds"), std::to_string(seconds)});
        !inserted)
        return inserted.error();
    auto recorded = intervalSeconds();
    if (!recorded)
        return recorded.error();
    if (*recorded != seconds)
        return differs("points.interval_seconds", std::to_string(seconds), std::to_string(*recorded));
    return {};
}

Result<void> ChainStore::recordRates(const std::vector<RateChange>& wanted)
{
    auto recorded = rates();
    if (!recorded)
        return recorded.error();
    if (!firstDifference(*recorded, wanted))
        return {};
    if (auto held = holdUpOwners(); !held)
        return held;
    recorded = rates();
    if (!recorded)
        return recorded.error();
    const auto change = firstDifference(*recorded, wanted);
    if (!change)
        return {};
    auto chains = all();
    if (!chains)
        return chains.error();
    for (const ChainRecord& chain : *chains) {
        auto settled = settledUpTo(chain);
        if (!settled)
            return settled.error();
        if (*settled && *change < **settled)
            return Error{
                ErrorCode::BadInput,
                "points.rates differ from the recorded ones from " + formatTime(*change) +
                    " on, but the points of " + chain.name + " are settled up to " + formatTime(**settled) +
                    "; date the change later, or change the rates back, or apply them to settled time "
                    "too with \"chainpoints recalculate\""};
    }
    if (auto removed = m_connection.run("DELETE FROM points_rate"); !removed)
        return removed.error();
    for (const RateChange& rate : wanted)
        if (auto added = m_connection.run("INSERT INTO points_rate (effective_from, per_hour) VALUES (?, ?)",
                                          {rate.from.value(), formatRate(rate.perHourE9)});
            !added)
            return added.error();
    return {};
}

Result<void> ChainStore::recordChain(const ChainConfig& chain)
{
    auto known = find(chain.name);
    if (!known)
        return known.error();
    const sql::Value decimals =
        chain.decimals ? sql::Value(std::int64_t(*chain.decimals)) : sql::Value(std::monostate());
    if (!*known) {
        auto others = all();
        if (!others)
            return others.error();
        for (const ChainRecord& other : *others)
            if (other.evmChainId == chain.evmChainId && other.contract == chain.contract)
                return Error{ErrorCode::BadInput, "name: the database has this contract under the name \"" +
                                                      other.name + "\"; change the name back"};
        const std::int64_t before = chain.startBlock.value() - 1;
        auto inserted = m_connection.run(
            "INSERT INTO chain (name, evm_chain_id, title, symbol, decimals, rpc_url, contract_address, "
            "start_block, "
            "confirmations, last_confirmed_block, last_processed_block, last_calculated_block) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            {chain.name, chain.evmChainId.value(), chain.title.value_or(""), chain.symbol.value_or(""),
             decimals, rpcUrls(chain), chain.contract.hex(), chain.startBlock.value(),
             toText(chain.confirmations), before, before, before});
        if (!inserted)
            return inserted.error();
        auto made = find(chain.name);
        if (!made)
            return made.error();
        return recordExclusions(**made, chain.exclude);
    }
    const ChainRecord& record = **known;
    if (record.evmChainId != chain.evmChainId)
        return differs("chain_id", std::to_string(chain.evmChainId.value()),
                       std::to_string(record.evmChainId.value()));
    if (record.contract != chain.contract)
        return differs("contract", chain.contract.hex(), record.contract.hex());
    if (record.startBlock != chain.startBlock)
        return differs("start_block", std::to_string(chain.startBlock.value()),
                       std::to_string(record.startBlock.value()));
    if (record.decimals && chain.decimals && *record.decimals != *chain.decimals)
        return differs("decimals", std::to_string(*chain.decimals), std::to_string(*record.decimals));
    auto updated =
        m_connection.run("UPDATE chain SET rpc_url = ?, confirmations = ?, title = ?, symbol = ?, "
                         "decimals = COALESCE(decimals, ?) WHERE id = ?",
                         {rpcUrls(chain), toText(chain.confirmations), chain.title.value_or(record.title),
                          chain.symbol.value_or(record.symbol), decimals, record.id.value()});
    if (!updated)
        return updated.error();
    return recordExclusions(record, chain.exclude);
}

Result<void> ChainStore::recordExclusions(const ChainRecord& chain, const std::vector<Address>& addresses)
{
    std::set<std::string> wanted;
    for (const Address& address : addresses)
        wanted.insert(address.hex());
    auto recorded = exclusions(chain);
    if (!recorded)
        return recorded.error();
    if (wanted == *recorded)
        return {};
    if (auto held = holdUpOwners(); !held)
        return held;
    auto settled = settledUpTo(chain);
    if (!settled)
        return settled.error();
    if (*settled)
        return Error{ErrorCode::BadInput,
                     "exclude differs from the recorded addresses, but points are settled up to " +
                         formatTime(**settled) +
                         "; change it back, or apply it to settled time with \"chainpoints recalculate\""};
    if (auto removed = m_connection.run("DELETE FROM chain_exclusion WHERE chain_id = ?", {chain.id.value()});
        !removed)
        return removed.error();
    for (const std::string& address : wanted)
        if (auto added =
                m_connection.run("INSERT INTO chain_exclusion (chain_id, user_address) VALUES (?, ?)",
                                 {chain.id.value(), address});
            !added)
            return added.error();
    return {};
}

Result<std::set<std::string>> ChainStore::exclusions(const ChainRecord& chain)
{
    std::set<std::string> recorded;
    auto read = sql::forEachRow(m_connection, "SELECT user_address FROM chain_exclusion WHERE chain_id = ?",
                                {chain.id.value()}, [&](const sql::Statement& row) -> Result<void> {
                                    recorded.insert(row.text(0));
                                    return {};
                                });
    if (!read)
        return read.error();
    return recorded;
}

Result<std::optional<UnixTime>> ChainStore::settledUpTo(const ChainRecord& chain)
{
    // A user who was never settled stands at the start of a span of their own.
    auto query = m_connection.query("SELECT MAX(last_updated_time) FROM user_points WHERE chain_id = ? AND "
                                    "(last_updated_time > span_from_time OR EXISTS (SELECT 1 FROM "
                                    "user_points_change c WHERE c.chain_id = user_points.chain_id AND "
                                    "c.user_id = user_points.user_id AND c.status = 1))",
                                    {chain.id.value()});
    if (!query)
        return query.error();
    if (auto row = (*query)->next(); !row)
        return row.error();
    std::optional<UnixTime> settled = chain.calculatedTime;
    if (!(*query)->isNull(0) && (!settled || UnixTime((*query)->integer(0)) > *settled))
        settled = UnixTime((*query)->integer(0));
    (*query)->close();
    return settled;
}

Result<void> ChainStore::recordToken(ChainId chain, const TokenInfo& token)
{
    auto updated = m_connection.write(
        "UPDATE chain SET decimals = ?, title = CASE WHEN title = '' THEN ? ELSE title END, "
        "symbol = CASE WHEN symbol = '' THEN ? ELSE symbol END WHERE id = ? AND (decimals IS NULL OR "
        "decimals = ?)",
        {std::int64_t(token.decimals), token.title, token.symbol, chain.value(),
         std::int64_t(token.decimals)});
    if (!updated)
        return updated.error();
    if (*updated != 1)
        return Error{ErrorCode::BadInput,
                     "the contract says " + std::to_string(token.decimals) +
                         " decimals, but others are recorded; set \"decimals\" in the configuration"};
    return {};
}

Result<std::vector<ChainRecord>> ChainStore::all()
{
    auto query = m_connection.query(std::string(kColumns) + "ORDER BY name");
    if (!query)
        return query.error();
    std::vector<ChainRecord> chains;
    for (;;) {
        auto row = (*query)->next();
        if (!row)
            return row.error();
        if (!*row)
            return chains;
        auto chain = readChain(**query);
        if (!chain)
            return chain.error();
        chains.push_back(std::move(*chain));
    }
}

Result<std::optional<ChainRecord>> ChainStore::find(const std::string& name)
{
    auto query = m_connection.query(std::string(kColumns) + "WHERE name = ?", {name});
    if (!query)
        return query.error();
    auto row = (*query)->next();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<ChainRecord>();
    auto chain = readChain(**query);
    (*query)->close();
    if (!chain)
        return chain.error();
    return std::optional(std::move(*chain));
}

Result<ChainRecord> ChainStore::byName(const std::string& name)
{
    auto found = find(name);
    if (!found)
        return found.error();
    if (!*found)
        return Error{ErrorCode::NotFound, "there is no chain named \"" + name + "\""};
    return std::move(**found);
}

Result<void> ChainStore::setConfirmed(ChainId chain, BlockHeight height)
{
    // Never below the processed height: calculated <= processed <= confirmed <= head holds always.
    auto updated = m_connection.write("UPDATE chain SET last_confirmed_block = CASE WHEN "
                                      "last_processed_block > ? THEN last_processed_block ELSE ? END "
                                      "WHERE id = ?",
                                      {height.value(), height.value(), chain.value()});
    return updated ? Result<void>() : updated.error();
}

Result<void> ChainStore::setStatus(ChainId chain, const ChainStatus& status)
{
    auto alerts = nlohmann::json::array();
    for (const Alert& alert : status.alerts)
        alerts.push_back(
            {{"code", alert.code}, {"sentence", alert.sentence}, {"since", alert.since.value()}});
    const auto nullable = [](bool present, sql::Value value) {
        return present ? std::move(value) : sql::Value();
    };
    auto written = m_connection.write(
        m_connection.dialect().insertOrReplace(
            "chain_status",
            std::vector<std::string_view>{"chain_id", "state", "head_block", "alerts", "endpoints",
                                          "last_error", "updated_at"},
            std::vector<std::string_view>{"chain_id"}),
        {chain.value(), std::string(toText(status.state)),
         nullable(status.head.has_value(), status.head ? status.head->value() : 0),
         // Node names and error texts come from outside: bytes that are no UTF-8 must not stop the status.
         alerts.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
         endpointsText(status.endpoints), status.lastError, status.updatedAt.value()});
    return written ? Result<void>() : written.error();
}

Result<ChainStatus> ChainStore::status(ChainId chain)
{
    auto query = m_connection.query("SELECT state, head_block, alerts, last_error, updated_at, endpoints "
                                    "FROM chain_status WHERE chain_id = ?",
                                    {chain.value()});
    if (!query)
        return query.error();
    const sql::Statement& row = **query;
    auto found = (*query)->next();
    if (!found)
        return found.error();
    ChainStatus status;
    if (!*found)
        return status;
    status.state = chainStateFromText(row.text(0)).value_or(ChainState::Starting);
    if (!row.isNull(1))
        status.head = BlockHeight(row.integer(1));
    for (const auto& alert : nlohmann::json::parse(row.text(2), nullptr, false))
        if (alert.is_object())
            status.alerts.push_back({alert.value("code", ""), alert.value("sentence", ""),
                                     UnixTime(alert.value("since", std::int64_t(0)))});
    status.lastError = row.text(3);
    status.updatedAt = UnixTime(row.integer(4));
    if (!row.isNull(5))
        status.endpoints = endpointsFromText(row.text(5));
    (*query)->close();
    return status;
}

Result<std::int64_t> ChainStore::openFailures(ChainId chain)
{
    std::int64_t count = 0;
    // Not one by one whether it is dismissed: the first count needs only an index, and dismissals, of which
    // each is looked at, are taken to be few beside millions of rows.
    auto read = sql::forEachRow(
        m_connection,
        "SELECT (SELECT COUNT(*) FROM user_points_change WHERE chain_id = ? AND status = 0) - (SELECT "
        "COUNT(*) FROM failure_dismissal d CROSS JOIN user_points_change c ON c.id = d.failure_id WHERE "
        "c.chain_id = ? AND c.status = 0)",
        {chain.value(), chain.value()}, [&](const sql::Statement& row) -> Result<void> {
            count = row.integer(0);
            return {};
        });
    if (!read)
        return read.error();
    return count;
}

Result<std::vector<RateChange>> ChainStore::rates()
{
    auto query =
        m_connection.query("SELECT effective_from, per_hour FROM points_rate ORDER BY effective_from");
    if (!query)
        return query.error();
    std::vector<RateChange> rates;
    for (;;) {
        auto row = (*query)->next();
        if (!row)
            return row.error();
        if (!*row)
            return rates;
        auto rate = parseRate((*query)->text(1));
        if (!rate)
            return Error{ErrorCode::Corrupt, "table points_rate: " + rate.error().message};
        rates.push_back({UnixTime((*query)->integer(0)), std::move(*rate)});
    }
}

Result<std::int64_t> ChainStore::intervalSeconds()
{
    auto query = m_connection.query("SELECT value FROM setting WHERE name = 'interval_seconds'");
    if (!query)
        return query.error();
    auto row = (*query)->next();
    if (!row)
        return row.error();
    const std::int64_t seconds = *row ? std::atoll((*query)->text(0).c_str()) : 0;
    (*query)->close();
    if (seconds <= 0)
        return Error{ErrorCode::Corrupt, "table setting has no usable interval_seconds"};
    return seconds;
}

} // namespace chainpoints
