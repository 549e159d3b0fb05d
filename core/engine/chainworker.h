// The life of one chain: own, track, settle, wait, recover; in a thread of its own.
#pragma once

#include "core/cache/pendingcache.h"
#include "core/config/config.h"
#include "core/engine/progress.h"
#include "core/model/endpointhealth.h"
#include "core/rpc/node.h"
#include "core/storage/sql/connection.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace chainpoints {

class LeaseKeeper;

enum class RunMode {
    Forever, ///< follows until stopped; every failure is retried
    Once,    ///< up to the confirmed height and the last closable boundary; a failure of a dependency ends it
};

/// What a worker needs from outside; called in the worker's thread.
struct WorkerParts
{
    std::function<Result<std::unique_ptr<sql::Connection>>()> openDatabase;
    std::function<Result<std::unique_ptr<PendingCache>>(sql::Connection&, ChainId, std::stop_token)>
        makeCache;
    ChainNodeFactory makeNode;
    ProgressListener listener;
    LeaseKeeper* leases = nullptr; ///< outlives the worker
    /// How the nodes behind makeNode are doing; may be empty.
    std::function<std::vector<EndpointHealth>()> endpoints = {};
    /// The worker moves, though it may have nothing to tell for long: called while it rests; may be empty.
    std::function<void()> beat = {};
};

/// Writes the chain only while it has its lease; else it watches until it can have it.
class ChainWorker
{
public:
    ChainWorker(ChainConfig chain, PointsConfig points, WorkerParts parts, RunMode mode);
    ~ChainWorker();

    /// Runs in the calling thread until stopped, or in Once mode until done. Returns within a second of the
    /// stop. Without error: stopped, or done. Errors only in Once mode, or for what no retry can heal.
    [[nodiscard]] Result<void> run(std::stop_token stop);

private:
    struct Candidate;
    class Session;
    [[nodiscard]] Result<std::unique_ptr<Session>> begin(std::stop_token stop);
    void watch(const LeaseHolder& owner);
    void leave(std::unique_ptr<Session> session);
    [[nodiscard]] Result<bool> turn(Session& session, std::stop_token stop);
    [[nodiscard]] Result<bool> track(Session& session, std::stop_token stop);
    void failed(Session* session, const Error& error);
    void recovered();
    void wellAgain(Session& session, bool proven, ChainState state);
    void publish(Session& session, ChainState state, bool force = false);
    /// While the chain has not come to the block before its first one.
    [[nodiscard]] std::optional<Alert> aheadOfChain();
    void rest(Session* session, std::chrono::milliseconds time, std::stop_token stop);
    [[nodiscard]] Result<bool> runActions(Session& session);
    [[nodiscard]] Result<void> readHalt(Session& session);
    [[nodiscard]] Result<void> readDoubts(Session& session);

    const ChainConfig m_chain;
    const PointsConfig m_points;
    const WorkerParts m_parts;
    const RunMode m_mode;

    std::unique_ptr<Candidate> m_candidate; ///< while no session runs
    ChainProgress m_progress;
    std::optional<Alert> m_alert;
    std::optional<UnixTime> m_aheadSince;
    std::vector<Alert> m_doubts; ///< as long as there is one, no points are settled
    std::string m_lastError;
    int m_failures = 0;         ///< in a row
    bool m_hasFollowed = false; ///< this process had the lease before
    bool m_halted = false;      ///< by an open incident, as of the last look
    std::optional<std::chrono::steady_clock::time_point> m_published;
};

} // namespace chainpoints
