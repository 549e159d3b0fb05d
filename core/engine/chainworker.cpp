#include "core/engine/chainworker.h"

#include "core/base/log.h"
#include "core/engine/actionrunner.h"
#include "core/engine/chainlease.h"
#include "core/engine/deepfork.h"
#include "core/engine/tracker.h"
#include "core/meter/meter.h"
#include "core/storage/doubtstore.h"
#include "core/storage/pointsstore.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace chainpoints {
namespace {

using namespace std::chrono_literals;

constexpr auto kPublishInterval = 500ms;
constexpr auto kLongestWait = 30s;
constexpr int kAttemptsOnce = 4;
constexpr auto kLookForActions = 500ms;
constexpr auto kLookForLease = 1s;
constexpr int kActionsAtOnce = 50;

bool isOfDatabase(ErrorCode code)
{
    return code == ErrorCode::Database || code == ErrorCode::Corrupt || code == ErrorCode::Conflict;
}

/// Worth another try even in a run that shall end: another process held the database, or the chain moved.
bool mayPass(ErrorCode code)
{
    return code == ErrorCode::Forked || code == ErrorCode::Conflict || code == ErrorCode::Database ||
           code == ErrorCode::Behind;
}

std::string alertCode(ErrorCode code)
{
    switch (code) {
    case ErrorCode::FinalityViolated:
        return "finality_violated";
    case ErrorCode::Database:
        return "database_unreachable";
    case ErrorCode::Corrupt:
        return "database_corrupt";
    case ErrorCode::Conflict:
        return "conflict";
    case ErrorCode::Unreachable:
        return "rpc_unreachable";
    case ErrorCode::Behind:
    case ErrorCode::Forked:
        return "rpc_behind";
    default:
        return "rpc_protocol";
    }
}

} // namespace

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
        return std::unique_ptr<Session>(
            new Session(worker, std::move(owner), std::move(*record), std::move(*cache), std::move(stop)));
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
    /// The chain goes on from its last processed block.
    [[nodiscard]] Result<void> endViolation()
    {
        auto transaction = sql::Transaction::begin(m_connection);
        if (!transaction)
            return transaction.error();
        if (auto ended = IncidentStore(m_connection, m_record.id).resolve(); !ended)
            return ended;
        return transaction->commit();
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
        return {};
    }

    [[nodiscard]] ChainLease& lease() { return m_owner->lease; }
    [[nodiscard]] ChainStore& chains() { return m_chains; }
    [[nodiscard]] Result<std::vector<StoredDoubt>> doubts()
    {
        return DoubtStore(m_connection, m_record.id).all();
    }
    [[nodiscard]] ActionRunner& actions() { return m_actions; }
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
        const std::int64_t before = m_pass->usersDone;
        if (auto settled = m_points->settleBatch(*m_pass, m_worker.m_points.batchSize); !settled)
            return settled.error();
        meter::batchStored(meter::Batch::Points, m_record.name, stopwatch.time(), m_pass->usersDone - before);
        if (m_pass->finished) {
            log::info(m_record.name, "Points of " + std::to_string(m_pass->usersDone) +
                                         " users settled up to " + formatTime(m_pass->target.time));
            m_pass.reset();
        }
        return true;
    }
    [[nodiscard]] std::int64_t settlingUsers() const { return m_pass ? m_pass->usersDone : 0; }

private:
    Session(const ChainWorker& worker, std::unique_ptr<Candidate> owner, ChainRecord record,
            std::unique_ptr<PendingCache> cache, std::stop_token stop)
        : m_worker(worker), m_stop(std::move(stop)), m_owner(std::move(owner)),
          m_connection(*m_owner->connection), m_record(std::move(record)), m_chains(m_connection),
          m_ledger(m_connection, m_record.id, m_record.startBlock, worker.m_points.intervalSeconds,
                   worker.m_chain.maxRollback, m_stop),
          m_actions(m_connection, m_record.name, m_stop, {&worker.m_chain, worker.m_parts.makeNode}),
          m_cache(std::move(cache))
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
    std::unique_ptr<PendingCache> m_cache;
    std::unique_ptr<ChainNode> m_node;
    std::optional<Tracker> m_tracker;
    std::optional<PointsStore> m_points;
    std::optional<SettlementPass> m_pass;
};

