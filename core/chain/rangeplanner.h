// How many blocks to ask logs for at once: adapts to the node's limits and to the density of logs. Pure.
#pragma once

#include "core/model/types.h"

#include <cstddef>
#include <cstdint>

namespace chainpoints {

class RangePlanner
{
public:
    /// `maxRange`: blocks, >= 1. Starts lower, since nothing is known of the density yet.
    explicit RangePlanner(std::int64_t maxRange);

    /// Blocks to ask for next.
    [[nodiscard]] std::int64_t size() const { return m_size; }
    /// The range was answered with `logs` logs: grows again, slowly where a node refused more before.
    void answered(std::int64_t blocks, std::size_t logs);
    /// The range was refused: asks for half of it from now on.
    void refused(std::int64_t blocks);

private:
    const std::int64_t m_max;
    std::int64_t m_size;
    std::int64_t m_refused = INT64_MAX; ///< the smallest size that was refused
};

} // namespace chainpoints
