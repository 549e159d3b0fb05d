#include "ui/failures/failuresmodel.h"

#include "ui/format.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace chainpoints {

FailuresModel::FailuresModel(OperatorDesk& desk, QObject* parent) : QAbstractTableModel(parent), m_desk(desk)
{
}

void FailuresModel::open(FailureQuery query)
{
    beginResetModel();
    m_rows.clear();
    m_next.clear();
    m_query = std::move(query);
    m_loading = true;
    m_again.reset();
    m_settled = Settled::Stay;
    endResetModel();
    ask({}, {}, kPage);
}

void FailuresModel::refresh(Settled settled)
{
    // While an answer is on its way the newest state is asked for behind it, however many calls come.
    if (m_asking) {
        m_again = std::max(m_again.value_or(settled), settled);
        return;
    }
    m_settled = settled;
    ask({}, {}, std::clamp(m_rows.size(), kPage, kMostAtOnce));
}

void FailuresModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

bool FailuresModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && !m_next.empty() && !m_asking;
}

void FailuresModel::fetchMore(const QModelIndex& parent)
{
    if (canFetchMore(parent))
        ask(m_next, m_nextAfter, kPage);
}

void FailuresModel::ask(const std::string& cursor, std::optional<Key> after, std::size_t limit)
{
    m_asking = true;
    FailureQuery query = m_query;
    query.cursor = cursor;
    query.limit = limit;
    m_desk.ask(
        this, [query](OperatorDoor& door) { return door.failures(query); },
        [this, after, token = ++m_token](const Result<FailurePage>& answer) {
            if (token == m_token)
                answered(after, answer);
        });
}

void FailuresModel::answered(std::optional<Key> after, const Result<FailurePage>& answer)
{
    m_asking = false;
    m_loading = false;
    Q_EMIT aboutToTake();
    if (answer) {
        m_problem.reset();
        merge(after, *answer);
    } else {
        m_problem = answer.error();
    }
    Q_EMIT taken();
    m_settled = Settled::Stay;
    if (const auto again = std::exchange(m_again, std::nullopt))
        refresh(*again);
}

void FailuresModel::merge(std::optional<Key> after, const FailurePage& page)
{
    const bool isLast = page.next.empty() || page.failures.empty();
    const std::optional<Key> last = isLast ? std::nullopt : std::optional(keyOf(page.failures.back()));
    std::size_t row = after ? behind(after) : 0;
    std::size_t end = last ? behind(last) : m_rows.size();
    auto next = page.failures.begin();
    while (row < end || next != page.failures.end()) {
        const bool old = row < end;
        if (old && next != page.failures.end() && keyOf(m_rows[row].failure) == keyOf(*next)) {
            update(row++, *next++);
        } else if (next == page.failures.end() ||
                   (old && keyOf(m_rows[row].failure) < keyOf(*next))) { // it is not listed any more
            std::size_t gone = row;
            while (gone < end && !stays(gone) &&
                   (next == page.failures.end() || keyOf(m_rows[gone].failure) < keyOf(*next)))
                ++gone;
            if (gone == row) {
                ++row;
                continue;
            }
            beginRemoveRows({}, int(row), int(gone) - 1);
            m_rows.erase(m_rows.begin() + std::ptrdiff_t(row), m_rows.begin() + std::ptrdiff_t(gone));
            endRemoveRows();
            end -= gone - row;
        } else {
            auto stop = next;
            while (stop != page.failures.end() && (!old || keyOf(*stop) < keyOf(m_rows[row].failure)))
                ++stop;
            const auto count = static_cast<std::size_t>(stop - next);
            beginInsertRows({}, int(row), int(row + count) - 1);
            std::vector<Row> rows;
            std::transform(next, stop, std::back_inserter(rows),
                           [](const FailureView& failure) { return Row(failure); });
            m_rows.insert(m_rows.begin() + std::ptrdiff_t(row), rows.begin(), rows.end());
            endInsertRows();
            row += count;
            end += count;
            next = stop;
        }
    }
    m_next = isLast ? std::string() : page.next;
    m_nextAfter = last;
}

std::size_t FailuresModel::behind(std::optional<Key> key) const
{
    const auto found =
        std::ranges::upper_bound(m_rows, *key, {}, [](const Row& row) { return keyOf(row.failure); });
    return static_cast<std::size_t>(found - m_rows.begin());
}

