#include "ui/widgets/cellsmodel.h"

#include <QFontDatabase>
#include <QHash>

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
    if (!m_key && !m_rows.empty()) {
        const auto known = std::find(rows.cbegin(), rows.cend(), m_rows.front());
        if (known != rows.cend() && known != rows.cbegin())
            insert(0, rows.cbegin(), known);
    }
    if (m_rows.size() < rows.size())
        insert(m_rows.size(), rows.cbegin() + static_cast<std::ptrdiff_t>(m_rows.size()), rows.cend());
    if (m_key && !staysInPlace(rows))
        move(rows);
    const std::size_t count = rows.size();
    for (std::size_t i = 0; i < count; ++i)
        setRow(static_cast<int>(i), std::move(rows[i]));
    if (m_rows.size() > count) {
        beginRemoveRows({}, static_cast<int>(count), rowCount() - 1);
        m_rows.resize(count);
        endRemoveRows();
    }
}

void CellsModel::setRow(int place, Row row)
{
    Row& shown = m_rows.at(static_cast<std::size_t>(place));
    if (shown == row)
        return;
    shown = std::move(row);
    Q_EMIT dataChanged(index(place, 0), index(place, columnCount() - 1));
}

bool CellsModel::staysInPlace(const std::vector<Row>& rows) const
{
    return std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.begin() + std::ptrdiff_t(rows.size()),
                      [this](const Row& one, const Row& other) { return keyOf(one) == keyOf(other); });
}

/// At least so many rows are there. Those behind them, and whose key is not among them, keep no index.
void CellsModel::move(const std::vector<Row>& rows)
{
    QHash<QString, int> places;
    for (std::size_t i = 0; i < rows.size(); ++i)
        places.insert(keyOf(rows[i]), static_cast<int>(i));
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex& one : before) {
        const int place = places.value(keyOf(m_rows[static_cast<std::size_t>(one.row())]), -1);
        after += place < 0 ? QModelIndex() : index(place, one.column());
    }
    std::ranges::copy(rows, m_rows.begin());
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
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
    case Qt::FontRole:
        return m_columns[column].isAddress ? QVariant(QFontDatabase::systemFont(QFontDatabase::FixedFont))
                                           : QVariant();
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
