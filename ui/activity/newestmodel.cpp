#include "ui/activity/newestmodel.h"

namespace chainpoints {

NewestModel::NewestModel(OperatorDesk& desk, int columns, QObject* parent)
    : ColumnsModel(columns, parent), m_desk(desk)
{
}

void NewestModel::setFilter(const HistoryFilter& filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    startOver();
}

void NewestModel::startOver()
{
    m_next.clear();
    m_loading = true;
    clear();
    ask(kPage, {});
}

void NewestModel::refresh()
{
    if (!m_asking)
        ask(std::clamp(rows(), kPage, kMostAtOnce), {});
}

bool NewestModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && !m_next.empty() && !m_asking;
}

void NewestModel::fetchMore(const QModelIndex& parent)
{
    if (canFetchMore(parent))
        ask(kPage, m_next);
}

void NewestModel::ask(std::size_t limit, const std::string& cursor)
{
    m_asking = true;
    post(limit, cursor, ++m_token);
}

bool NewestModel::beginAnswer(int token)
{
    if (token != m_token)
        return false;
    m_loading = false;
    Q_EMIT aboutToTake();
    return true;
}

void NewestModel::endAnswer(std::optional<Error> problem)
{
    m_problem = std::move(problem);
    m_asking = false; // not before: a view may want more as soon as rows come
    Q_EMIT taken();
}

} // namespace chainpoints
