#include "core/points/integral.h"

namespace chainpoints {
namespace {

constexpr int kShownDecimals = 18;
constexpr int kRateDecimals = 9;
constexpr int kSecondsPerHour = 3600;

/// PointsRaw units per point: 3600 x 10^9 x 10^decimals.
mpz_class unitsPerPoint(int decimals)
{
    return kSecondsPerHour * powerOfTen(kRateDecimals + decimals);
}

/// mpz_class takes no 64-bit integer where long has 32 bits.
mpz_class wholeSeconds(std::int64_t seconds)
{
    return mpz_class(std::to_string(seconds), 10);
}

PointsRaw gained(const RawAmount& balance, const mpz_class& rateE9, std::int64_t seconds)
{
    return PointsRaw(mpz_class(balance.value() * rateE9 * wholeSeconds(seconds)));
}

} // namespace

PointsRaw integrate(const RawAmount& balance, UnixTime from, UnixTime to, const RateTimeline& rates)
{
    PointsRaw sum;
    while (from < to) {
        const UnixTime until = rates.nextChange(from, to);
        sum += gained(balance, rates.at(from), until - from);
        from = until;
    }
    return sum;
}

void appendSegments(std::vector<PointsSegment>& segments, const RawAmount& balance, UnixTime from,
                    UnixTime to, const RateTimeline& rates)
{
    while (from < to) {
        const UnixTime until = rates.nextChange(from, to);
        const mpz_class& rate = rates.at(from);
        const PointsRaw points = gained(balance, rate, until - from);
        if (!segments.empty() && segments.back().to == from && segments.back().balance == balance &&
            segments.back().rateE9 == rate) {
            segments.back().to = until;
            segments.back().points += points;
        } else {
            segments.push_back({from, until, balance, rate, points});
        }
        from = until;
    }
}

PointsRaw pointsOf(const PointsSegment& segment)
{
    return gained(segment.balance, segment.rateE9, segment.to - segment.from);
}

std::string formatPoints(const PointsRaw& points, int decimals)
{
    // Division of mpz_class truncates toward zero, which is the cut that SPEC 6 asks for.
    const mpz_class shown = points.value() * powerOfTen(kShownDecimals) / unitsPerPoint(decimals);
    return formatScaled(shown, kShownDecimals);
}

void PointsSum::add(const PointsRaw& points, int decimals)
{
    mpq_class part(points.value(), unitsPerPoint(decimals));
    part.canonicalize();
    m_sum += part;
}

std::string PointsSum::text() const
{
    const mpz_class shown = m_sum.get_num() * powerOfTen(kShownDecimals) / m_sum.get_den();
    return formatScaled(shown, kShownDecimals);
}

} // namespace chainpoints
