#include "ui/widgets/rowtable.h"

#include "ui/widgets/linesdelegate.h"

#include <QEvent>
#include <QHeaderView>
#include <QScrollBar>

namespace chainpoints {
namespace {

/// Its texts keep away from the lines in between.
class SpacedHeader : public QHeaderView
{
public:
    using QHeaderView::QHeaderView;

protected:
    void initStyleOptionForIndex(QStyleOptionHeader* option, int section) const override
    {
        QHeaderView::initStyleOptionForIndex(option, section);
        option->text = QLatin1Char(' ') + option->text + QLatin1Char(' ');
    }

    QSize sectionSizeFromContents(int section) const override
    {
        const QSize size = QHeaderView::sectionSizeFromContents(section);
        return {size.width() + 2 * fontMetrics().horizontalAdvance(QLatin1Char(' ')), size.height()};
    }
};

} // namespace

RowTable::RowTable(QWidget* parent) : QTableView(parent)
{
    setHorizontalHeader(new SpacedHeader(Qt::Horizontal, this));
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
    fitRows();
}

void RowTable::setWidest(int column, const QString& text, Icon icon)
{
    m_widest[column] = {text, icon};
}

void RowTable::setFlexible(int column, const QString& least)
{
    m_flexible = column;
    m_least.text = least;
}

void RowTable::fitColumns()
{
    for (const auto& [column, width] : m_widest)
        horizontalHeader()->resizeSection(column, widthOf(column, width));
    fitFlexible();
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

void RowTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    if (model())
        fitFlexible();
}

void RowTable::fitRows()
{
    verticalHeader()->setDefaultSectionSize(LinesDelegate::heightOfRow(*this));
}

void RowTable::fitFlexible()
{
    if (m_flexible < 0)
        return;
    const int others = horizontalHeader()->length() - columnWidth(m_flexible);
    setColumnWidth(m_flexible, std::max(widthOf(m_flexible, m_least), viewport()->width() - others));
}

int RowTable::widthOf(int column, const Width& width) const
{
    const QVariant font = model()->index(0, column).data(Qt::FontRole);
    const QFontMetrics metrics(font.isValid() ? font.value<QFont>() : this->font());
    return std::max(horizontalHeader()->sectionSizeHint(column),
                    metrics.horizontalAdvance(width.text) +
                        LinesDelegate::widthAround(*this, width.icon == Icon::With));
}

} // namespace chainpoints
