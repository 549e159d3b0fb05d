// What happened to the chains, and which settled points it changed. Plain values; amounts as in
// core/access/views.h.
#pragma once

#include "core/access/views.h"

#include <optional>
#include <string>
#include <vector>

namespace chainpoints {

/// A block as a tip of the chain.
struct TipView
{
    BlockHeight block;
    std::string hash;

    bool operator==(const TipView&) const = default;
};

struct IncidentView
{
    std::int64_t id = 0;
    std::string chain;
    std::string kind; ///< "deep_fork", "finality_violated", "rollback"
    UnixTime happenedAt;
    std::optional<BlockHeight> ancestor; ///< the last block that both forks have
    TipView oldTip;
    TipView newTip;
    std::optional<std::int64_t> depth; ///< processed blocks that were replaced or taken back
    std::int64_t rowsRemoved = 0;
    std::int64_t usersChanged = 0;
    std::string sentence;
    std::string evidence;               ///< JSON
    std::optional<ActionId> action;     ///< that asked for it
    std::optional<UnixTime> resolvedAt; ///< none: it holds up its chain still

    bool operator==(const IncidentView&) const = default;
};

/// Newest first.
struct IncidentQuery
{
    std::optional<std::string> chain;
    std::size_t limit = 200; ///< 1 to 10000
    std::string cursor;      ///< IncidentPage::next of the page before; empty: the first page
    std::string text{};      ///< a part, in either case, of the kind, the sentence or a hash; empty: all
};

struct IncidentPage
{
    std::vector<IncidentView> incidents;
    std::string next; ///< opaque; empty: this was the last page
};

/// Why settled points of a user are others than they were.
struct RestatementView
{
    std::int64_t id = 0;
    std::string chain;
    std::string address;
    std::string reason;
    std::optional<std::int64_t> incident;
    std::optional<ActionId> action;
    std::string requestedBy; ///< empty: nobody asked
    UnixTime restatedAt;
    std::string pointsBefore; ///< scaled; Raw below
    std::string pointsAfter;
    std::string difference;
    std::string pointsBeforeRaw;
    std::string pointsAfterRaw;
    std::string differenceRaw;
    UnixTime settledBefore; ///< up to when they were settled
    UnixTime settledAfter;

    bool operator==(const RestatementView&) const = default;
};

/// Of all users, newest first.
struct RestatementQuery
{
    std::optional<std::string> chain;
    std::string search;                   ///< as in UserQuery
    std::optional<std::int64_t> incident; ///< only what this one changed
    std::size_t limit = 200;              ///< 1 to 10000
    std::string cursor;                   ///< RestatementPage::next of the page before; empty: the first page
};

struct RestatementPage
{
    std::vector<RestatementView> restatements;
    std::string next;
};

} // namespace chainpoints
