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

    static constexpr std::chrono::minutes kFirstPause{1};
    static constexpr std::chrono::minutes kLongestPause{60};

    /// `atOnce`: there are doubts from before, and what the nodes say may be another by now.
    explicit DoubtCheck(bool atOnce, Now now = Clock::now);

    /// What is stored now. Call before each step, also where there is no doubt.
    void take(std::span<const StoredDoubt> doubts);

    enum class Outcome {
        Waits,      ///< it is not time yet, or nothing changed
        GoesOn,     ///< some blocks are through, or a round is; what is left can be asked at once
        Removed,    ///< the logs add up, and are those of the ledger
        RolledBack, ///< the chain stands before the doubted blocks; what was remembered of it is void
    };
    /// One bounded look at the nodes, where it is time for one. What nodes cannot answer changes nothing: the
    /// doubt is looked at again after the pause. Errors are those of the connection, and Stopped.
    [[nodiscard]] Result<Outcome> step(const ChainConfig& config, sql::Connection& connection,
                                       ChainNode& node, std::stop_token stop);

    /// What the last look brought that an operator has to know, to follow the doubt's own sentence; may be
    /// empty.
    [[nodiscard]] std::string note(DoubtKind kind) const;

private:
    /// How far one doubt is.
    struct Progress
    {
        DoubtKind kind = DoubtKind::Supply;
        BlockHeight first; ///< of the doubt
        BlockHeight next;
    };

    [[nodiscard]] const StoredDoubt* current();
    [[nodiscard]] Outcome leave(std::string note);
    [[nodiscard]] BlockRange piece(const ChainConfig& config, const Doubt& doubt) const;
    [[nodiscard]] static bool isBlockwise(const ChainConfig& config, const Doubt& doubt);
    [[nodiscard]] Result<Outcome> takeBack(const StoredDoubt& stored, const ChainConfig& config,
                                           sql::Connection& connection, ChainNode& node,
                                           std::stop_token stop);

    const Now m_now;
    std::vector<StoredDoubt> m_doubts;
    std::optional<Clock::time_point> m_due; ///< none as long as there is no doubt
    Clock::duration m_pause = kFirstPause;
    bool m_atOnce;
    std::optional<Clock::time_point> m_noneSince;
    std::map<DoubtKind, std::string> m_left; ///< looked at in this round in vain; with what was found
    std::map<DoubtKind, std::string> m_notes;
    std::optional<Progress> m_progress;
    std::int64_t m_mostBlocks = 0; ///< 0: as many as usual
};

} // namespace chainpoints
