#include "core/engine/chainworker.h"

#include "core/base/log.h"
#include "core/engine/workersession.h"

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
    // Not at each session that a database error ends.
    if (m_progress.owner || !m_hasFollowed)
        log::info(m_chain.name, m_progress.owner ? "Takes over" : "Is followed by this process");
    m_hasFollowed = true;
    m_progress.owner.reset();
    m_published.reset();
    return Session::open(*this, std::move(m_candidate), std::move(stop));
}

void ChainWorker::watch(const LeaseHolder& owner)
{
    if (m_progress.owner != owner) {
        log::info(m_chain.name, "Process " + std::to_string(owner.pid) + " on " + owner.host +
                                    " follows the chain; takes over when that ends");
        m_progress.owner = owner;
    }
    m_halted = false;
    recovered();
    // Who listens takes silence for a worker that stands still.
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
    if (auto read = readHalt(session); !read)
        return read.error();
    if (!record->active) {
        // No node is asked, so nothing is known of what they would say.
        if (!m_halted)
            recovered();
        if (auto read = readDoubts(session); !read)
            return read.error();
        publish(session, ChainState::Paused);
        return false;
    }

    const Result<bool> more = track(session, stop);
    // What a replaced chain would still make closable is not settled either.
    if (!more && (m_halted || isOfDatabase(more.error().code) || more.error().code == ErrorCode::Stopped ||
                  more.error().code == ErrorCode::FinalityViolated))
        return more;
    if (auto read = readDoubts(session); !read)
        return read.error();
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

    if (!m_doubts.empty()) {
        wellAgain(session, more && wentOn, state);
        if (!more)
            return more;
        auto checked = session.checkDoubts();
        return checked ? Result<bool>(*more || *checked) : checked;
    }
    // Also with a node that does not answer: what is closable is settled.
    do {
        auto settled = session.settle();
        if (!settled)
            return settled.error();
        wellAgain(session, more && (wentOn || *settled), state);
        if (!*settled && more && !*more)
            return session.fetchOpenings();
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
    if (!m_halted) {
        auto more = session.tracker().advance();
        if (more || more.error().code != ErrorCode::FinalityViolated)
            return more;
    }
    auto outcome = session.resolveFork();
    if (!outcome)
        return outcome.error();
    if (*outcome == DeepFork::Outcome::RolledBack) {
        if (auto restarted = session.startOver(); !restarted)
            return restarted.error();
    } else if (!m_halted) {
        return Error{ErrorCode::Forked, "the chain changed while it was read"};
    }
    if (auto read = readHalt(session); !read)
        return read.error();
    if (auto prepared = session.prepare(stop); !prepared)
        return prepared.error();
    return true;
}

/// A halt is a fact: another process may have found it, or an operator ended it.
Result<void> ChainWorker::readHalt(Session& session)
{
    auto halt = session.halt();
    if (!halt)
        return halt.error();
    if (*halt)
        m_alert = Alert{alertCode(ErrorCode::FinalityViolated), (*halt)->sentence, (*halt)->since};
    if (m_halted && !*halt) {
        recovered();
        m_progress.state = ChainState::Starting;
    }
    m_halted = halt->has_value();
    return {};
}

Result<void> ChainWorker::readDoubts(Session& session)
{
    std::vector<Alert> alerts;
    if (m_chain.verify != Verify::Off) {
        auto read = session.readDoubts();
        if (!read)
            return read.error();
        alerts = std::move(*read);
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
    // A halt stays the news until it is over, whatever else goes wrong meanwhile.
    if (!m_halted && (!passing || m_failures > 3))
        m_alert = Alert{code, error.message, m_alert && m_alert->code == code ? m_alert->since : wallClock()};
    m_halted = m_halted || error.code == ErrorCode::FinalityViolated;
    if (m_halted)
        m_progress.state = ChainState::FinalityViolated;
    else if (m_alert)
        m_progress.state = ChainState::Unreachable;
    m_progress.lastError = error.message;
    m_progress.isCutOff = isOfDatabase(error.code);
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

std::optional<Alert> ChainWorker::aheadOfChain()
{
    if (!m_progress.head || *m_progress.head >= m_progress.processed ||
        m_progress.processed >= m_chain.startBlock) {
        m_aheadSince.reset();
        return std::nullopt;
    }
    m_aheadSince = m_aheadSince.value_or(wallClock());
    return Alert{"rpc_behind",
                 "the chain's newest block is " + std::to_string(m_progress.head->value()) +
                     ", far before start_block " + std::to_string(m_chain.startBlock.value()) +
                     ": until then nothing is followed; is start_block right?",
                 *m_aheadSince};
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
    if (const auto early = aheadOfChain())
        status.alerts.push_back(*early);
    if (const auto problem = session.cacheProblem())
        status.alerts.push_back(*problem);
    status.alerts.insert(status.alerts.end(), m_doubts.begin(), m_doubts.end());
    if (m_parts.endpoints)
        status.endpoints = m_parts.endpoints();
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
        if (m_parts.beat)
            m_parts.beat();
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
    if (*executed > 0)
        session.lookForOpenings();
    if (*executed > 0 && m_parts.listener)
        m_parts.listener(m_progress);
    return *executed > 0;
}

} // namespace chainpoints
