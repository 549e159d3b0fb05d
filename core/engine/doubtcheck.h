// Whether logs that are in doubt still are (SPEC 5): asks for them again, and ends the doubt where its cause
// is gone.
#pragma once

#include "core/config/config.h"
#include "core/rpc/node.h"
#include "core/storage/chainstore.h"
#include "core/storage/doubtstore.h"

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

namespace chainpoints {

/// Remembers between the steps how far it is. Works through a connection and a node that it does not own;
/// same thread.
class DoubtCheck
{
public:
    using Clock = std::chrono::steady_clock;
    using Now = std::function<Clock::time_point()>;
    /// Whether blocks that are not processed yet will bring more doubt of the kind.
    using Awaits = std::function<bool(DoubtKind)>;

    static constexpr std::chrono::minutes kFirstPause{1};
    static constexpr std::chrono::minutes kLongestPause{60};
    /// What comes into doubt again after it was taken back is the operator's for so long.
    static constexpr std::chrono::hours kBetweenRollbacks{24};

    /// `atOnce`: there are doubts from before, and what the nodes say may be another by now.
    explicit DoubtCheck(bool atOnce, Now now = Clock::now);

    /// What is stored now. Call before each step, also where there is no doubt.
    void take(std::span<const StoredDoubt> doubts);
    /// Blocks were taken back: what was looked at counts no more.
    void startOver() { m_looks.clear(); }

    enum class Outcome {
        Waits,      ///< it is not time yet, or nothing changed
        GoesOn,     ///< some blocks are through, or a round is; what is left can be asked at once
        Removed,    ///< the logs add up, and are those of the ledger
        RolledBack, ///< the chain stands before the doubted blocks; what was remembered of it is void
    };
    /// One bounded look at the nodes, where it is time for one. What nodes cannot answer changes nothing: the
    /// doubt is looked at again after the pause. Errors are those of the connection, and Stopped.
    [[nodiscard]] Result<Outcome> step(const ChainConfig& config, sql::Connection& connection,
                                       ChainNode& node, const Awaits& awaits, std::stop_token stop);

    /// What the last look brought, to follow the doubt's own sentence; may be empty.
    [[nodiscard]] std::string note(DoubtKind kind) const;

private:
    /// How far one doubt is.
    struct Look
    {
        StoredDoubt stored;
        BlockHeight next;            ///< the blocks before are through
        std::int64_t mostBlocks = 0; ///< 0: as many as usual
        bool left = false;           ///< looked at in this round, and still in doubt
        std::string note = {};
    };
    struct Answer
    {
        CheckedLogs checked;
        std::vector<BlockHeader> headers; ///< none where the blocks were asked for as a range
    };

    [[nodiscard]] Look* current();
    [[nodiscard]] static Outcome leave(Look& look, std::string note);
    [[nodiscard]] static Result<Answer> ask(ChainNode& node, BlockRange range, DoubtKind kind,
                                            bool blockwise);
    [[nodiscard]] Result<Outcome> end(Look& look, const ChainRecord& chain, sql::Connection& connection,
                                      const Awaits& awaits);
    [[nodiscard]] Result<Outcome> takeBack(Look& look, const ChainRecord& chain,
                                           std::span<const BlockHeader> headers, const ChainConfig& config,
                                           sql::Connection& connection, ChainNode& node,
                                           std::stop_token stop);

    const Now m_now;
    std::map<DoubtKind, Look> m_looks;      ///< of each doubt
    std::optional<Clock::time_point> m_due; ///< none as long as there is no doubt
    Clock::duration m_pause = kFirstPause;
    bool m_atOnce;
    std::optional<Clock::time_point> m_noneSince;
};

} // namespace chainpoints
