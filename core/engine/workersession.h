// What a chain's worker holds while it owns the chain. Internal to core/engine/chainworker.cpp.
#pragma once

#include "core/base/log.h"
#include "core/engine/actionrunner.h"
#include "core/engine/chainlease.h"
#include "core/engine/chainworker.h"
#include "core/engine/deepfork.h"
#include "core/engine/doubtcheck.h"
#include "core/engine/missingopenings.h"
#include "core/engine/tracker.h"
#include "core/meter/meter.h"
#include "core/storage/doubtstore.h"
#include "core/storage/pointsstore.h"
#include "core/storage/sql/repeated.h"

namespace chainpoints {

/// A connection, and the chain's lease, which another process may have.
struct ChainWorker::Candidate
{
    std::unique_ptr<sql::Connection> connection;
    ChainLease lease;

    [[nodiscard]] static Result<std::unique_ptr<Candidate>> open(const ChainWorker& worker)
    {
        auto connection = worker.m_parts.openDatabase();
        if (!connection)
            return connection.error();
        auto record = ChainStore(**connection).byName(worker.m_chain.name);
        if (!record)
            return record.error();
        sql::Connection& opened = **connection;
        return std::unique_ptr<Candidate>(
            new Candidate{std::move(*connection), {opened, record->id, *worker.m_parts.leases}});
    }
};

/// All that hangs on one term as the chain's owner and its connection; thrown away and made anew after a
/// database error.
class ChainWorker::Session
{
public:
    /// The lease of `owner` must be held.
    [[nodiscard]] static Result<std::unique_ptr<Session>>
    open(const ChainWorker& worker, std::unique_ptr<Candidate> owner, std::stop_token stop)
    {
        auto record = ChainStore(*owner->connection).byName(worker.m_chain.name);
        if (!record)
            return record.error();
        auto cache = worker.m_parts.makeCache(*owner->connection, record->id, stop);
        if (!cache)
            return cache.error();
        auto doubts = DoubtStore(*owner->connection, record->id).all();
        if (!doubts)
            return doubts.error();
        return std::unique_ptr<Session>(new Session(worker, std::move(owner), std::move(*record),
                                                    std::move(*cache), !doubts->empty(), std::move(stop)));
    }

    /// What needs the node: the token's decimals, then the tracker.
    [[nodiscard]] Result<void> prepare(std::stop_token stop)
    {
        if (m_tracker)
            return {};
        if (!m_node)
            m_node = m_worker.m_parts.makeNode(stop);
        if (!m_record.decimals || (m_record.title.empty() && m_record.symbol.empty())) {
            auto token = m_node->tokenInfo();
            if (!token && !m_record.decimals)
                return token.error();
            if (token) {
                if (m_record.decimals)
                    token->decimals = *m_record.decimals;
                if (auto recorded = m_chains.recordToken(m_record.id, *token); !recorded)
                    return recorded;
                m_record.decimals = token->decimals;
            }
        }
        const std::int64_t interval = m_worker.m_points.intervalSeconds;
        m_points.emplace(m_connection, m_record.id, *m_record.decimals, m_record.startBlock, interval,
                         m_stop);
        m_tracker.emplace(m_worker.m_chain, m_record, interval, *m_node, m_worker.m_parts.makeNode, m_ledger,
                          m_chains, *m_cache, stop);
        return {};
    }

    /// Precondition: prepared.
    [[nodiscard]] Result<DeepFork::Outcome> resolveFork()
    {
        return DeepFork(m_worker.m_chain, m_connection, *m_node, m_stop).resolve();
    }
    /// What holds the chain up, if something does.
    [[nodiscard]] Result<std::optional<Halt>> halt()
    {
        return IncidentStore(m_connection, m_record.id).halt();
    }
    /// Somebody else changed the facts: forgets what is remembered of them.
    [[nodiscard]] Result<void> startOver()
    {
        auto record = m_chains.byName(m_record.name);
        if (!record)
            return record.error();
        m_record = std::move(*record);
        m_pass.reset();
        m_points.reset();
        m_tracker.reset();
        m_ledger.forget();
        m_doubtCheck.startOver();
        return {};
    }