ChainWorker::ChainWorker(ChainConfig chain, PointsConfig points, WorkerParts parts, RunMode mode)
    : m_chain(std::move(chain)), m_points(std::move(points)), m_parts(std::move(parts)), m_mode(mode)
{
    m_progress.chain = m_chain.name;
    m_progress.startBlock = m_chain.startBlock;
}

ChainWorker::~ChainWorker() = default;

Result<void> ChainWorker::run(std::stop_token stop)
{
    std::unique_ptr<Session> session;
    while (!stop.stop_requested()) {
        Result<bool> outcome = false;
        if (!session) {
            auto begun = begin(stop);
            if (begun && !*begun) {
                rest(nullptr, kLookForLease, stop);
                continue;
            }
            if (begun)
                session = std::move(*begun);
            else
                outcome = begun.error();
        }
        if (session)
            outcome = turn(*session, stop);

        if (outcome) {
            if (m_mode == RunMode::Once && !*outcome)
                break;
            if (!*outcome)
                rest(session.get(), m_chain.pollInterval, stop);
            continue;
        }
        const Error& error = outcome.error();
        if (error.code == ErrorCode::Stopped)
            break;
        failed(session.get(), error);
        if (m_mode == RunMode::Once && (!mayPass(error.code) || m_failures >= kAttemptsOnce)) {
            leave(std::move(session));
            return inContext("chain " + m_chain.name, error);
        }
        if (isOfDatabase(error.code))
            session.reset();
        const auto backOff = m_chain.pollInterval * (1 << std::min(m_failures - 1, 5));
        rest(session.get(), std::min<std::chrono::milliseconds>(backOff, kLongestWait), stop);
    }
    leave(std::move(session));
    return {};
}

/// None: another process owns the chain.
Result<std::unique_ptr<ChainWorker::Session>> ChainWorker::begin(std::stop_token stop)
{
    if (!m_candidate) {
        auto opened = Candidate::open(*this);
        if (!opened)
            return opened.error();
        m_candidate = std::move(*opened);
    }
    auto other = m_candidate->lease.take();
    if (!other) {
        m_candidate.reset();
        return other.error();
    }
    if (*other && m_mode == RunMode::Once && m_candidate->lease.otherLives())
        return Error{ErrorCode::Refused, "process " + std::to_string((*other)->pid) + " on " +
                                             (*other)->host + " follows the chain already; stop it first"};
    if (*other) {
        watch(**other);
        return std::unique_ptr<Session>();
    }
    log::info(m_chain.name, m_progress.owner ? "Takes over" : "Is followed by this process");
    m_progress.owner.reset();
    m_published.reset();
    m_mayHaveHalted = true;
    return Session::open(*this, std::move(m_candidate), std::move(stop));
}

void ChainWorker::watch(const LeaseHolder& owner)
{
    if (m_progress.owner == owner)
        return;
    log::info(m_chain.name, "Process " + std::to_string(owner.pid) + " on " + owner.host +
                                " follows the chain; takes over when that ends");
    recovered();
    m_progress.owner = owner;
    if (m_parts.listener)
        m_parts.listener(m_progress);
}

/// Others need not wait for the lease to expire. Where the database is gone they have to.
void ChainWorker::leave(std::unique_ptr<Session> session)
{
    if (!session)
        return;
    publish(*session, m_progress.state, true);
    if (auto given = session->lease().giveBack(); !given)
        log::debug(m_chain.name, "The lease was not given back: " + given.error().message);
}

