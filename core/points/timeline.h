// The dated facts beside the ledger that decide what a balance is worth: rates and the user's status. Pure.
#pragma once

#include "core/model/ledger.h"
#include "core/model/rate.h"

#include <vector>

namespace chainpoints {

/// From `from` on the user's status is `status`.
struct StatusChange
{
    UnixTime from;
    UserStatus status = UserStatus::Normal;
};

/// Rate x eligibility over time: r(t) * e(t) of SPEC 6, as a step function.
class RateTimeline
{
public:
    /// `rates` ascending by `from`; before the first the rate is 0.
    explicit RateTimeline(std::vector<RateChange> rates);
    /// The same rates, but 0 while `history` (ascending) says disabled; before its first entry the status is
    /// normal.
    [[nodiscard]] RateTimeline during(const std::vector<StatusChange>& history) const;

    /// The rate at `time`, points per token and hour x 10^9.
    [[nodiscard]] const mpz_class& at(UnixTime time) const;
    /// The next instant after `time` at which the rate changes; `limit` where it does not change before that.
    [[nodiscard]] UnixTime nextChange(UnixTime time, UnixTime limit) const;

private:
    std::vector<RateChange> m_steps;
};

} // namespace chainpoints