    [[nodiscard]] ChainLease& lease() { return m_owner->lease; }
    [[nodiscard]] ChainStore& chains() { return m_chains; }
    /// What is stored: another process may have found it, or an operator have put it right.
    [[nodiscard]] Result<std::vector<Alert>> readDoubts()
    {
        auto doubts = DoubtStore(m_connection, m_record.id).all();
        if (!doubts)
            return doubts.error();
        m_doubtCheck.take(*doubts);
        std::vector<Alert> alerts;
        for (const StoredDoubt& stored : *doubts) {
            const std::string note = m_doubtCheck.note(stored.doubt.kind);
            alerts.push_back({std::string(kLogsDoubtful),
                              sentenceOf(stored.doubt) + (note.empty() ? "" : ". " + note), stored.since});
        }
        return alerts;
    }
    /// Precondition: prepared, and the doubts were read. True: there is more to do at once.
    [[nodiscard]] Result<bool> checkDoubts()
    {
        const auto awaited = [this](DoubtKind kind) { return m_tracker->awaitsDoubt(kind); };
        auto outcome = m_doubtCheck.step(m_worker.m_chain, m_connection, *m_node, awaited, m_stop);
        if (!outcome)
            return outcome.error();
        if (*outcome == DoubtCheck::Outcome::RolledBack)
            if (auto restarted = startOver(); !restarted)
                return restarted.error();
        return *outcome != DoubtCheck::Outcome::Waits;
    }
    [[nodiscard]] ActionRunner& actions() { return m_actions; }
    /// Others than settle() may have made points fail.
    void lookForOpenings() { m_openings.lookAgain(); }
    [[nodiscard]] Tracker& tracker() { return *m_tracker; }
    [[nodiscard]] const ChainRecord& record() const { return m_record; }
    [[nodiscard]] std::optional<Alert> cacheProblem() const { return m_cache->problem(); }
    [[nodiscard]] const Tracker* trackerIfAny() const { return m_tracker ? &*m_tracker : nullptr; }

    /// Settles one batch if something is due. True: more is due.
    [[nodiscard]] Result<bool> settle()
    {
        if (!m_points) {
            // No node has answered yet: what is in the ledger can be settled all the same.
            if (!m_record.decimals)
                return false;
            m_points.emplace(m_connection, m_record.id, *m_record.decimals, m_record.startBlock,
                             m_worker.m_points.intervalSeconds, m_stop);
        }
        if (!m_pass) {
            auto due = m_points->due();
            if (!due)
                return due.error();
            m_pass = std::move(*due);
            if (!m_pass)
                return false;
        }
        const meter::Stopwatch stopwatch;
        const SettlementPass before = *m_pass;
        if (auto settled = m_points->settleBatch(*m_pass, m_worker.m_points.batchSize); !settled)
            return settled.error();
        meter::batchStored(meter::Batch::Points, m_record.name, stopwatch.time(),
                           m_pass->usersDone - before.usersDone);
        if (m_pass->failures > before.failures)
            m_openings.lookAgain();
        if (m_pass->finished) {
            log::info(m_record.name, "Points of " + std::to_string(m_pass->usersDone) +
                                         " users settled up to " + formatTime(m_pass->target.time));
            m_pass.reset();
        }
        return true;
    }
    /// Precondition: prepared. True: opening balances came from the node.
    [[nodiscard]] Result<bool> fetchOpenings()
    {
        auto fetched = m_openings.fetch(m_record, *m_node);
        if (fetched && *fetched)
            if (auto restarted = startOver(); !restarted)
                return restarted.error();
        return fetched;
    }
    [[nodiscard]] std::int64_t settlingUsers() const { return m_pass ? m_pass->usersDone : 0; }

private:
    Session(const ChainWorker& worker, std::unique_ptr<Candidate> owner, ChainRecord record,
            std::unique_ptr<PendingCache> cache, bool inDoubt, std::stop_token stop)
        : m_worker(worker), m_stop(std::move(stop)), m_owner(std::move(owner)),
          m_connection(*m_owner->connection), m_record(std::move(record)), m_chains(m_connection),
          m_ledger(m_connection, m_record.id, m_record.startBlock, worker.m_points.intervalSeconds,
                   worker.m_chain.maxRollback, m_stop),
          m_actions(m_connection, m_record.name, m_stop, {&worker.m_chain, worker.m_parts.makeNode}),
          m_openings(m_connection, m_stop), m_doubtCheck(inDoubt), m_cache(std::move(cache))
    {
    }

    const ChainWorker& m_worker;
    const std::stop_token m_stop;
    const std::unique_ptr<Candidate> m_owner;
    sql::Connection& m_connection;
    ChainRecord m_record;
    ChainStore m_chains;
    LedgerStore m_ledger;
    ActionRunner m_actions;
    MissingOpenings m_openings;
    DoubtCheck m_doubtCheck;
    std::unique_ptr<PendingCache> m_cache;
    std::unique_ptr<ChainNode> m_node;
    std::optional<Tracker> m_tracker;
    std::optional<PointsStore> m_points;
    std::optional<SettlementPass> m_pass;
};

} // namespace chainpoints
