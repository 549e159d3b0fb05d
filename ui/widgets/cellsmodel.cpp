#include "ui/widgets/cellsmodel.h"

#include <algorithm>
#include <utility>

namespace chainpoints {
namespace {

Qt::Alignment alignmentOf(const CellsModel::Column& column)
{
    return (column.isAmount ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
}

} // namespace

void CellsModel::setColumns(std::vector<Column> columns)
{
    if (columns.size() == m_columns.size()) {
        m_columns = std::move(columns);
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
        return;
    }
    beginResetModel();
    m_columns = std::move(columns);
    endResetModel();
}

void CellsModel::setRows(std::vector<Row> rows)
{
    const auto known = m_rows.empty() ? rows.cend() : std::find(rows.cbegin(), rows.cend(), m_rows.front());
    if (known != rows.cend() && known != rows.cbegin())
        insert(0, rows.cbegin(), known);
    if (m_rows.size() > rows.size()) {
        beginRemoveRows({}, static_cast<int>(rows.size()), rowCount() - 1);
        m_rows.resize(rows.size());
        endRemoveRows();
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i] == rows[i])
            continue;
        m_rows[i] = rows[i];
        Q_EMIT dataChanged(index(static_cast<int>(i), 0), index(static_cast<int>(i), columnCount() - 1));
    }
    if (m_rows.size() < rows.size())
        insert(m_rows.size(), rows.cbegin() + static_cast<std::ptrdiff_t>(m_rows.size()), rows.cend());
}

void CellsModel::append(const std::vector<Row>& rows)
{
    if (!rows.empty())
        insert(m_rows.size(), rows.cbegin(), rows.cend());
}

void CellsModel::insert(std::size_t first, std::vector<Row>::const_iterator from,
                        std::vector<Row>::const_iterator to)
{
    const int place = static_cast<int>(first);
    beginInsertRows({}, place, place + static_cast<int>(to - from) - 1);
    m_rows.insert(m_rows.begin() + place, from, to);
    endInsertRows();
}

int CellsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CellsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant CellsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto column = static_cast<std::size_t>(index.column());
    const Cell& cell = m_rows[static_cast<std::size_t>(index.row())].at(column);
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
    case ExactRole:
        return cell.exact.isEmpty() ? cell.text : cell.exact;
    case Qt::DecorationRole:
        return cell.icon.isNull() ? QVariant() : QVariant(cell.icon);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(alignmentOf(m_columns[column]));
    default:
        return {};
    }
}

QVariant CellsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const Column& column = m_columns[static_cast<std::size_t>(section)];
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(alignmentOf(column));
    return role == Qt::DisplayRole ? QVariant(column.title) : QVariant();
}

bool CellsModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && m_more;
}

void CellsModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent))
        return;
    m_more = false;
    Q_EMIT moreWanted();
}

} // namespace chainpoints
