#include "core/storage/raterecord.h"

#include "core/points/ratedifference.h"
#include "core/storage/actiondetails.h"
#include "core/storage/sql/rows.h"

#include <algorithm>

namespace chainpoints {
namespace {

using sql::forEachRow;
using sql::Statement;

const std::string kRecalculate(toText(ActionKind::Recalculate));
const std::string kDone(toText(ActionState::Done));

class Turn
{
public:
    Turn(sql::Connection& connection, const ChainRecord& chain, const FactChange& change)
        : m_connection(connection), m_chain(chain.id), m_change(change), m_action(change.place()),
          m_from(change.details.from)
    {
    }

    Result<RateRecord> run()
    {
        // Of two chains whose parts run at the same time the second one sees what the first one recorded.
        if (auto alone = m_connection.run("UPDATE points_rate SET per_hour = per_hour"); !alone)
            return alone.error();
        auto newest = newestRecorded();
        if (!newest)
            return newest.error();
        if (*newest > m_action)
            return RateRecord{UnixTime(INT64_MAX), ActionId(*newest)};
        auto rates = ChainStore(m_connection).rates();
        if (!rates)
            return rates.error();
        m_now = *newest == m_action ? *rates : m_change.details.rates;
        differsFrom(*rates);
        differsFrom(m_change.details.rates);
        if (auto looked = lookAtEarlier(); !looked)
            return looked.error();
        if (*newest < m_action)
            if (auto recorded = record(); !recorded)
                return recorded.error();
        return RateRecord{m_from, {}};
    }

private:
    void differsFrom(const std::vector<RateChange>& rates)
    {
        if (const auto difference = firstDifference(rates, m_now))
            m_from = std::min(m_from, *difference);
    }

    /// The newest recalculation from this one on that has recorded its rates; 0: none.
    Result<std::int64_t> newestRecorded()
    {
        std::int64_t newest = 0;
        auto read =
            forEachRow(m_connection,
                       "SELECT a.id FROM operator_action a JOIN operator_action_item i ON i.action_id = a.id "
                       "WHERE a.kind = ? AND a.id >= ? AND i.state = ? ORDER BY a.id DESC LIMIT 1",
                       {kRecalculate, m_action, kDone}, [&](const Statement& row) -> Result<void> {
                           newest = row.integer(0);
                           return {};
                       });
        if (!read)
            return read.error();
        return newest;
    }

    /// The points of this chain follow the rates of the last recalculation that worked them out, and what
    /// later ones recorded from other chains.
    Result<void> lookAtEarlier()
    {
        bool workedOut = false;
        return forEachRow(
            m_connection,
            "SELECT a.id, a.details, i.state FROM operator_action a JOIN operator_action_item i ON "
            "i.action_id = a.id WHERE a.kind = ? AND a.id < ? AND i.chain_id = ? ORDER BY a.id DESC",
            {kRecalculate, m_action, m_chain.value()}, [&](const Statement& row) -> Result<void> {
                if (workedOut)
                    return {};
                auto details = actionDetailsFromJson(row.text(1));
                if (!details)
                    return inContext("operator_action " + std::to_string(row.integer(0)), details.error());
                differsFrom(details->rates);
                workedOut = row.text(2) == kDone;
                if (!workedOut)
                    m_from = std::min(m_from, details->from);
                return {};
            });
    }

    Result<void> record()
    {
        if (auto removed = m_connection.run("DELETE FROM points_rate"); !removed)
            return removed.error();
        for (const RateChange& rate : m_now)
            if (auto added =
                    m_connection.run("INSERT INTO points_rate (effective_from, per_hour) VALUES (?, ?)",
                                     {rate.from.value(), formatRate(rate.perHourE9)});
                !added)
                return added.error();
        return {};
    }

    sql::Connection& m_connection;
    const ChainId m_chain;
    const FactChange& m_change;
    const std::int64_t m_action;
    std::vector<RateChange> m_now; ///< those that are recorded when this part is done
    UnixTime m_from;
};

} // namespace

Result<RateRecord> recordRates(sql::Connection& connection, const ChainRecord& chain,
                               const FactChange& change)
{
    return Turn(connection, chain, change).run();
}

} // namespace chainpoints
