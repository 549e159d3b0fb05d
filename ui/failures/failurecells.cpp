// How FailuresModel's rows are written.
#include "ui/failures/failuresmodel.h"

#include "ui/failures/reasontext.h"
#include "ui/format.h"
#include "ui/theme.h"
#include "ui/zone.h"

#include <QFontDatabase>

#include <algorithm>

namespace chainpoints {

const FailureView* FailuresModel::failureAt(int row) const
{
    return row >= 0 && row < rowCount() ? &m_rows[size_t(row)].failure : nullptr;
}

QString FailuresModel::resultAt(int row) const
{
    return failureAt(row) ? text(m_rows[size_t(row)], RetryResult) : QString();
}

bool FailuresModel::isRetriable(int row) const
{
    return failureAt(row) && m_rows[size_t(row)].isRetriable();
}

bool FailuresModel::isDismissible(int row) const
{
    return isRetriable(row) && !failureAt(row)->dismissal;
}

bool FailuresModel::isRestorable(int row) const
{
    return isRetriable(row) && failureAt(row)->dismissal;
}

std::vector<FailureId> FailuresModel::retriable() const
{
    std::vector<FailureId> ids;
    for (const Row& row : m_rows)
        if (row.isRetriable())
            ids.push_back(row.failure.id);
    return ids;
}

int FailuresModel::rowOf(FailureId id) const
{
    const auto found = std::ranges::find(m_rows, id, [](const Row& row) { return row.failure.id; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int FailuresModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FailuresModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant FailuresModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows[size_t(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::ToolTipRole:
        if (column == User)
            return QString(text(row, column) + QLatin1Char('\n') + tr("Ctrl+C copies it"));
        if (column == State && row.failure.dismissal)
            return QString::fromStdString(row.failure.dismissal->note);
        return column == Reason || column == RetryResult ? text(row, column) : QString();
    case Qt::TextAlignmentRole:
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::FontRole:
        return column == User ? QVariant(QFontDatabase::systemFont(QFontDatabase::FixedFont)) : QVariant();
    case Qt::DecorationRole:
        if (column == State)
            return theme::icon(!row.failure.open       ? theme::Tone::Good
                               : row.failure.dismissal ? theme::Tone::Idle
                                                       : theme::Tone::Bad);
        if (column == RetryResult && row.outcome) {
            const auto state = row.outcome->state;
            return theme::icon(state == Outcome::State::Waiting   ? theme::Tone::Busy
                               : state == Outcome::State::Settled ? theme::Tone::Good
                                                                  : theme::Tone::Bad);
        }
        return {};
    case RetriableRole:
        return row.isRetriable();
    default:
        return {};
    }
}

QVariant FailuresModel::headerData(int section, Qt::Orientation orientation, int role) const
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
    case Chain:
        return tr("Chain");
    case User:
        return tr("User");
    case Reason:
        return tr("Reason");
    case Missing:
        return tr("Points missing (%1)").arg(zone::name());
    case Attempts:
        return tr("Attempts");
    case RetryResult:
        return tr("Result");
    case Retry:
        return tr("Retry");
    default:
        return {};
    }
}

QString FailuresModel::text(const Row& row, int column) const
{
    const FailureView& failure = row.failure;
    switch (column) {
    case State:
        return !failure.open ? tr("Resolved") : failure.dismissal ? tr("Dismissed") : tr("Open");
    case Chain:
        return QString::fromStdString(failure.chain);
    case User:
        return row.address;
    case Reason: {
        const QString detail = QString::fromStdString(failure.reason);
        const QString sentence = ReasonText::sentence(failure.code);
        return sentence.isEmpty() ? detail : QString(sentence + QLatin1Char('\n') + detail);
    }
    case Missing:
        return tr("%1\nto %2").arg(format::minute(failure.from), format::minute(failure.to));
    case Attempts:
        return QString(format::number(failure.attempts) + QLatin1Char('\n') +
                       format::minute(failure.lastAttempt));
    case RetryResult:
        return row.outcome ? resultText(*row.outcome) : QString();
    case Retry:
        return row.isRetriable() ? tr("Retry") : QString();
    default:
        return {};
    }
}

QString FailuresModel::resultText(const Outcome& outcome)
{
    switch (outcome.state) {
    case Outcome::State::Waiting:
        return tr("Waiting for the engine…");
    case Outcome::State::Settled:
        return tr("Settled");
    case Outcome::State::StillFails:
        return tr("Still fails: %1").arg(outcome.sentence);
    case Outcome::State::Refused:
        return outcome.kind == ActionKind::Retry     ? tr("Not retried: %1").arg(outcome.sentence)
               : outcome.kind == ActionKind::Dismiss ? tr("Not dismissed: %1").arg(outcome.sentence)
                                                     : tr("Not restored: %1").arg(outcome.sentence);
    }
    return {};
}

} // namespace chainpoints