bool FailuresModel::stays(std::size_t index)
{
    Row& row = m_rows[index];
    if (!row.outcome || row.outcome->kind != ActionKind::Retry || m_settled == Settled::Go)
        return false;
    switch (row.outcome->state) {
    case Outcome::State::Settled:
        return true;
    case Outcome::State::Waiting:
        if (m_finished.contains(row.outcome->ticket)) {
            row.settle();
            rowChanged(index);
        }
        return true;
    case Outcome::State::StillFails:
    case Outcome::State::Refused:
        break; // somebody dismissed it, or it was settled later on: which of them is not known here
    }
    return false;
}

void FailuresModel::update(std::size_t index, const FailureView& failure)
{
    Row& row = m_rows[index];
    const bool concluded = row.outcome && row.outcome->state == Outcome::State::Waiting &&
                           m_finished.contains(row.outcome->ticket);
    if (row.failure == failure && !concluded)
        return;
    row.failure = failure;
    if (concluded)
        conclude(row);
    rowChanged(index);
}

void FailuresModel::conclude(Row& row) const
{
    if (!row.failure.open)
        return row.settle();
    if (row.outcome->kind != ActionKind::Retry || m_cancelled.contains(row.outcome->ticket))
        return row.outcome.reset();
    row.outcome->state = Outcome::State::StillFails;
    row.outcome->sentence = QString::fromStdString(row.failure.reason);
}

FailuresModel::Row::Row(const FailureView& view) : failure(view), address(format::address(view.address)) {}

void FailuresModel::Row::settle()
{
    failure.open = false;
    outcome->state = Outcome::State::Settled;
    outcome->sentence.clear();
}

void FailuresModel::wait(Ticket ticket, ActionKind kind, const std::vector<FailureId>& ids)
{
    const std::unordered_set<FailureId> asked(ids.begin(), ids.end());
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (!asked.contains(m_rows[i].failure.id))
            continue;
        m_rows[i].outcome = Outcome{Outcome::State::Waiting, kind, ticket, {}};
        rowChanged(i);
    }
}

void FailuresModel::refuse(Ticket ticket, const QString& sentence)
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        auto& outcome = m_rows[i].outcome;
        if (!outcome || outcome->ticket != ticket || outcome->state != Outcome::State::Waiting)
            continue;
        outcome->state = Outcome::State::Refused;
        outcome->sentence = sentence;
        rowChanged(i);
    }
}

void FailuresModel::take(Ticket ticket, const ActionView& action)
{
    if (action.finished())
        m_finished.insert(ticket);
    if (action.cancelled > 0)
        m_cancelled.insert(ticket);
    std::unordered_map<FailureId, const ActionItem*> items;
    for (const ActionItem& item : action.items)
        if (item.failure && item.state != ActionState::Waiting)
            items.emplace(*item.failure, &item);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        Row& row = m_rows[i];
        const auto found = items.find(row.failure.id);
        if (found == items.end() || !row.outcome || row.outcome->ticket != ticket ||
            row.outcome->state != Outcome::State::Waiting)
            continue;
        if (found->second->state == ActionState::Cancelled) {
            row.outcome->state = Outcome::State::Refused;
            row.outcome->sentence = tr("an operator cancelled it");
        } else if (found->second->state != ActionState::Failed) {
            // A part is skipped where the failure was resolved already.
            // What else was done shows with the refresh.
            if (row.outcome->kind != ActionKind::Retry)
                continue;
            row.settle();
        } else {
            row.outcome->state =
                row.outcome->kind == ActionKind::Retry ? Outcome::State::StillFails : Outcome::State::Refused;
            // The code in front is for programs.
            const std::string& sentence = found->second->sentence;
            const std::string code = row.failure.code + ": ";
            row.outcome->sentence =
                QString::fromStdString(sentence.starts_with(code) ? sentence.substr(code.size()) : sentence);
        }
        rowChanged(i);
    }
}

void FailuresModel::rowChanged(std::size_t row)
{
    Q_EMIT dataChanged(index(int(row), 0), index(int(row), kColumns - 1));
}

} // namespace chainpoints
