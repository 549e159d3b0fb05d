#include "core/access/histories.h"

#include "core/model/boundaries.h"
#include "core/points/integral.h"
#include "core/storage/facts.h"
#include "core/storage/sql/rows.h"

#include <algorithm>
#include <array>

namespace chainpoints {
namespace {

/// Whose history it is.
struct Subject
{
    ChainFacts facts;
    int decimals = 0;
    UserId user;
    std::string address;
    UnixTime firstChange;
    UnixTime settledUpTo;
};

Result<Subject> findSubject(sql::Connection& connection, const HistoryQuery& query)
{
    auto chain = ChainStore(connection).byName(query.chain);
    if (!chain)
        return chain.error();
    auto address = Address::parse(query.address);
    if (!address)
        return Error{ErrorCode::BadInput,
                     query.address + " is no address; write 0x and 40 hexadecimal digits"};
    auto facts = ChainFacts::load(connection, *chain);
    if (!facts)
        return facts.error();
    std::optional<Subject> subject;
    auto read = sql::forEachRow(
        connection,
        "SELECT u.id, p.last_updated_time FROM user u JOIN user_points p ON p.user_id = u.id WHERE "
        "u.user_address = ? "
        "AND p.chain_id = ?",
        {address->hex(), chain->id.value()}, [&](const sql::Statement& row) -> Result<void> {
            subject.emplace(Subject{*facts, chain->decimals.value_or(0), UserId(row.integer(0)),
                                    address->hex(), UnixTime(row.integer(1)), UnixTime(row.integer(1))});
            return {};
        });
    if (!read)
        return read.error();
    if (!subject)
        return Error{ErrorCode::NotFound, "there is no user " + address->hex() + " on chain " + chain->name};
    auto first = subject->facts.forEachLedgerRow(subject->user,
                                                 [&](const StoredLedgerRow&, UnixTime time) -> Result<bool> {
                                                     subject->firstChange = time;
                                                     return false;
                                                 });
    if (!first)
        return first.error();
    return std::move(*subject);
}

/// Keeps what shows of many points: of each of so many equal stretches of time the first, last, lowest and
/// highest.
class Thinner
{
public:
    Thinner(UnixTime from, UnixTime to, std::size_t mostPoints)
        : m_from(from),
          m_stretch(std::max<std::int64_t>(1, (to - from) * kKept / static_cast<std::int64_t>(mostPoints)))
    {
    }

    void add(UnixTime time, const RawAmount& balance)
    {
        const std::int64_t stretch = (time - m_from) / m_stretch;
        if (m_count > 0 && stretch != m_current)
            flush();
        m_current = stretch;
        const Point point{time, balance};
        if (m_count++ == 0)
            m_first = m_lowest = m_highest = point;
        m_last = point;
        if (balance < m_lowest.balance)
            m_lowest = point;
        if (balance > m_highest.balance)
            m_highest = point;
    }

    [[nodiscard]] std::vector<std::pair<UnixTime, RawAmount>> take()
    {
        flush();
        return std::move(m_kept);
    }

private:
    static constexpr std::int64_t kKept = 4;
    struct Point
    {
        UnixTime time;
        RawAmount balance;
    };

    void flush()
    {
        if (m_count == 0)
            return;
        std::array<const Point*, kKept> points{&m_first, &m_lowest, &m_highest, &m_last};
        std::ranges::stable_sort(points, {}, [](const Point* point) { return point->time; });
        for (const Point* point : points)
            if (m_kept.empty() || m_kept.back().first < point->time)
                m_kept.emplace_back(point->time, point->balance);
        m_count = 0;
    }

