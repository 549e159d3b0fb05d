#include "ui/failures/reasongroupsmodel.h"

#include "ui/failures/failuresmodel.h"
#include "ui/failures/reasontext.h"
#include "ui/format.h"
#include "ui/zone.h"

#include <algorithm>
#include <map>

namespace chainpoints {

using namespace Qt::StringLiterals;

void ReasonGroupsModel::Row::add(const FailureGroup& group)
{
    from = failures == 0 ? group.from : std::min(from, group.from);
    failures += group.failures;
    chains.push_back(group.chain);
    lastAttempt = std::max(lastAttempt, group.lastAttempt);
    if (group.nextAttempt)
        nextAttempt = std::min(nextAttempt.value_or(*group.nextAttempt), *group.nextAttempt);
}

void ReasonGroupsModel::take(const std::vector<FailureGroup>& groups, const std::set<std::string>& kept)
{
    std::map<std::string, Row> byCode;
    for (const std::string& code : kept)
        byCode[code].code = code;
    for (const FailureGroup& group : groups) {
        Row& row = byCode[group.code];
        row.code = group.code;
        row.add(group);
    }
    std::vector<Row> rows;
    for (auto& [code, row] : byCode)
        rows.push_back(std::move(row));
    std::ranges::stable_sort(rows, std::greater(), &Row::failures);

    if (std::ranges::equal(rows, m_rows, {}, &Row::code, &Row::code)) {
        m_rows = std::move(rows);
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void ReasonGroupsModel::setRetriable(bool retriable)
{
    if (std::exchange(m_retriable, retriable) != retriable && !m_rows.empty())
        Q_EMIT dataChanged(index(0, Retry), index(rowCount() - 1, Retry));
}

void ReasonGroupsModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

int ReasonGroupsModel::rowOf(const std::string& code) const
{
    const auto found = std::ranges::find(m_rows, code, &Row::code);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int ReasonGroupsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ReasonGroupsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant ReasonGroupsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return index.column() == Reason || index.column() == Chains ? text(row, index.column()) : QString();
    case Qt::TextAlignmentRole:
        return int((index.column() == Failures ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case FailuresModel::RetriableRole:
        return m_retriable && row.failures > 0;
    default:
        return {};
    }
}

QString ReasonGroupsModel::text(const Row& row, int column)
{
    const bool none = row.failures == 0;
    switch (column) {
    case Reason: {
        const QString reason = ReasonText::of(row.code);
        const QString remedy = ReasonText::remedy(row.code);
        return remedy.isEmpty() ? reason : QString(reason + u'\n' + remedy);
    }
    case Failures:
        return format::number(row.failures);
    case Chains: {
        QStringList names;
        for (const std::string& chain : row.chains)
            names += QString::fromStdString(chain);
        return names.join(u", "_s);
    }
    case Since:
        return none ? QString() : format::minute(row.from);
    case LastAttempt:
        return none ? QString() : format::minute(row.lastAttempt);
    case NextAttempt:
        return none ? QString() : row.nextAttempt ? format::minute(*row.nextAttempt) : tr("Not by itself");
    default:
        return tr("Retry…");
    }
}

QVariant ReasonGroupsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Failures ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Reason:
        return tr("Reason");
    case Failures:
        return tr("Failures");
    case Chains:
        return tr("Chains");
    case Since:
        return tr("Missing since (%1)").arg(zone::name());
    case LastAttempt:
        return tr("Last attempt");
    case NextAttempt:
        return tr("Next retry");
    default:
        return {};
    }
}

} // namespace chainpoints
