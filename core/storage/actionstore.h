// Requests of operators and what came of them: tables operator_action and operator_action_item.
#pragma once

#include "core/base/time.h"
#include "core/model/action.h"
#include "core/model/types.h"
#include "core/storage/sql/connection.h"

#include <optional>
#include <span>
#include <string>

namespace chainpoints {

/// Who asks, and from where.
struct Requester
{
    std::string who;   ///< "name@host"
    std::string where; ///< "window", "command line", "api"
};

/// A part of an action that waits for the chain's owner.
struct WaitingItem
{
    ActionId action;
    ActionKind kind = ActionKind::Retry;
    FailureId failure; ///< 0: the chain itself
    ActionDetails details{};
    std::string requestedBy{};
};

/// Reads and writes through a connection that it does not own. Errors are those of the connection.
class ActionStore
{
public:
    explicit ActionStore(sql::Connection& connection) : m_connection(connection) {}

    // Each of these is a transaction of its own.

    /// Of the chain itself.
    [[nodiscard]] Result<ActionId> requestFor(ChainId chain, ActionKind kind, const Requester& by,
                                              const ActionDetails& details = {});
    /// NotFound, and nothing recorded, if one of the ids is no failure (of `chain`, where one is given). The
    /// same id twice is one part.
    [[nodiscard]] Result<ActionId> requestRetry(std::optional<ChainId> chain,
                                                std::span<const FailureId> failures, const Requester& by);
    /// Of all failures that are open now, of one chain or of all.
    [[nodiscard]] Result<ActionId> requestRetryOfAll(std::optional<ChainId> chain, const Requester& by);

    /// The oldest one; none if none waits.
    [[nodiscard]] Result<std::optional<WaitingItem>> next(ChainId chain);
    /// Within the caller's transaction, together with what was done. Also closes the action after its last
    /// part.
    [[nodiscard]] Result<void> finish(ChainId chain, const WaitingItem& item, ActionState state,
                                      const std::string& sentence);

private:
    [[nodiscard]] Result<ActionId> add(ActionKind kind, const Requester& by,
                                       const ActionDetails& details = {});
    [[nodiscard]] Result<void> closeIfDone(ActionId action);

    sql::Connection& m_connection;
};

} // namespace chainpoints
