#include "ui/charts/historyloader.h"

#include <utility>

namespace chainpoints {
namespace {

// Steps have two corners each: at most 2000 points of a line. More bars are narrower than a pixel.
constexpr std::size_t kMostSteps = 1000;
constexpr std::size_t kMostBars = 500;

} // namespace

void HistoryLoader::setUser(const QString& chain, const QString& address)
{
    m_chain = chain.toStdString();
    m_address = address.toStdString();
    m_range.reset();
    ++m_token;
}

void HistoryLoader::load(std::optional<TimeRange> range)
{
    // The same question again must not make its first answer a late one: news may come faster than answers.
    if (range != m_range)
        ++m_token;
    m_range = range;
    m_again = true;
    if (!m_inFlight)
        ask();
}

void HistoryLoader::ask()
{
    m_again = false;
    if (m_address.empty())
        return;
    m_inFlight = true;
    HistoryQuery query{
        .chain = m_chain, .address = m_address, .from = {}, .to = {}, .mostPoints = kMostSteps};
    if (m_range) {
        query.from = m_range->from;
        query.to = m_range->to;
    }
    m_desk.ask(
        this,
        [query](OperatorDoor& door) {
            HistoryQuery bars = query;
            bars.mostPoints = kMostBars;
            UserQuery self;
            self.chain = query.chain;
            self.search = query.address;
            self.limit = 1;
            return Answer{door.users(self), door.balanceHistory(query), door.pointsHistory(bars), query.to};
        },
        [this, token = m_token](Answer answer) {
            m_inFlight = false;
            if (token == m_token)
                Q_EMIT loaded(answer);
            if (m_again)
                ask();
        });
}

} // namespace chainpoints
