#include "tests/support/builders.h"

#include "core/base/quantity.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <sstream>

namespace chainpoints {
namespace {

/// The value in force at `time`: that of the last entry at or before it.
template <typename Entry, typename Value>
Value valueAt(const std::vector<Entry>& entries, UnixTime time, Value before, Value Entry::*member)
{
    Value value = before;
    for (const Entry& entry : entries)
        if (entry.from <= time)
            value = entry.*member;
    return value;
}

std::string placeText(const SettledPoint& point)
{
    return formatTime(point.time) + "/" + std::to_string(point.block.value());
}

} // namespace

QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

Address user(std::uint32_t n)
{
    Address address;
    for (std::size_t i = 0; i < 4; ++i)
        address.bytes[19 - i] = static_cast<std::uint8_t>(n >> (8 * i));
    return address;
}

Hash hash(std::uint64_t n)
{
    Hash result;
    for (std::size_t i = 0; i < 8; ++i)
        result.bytes[31 - i] = static_cast<std::uint8_t>(n >> (8 * i));
    return result;
}

UnixTime at(std::int64_t hour, std::int64_t minute, std::int64_t second)
{
    return UnixTime(1735689600 + hour * 3600 + minute * 60 + second);
}

RawAmount raw(const std::string& decimal)
{
    return RawAmount(mpz_class(decimal));
}

RawAmount tokens(std::int64_t whole, int decimals)
{
    return RawAmount(mpz_class(mpz_class(std::to_string(whole)) * powerOfTen(decimals)));
}

RawAmount maxUint256()
{
    return RawAmount(mpz_class((mpz_class(1) << 256) - 1));
}

RateTimeline rateOf(const std::string& perHour)
{
    return RateTimeline({{UnixTime(0), *parseRate(perHour)}});
}

QString fraction(const PointsRaw& points, int decimals)
{
    mpq_class value(points.value(), mpz_class(powerOfTen(decimals + 9) * 3600));
    value.canonicalize();
    return text(value.get_str());
}

Story::Story(std::int64_t firstHeight, std::int64_t intervalSeconds)
    : m_firstHeight(firstHeight), m_interval(intervalSeconds)
{
}

Story& Story::block(UnixTime time)
{
    const std::int64_t height = m_firstHeight + static_cast<std::int64_t>(m_headers.size());
    const auto number = static_cast<std::uint64_t>(height);
    m_headers.push_back({BlockHeight(height), hash(1'000'000 + number), hash(999'999 + number), time});
    m_nextLog = 0;
    return *this;
}

Story& Story::transfer(std::uint32_t from, std::uint32_t to, RawAmount value)
{
    const BlockHeader& header = m_headers.back();
    const auto number = static_cast<std::uint64_t>(header.height.value());
    m_transfers.push_back({user(from), user(to), std::move(value), header.height, header.hash, header.time,
                           hash(7'000'000 + number), m_nextLog++});
    return *this;
}

BlockHeight Story::blockBefore(UnixTime boundary) const
{
    BlockHeight last = BlockHeight(m_firstHeight - 1);
    for (const BlockHeader& header : m_headers)
        if (header.time < boundary)
            last = header.height;
    return last;
}

std::vector<LedgerRow> Story::rows() const
{
    Balances balances;
    return deriveLedgerRows(m_transfers, balances);
}

std::vector<LedgerRow> Story::rowsOf(std::uint32_t number) const
{
    std::vector<LedgerRow> mine = rows();
    std::erase_if(mine, [&](const LedgerRow& row) { return row.user != user(number); });
    return mine;
}

LedgerPage Story::page(std::size_t first, std::size_t last) const
{
    LedgerPage page;
    page.range = {m_headers[first].height, m_headers[last].height};
    page.headers.assign(m_headers.begin() + static_cast<std::ptrdiff_t>(first),
                        m_headers.begin() + static_cast<std::ptrdiff_t>(last) + 1);
    for (const Transfer& transfer : m_transfers)
        if (transfer.height >= page.range.first && transfer.height <= page.range.last)
            page.transfers.push_back(transfer);
    const UnixTime before = m_headers[first == 0 ? 0 : first - 1].time;
    for (UnixTime b = boundaryAfter(before, m_interval); b <= m_headers[last].time; b = b + m_interval)
        page.boundaries.push_back({b, blockBefore(b)});
    return page;
}

Story toldStory(const std::string& script, UnixTime end)
{
    Story story;
    std::istringstream words(script);
    for (std::string word; words >> word;) {
        int hour = 0, minute = 0, second = 0;
        unsigned from = 0, to = 0, value = 0;
        if (std::sscanf(word.c_str(), "%u>%u:%u", &from, &to, &value) == 3)
            story.send(from, to, value);
        else if (std::sscanf(word.c_str(), "%d:%d:%d", &hour, &minute, &second) >= 2)
            story.block(at(hour, minute, second));
    }
    return story.block(end);
}

Story randomStory(Dice& dice, UnixTime start, int hours, int users)
{
    Story story;
    std::map<std::uint32_t, mpz_class> balances;
    const UnixTime end = start + hours * kHour;
    for (UnixTime time = start; time <= end;) {
        story.block(time);
        for (std::int64_t changes = dice.oneIn(3) ? dice.between(1, 5) : dice.between(0, 1); changes > 0;
             --changes) {
            const auto a = static_cast<std::uint32_t>(dice.between(1, users));
            const auto b = static_cast<std::uint32_t>(dice.oneIn(5) ? a : dice.between(1, users));
            const mpz_class held = balances[a];
            if (sgn(held) == 0 || dice.oneIn(4)) {
                const RawAmount value = raw(std::to_string(dice.between(1, 1'000'000'000)));
                story.transfer(0, a, value);
                balances[a] += value.value();
                continue;
            }
            const mpz_class value =
                dice.oneIn(4) ? held : mpz_class(1 + held * mpz_class(long(dice.between(0, 99))) / 100);
            const bool burn = dice.oneIn(6);
            story.transfer(a, burn ? 0 : b, RawAmount(value));
            balances[a] -= value;
            if (!burn)
                balances[b] += value;
        }
        if (dice.oneIn(6))
            continue; // the next block has the same time stamp
        if (dice.oneIn(6))
            time = boundaryAfter(time, kHour);
        else
            time = time + (dice.oneIn(12) ? dice.between(1, 5) * kHour + 7 : dice.between(1, 1500));
    }
    // So that everything before is closable.
    story.block(end + 2 * kHour + 1);
    return story;
}

PointsRaw oraclePoints(const std::vector<LedgerRow>& rows, UnixTime from, UnixTime to,
                       const std::vector<RateChange>& rates, const std::vector<StatusChange>& history)
{
    std::set<UnixTime> instants{from, to};
    for (const LedgerRow& row : rows)
        instants.insert(row.blockTime);
    for (const RateChange& rate : rates)
        instants.insert(rate.from);
    for (const StatusChange& change : history)
        instants.insert(change.from);

    mpz_class sum;
    for (auto instant = instants.find(from); *instant != to; ++instant) {
        mpz_class held;
        for (const LedgerRow& row : rows)
            if (row.blockTime <= *instant)
                held += row.amount.value();
        if (valueAt(history, *instant, UserStatus::Normal, &StatusChange::status) == UserStatus::Disabled)
            continue;
        const mpz_class rate = valueAt(rates, *instant, mpz_class(0), &RateChange::perHourE9);
        sum += held * rate * mpz_class(std::to_string(*std::next(instant) - *instant));
    }
    return PointsRaw(sum);
}

Facts::Facts(Dice& dice, UnixTime from, UnixTime to)
{
    const auto someTime = [&] {
        const UnixTime time(dice.between(from.value() - kHour, to.value()));
        return dice.oneIn(3) ? boundaryAtOrBefore(time, kHour) : time;
    };
    std::map<UnixTime, mpz_class> rateAt;
    std::map<UnixTime, UserStatus> statusAt;
    for (std::int64_t i = dice.between(0, 4); i > 0; --i)
        rateAt[someTime()] = mpz_class(long(dice.between(0, 1'000'000'000)));
    for (std::int64_t i = dice.oneIn(2) ? 0 : dice.between(1, 5); i > 0; --i)
        statusAt[someTime()] = dice.oneIn(2) ? UserStatus::Disabled : UserStatus::Normal;
    if (rateAt.empty() || dice.oneIn(2))
        rateAt[UnixTime(0)] = *parseRate("0.05");
    for (const auto& [time, rate] : rateAt)
        rates.push_back({time, rate});
    for (const auto& [time, status] : statusAt)
        history.push_back({time, status});
}

UnixTime firstBoundary(const std::vector<LedgerRow>& rows)
{
    return boundaryAtOrBefore(rows.front().blockTime, kHour);
}

std::vector<UnixTime> someBoundaries(Dice& dice, UnixTime from, UnixTime to, int n)
{
    std::vector<UnixTime> result;
    for (UnixTime b = from + kHour; b < to; b = b + kHour)
        if (dice.oneIn(n))
            result.push_back(b);
    result.push_back(to);
    return result;
}

SettledUser::SettledUser(const Story& story, UnixTime start, RateTimeline rates, std::int64_t intervalSeconds)
    : m_story(story), m_rates(std::move(rates)), m_interval(intervalSeconds),
      m_blockBefore([this](UnixTime boundary) { return m_story.blockBefore(boundary); }),
      m_start(start), m_state{
                          PointsRaw(), {start, story.blockBefore(start)}, {start, story.blockBefore(start)}}
{
}

StoredBalance SettledUser::lastOf(const std::vector<LedgerRow>& rows)
{
    return rows.empty() ? StoredBalance{RawAmount(), BlockHeight(-1)}
                        : StoredBalance{rows.back().balanceAfter, rows.back().height};
}

void SettledUser::settle(UnixTime target, const std::vector<LedgerRow>& rows, const StoredBalance& stored)
{
    if (target <= m_state.settled.time)
        return;
    std::optional<LedgerRow> anchor;
    for (const LedgerRow& row : rows)
        if (row.height <= m_state.settled.block)
            anchor = row;
    const auto failedSpanEnd = m_failure ? std::optional(m_failure->to) : std::nullopt;
    UserSettlement settlement(m_state, anchor, target, failedSpanEnd, m_interval, m_rates, m_blockBefore);
    const auto takeSpans = [&] {
        for (PointsSpan& span : settlement.takeSpans()) {
            if (m_failure && span.from.time == m_failure->from)
                m_failure.reset();
            m_spans.push_back(std::move(span));
        }
    };
    for (const LedgerRow& row : rows) {
        if (row.height > m_state.settled.block)
            settlement.row(row);
        takeSpans();
    }
    settlement.finish(stored);
    takeSpans();
    m_state = settlement.state();
    if (settlement.problem())
        m_failure =
            Failure{m_state.spanStart.time, settlement.failedUntil().time, settlement.problem()->text()};
}

QString SettledUser::failureCode() const
{
    return m_failure ? text(m_failure->reason.substr(0, m_failure->reason.find(':'))) : QString();
}

QString SettledUser::spanText() const
{
    std::string all;
    for (const PointsSpan& span : m_spans) {
        all += placeText(span.from) + " to " + placeText(span.to) + " " + span.points.decimal() + "\n";
        for (const PointsSegment& segment : span.segments)
            all += "  " + formatTime(segment.from) + " to " + formatTime(segment.to) + " " +
                   segment.balance.decimal() + " at " + formatRate(segment.rateE9) + " = " +
                   segment.points.decimal() + "\n";
    }
    return text(all);
}

QString SettledUser::spanFault() const
{
    const auto fault = [](const PointsSpan& span, const char* what) {
        return text("span from " + formatTime(span.from.time) + ": " + what);
    };
    UnixTime last = m_start;
    for (const PointsSpan& span : m_spans) {
        if (span.from.time != last)
            return fault(span, "does not start where the one before ended");
        if (span.to.time.value() % m_interval != 0 || span.to.time <= span.from.time)
            return fault(span, "does not end at a later boundary");
        if (span.from.block != m_story.blockBefore(span.from.time) ||
            span.to.block != m_story.blockBefore(span.to.time))
            return fault(span, "names other blocks than those before its boundaries");
        PointsRaw sum;
        UnixTime segmentStart = span.from.time;
        for (const PointsSegment& segment : span.segments) {
            if (segment.from != segmentStart || segment.to <= segment.from)
                return fault(span, "its segments do not tile it");
            const mpz_class seconds(std::to_string(segment.to - segment.from));
            if (segment.points != PointsRaw(mpz_class(segment.balance.value() * segment.rateE9 * seconds)))
                return fault(span, "a segment's points are not balance x rate x seconds");
            segmentStart = segment.to;
            sum += segment.points;
        }
        if (segmentStart != span.to.time || sum != span.points)
            return fault(span, "its segments do not add up to it");
        last = span.to.time;
    }
    return m_state.spanStart.time == last ? QString()
                                          : text("the next span does not start where the last one ended");
}

} // namespace chainpoints
