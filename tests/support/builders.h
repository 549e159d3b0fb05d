// What the tests of the rules are made of: short names for values, a chain told as a story, and an oracle for
// points that works by another principle than the program.
#pragma once

#include "core/ledger/ledgerbuilder.h"
#include "core/model/boundaries.h"
#include "core/points/settlement.h"
#include "core/storage/ledgerpage.h"

#include <QString>

#include <random>
#include <string>
#include <vector>

namespace chainpoints {

// Values.

inline constexpr std::int64_t kHour = 3600;

[[nodiscard]] QString text(const std::string& utf8);
/// The message of a failure, "(none)" of a success.
template <typename T>
[[nodiscard]] QString failure(const Result<T>& result)
{
    return result ? QStringLiteral("(none)") : text(result.error().message);
}

/// User number n; 0 is the zero address.
[[nodiscard]] Address user(std::uint32_t n);
[[nodiscard]] Hash hash(std::uint64_t n);
/// 2025-01-01, UTC, the day of the written-out cases. Hours may run on above 23.
[[nodiscard]] UnixTime at(std::int64_t hour, std::int64_t minute = 0, std::int64_t second = 0);
[[nodiscard]] RawAmount raw(const std::string& decimal);
[[nodiscard]] RawAmount tokens(std::int64_t whole, int decimals = 18);
/// 2^256 - 1
[[nodiscard]] RawAmount maxUint256();
/// 0.05 from the beginning, or as given.
[[nodiscard]] RateTimeline rateOf(const std::string& perHour = "0.05");

/// Points as a fraction in lowest terms: "20/3".
[[nodiscard]] QString fraction(const PointsRaw& points, int decimals = 18);

// A chain.

/// Blocks with transfers, one after the other. Heights are gapless.
class Story
{
public:
    explicit Story(std::int64_t firstHeight = 1, std::int64_t intervalSeconds = kHour);

    /// The next block.
    Story& block(UnixTime time);
    /// In the newest block.
    Story& transfer(std::uint32_t from, std::uint32_t to, RawAmount value);
    Story& mint(std::uint32_t to, std::int64_t whole) { return transfer(0, to, tokens(whole)); }
    Story& burn(std::uint32_t from, std::int64_t whole) { return transfer(from, 0, tokens(whole)); }
    Story& send(std::uint32_t from, std::uint32_t to, std::int64_t whole)
    {
        return transfer(from, to, tokens(whole));
    }

    [[nodiscard]] const std::vector<BlockHeader>& headers() const { return m_headers; }
    [[nodiscard]] const std::vector<Transfer>& transfers() const { return m_transfers; }
    [[nodiscard]] BlockHeight firstHeight() const { return BlockHeight(m_firstHeight); }
    [[nodiscard]] BlockHeight lastHeight() const { return m_headers.back().height; }
    /// Found by looking at every block.
    [[nodiscard]] BlockHeight blockBefore(UnixTime boundary) const;
    [[nodiscard]] UnixTime lastBoundary() const
    {
        return boundaryAtOrBefore(m_headers.back().time, m_interval);
    }

