#include "ui/widgets/cellstable.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QItemSelectionModel>

#include <algorithm>

namespace chainpoints {

CellsTable::CellsTable(const QString& objectName, QWidget* parent, Lines lines)
    : RowTable(parent, lines), m_copyCell(new QAction(this)), m_copyRows(new QAction(this))
{
    setObjectName(objectName);
    setModel(&m_cells);
    setSelectionMode(ExtendedSelection);
    m_copyCell->setObjectName(QStringLiteral("copyCell"));
    m_copyCell->setShortcut(QKeySequence::Copy);
    m_copyRows->setObjectName(QStringLiteral("copyRows"));
    m_copyRows->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    for (QAction* action : {m_copyCell, m_copyRows})
        action->setShortcutContext(Qt::WidgetShortcut);
    addActions({m_copyCell, m_copyRows});
    connect(m_copyCell, &QAction::triggered, this, &CellsTable::copyCell);
    connect(m_copyRows, &QAction::triggered, this, &CellsTable::copyRows);
    retranslate();
}

void CellsTable::copyCell()
{
    if (currentIndex().isValid())
        QGuiApplication::clipboard()->setText(currentIndex().data(CellsModel::ExactRole).toString());
}

void CellsTable::copyRows()
{
    QModelIndexList rows = selectionModel()->selectedRows();
    if (rows.isEmpty())
        return;
    std::ranges::sort(rows, {}, &QModelIndex::row);
    const auto cell = [](QString text) {
        return text.replace(QLatin1Char('\n'), QLatin1Char(' ')); // one row, one line
    };
    const std::set<int> hidden = unseen();
    QString text;
    for (const QModelIndex& row : rows) {
        QStringList cells;
        for (int place = 0; place < m_cells.columnCount(); ++place)
            if (const int column = horizontalHeader()->logicalIndex(place); !hidden.contains(column))
                cells += cell(row.siblingAtColumn(column).data(CellsModel::ExactRole).toString());
        text += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    QGuiApplication::clipboard()->setText(text);
}

void CellsTable::retranslate()
{
    m_copyCell->setText(tr("Copy this cell"));
    m_copyRows->setText(tr("Copy the selected rows"));
}

void CellsTable::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    RowTable::changeEvent(event);
}

} // namespace chainpoints