/// One round: a step of tracking, then, unless that is in the middle of a backfill, a batch of settling.
/// True: go on at once.
Result<bool> ChainWorker::turn(Session& session, std::stop_token stop)
{
    if (auto executed = runActions(session); !executed)
        return executed.error();
    auto record = session.chains().byName(m_chain.name);
    if (!record)
        return record.error();
    m_progress.users = record->users;
    m_progress.settledUpTo = record->calculatedTime;
    if (!record->active) {
        publish(session, ChainState::Paused);
        return false;
    }

    const Result<bool> more = track(session, stop);
    // What a replaced chain would still make closable is not settled either.
    if (!more && (isOfDatabase(more.error().code) || more.error().code == ErrorCode::Stopped ||
                  more.error().code == ErrorCode::FinalityViolated))
        return more;
    // Only work that was done says that all is well again: to begin a backfill, say, proves nothing.
    bool wentOn = false;
    ChainState state = m_progress.state;
    if (more) {
        wentOn = !*more || session.tracker().heights().processed > record->processed;
        const bool wasDown = state == ChainState::Unreachable || state == ChainState::FinalityViolated;
        const bool backfilling = session.tracker().heights().backfilling;
        state = backfilling ? ChainState::Backfilling
                : !*more    ? ChainState::Live
                : wasDown   ? ChainState::Starting
                            : state;
        if (backfilling) {
            wellAgain(session, wentOn, state);
            return true;
        }
    }

    if (auto read = readDoubts(session); !read)
        return read.error();
    if (!m_doubts.empty()) {
        wellAgain(session, more && wentOn, state);
        return more;
    }
    // Also with a node that does not answer: what is closable is settled.
    do {
        auto settled = session.settle();
        if (!settled)
            return settled.error();
        wellAgain(session, more && (wentOn || *settled), state);
        if (!*settled)
            return more;
    } while (!more && !stop.stop_requested());
    return more ? Result<bool>(true) : more;
}

/// A step of tracking. Where the chain replaced what is processed, that is taken back, if it may be.
Result<bool> ChainWorker::track(Session& session, std::stop_token stop)
{
    if (auto prepared = session.prepare(stop); !prepared)
        return prepared.error();
    const bool halted = m_progress.state == ChainState::FinalityViolated;
    if (!halted) {
        const BlockHeight before = session.tracker().heights().processed;
        auto more = session.tracker().advance();
        if (more && m_mayHaveHalted && session.tracker().heights().processed > before) {
            if (auto ended = session.endViolation(); !ended)
                return ended.error();
            m_mayHaveHalted = false;
        }
        if (more || more.error().code != ErrorCode::FinalityViolated)
            return more;
    }
    auto outcome = session.resolveFork();
    if (!outcome)
        return outcome.error();
    if (*outcome == DeepFork::Outcome::RolledBack) {
        if (auto restarted = session.startOver(); !restarted)
            return restarted.error();
    } else if (!halted) {
        return Error{ErrorCode::Forked, "the chain changed while it was read"};
    }
    if (halted) {
        recovered();
        m_progress.state = ChainState::Starting;
    }
    if (auto prepared = session.prepare(stop); !prepared)
        return prepared.error();
    return true;
}

/// What is stored holds: another process may have found it, or an operator have put it right.
Result<void> ChainWorker::readDoubts(Session& session)
{
    std::vector<Alert> alerts;
    if (m_chain.verify != Verify::Off) {
        auto doubts = session.doubts();
        if (!doubts)
            return doubts.error();
        for (const StoredDoubt& stored : *doubts)
            alerts.push_back({std::string(kLogsDoubtful), sentenceOf(stored.doubt), stored.since});
    }
    if (alerts == m_doubts)
        return {};
    for (const Alert& alert : alerts)
        if (std::find(m_doubts.begin(), m_doubts.end(), alert) == m_doubts.end())
            log::warning(m_chain.name, alert.sentence);
    m_doubts = std::move(alerts);
    m_published.reset();
    return {};
}

