// Finds the last block before each boundary in a range of blocks, asking for as few headers as it can. Pure.
#pragma once

#include "core/model/types.h"

#include <map>
#include <span>
#include <vector>

namespace chainpoints {

/// Known headers' times narrow down, for each boundary, the two neighbouring blocks it falls between. Each
/// round proposes one height per open boundary, by turns interpolated and halved, so that regular chains need
/// about three rounds and no chain needs more than twice the logarithm of the range.
class BoundarySearch
{
public:
    /// Boundaries b with first.time < b <= last.time. Times must not fall along the range.
    BoundarySearch(const BlockHeader& first, const BlockHeader& last, std::int64_t intervalSeconds);

    void learn(const BlockHeader& header);
    /// Heights whose headers are needed next, ascending, without duplicates; empty when the search is over.
    [[nodiscard]] std::vector<BlockHeight> wanted();
    /// Precondition: wanted() was empty. Ascending by boundary.
    [[nodiscard]] std::vector<BoundaryBlock> result() const;

private:
    struct Bracket
    {
        BlockHeight below;
        UnixTime belowTime; ///< < boundary
        BlockHeight above;
        UnixTime aboveTime; ///< >= boundary
        bool halve = false;
    };

    std::map<UnixTime, Bracket> m_brackets; ///< by boundary
};

} // namespace chainpoints
