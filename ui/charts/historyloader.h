// Asks the desk for one user's history.
#pragma once

#include "core/access/operatordesk.h"
#include "ui/charts/timerange.h"

#include <QString>

#include <optional>

namespace chainpoints {

/// One question at a time; of several wishes in the meantime the last one counts. Window thread.
class HistoryLoader : public QObject
{
    Q_OBJECT
public:
    /// What came of a question, each part one snapshot.
    struct Answer
    {
        Result<UserPage> user; ///< with at most this user
        Result<BalanceHistory> balance;
        Result<PointsHistory> points;
        std::optional<UnixTime> to; ///< of the question's range
    };

    /// The desk must outlive the loader.
    explicit HistoryLoader(OperatorDesk& desk, QObject* parent = nullptr) : QObject(parent), m_desk(desk) {}

    /// Answers to earlier questions are forgotten. An empty address: nobody.
    void setUser(const QString& chain, const QString& address);
    /// Without a range: all there is.
    void load(std::optional<TimeRange> range);

Q_SIGNALS:
    void loaded(const chainpoints::HistoryLoader::Answer& answer);

private:
    void ask();

    OperatorDesk& m_desk;
    std::string m_chain;
    std::string m_address;
    std::optional<TimeRange> m_range;
    std::uint64_t m_token = 0; ///< of what is wanted now
    bool m_inFlight = false;
    bool m_again = false;
};

} // namespace chainpoints
