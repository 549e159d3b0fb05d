#include "core/audit/chainaudit.h"
#include "core/model/boundaries.h"
#include "core/storage/sql/rows.h"

namespace chainpoints::audit_parts {
namespace {

/// One log's ledger rows, at most two.
struct LogRows
{
    BlockHeight height;
    std::int64_t logIndex = -1;
    std::vector<ChangeType> types;
    mpz_class sum;
    std::string txHash;
    bool readable = true;
};

struct Block
{
    BlockHeight height{-2};
    std::string hash;
    UnixTime time{0};
};

class LogsAudit
{
public:
    LogsAudit(sql::Connection& connection, ChainFacts& facts, Findings& findings)
        : m_connection(connection), m_facts(facts), m_findings(findings)
    {
    }

    Result<void> run(const ChainSums& sums)
    {
        auto read = sql::forEachRow(
            m_connection,
            "SELECT block_height, log_index, change_type, amount, tx_hash, block_hash, block_time "
            "FROM user_balance_change WHERE chain_id = ? "
            "ORDER BY block_height, log_index, change_type DESC",
            {m_facts.chain().id.value()}, [this](const sql::Statement& row) { return take(row); });
        if (!read)
            return read;
        closeLog();
        auto counted = sql::forEachRow(
            m_connection, "SELECT COALESCE(SUM(logs), 0) FROM chain_skipped WHERE chain_id = ?",
            {m_facts.chain().id.value()}, [this](const sql::Statement& row) -> Result<void> {
                m_skipped = row.integer(0);
                return {};
            });
        if (!counted)
            return counted;
        compare(sums);
        return {};
    }

private:
    void add(const char* kind, std::string sentence)
    {
        m_findings.add(m_facts.chain().name, "", kind, std::move(sentence));
    }

    Result<void> take(const sql::Statement& row)
    {
        const Block block{BlockHeight(row.integer(0)), row.text(5), UnixTime(row.integer(6))};
        const std::int64_t logIndex = row.integer(1);
        if (block.height != m_log.height || logIndex != m_log.logIndex) {
            closeLog();
            m_log = {block.height, logIndex, {}, 0, row.text(4), true};
        }
        ++m_rows;
        const auto type = changeTypeFromText(row.text(2));
        const auto amount = RawAmount::fromDecimal(row.text(3));
        if (type && amount) {
            m_log.types.push_back(*type);
            m_log.sum += amount->value();
            if (*type != ChangeType::TransferOut && *type != ChangeType::TransferIn)
                m_supply += amount->value();
        } else {
            m_log.readable = false; // the user's own audit names it
        }
        if (row.text(4) != m_log.txHash)
            add("double_entry", place() + ": the two rows name different transactions");
        return takeBlock(block);
    }

    Result<void> takeBlock(const Block& block)
    {
        if (block.height == m_block.height) {
            if (block.hash != m_block.hash || block.time != m_block.time)
                add("ledger_block", "block " + std::to_string(block.height.value()) +
                                        ": its rows name different block hashes or times");
            return {};
        }
        const ChainRecord& chain = m_facts.chain();
        const std::string where = "the ledger's rows of block " + std::to_string(block.height.value());
        if (block.height > chain.processed)
            add("ledger_block",
                where + " are above the last processed block " + std::to_string(chain.processed.value()));
        if (block.height < chain.startBlock - 1)
            add("ledger_block",
                where + " are below the start block " + std::to_string(chain.startBlock.value()));
        if (m_block.height >= BlockHeight(-1) && block.time < m_block.time)
            add("ledger_block",
                where + " are earlier than those of block " + std::to_string(m_block.height.value()));
        m_block = block;
        if (auto checked = checkBoundaries(block, where); !checked)
            return checked;
        return sql::forEachRow(
            m_connection,
            "SELECT block_hash, block_time FROM chain_block WHERE chain_id = ? AND block_height = ?",
            {chain.id.value(), block.height.value()}, [&](const sql::Statement& kept) -> Result<void> {
                if (kept.text(0) != block.hash || kept.integer(1) != block.time.value())
                    add("ledger_block", where + " have another hash or time than the block that is kept");
                return {};
            });
    }