    [[nodiscard]] std::vector<LedgerRow> rows() const;
    [[nodiscard]] std::vector<LedgerRow> rowsOf(std::uint32_t user) const;
    /// Blocks first to last, counted from 0, with the boundaries that they make closable.
    [[nodiscard]] LedgerPage page(std::size_t first, std::size_t last) const;
    [[nodiscard]] LedgerPage wholePage() const { return page(0, m_headers.size() - 1); }

private:
    std::int64_t m_firstHeight;
    std::int64_t m_interval;
    std::vector<BlockHeader> m_headers;
    std::vector<Transfer> m_transfers;
    std::int64_t m_nextLog = 0;
};

/// A story in short: "14:00 0>1:100 | 15:30:12 1>2:30 1>0:20" is two blocks on the day of at(), with whole
/// tokens. A last block at `end` makes everything before it closable.
[[nodiscard]] Story toldStory(const std::string& script, UnixTime end);

/// Reproducible chance.
class Dice
{
public:
    explicit Dice(std::uint32_t seed) : m_engine(seed) {}
    /// Both ends included.
    std::int64_t between(std::int64_t low, std::int64_t high)
    {
        return low + static_cast<std::int64_t>(m_engine() % static_cast<std::uint64_t>(high - low + 1));
    }
    bool oneIn(std::int64_t n) { return between(1, n) == 1; }

private:
    std::mt19937_64 m_engine;
};

/// Random mints, burns, transfers and self-transfers among `users` users over `hours` hours from `start` on:
/// equal time stamps, changes on boundaries, several in a block, silent hours. Nobody's balance becomes
/// negative.
[[nodiscard]] Story randomStory(Dice& dice, UnixTime start, int hours, int users);

// Points.

/// The points that `rows` (one user's true rows) gain over [from, to), by summing up over every stretch
/// between the instants at which anything changes, and asking the plain lists what holds at its start.
[[nodiscard]] PointsRaw oraclePoints(const std::vector<LedgerRow>& rows, UnixTime from, UnixTime to,
                                     const std::vector<RateChange>& rates,
                                     const std::vector<StatusChange>& history = {});

/// Random schedules around the time of a story.
struct Facts
{
    std::vector<RateChange> rates;
    std::vector<StatusChange> history;

    Facts(Dice& dice, UnixTime from, UnixTime to);
    [[nodiscard]] RateTimeline timeline() const { return RateTimeline(rates).during(history); }
};

/// Where a user with these rows starts.
[[nodiscard]] UnixTime firstBoundary(const std::vector<LedgerRow>& rows);
/// Boundaries after `from` up to `to`: each with the chance of one in `n`, the last one always.
[[nodiscard]] std::vector<UnixTime> someBoundaries(Dice& dice, UnixTime from, UnixTime to, int n);

/// One user settled step by step, with what a store would keep in between.
class SettledUser
{
public:
    struct Failure
    {
        UnixTime from;
        UnixTime to;
        std::string reason;
    };

    /// The user starts settled up to `start` with nothing.
    SettledUser(const Story& story, UnixTime start, RateTimeline rates, std::int64_t intervalSeconds = kHour);
    SettledUser(const SettledUser&) = delete;
    SettledUser& operator=(const SettledUser&) = delete;

    /// Settles up to `target`, from these rows (the user's whole ledger) and this entry of the balance table.
    void settle(UnixTime target, const std::vector<LedgerRow>& rows, const StoredBalance& stored);
    /// The same with the balance table in accord with the rows.
    void settle(UnixTime target, const std::vector<LedgerRow>& rows) { settle(target, rows, lastOf(rows)); }
    [[nodiscard]] static StoredBalance lastOf(const std::vector<LedgerRow>& rows);

    [[nodiscard]] const UserPointsState& state() const { return m_state; }
    [[nodiscard]] const PointsRaw& points() const { return m_state.points; }
    [[nodiscard]] UnixTime settled() const { return m_state.settled.time; }
    [[nodiscard]] const std::vector<PointsSpan>& spans() const { return m_spans; }
    [[nodiscard]] const std::optional<Failure>& failure() const { return m_failure; }
    /// The last failure's stable word, "" where there is none.
    [[nodiscard]] QString failureCode() const;
    /// Every span with blocks, times, segments and points, to compare two runs.
    [[nodiscard]] QString spanText() const;
    /// What is wrong with the spans as such: gaps, sums, boundaries, segments; "" if nothing.
    [[nodiscard]] QString spanFault() const;

private:
    const Story& m_story;
    RateTimeline m_rates;
    std::int64_t m_interval;
    UserSettlement::BlockBefore m_blockBefore;
    UnixTime m_start;
    UserPointsState m_state;
    std::vector<PointsSpan> m_spans;
    std::optional<Failure> m_failure;
};

} // namespace chainpoints
