// Requests of operators and what came of them: tables operator_action and operator_action_item.
#pragma once

#include "core/base/time.h"
#include "core/model/action.h"
#include "core/model/types.h"
#include "core/storage/openingstore.h"
#include "core/storage/sql/connection.h"

#include <functional>
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
    std::string unreadable{}; ///< why nobody knows what was asked for; empty: it is known
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
    /// Of the chain itself, for every chain.
    [[nodiscard]] Result<ActionId> requestForAll(ActionKind kind, const Requester& by,
                                                 const ActionDetails& details);
    /// Of every chain that the user details.user is on. NotFound, and nothing recorded, if nobody has that
    /// address.
    [[nodiscard]] Result<ActionId> requestForUser(ActionKind kind, const Requester& by,
                                                  const ActionDetails& details);
    /// ImportOpening, of one chain.
    [[nodiscard]] Result<ActionId> requestImport(ChainId chain, std::span<const OpeningBalance> openings,
                                                 const Requester& by, const ActionDetails& details);
    /// NotFound, and nothing recorded, if one of the ids is no failure (of `chain`, where one is given). The
    /// same id twice is one part.
    [[nodiscard]] Result<ActionId> requestForFailures(ActionKind kind, std::optional<ChainId> chain,
                                                      std::span<const FailureId> failures,
                                                      const Requester& by, const ActionDetails& details = {});
    /// Of all failures that are open now, of one chain or of all; those that were dismissed only where they
    /// are to be restored.
    [[nodiscard]] Result<ActionId> requestForAllFailures(ActionKind kind, std::optional<ChainId> chain,
                                                         const Requester& by,
                                                         const ActionDetails& details = {});

    /// Takes back what still waits of `target`; the answer is the Cancel, whose parts are the chains where
    /// something waited. NotFound: no such action. Refused, and nothing recorded, where nothing waits any
    /// more, and where parts that belong together (a user's status, rates) are done on one chain already.
    [[nodiscard]] Result<ActionId> cancel(ActionId target, const Requester& by,
                                          const ActionDetails& details = {});

    /// What an ImportOpening brings, by address.
    [[nodiscard]] Result<std::vector<OpeningBalance>> openings(ActionId action);

    /// The oldest one; none if none waits.
    [[nodiscard]] Result<std::optional<WaitingItem>> next(ChainId chain);
    [[nodiscard]] Result<bool> isWaiting(ChainId chain, const WaitingItem& item);
    /// Within the caller's transaction, together with what was done. Also closes the action after its last
    /// part. Conflict: the part was cancelled meanwhile.
    [[nodiscard]] Result<void> finish(ChainId chain, const WaitingItem& item, ActionState state,
                                      const std::string& sentence);

private:
    [[nodiscard]] Result<ActionId> add(ActionKind kind, const Requester& by,
                                       const ActionDetails& details = {});
    [[nodiscard]] Result<ActionId> request(ActionKind kind, const Requester& by, const ActionDetails& details,
                                           const std::function<Result<void>(ActionId)>& addParts);
    [[nodiscard]] Result<bool> lock(ActionId action);
    [[nodiscard]] Result<void> mayBeCancelled(ActionId action);
    [[nodiscard]] Result<void> cancelParts(ActionId target, ActionId cancel, const Requester& by);
    [[nodiscard]] Result<void> closeIfDone(ActionId action);

    sql::Connection& m_connection;
};

} // namespace chainpoints
