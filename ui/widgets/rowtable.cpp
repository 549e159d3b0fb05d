#include "ui/widgets/rowtable.h"

#include "ui/widgets/linesdelegate.h"

#include <QEvent>
#include <QHeaderView>
#include <QScrollBar>

#include <algorithm>

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
    m_widths[column] = {text, text, icon};
}

void RowTable::setLeast(int column, const QString& text)
{
    m_widths[column].least = text;
    if (std::ranges::find(m_shrinking, column) == m_shrinking.end())
        m_shrinking.push_back(column);
}

void RowTable::setFlexible(int column, const QString& least, const QString& wish)
{
    m_flexible = column;
    m_widths[column] = {wish, least};
}

void RowTable::setDispensable(const std::vector<int>& columns)
{
    m_dispensable = columns;
}

void RowTable::setWanted(int column, bool wanted)
{
    const bool changes = wanted ? m_unwanted.erase(column) > 0 : m_unwanted.insert(column).second;
    if (changes)
        fitColumns();
}

void RowTable::fitColumns()
{
    for (auto& [column, width] : m_widths) {
        setColumnHidden(column, false); // a hidden header has no width
        width.most = pixels(column, width.widest);
        width.fewest = pixels(column, width.least);
    }
    fitWidths();
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
        fitWidths();
}

void RowTable::fitRows()
{
    verticalHeader()->setDefaultSectionSize(LinesDelegate::heightOfRow(*this));
}

void RowTable::fitWidths()
{
    const int room = viewport()->width();
    std::set<int> hidden = m_unwanted;
    const auto sum = [&](int Width::*pixels) {
        int all = 0;
        for (const auto& [column, width] : m_widths)
            all += hidden.contains(column) ? 0 : width.*pixels;
        return all;
    };
    for (const int column : m_dispensable)
        if (sum(&Width::fewest) > room)
            hidden.insert(column);
    std::map<int, int> chosen;
    for (const auto& [column, width] : m_widths)
        chosen[column] = width.most;
    int tooMuch = sum(&Width::most) - room;
    const auto shrink = [&](int column) {
        const Width& width = m_widths[column];
        const int less = hidden.contains(column) ? 0 : std::clamp(tooMuch, 0, width.most - width.fewest);
        chosen[column] -= less;
        tooMuch -= less;
    };
    std::ranges::for_each(m_shrinking, shrink);
    if (m_flexible >= 0) {
        shrink(m_flexible);
        chosen[m_flexible] += std::max(-tooMuch, 0);
    }
    for (const auto& [column, width] : chosen) {
        setColumnHidden(column, hidden.contains(column));
        if (!hidden.contains(column))
            setColumnWidth(column, width);
    }
    updateGeometries(); // or a scroll bar may stay for columns as they were
}

int RowTable::pixels(int column, const QString& text) const
{
    const QVariant font = model()->index(0, column).data(Qt::FontRole);
    const QFontMetrics metrics(font.isValid() ? font.value<QFont>() : this->font());
    const bool withIcon = m_widths.at(column).icon == Icon::With;
    return std::max(horizontalHeader()->sectionSizeHint(column),
                    metrics.size(0, text).width() + LinesDelegate::widthAround(*this, withIcon));
}

} // namespace chainpoints
