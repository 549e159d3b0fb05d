#include "ui/widgets/columnsmodel.h"

namespace chainpoints {

ColumnsModel::ColumnsModel(int columns, QObject* parent) : QAbstractTableModel(parent), m_columns(columns) {}

void ColumnsModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, m_columns - 1);
    if (rowCount() > 0)
        rowsChanged(0, rowCount() - 1);
}

int ColumnsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows());
}

int ColumnsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_columns;
}

QVariant ColumnsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return heading(section);
    case Qt::ToolTipRole:
        return explanation(section);
    case Qt::TextAlignmentRole:
        return alignment(section);
    default:
        return {};
    }
}

QString ColumnsModel::explanation(int) const
{
    return {};
}

bool ColumnsModel::isNumber(int) const
{
    return false;
}

int ColumnsModel::alignment(int column) const
{
    return int((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

void ColumnsModel::rowsChanged(int first, int last)
{
    Q_EMIT dataChanged(index(first, 0), index(last, m_columns - 1));
}

} // namespace chainpoints
