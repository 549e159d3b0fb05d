// The checks of one user on one chain. Internal to core/audit.
#pragma once

#include "core/audit/balancewalk.h"
#include "core/audit/findings.h"
#include "core/points/settlement.h"
#include "core/storage/facts.h"

namespace chainpoints::audit_parts {

class UserAudit
{
public:
    /// References must outlive this object.
    UserAudit(sql::Connection& connection, ChainFacts& facts, Findings& findings, UserId user,
              const std::string& address)
        : m_connection(connection), m_facts(facts), m_findings(findings), m_user(user), m_address(address)
    {
    }

    /// Adds to `sums`. True if anything of the user is stored for this chain.
    [[nodiscard]] Result<bool> run(ChainSums& sums);

private:
    struct StoredPoints
    {
        std::string points;
        std::string raw;
        SettledPoint cursor;
        SettledPoint spanStart;
    };
    struct StoredSpan
    {
        SettledPoint from;
        SettledPoint to;
        std::string raw;
        std::string segments; ///< JSON
        bool settled = false;
    };

    void add(const char* kind, std::string sentence);
    [[nodiscard]] Result<std::optional<StoredBalance>> loadBalance(ChainSums& sums);
    [[nodiscard]] Result<std::optional<StoredPoints>> loadPoints();
    void checkBalance(const std::optional<StoredBalance>& stored, const BalanceWalk& walk);
    [[nodiscard]] Result<void> checkSettled(const StoredPoints& points, BalanceWalk& walk);
    [[nodiscard]] Result<void> checkSpans(const StoredPoints& points, BalanceWalk& walk, PointsRaw& total);
    [[nodiscard]] Result<void> checkSpan(const StoredSpan& span, const StoredPoints& points,
                                         BalanceWalk& walk, PointsRaw& total);
    void checkFailure(const StoredSpan& span, const StoredPoints& points);
    void checkSegments(const StoredSpan& span, const PointsSpan& expected);
    [[nodiscard]] Result<void> checkPoint(const SettledPoint& point, const std::string& name);
    [[nodiscard]] Result<void> checkCursor(const StoredPoints& points, std::optional<UnixTime> firstChange);

    sql::Connection& m_connection;
    ChainFacts& m_facts;
    Findings& m_findings;
    const UserId m_user;
    const std::string& m_address;
    bool m_failed = false;           ///< has an open failure
    std::optional<UnixTime> m_tiled; ///< where the last settled span ends
};

} // namespace chainpoints::audit_parts
