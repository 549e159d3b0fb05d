#include "ui/activity/activitymodel.h"

#include "ui/format.h"
#include "ui/zone.h"

#include <algorithm>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

QStringList namesOf(const std::vector<std::string>& chains)
{
    QStringList names;
    for (const std::string& chain : chains)
        names += QString::fromStdString(chain);
    return names;
}

} // namespace

ActivityModel::ActivityModel(OperatorDesk& desk, QObject* parent) : QAbstractTableModel(parent), m_desk(desk)
{
}

void ActivityModel::refresh()
{
    if (!m_asking)
        ask({.limit = std::clamp(m_rows.size(), kPage, kMostAtOnce), .cursor = {}});
}

void ActivityModel::ask(ActionQuery query)
{
    m_asking = true;
    m_desk.ask(
        this, [query](OperatorDoor& door) { return door.actions(query); },
        [this, query](const chainpoints::Result<ActionPage>& answer) {
            m_loading = false;
            Q_EMIT aboutToTake();
            take(query, answer);
            m_asking = false; // not before: a view may want more as soon as rows come
            Q_EMIT taken();
        });
}

void ActivityModel::take(const ActionQuery& query, const chainpoints::Result<ActionPage>& answer)
{
    m_problem = answer ? std::nullopt : std::optional(answer.error());
    if (!answer)
        return;
    if (!query.cursor.empty())
        append(answer->actions);
    else
        takeAgain(answer->actions);
    if (!query.cursor.empty() || m_rows.size() <= answer->actions.size())
        m_next = answer->next;
}

void ActivityModel::takeAgain(const std::vector<ActionSummary>& actions)
{
    const auto idOf = [](const ActionSummary& row) { return row.action.id; };
    // Actions are only ever added, in front.
    const auto known =
        m_rows.empty() ? actions.end() : std::ranges::find(actions, idOf(m_rows.front()), idOf);
    const std::size_t common = std::min(m_rows.size(), static_cast<std::size_t>(actions.end() - known));
    if (!std::equal(known, known + std::ptrdiff_t(common), m_rows.begin(),
                    [&](const auto& a, const auto& b) { return idOf(a) == idOf(b); }) ||
        (common == 0 && !m_rows.empty())) {
        beginResetModel();
        m_rows = actions;
        endResetModel();
        return;
    }
    for (std::size_t i = 0; i < common; ++i) {
        if (m_rows[i] == known[std::ptrdiff_t(i)])
            continue;
        m_rows[i] = known[std::ptrdiff_t(i)];
        Q_EMIT dataChanged(index(int(i), 0), index(int(i), kColumns - 1));
    }
    if (known == actions.begin())
        return;
    beginInsertRows({}, 0, static_cast<int>(known - actions.begin()) - 1);
    m_rows.insert(m_rows.begin(), actions.begin(), known);
    endInsertRows();
}

void ActivityModel::append(const std::vector<ActionSummary>& actions)
{
    if (actions.empty())
        return;
    const auto first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(actions.size()) - 1);
    m_rows.insert(m_rows.end(), actions.begin(), actions.end());
    endInsertRows();
}

void ActivityModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

const ActionSummary* ActivityModel::actionAt(int row) const
{
    return row >= 0 && row < rowCount() ? &m_rows[std::size_t(row)] : nullptr;
}

QString ActivityModel::word(ActionKind kind)
{
    if (kind == ActionKind::Pause)
        return tr("Pause");
    if (kind == ActionKind::Resume)
        return tr("Resume");
    if (kind == ActionKind::Retry)
        return tr("Retry");
    const std::string_view text = toText(kind);
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QString ActivityModel::word(ActionState state)
{
    switch (state) {
    case ActionState::Waiting:
        return tr("Waiting");
    case ActionState::Done:
        return tr("Done");
    case ActionState::Failed:
        return tr("Failed");
    case ActionState::Skipped:
        break;
    }
    return tr("Nothing to do");
}

theme::Tone ActivityModel::toneOf(ActionState state)
{
    switch (state) {
    case ActionState::Waiting:
        return theme::Tone::Busy;
    case ActionState::Done:
        return theme::Tone::Good;
    case ActionState::Failed:
        return theme::Tone::Bad;
    case ActionState::Skipped:
        break;
    }
    return theme::Tone::Idle;
}

ActionState ActivityModel::stateOf(const ActionView& action)
{
    return action.waiting > 0  ? ActionState::Waiting
           : action.failed > 0 ? ActionState::Failed
           : action.done > 0   ? ActionState::Done
                               : ActionState::Skipped;
}

QString ActivityModel::counts(const ActionView& action)
{
    QStringList parts;
    if (action.done > 0)
        parts += tr("%1 done").arg(format::number(action.done));
    if (action.failed > 0)
        parts += tr("%1 failed").arg(format::number(action.failed));
    if (action.skipped > 0)
        parts += tr("%1 with nothing to do").arg(format::number(action.skipped));
    if (action.waiting > 0)
        parts += tr("%1 waiting").arg(format::number(action.waiting));
    return parts.isEmpty() ? tr("There was nothing to do") : parts.join(tr(", "));
}

int ActivityModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ActivityModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant ActivityModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ActionSummary& row = m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return index.column() == Result ? text(row, Result) : QString();
    case Qt::TextAlignmentRole:
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::DecorationRole:
        return index.column() == State ? QVariant(theme::icon(toneOf(stateOf(row.action)))) : QVariant();
    default:
        return {};
    }
}

QVariant ActivityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case State:
        return tr("State");
    case When:
        return tr("Asked at (%1)").arg(zone::name());
    case What:
        return tr("What");
    case Who:
        return tr("By");
    default:
        return tr("Result");
    }
}

bool ActivityModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && !m_next.empty() && !m_asking;
}

void ActivityModel::fetchMore(const QModelIndex& parent)
{
    if (canFetchMore(parent))
        ask({.limit = kPage, .cursor = m_next});
}

QString ActivityModel::text(const ActionSummary& row, int column) const
{
    const ActionView& action = row.action;
    switch (column) {
    case State:
        return word(stateOf(action));
    case When:
        return format::time(action.requestedAt);
    case What: {
        const QString what = action.parts() > 1
                                 ? tr("%1 of %2").arg(word(action.kind), format::number(action.parts()))
                                 : word(action.kind);
        const QString where = namesOf(row.chains).join(tr(", "));
        return where.isEmpty() ? what : QString(what + u'\n' + where);
    }
    case Who:
        return QString(QString::fromStdString(action.requestedBy) + u'\n' +
                       QString::fromStdString(action.requestedFrom));
    default:
        return row.result.empty() ? counts(action) : QString::fromStdString(row.result);
    }
}

} // namespace chainpoints