void ChainWorker::wellAgain(Session& session, bool proven, ChainState state)
{
    if (proven)
        recovered();
    // As long as a failure lasts, its state stays on show.
    publish(session, m_failures == 0 ? state : m_progress.state);
}

void ChainWorker::failed(Session* session, const Error& error)
{
    ++m_failures;
    const std::string code = alertCode(error.code);
    const bool isNew = m_lastError != error.message;
    m_lastError = error.message;
    if (isNew)
        log::warning(m_chain.name, error.message);
    // Forks and lags pass by themselves; only a cause that stays is worth an alert.
    const bool passing = error.code == ErrorCode::Forked || error.code == ErrorCode::Conflict ||
                         error.code == ErrorCode::Behind;
    if (!passing || m_failures > 3)
        m_alert = Alert{code, error.message, m_alert && m_alert->code == code ? m_alert->since : wallClock()};
    if (error.code == ErrorCode::FinalityViolated)
        m_progress.state = ChainState::FinalityViolated;
    else if (m_alert)
        m_progress.state = ChainState::Unreachable;
    m_progress.lastError = error.message;
    if (session)
        publish(*session, m_progress.state, isNew);
    else if (m_parts.listener)
        m_parts.listener(m_progress);
}

void ChainWorker::recovered()
{
    if (m_failures > 0 && m_alert)
        log::info(m_chain.name, "Works again after " + std::to_string(m_failures) + " failed attempts");
    const bool changed = m_alert.has_value();
    m_failures = 0;
    m_alert.reset();
    m_lastError.clear();
    m_progress.lastError.clear();
    if (changed)
        m_published.reset();
}

void ChainWorker::publish(Session& session, ChainState state, bool force)
{
    const bool changed = state != m_progress.state || !m_published;
    m_progress.state = state;
    m_progress.settlingUsers = session.settlingUsers();
    if (const Tracker* tracker = session.trackerIfAny()) {
        m_progress.head = tracker->heights().head;
        m_progress.confirmed = tracker->heights().confirmed;
        m_progress.processed = tracker->heights().processed;
    }
    const auto now = std::chrono::steady_clock::now();
    if (!changed && !force && now - *m_published < kPublishInterval)
        return;
    m_published = now;
    ChainStatus status;
    status.state = state;
    status.head = m_progress.head;
    if (m_alert)
        status.alerts.push_back(*m_alert);
    if (const auto problem = session.cacheProblem())
        status.alerts.push_back(*problem);
    status.alerts.insert(status.alerts.end(), m_doubts.begin(), m_doubts.end());
    status.lastError = m_lastError;
    status.updatedAt = wallClock();
    // Only news: where it cannot be written, the next write of facts will say why.
    if (auto written = session.chains().setStatus(session.record().id, status); !written)
        log::debug(m_chain.name, "The status was not written: " + written.error().message);
    if (m_parts.listener)
        m_parts.listener(m_progress);
}

/// Up to `time`, or until there is something to do: an action was executed, or stop.
void ChainWorker::rest(Session* session, std::chrono::milliseconds time, std::stop_token stop)
{
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    const auto until = std::chrono::steady_clock::now() + time;
    while (!stop.stop_requested() && std::chrono::steady_clock::now() < until) {
        // Operators ask through the database, which does not call.
        stopped.wait_until(lock, stop, std::min(until, std::chrono::steady_clock::now() + kLookForActions),
                           [] { return false; });
        if (!session || stop.stop_requested())
            continue;
        auto executed = runActions(*session);
        // What failed is met again, and told, in the turn that follows.
        if (!executed || *executed)
            return;
    }
}

/// True: something was executed.
Result<bool> ChainWorker::runActions(Session& session)
{
    auto executed = session.actions().run(kActionsAtOnce);
    if (!executed)
        return executed.error();
    if (session.actions().changedFacts())
        if (auto restarted = session.startOver(); !restarted)
            return restarted.error();
    if (*executed > 0 && m_parts.listener)
        m_parts.listener(m_progress);
    return *executed > 0;
}

} // namespace chainpoints
