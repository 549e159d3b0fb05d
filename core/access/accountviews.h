// One user as other programs see him: his sums, the rows behind them, and the sum written out. Plain values;
// amounts as in core/access/views.h.
#pragma once

#include "core/access/views.h"

#include <optional>
#include <string>
#include <vector>

namespace chainpoints {

/// A page of users with their points over all chains. Balances of different tokens have no sum, so there is
/// no such order.
struct UserTotalQuery
{
    std::string search; ///< as in UserQuery
    std::optional<UserStatus> status;
    bool byPoints = false; ///< else by address; equals by address, in the same direction
    bool descending = false;
    std::size_t limit = 200; ///< 1 to 10000
    std::string cursor;      ///< UserTotalPage::next of the page before; empty: the first page
};

struct UserTotalPage
{
    std::vector<UserPointsView> users;
    std::string next; ///< opaque; empty: this was the last page
};

/// A page of rows that belong to one user, chain by chain in the order of their names, oldest first.
struct UserRowsQuery
{
    std::optional<std::string> chain; ///< none: all of them
    std::string address;
    std::size_t limit = 200;  ///< 1 to 10000
    std::string cursor;       ///< `next` of the page before; empty: the first page
    bool newestFirst = false; ///< of changes alone: on each chain the newest first
};

/// A row of the ledger.
struct ChangeView
{
    std::string chain;
    std::string type; ///< "mint", "burn", "transfer_out", "transfer_in", "opening"
    std::string amount;
    std::string amountRaw;
    std::string balanceAfter;
    std::string balanceAfterRaw;
    std::string txHash;
    std::int64_t logIndex = 0;
    std::string blockHash;
    BlockHeight block;
    UnixTime time;
};

struct ChangePage
{
    std::vector<ChangeView> changes;
    std::string next;
};

/// A row of user_points_change: what was gained over a span, or why that could not be told.
struct SpanView
{
    FailureId id;
    std::string chain;
    BlockHeight fromBlock;
    BlockHeight toBlock;
    UnixTime from;
    UnixTime to;
    bool settled = true;
    std::string points; ///< empty where it failed; likewise the next
    std::string pointsRaw;
    std::string reason; ///< "code: sentence"; empty where nothing ever failed
    std::int64_t attempts = 0;
};

struct SpanPage
{
    std::vector<SpanView> spans;
    std::string next;
};

/// A user's points on one chain as of a settled boundary.
struct PointsAtView
{
    std::string chain;
    std::string points;
    std::string pointsRaw;
    BlockHeight settledBlock;
    UnixTime settledUpTo; ///< the boundary, or the user's own cursor where that is earlier
};

struct UserPointsAtView
{
    std::string address;
    UnixTime at;
    std::string points; ///< exact sum over the chains, cut at 18 decimals
    std::vector<PointsAtView> chains;
};

/// A stretch of time with one balance and one rate: pointsRaw = balanceRaw x rate x 10^9 x (to - from).
struct StatementSegment
{
    UnixTime from;
    UnixTime to;
    std::string balance;
    std::string balanceRaw;
    std::string rate; ///< points per token and hour; 0 while the user is disabled or excluded
    std::string points;
    std::string pointsRaw;
    std::string total; ///< points of this and all segments before
    std::string totalRaw;
};

struct StatementQuery
{
    std::string chain;
    std::string address;
    std::size_t limit = 200; ///< 1 to 10000
    std::string cursor;
};

/// A user's points on one chain, worked out from the ledger once more.
struct StatementPage
{
    std::string chain;
    std::string address;
    int decimals = 0;
    UnixTime settledUpTo;
    std::string points; ///< what is recorded, to compare the sum with
    std::string pointsRaw;
    std::vector<StatementSegment> segments;
    std::string next;
};

/// A user's recorded points on one chain against the sum of what each segment of the statement gains, both
/// read in one snapshot.
struct StatementCheck
{
    UnixTime settledUpTo;
    std::int64_t segments = 0;
    std::string recorded; ///< points
    std::string recordedRaw;
    std::string computed;
    std::string computedRaw;
    std::string difference; ///< points, computed - recorded
    std::string differenceRaw;

    [[nodiscard]] bool matches() const { return recordedRaw == computedRaw; }
};

/// A user's settled points on one chain as they are and as they would be.
struct PointsPreview
{
    std::string chain;
    std::string address;
    std::string before; ///< points, 18 decimals
    std::string after;
    std::string difference;
    UnixTime settled; ///< up to when, afterwards
};

} // namespace chainpoints
