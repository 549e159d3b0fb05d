// Collects differences. Internal to core/audit.
#pragma once

#include "core/audit/auditor.h"

#include "core/base/quantity.h"

#include <utility>

namespace chainpoints::audit_parts {

class Findings
{
public:
    explicit Findings(AuditReport& report) : m_report(report) {}

    void add(const std::string& chain, const std::string& address, const char* kind, std::string sentence)
    {
        ++m_report.differenceCount;
        if (m_report.differences.size() < AuditReport::kMostDifferences)
            m_report.differences.push_back({chain, address, kind, std::move(sentence)});
    }
    [[nodiscard]] AuditReport& report() { return m_report; }

private:
    AuditReport& m_report;
};

/// What the users of one chain add up to, to be compared with what its logs brought.
struct ChainSums
{
    mpz_class balances;
    std::int64_t users = 0; ///< with a balance
    std::int64_t rows = 0;  ///< ledger rows met user by user
};

} // namespace chainpoints::audit_parts
