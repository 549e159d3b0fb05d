// The fastest plain way to write the same ledger: SQLite's C interface, prepared statements, one transaction.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace chainpoints::bench {

/// Reads the ledger rows of a database into memory, to write them again elsewhere.
class Floor
{
public:
    struct Row
    {
        std::int64_t userId, chainId, logIndex, blockTime, blockHeight;
        std::string changeType, amount, balanceAfter, txHash, blockHash;
    };

    explicit Floor(const std::string& source);

    /// Makes the same table and index in a new file and writes all rows. Returns their number.
    std::int64_t write(const std::string& target) const;
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }

private:
    std::vector<std::string> m_schema;
    std::vector<Row> m_rows;
};

} // namespace chainpoints::bench
