// What is known of the endpoints of one chain, shared by all its ChainNodes.
#pragma once

#include "core/model/types.h"
#include "core/rpc/fault.h"

#include <QUrl>

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace chainpoints {

/// A segment of a URL's path that is long and has digits.
[[nodiscard]] bool looksLikeKey(const QString& segment);

/// One endpoint as shown to the operator.
struct EndpointStatus
{
    std::string name;                ///< its host; with a number where hosts repeat
    bool chainVerified = false;      ///< it has told the right chain id
    std::optional<double> latencyMs; ///< moving average; none before the first answer
    std::int64_t answers = 0;        ///< calls answered well
    std::int64_t calls = 0;          ///< those that say something of the endpoint: answered, failed, or late
    std::int64_t errors = 0;         ///< calls failed: no connection, time-outs, refusals, limits on requests
    std::map<FaultKind, std::int64_t> errorsByKind;
    double errorWeight = 0;               ///< moving share of failed calls, 0 to 1
    std::int64_t lies = 0;                ///< answers that cannot be right
    std::int64_t lags = 0;                ///< times it did not have the block
    std::optional<BlockHeight> head;      ///< as it last reported
    std::optional<std::int64_t> behind;   ///< blocks behind the best head that was known then
    std::string lastError;                ///< a sentence; empty if there was none
    std::string restsFor;                 ///< a sentence: why it is not asked
    std::optional<UnixTime> benchedUntil; ///< not asked before
};

/// Safe from any thread. Endpoints are named by their index, which never changes.
class EndpointPool
{
public:
    using Clock = std::chrono::steady_clock;
    using Now = std::function<Clock::time_point()>;

    static constexpr std::chrono::milliseconds kFirstRest{250};
    static constexpr std::chrono::milliseconds kLongestRest{30'000};
    static constexpr std::chrono::minutes kLongestRetryAfter{5};
    /// For what no waiting cures soon: a used-up account, another chain.
    static constexpr std::chrono::minutes kLongRest{10};
    static constexpr std::chrono::seconds kHeadAge{15};
    static constexpr std::size_t kFullBatch = 100;

    /// `urls`: at least one, http or https, secrets resolved. What looks like a key in them is never logged
    /// from then on.
    explicit EndpointPool(const std::vector<std::string>& urls, Now now = Clock::now);

    /// Called from then on, from any thread, while an answer is waited for and when it is there or given up:
    /// whoever asks moves. Set before the first call.
    void onBeat(std::function<void()> beat) { m_beat = std::move(beat); }
    void beat() const
    {
        if (m_beat)
            m_beat();
    }

    [[nodiscard]] std::size_t size() const { return m_addresses.size(); }
    [[nodiscard]] const std::string& name(std::size_t endpoint) const { return m_addresses[endpoint].name; }
    [[nodiscard]] const QUrl& url(std::size_t endpoint) const { return m_addresses[endpoint].url; }
    [[nodiscard]] Clock::time_point now() const { return m_now(); }

    struct Pick
    {
        std::size_t endpoint = 0;
        std::chrono::milliseconds rest{0}; ///< how long it is not to be asked
    };
    /// The best of the allowed endpoints: rested before resting, then with a known head >= `needed` before
    /// the others (without `needed`: near the highest known head), then fast and faultless; of resting ones,
    /// the one that is free first. Nothing if none is allowed.
    [[nodiscard]] std::optional<Pick> pick(const std::vector<bool>& allowed,
                                           std::optional<BlockHeight> needed) const;

    void measured(std::size_t endpoint, std::chrono::duration<double, std::milli> latency);
    /// A call was answered well: its back-off starts over.
    void succeeded(std::size_t endpoint);
    /// A try that began at `startedAt` failed. Lets the endpoint rest according to the kind of fault, with
    /// exponential back-off and jitter; a failure of a try that had begun before the last rest does not
    /// double it again. Faults that say nothing against the endpoint (range, reverted, stopped), or not
    /// yet (doubtful), change nothing.
    void failed(std::size_t endpoint, const Fault& fault, Clock::time_point startedAt);
    /// Counts a lie that was cured: a removed log that was left out, logs that another endpoint had.
    void lied(std::size_t endpoint, const std::string& what);
    /// It is not to be asked now.
    [[nodiscard]] bool rests(std::size_t endpoint) const;
    [[nodiscard]] std::optional<Fault> lastFault(std::size_t endpoint) const;

    [[nodiscard]] bool isVerified(std::size_t endpoint) const;
    void setVerified(std::size_t endpoint);
    /// The last reported head; none after a report that contradicted it.
    [[nodiscard]] std::optional<BlockHeight> head(std::size_t endpoint) const;
    void setHead(std::size_t endpoint, std::optional<BlockHeight> head);
    /// A rested endpoint whose head nobody asked for kHeadAge, if there are several endpoints: otherwise one
    /// that is stuck would be taken for the best for ever. Named once each kHeadAge.
    [[nodiscard]] std::optional<std::size_t> takeUnknownHead();
    /// Calls that the endpoint takes in one batch; 1 means no batches at all.
    [[nodiscard]] std::size_t batchLimit(std::size_t endpoint) const;
    /// It refused a batch of this size: 100, 10, 1.
    void refusedBatch(std::size_t endpoint, std::size_t size);
    /// The most blocks of one eth_getLogs, as the endpoint said when it refused more; it only tightens.
    [[nodiscard]] std::optional<std::int64_t> rangeCap(std::size_t endpoint) const;
    void limitRange(std::size_t endpoint, std::int64_t blocks);

    [[nodiscard]] std::vector<EndpointStatus> status() const;

private:
    struct Address
    {
        std::string name;
        QUrl url;
    };
    struct Knowledge
    {
        EndpointStatus shown;
        int failuresInRow = 0;
        std::size_t batchLimit = kFullBatch;
        std::optional<std::int64_t> rangeCap;
        Clock::time_point restsUntil{};
        Clock::time_point restBegan{};
        std::optional<Clock::time_point> headAsked;
        std::optional<Fault> lastFault;
    };

    [[nodiscard]] static double cost(const Knowledge& endpoint);
    [[nodiscard]] std::chrono::milliseconds backOff(Knowledge& endpoint, Clock::time_point startedAt);

    Now m_now;
    std::vector<Address> m_addresses; ///< constant after construction
    std::function<void()> m_beat;     ///< likewise, but for onBeat()
    mutable std::mutex m_mutex;       ///< guards what follows
    std::vector<Knowledge> m_knowledge;
    std::minstd_rand m_random;
};

} // namespace chainpoints
