// The points function of SPEC 6 for a constant balance, and the notation of its result. Pure and exact.
#pragma once

#include "core/points/timeline.h"

#include <string>
#include <vector>

namespace chainpoints {

/// Points that `balance` gains over [from, to): sum of raw x rateE9 x seconds, the unit of PointsRaw.
[[nodiscard]] PointsRaw integrate(const RawAmount& balance, UnixTime from, UnixTime to,
                                  const RateTimeline& rates);

/// The same, cut where the rate changes; appends to `segments`. An empty stretch appends nothing.
/// A segment that goes on with the same balance and rate as the last one extends it.
void appendSegments(std::vector<PointsSegment>& segments, const RawAmount& balance, UnixTime from,
                    UnixTime to, const RateTimeline& rates);

/// What a segment gains by its own balance, rate and length.
[[nodiscard]] PointsRaw pointsOf(const PointsSegment& segment);

/// What people see: cut (not rounded) at 18 decimals, exactly 18 written. Range of decimals: 0 to 255.
[[nodiscard]] std::string formatPoints(const PointsRaw& points, int decimals);

/// An exact sum of points of tokens with different decimals; cut only when written.
class PointsSum
{
public:
    void add(const PointsRaw& points, int decimals);
    [[nodiscard]] std::string text() const;
    [[nodiscard]] const mpq_class& value() const { return m_sum; }

private:
    mpq_class m_sum;
};

} // namespace chainpoints
