// What operators see and ask for: plain values without behaviour. Amounts and points are exact decimal text:
// scaled as people read them, or `...Raw` in smallest units. Addresses are lower-case hex.
#pragma once

#include "core/access/failureviews.h"
#include "core/base/time.h"
#include "core/model/action.h"
#include "core/model/chainstate.h"
#include "core/model/endpointhealth.h"
#include "core/model/ledger.h"
#include "core/model/types.h"

#include <optional>
#include <string>
#include <vector>

namespace chainpoints {

/// The process that follows a chain.
struct ChainOwner
{
    std::string host;
    std::int64_t pid = 0;

    bool operator==(const ChainOwner&) const = default;
};

/// What the last settlement credited to all users of a chain, as far as that is known: points that were
/// worked out anew later are in no settlement.
struct IssuedView
{
    std::optional<UnixTime> from; ///< none: it was the chain's first one
    UnixTime to;
    std::string pointsRaw;
    std::string meanRaw; ///< of the last 24 intervals before that were settled one by one; empty: none was

    bool operator==(const IssuedView&) const = default;
};

/// One chain with everything that is known of it (SPEC 11). Heights before the first block are start block
/// - 1.
struct ChainView
{
    std::string name;
    EvmChainId evmChainId;
    Address contract;
    std::string symbol; ///< empty until the contract was asked; likewise the next two
    std::string title;
    std::optional<int> decimals;
    bool active = true;
    ChainState state = ChainState::Starting;
    std::vector<Alert> alerts;
    std::vector<EndpointHealth> endpoints; ///< as the configuration lists them; empty until they were asked
    std::optional<ChainOwner> owner;
    BlockHeight startBlock;
    std::string confirmations; ///< a number, "safe" or "finalized"
    std::optional<BlockHeight> head;
    BlockHeight confirmed;
    BlockHeight processed;
    BlockHeight calculated;
    std::optional<UnixTime> processedTime; ///< of the processed block
    std::optional<UnixTime> calculatedTime;
    std::optional<IssuedView> issued;
    std::int64_t users = 0;
    std::int64_t changes = 0;
    std::int64_t skippedLogs = 0;
    std::int64_t openFailures = 0;
    std::int64_t forks = 0; ///< that replaced processed blocks and were healed, ever
    std::string lastError;  ///< empty where there is none

    bool operator==(const ChainView&) const = default;
};

/// A user's points over all chains.
struct UserPointsView
{
    std::string address;
    UserStatus status = UserStatus::Normal;
    std::string points; ///< exact sum, cut at 18 decimals
    std::vector<std::string> chains;
};

enum class UserSort { ByAddress, ByBalance, ByPoints };

/// A page of the users of one chain.
struct UserQuery
{
    std::string chain;
    std::string
        search; ///< a part of the address in either case; with "0x" in front, its beginning; empty: all
    UserSort sort = UserSort::ByAddress;
    bool descending = false; ///< equals by user id, in the same direction
    std::size_t limit = 200; ///< 1 to 10000
    std::string cursor;      ///< UserPage::next of the page before; empty: the first page
};

/// One user on one chain.
struct UserView
{
    std::string address;
    UserStatus status = UserStatus::Normal;
    std::string balance;
    std::string balanceRaw;
    std::string points;
    std::string pointsRaw;
    BlockHeight lastUpdatedBlock;           ///< of the balance
    std::optional<UnixTime> lastChangeTime; ///< of that block
    UnixTime settledUpTo;                   ///< the points go up to here

    bool operator==(const UserView&) const = default;
};

struct UserPage
{
    std::vector<UserView> users;
    std::string next; ///< opaque; empty: this was the last page
};

/// A user's history on one chain. Without `from` and `to`: all of it.
struct HistoryQuery
{
    std::string chain;
    std::string address;
    std::optional<UnixTime> from;
    std::optional<UnixTime> to;
    std::size_t mostPoints = 2000; ///< 100 to 100000; more are thinned
};

/// The balance from `time` until the next point's time.
struct BalancePoint
{
    UnixTime time;
    std::string balance;
};

struct BalanceHistory
{
    UnixTime begin;                   ///< the first change ever
    UnixTime end;                     ///< time of the last processed block
    std::vector<BalancePoint> points; ///< ascending; the first holds at the range's start, the last at its
                                      ///< end; empty: no change ever
    bool thinned = false;             ///< of each stretch only first, last, lowest and highest are kept
};

/// Points gained in [from, to), and the total at `to`.
struct PointsBar
{
    UnixTime from;
    UnixTime to;
    std::string gained;
    std::string total;
};

struct PointsHistory
{
    UnixTime begin;              ///< start of the interval of the first change ever
    UnixTime end;                ///< settled up to here
    std::int64_t barSeconds = 0; ///< the interval, or a multiple of it where there would be too many bars
    std::vector<PointsBar> bars; ///< without gaps, ascending; empty: nothing settled yet
};

/// Something that an operator asks for. Pause, Resume, CheckAgain and Rollback: `chain` is needed. Retry: the
/// failures in `failures`, or where that is empty all open ones, of `chain` if one is given; the list is
/// fixed when it is asked. Cancel: done when it is recorded.
struct ActionRequest
{
    ActionKind kind = ActionKind::Retry;
    std::optional<std::string> chain;
    std::vector<FailureId> failures{};
    ActionDetails details{};
};

/// What came of one part of an action.
struct ActionItem
{
    std::string chain;
    std::optional<FailureId> failure; ///< what is retried; none: the chain itself
    ActionState state = ActionState::Waiting;
    std::string sentence; ///< what came of it; empty while waiting

    bool operator==(const ActionItem&) const = default;
};

struct ActionView
{
    ActionId id;
    ActionKind kind = ActionKind::Retry;
    UnixTime requestedAt;
    std::string requestedBy;   ///< "name@host"
    std::string requestedFrom; ///< "window", "command line", "api"
    ActionDetails details;
    std::int64_t waiting = 0; ///< parts in each state
    std::int64_t done = 0;
    std::int64_t failed = 0;
    std::int64_t skipped = 0;
    std::int64_t cancelled = 0;
    std::vector<ActionItem> items; ///< at most kMostActionItems

    [[nodiscard]] bool finished() const { return waiting == 0; }
    [[nodiscard]] std::int64_t parts() const { return waiting + done + failed + skipped + cancelled; }

    bool operator==(const ActionView&) const = default;
};
inline constexpr std::size_t kMostActionItems = 1000;

/// A page of actions, newest first.
struct ActionQuery
{
    std::size_t limit = 200;            ///< 1 to 10000
    std::string cursor;                 ///< ActionPage::next of the page before; empty: the first page
    std::optional<std::string> chain{}; ///< with a part on it
    std::string text{}; ///< a part, in either case, of who asked, of a reason or user, or of what came of it
    std::vector<ActionKind> orKinds{}; ///< with a text: also all of these kinds
};

/// An action as a line of a list: without its items.
struct ActionSummary
{
    ActionView action;
    std::vector<std::string> chains; ///< of its parts, by name
    std::string result;              ///< of its only part; empty while waiting, or where there are more parts

    bool operator==(const ActionSummary&) const = default;
};

struct ActionPage
{
    std::vector<ActionSummary> actions;
    std::string next; ///< opaque; empty: this was the last page
};

} // namespace chainpoints