    const UnixTime m_from;
    const std::int64_t m_stretch; ///< seconds
    std::int64_t m_current = 0;
    std::int64_t m_count = 0; ///< points of the current stretch
    Point m_first, m_last, m_lowest, m_highest;
    std::vector<std::pair<UnixTime, RawAmount>> m_kept;
};

/// The balance after everything stamped before or at a time, time by time.
Result<void> forEachBalance(Subject& subject, const std::function<void(UnixTime, const RawAmount&)>& visit)
{
    std::optional<std::pair<UnixTime, RawAmount>> pending;
    auto read = subject.facts.forEachLedgerRow(
        subject.user, [&](const StoredLedgerRow& stored, UnixTime time) -> Result<bool> {
            const auto* row = std::get_if<LedgerRow>(&stored);
            if (!row)
                return corruptFact(subject.facts.chain().name, subject.address,
                                   std::get<UnreadableRow>(stored).problem.sentence);
            // Of several changes in the same second only the last one holds for any time.
            if (pending && pending->first != time)
                visit(pending->first, pending->second);
            pending.emplace(time, row->balanceAfter);
            return true;
        });
    if (read && pending)
        visit(pending->first, pending->second);
    return read;
}

std::size_t mostPoints(const HistoryQuery& query)
{
    return std::clamp<std::size_t>(query.mostPoints, 100, 100'000);
}

/// The interval, or the smallest even multiple of it with which the bars are not too many.
std::int64_t barSeconds(std::int64_t range, std::int64_t interval, std::size_t most)
{
    static constexpr std::array<std::int64_t, 10> kMultiples{1, 2, 3, 4, 6, 8, 12, 24, 48, 168};
    for (const std::int64_t multiple : kMultiples)
        if (range / (interval * multiple) < static_cast<std::int64_t>(most))
            return interval * multiple;
    std::int64_t seconds = interval * kMultiples.back();
    while (range / seconds >= static_cast<std::int64_t>(most))
        seconds *= 2;
    return seconds;
}

/// Adds up points along a balance that changes, and cuts them into bars.
class Bars
{
public:
    Bars(UnixTime begin, UnixTime firstBar, std::int64_t barSeconds, UnixTime end, const RateTimeline& rates,
         int decimals)
        : m_position(begin), m_barFrom(begin), m_barTo(firstBar), m_firstBar(firstBar),
          m_barSeconds(barSeconds), m_end(end), m_rates(rates), m_decimals(decimals)
    {
        if (begin == firstBar)
            m_barTo = std::min(firstBar + barSeconds, end);
    }

    /// The balance was `balance` up to `time`.
    void advance(const RawAmount& balance, UnixTime time)
    {
        const UnixTime to = std::min(time, m_end);
        while (m_position < to) {
            const UnixTime step = std::min(to, m_barTo);
            m_gained += integrate(balance, m_position, step, m_rates);
            m_position = step;
            if (m_position == m_barTo)
                close();
        }
    }

    [[nodiscard]] std::vector<PointsBar> take() { return std::move(m_bars); }

private:
    void close()
    {
        m_total += m_gained;
        // What lies before the first bar only counts for the total.
        if (m_barFrom >= m_firstBar)
            m_bars.push_back(
                {m_barFrom, m_barTo, formatPoints(m_gained, m_decimals), formatPoints(m_total, m_decimals)});
        m_gained = PointsRaw();
        m_barFrom = m_barTo;
        m_barTo = std::min(boundaryAfter(m_barFrom, m_barSeconds), m_end);
    }

    UnixTime m_position;
    UnixTime m_barFrom;
    UnixTime m_barTo;
    const UnixTime m_firstBar;
    const std::int64_t m_barSeconds;
    const UnixTime m_end;
    const RateTimeline& m_rates;
    const int m_decimals;
    PointsRaw m_gained;
    PointsRaw m_total;
    std::vector<PointsBar> m_bars;
};

} // namespace

Result<BalanceHistory> readBalanceHistory(sql::Connection& connection, const HistoryQuery& query)
{
    auto snapshot = sql::Transaction::begin(connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    auto subject = findSubject(connection, query);
    if (!subject)
        return subject.error();
    auto tip = subject->facts.tipTime();
    if (!tip)
        return tip.error();
    BalanceHistory history;
    history.begin = subject->firstChange;
    history.end = std::max(tip->value_or(subject->firstChange), subject->firstChange);
    const UnixTime from = std::clamp(query.from.value_or(history.begin), history.begin, history.end);
    const UnixTime to = std::clamp(query.to.value_or(history.end), from, history.end);

    const std::size_t most = mostPoints(query);
    std::vector<std::pair<UnixTime, RawAmount>> points;
    std::optional<Thinner> thinner;
    std::optional<RawAmount> before; // the balance at the start of the range
    const auto keep = [&](UnixTime time, const RawAmount& balance) {
        if (thinner)
            return thinner->add(time, balance);
        points.emplace_back(time, balance);
        if (points.size() <= most)
            return;
        thinner.emplace(from, to, most);
        for (const auto& [t, b] : points)
            thinner->add(t, b);
    };
    auto read = forEachBalance(*subject, [&](UnixTime time, const RawAmount& balance) {
        if (time <= from) {
            before = balance;
            return;
        }
        if (before)
            keep(from, *std::exchange(before, std::nullopt));
        if (time <= to)
            keep(time, balance);
    });
    if (!read)
        return read.error();
    if (before)
        keep(from, *before);
    history.thinned = thinner.has_value();
    if (thinner)
        points = thinner->take();
    for (const auto& [time, balance] : points)
        history.points.push_back({time, formatScaled(balance.value(), subject->decimals)});
    return history;
}

Result<PointsHistory> readPointsHistory(sql::Connection& connection, const HistoryQuery& query)
{
    auto snapshot = sql::Transaction::begin(connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    auto subject = findSubject(connection, query);
    if (!subject)
        return subject.error();
    auto rates = subject->facts.ratesOf(subject->user, subject->address);
    if (!rates)
        return rates.error();
    const std::int64_t interval = subject->facts.intervalSeconds();
    PointsHistory history;
    history.begin = boundaryAtOrBefore(subject->firstChange, interval);
    history.end = std::max(subject->settledUpTo, history.begin);
    const UnixTime from = std::clamp(query.from.value_or(history.begin), history.begin, history.end);
    const UnixTime to = std::clamp(query.to.value_or(history.end), from, history.end);
    history.barSeconds = barSeconds(to - from, interval, mostPoints(query));
    if (history.begin == history.end)
        return history;

    const UnixTime firstBar = std::max(boundaryAtOrBefore(from, history.barSeconds), history.begin);
    const UnixTime aligned = boundaryAtOrBefore(to, history.barSeconds);
    const UnixTime last =
        std::min(aligned == to && aligned > firstBar ? to : aligned + history.barSeconds, history.end);
    Bars bars(history.begin, firstBar, history.barSeconds, last, *rates, subject->decimals);
    RawAmount balance;
    auto read = subject->facts.forEachLedgerRow(
        subject->user, [&](const StoredLedgerRow& stored, UnixTime time) -> Result<bool> {
            bars.advance(balance, time);
            if (time >= last)
                return false;
            const auto* row = std::get_if<LedgerRow>(&stored);
            if (!row)
                return corruptFact(subject->facts.chain().name, subject->address,
                                   std::get<UnreadableRow>(stored).problem.sentence);
            balance = row->balanceAfter;
            return true;
        });
    if (!read)
        return read.error();
    bars.advance(balance, last);
    history.bars = bars.take();
    return history;
}

} // namespace chainpoints