    /// A block belongs between the boundary at or before its time and the one after it, by its height too.
    Result<void> checkBoundaries(const Block& block, const std::string& where)
    {
        const UnixTime before = boundaryAtOrBefore(block.time, m_facts.intervalSeconds());
        auto last = m_facts.settledPoint(before);
        auto next = m_facts.settledPoint(before + m_facts.intervalSeconds());
        if (!last || !next)
            return !last ? last.error() : next.error();
        const bool nextKnown = next->block >= m_facts.chain().startBlock;
        if (block.height <= last->block && block.height >= m_facts.chain().startBlock)
            add("ledger_block", where + " are of " + formatTime(block.time) + ", but block " +
                                    std::to_string(last->block.value()) + " is recorded as the last before " +
                                    formatTime(last->time));
        else if (nextKnown && block.height > next->block)
            add("ledger_block", where + " are of " + formatTime(block.time) + ", but block " +
                                    std::to_string(next->block.value()) + " is recorded as the last before " +
                                    formatTime(next->time));
        return {};
    }

    [[nodiscard]] std::string place() const
    {
        return "block " + std::to_string(m_log.height.value()) + ", log " + std::to_string(m_log.logIndex);
    }

    void closeLog()
    {
        if (m_log.types.empty() || !m_log.readable)
            return;
        const bool alone = m_log.types.size() == 1 && m_log.types[0] != ChangeType::TransferOut &&
                           m_log.types[0] != ChangeType::TransferIn;
        const bool pair = m_log.types == std::vector{ChangeType::TransferOut, ChangeType::TransferIn};
        if (!alone && !pair) {
            std::string names;
            for (const ChangeType type : m_log.types)
                names += (names.empty() ? "" : ", ") + std::string(toText(type));
            add("double_entry",
                place() + " has the rows " + names +
                    ", but a log has a mint, a burn, an opening, or a transfer_out and a transfer_in");
        } else if (pair && m_log.sum != 0) {
            add("double_entry", place() + ": transfer_out and transfer_in do not cancel, " +
                                    m_log.sum.get_str() + " is left");
        }
    }

    void compare(const ChainSums& sums)
    {
        const ChainRecord& chain = m_facts.chain();
        if (sums.balances != m_supply)
            add("supply", "the balances add up to " + sums.balances.get_str() +
                              ", but mints, burns and openings to " + m_supply.get_str());
        if (sums.rows != m_rows)
            add("orphans",
                std::to_string(m_rows - sums.rows) + " ledger rows belong to users that do not exist");
        if (chain.changes != m_rows)
            add("counters", "chain.changes is " + std::to_string(chain.changes) + ", but the ledger has " +
                                std::to_string(m_rows) + " rows");
        if (chain.users != sums.users)
            add("counters", "chain.users is " + std::to_string(chain.users) + ", but " +
                                std::to_string(sums.users) + " users have a balance");
        if (chain.skippedLogs != m_skipped)
            add("counters", "chain.skipped_logs is " + std::to_string(chain.skippedLogs) + ", but " +
                                std::to_string(m_skipped) + " logs of its blocks were skipped");
    }

    sql::Connection& m_connection;
    ChainFacts& m_facts;
    Findings& m_findings;
    LogRows m_log;
    Block m_block;
    mpz_class m_supply;
    std::int64_t m_rows = 0;
    std::int64_t m_skipped = 0;
};

} // namespace

Result<void> auditLogs(sql::Connection& connection, ChainFacts& facts, const ChainSums& sums,
                       Findings& findings)
{
    return LogsAudit(connection, facts, findings).run(sums);
}

} // namespace chainpoints::audit_parts
