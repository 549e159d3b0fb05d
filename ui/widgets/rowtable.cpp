#include "ui/widgets/rowtable.h"

#include "ui/widgets/linesdelegate.h"

#include <QEvent>
#include <QHeaderView>
#include <QScrollBar>

namespace chainpoints {

RowTable::RowTable(QWidget* parent) : QTableView(parent)
{
    setItemDelegate(new LinesDelegate(this));
    setSelectionBehavior(SelectRows);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerItem);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    fitRows();
}

void RowTable::setWidest(int column, const QString& text)
{
    m_widest[column] = text;
}

void RowTable::fitColumns()
{
    const int space = LinesDelegate::widthAround(*this);
    for (const auto& [column, text] : m_widest) {
        const int header = horizontalHeader()->sectionSizeHint(column);
        horizontalHeader()->resizeSection(column,
                                          std::max(header, fontMetrics().horizontalAdvance(text) + space));
    }
}

void RowTable::hold()
{
    m_top = indexAt({0, 0});
    m_current = currentIndex();
    m_hadCurrent = m_current.isValid();
}

void RowTable::restore()
{
    // Qt selects the neighbour by itself where one row is selected at a time.
    if (m_hadCurrent && !m_current.isValid())
        selectionModel()->setCurrentIndex({}, selectionMode() == SingleSelection
                                                  ? QItemSelectionModel::Clear
                                                  : QItemSelectionModel::NoUpdate);
    // An item is a step of the scroll bar. At the very top new rows should be seen.
    if (m_top.isValid() && verticalScrollBar()->value() > 0) {
        updateGeometries();
        verticalScrollBar()->setValue(m_top.row());
    }
}

void RowTable::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        fitRows();
        if (model())
            fitColumns();
    }
}

void RowTable::fitRows()
{
    verticalHeader()->setDefaultSectionSize(LinesDelegate::heightOfRow(*this));
}

} // namespace chainpoints
