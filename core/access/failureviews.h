// Spans of time for which points could not be calculated. Plain values, as in core/access/views.h.
#pragma once

#include "core/base/time.h"
#include "core/model/action.h"
#include "core/model/types.h"

#include <optional>
#include <string>
#include <vector>

namespace chainpoints {

enum class FailureFilter {
    Open,      ///< and not dismissed
    Dismissed, ///< open, but set aside
    Resolved,
    All,
};

/// A page of failures, oldest missing points first.
struct FailureQuery
{
    std::optional<std::string> chain;
    FailureFilter filter = FailureFilter::Open;
    std::size_t limit = 200;          ///< 1 to 10000
    std::string cursor;               ///< FailurePage::next of the page before; empty: the first page
    std::vector<std::string> codes{}; ///< of the reasons; none: any. An empty one: of a reason without a code
    std::string search{};             ///< part of an address, or of a reason, in either case; empty: any
};

/// Who set a failure aside, and why.
struct DismissalView
{
    UnixTime at;
    std::string by; ///< "name@host"
    std::string note;

    bool operator==(const DismissalView&) const = default;
};

/// A span of time for which a user's points could not be calculated.
struct FailureView
{
    FailureId id;
    std::string chain;
    std::string address;
    bool open = true;
    BlockHeight fromBlock;
    BlockHeight toBlock;
    UnixTime from;      ///< points are missing from here on
    UnixTime to;        ///< up to here at least
    std::string code;   ///< of the reason: "balance_chain"
    std::string reason; ///< a sentence that names block and cause
    std::int64_t attempts = 0;
    UnixTime lastAttempt;
    std::optional<UnixTime> nextAttempt; ///< the first boundary from then on tries again; none: nothing does
                                         ///< by itself
    std::optional<DismissalView> dismissal;

    bool operator==(const FailureView&) const = default;
};

struct FailurePage
{
    std::vector<FailureView> failures;
    std::string next; ///< opaque; empty: this was the last page
};

/// The failures of one chain with one reason.
struct FailureGroup
{
    std::string chain;
    std::string code;
    std::int64_t failures = 0;
    UnixTime from;                       ///< of the oldest
    UnixTime lastAttempt{};              ///< the latest
    std::optional<UnixTime> nextAttempt; ///< the earliest, as FailureView::nextAttempt

    bool operator==(const FailureGroup&) const = default;
};

/// How long the last retry of some more failures took, from its first to its last.
struct RetryPace
{
    std::int64_t failures = 0;
    std::int64_t seconds = 1; ///< at least 1

    bool operator==(const RetryPace&) const = default;
};

/// All failures that match a query, as they are now.
struct FailureSet
{
    std::vector<FailureId> failures;  ///< ascending
    std::vector<FailureGroup> groups; ///< by chain, then by code
    std::optional<RetryPace> pace{};  ///< none: there was none yet
};

/// What an operator once asked of a failure, and what came of it.
struct FailureActionView
{
    ActionId action;
    ActionKind kind = ActionKind::Retry;
    UnixTime requestedAt;
    std::string requestedBy;
    ActionState state = ActionState::Waiting;
    std::string sentence; ///< empty while waiting
    std::string note;     ///< of a dismissal

    bool operator==(const FailureActionView&) const = default;
};

} // namespace chainpoints
