#include "ui/widgets/rowtable.h"

#include "ui/widgets/columnchoice.h"
#include "ui/widgets/columnmenu.h"
#include "ui/widgets/linesdelegate.h"

#include <QEvent>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <functional>

namespace chainpoints {
namespace {

constexpr int kAirInLine = 8;

/// Its texts keep away from the lines in between.
class SpacedHeader : public QHeaderView
{
public:
    /// `released` follows each release of the mouse.
    SpacedHeader(std::function<void()> released, QWidget* parent)
        : QHeaderView(Qt::Horizontal, parent), m_released(std::move(released))
    {
    }

protected:
    void mouseReleaseEvent(QMouseEvent* event) override
    {
        QHeaderView::mouseReleaseEvent(event);
        m_released();
    }

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

private:
    const std::function<void()> m_released;
};

} // namespace

RowTable::RowTable(QWidget* parent, Lines lines) : QTableView(parent), m_lines(lines)
{
    // Not before: columns that give way while one drags a border would carry it away from the pointer.
    const auto released = [this] {
        if (m_choice)
            fitWidths();
    };
    setHorizontalHeader(new SpacedHeader(released, this));
    if (lines == Lines::Two)
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
    const QScopedValueRollback fitting(m_fitting, true);
    for (auto& [column, width] : m_widths) {
        setColumnHidden(column, false); // a hidden header has no width
        width.fewest = pixels(column, width.least);
        // Which of two texts is the longer one differs between languages.
        width.most = std::max(pixels(column, width.widest), width.fewest);
    }
    fitWidths();
    updateGeometry();
}

int RowTable::leastWidth() const
{
    const std::set<int> hidden = unseen();
    int all = 2 * frameWidth() + style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
    for (const auto& [column, width] : m_widths)
        all += hidden.contains(column) ? 0 : width.fewest;
    return all;
}

void RowTable::offerColumns(const QStringList& names, int kept)
{
    m_choice = new ColumnChoice(*this, names, kept);
    m_menu = new ColumnMenu(*this, *m_choice);
    connect(m_choice, &ColumnChoice::changed, this, &RowTable::fitColumns);
    connect(horizontalHeader(), &QHeaderView::sectionResized, m_choice, [this](int column, int, int pixels) {
        if (!m_fitting)
            m_choice->setWidth(column, pixels);
    });
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

void RowTable::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    QTableView::scrollTo(seen(index), hint);
}

QModelIndex RowTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    // In a column that is not seen Qt's keys lead nowhere.
    const QModelIndex current = currentIndex();
    if (current.isValid() && isColumnHidden(current.column()))
        selectionModel()->setCurrentIndex(seen(current), QItemSelectionModel::NoUpdate);
    return QTableView::moveCursor(action, modifiers);
}

void RowTable::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && m_menu)
        m_menu->retranslate();
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        fitRows();
        if (model())
            fitColumns();
    }
}

void RowTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    if (model() && !m_fitting)
        fitWidths();
}

void RowTable::rowsInserted(const QModelIndex& parent, int first, int last)
{
    QTableView::rowsInserted(parent, first, last);
    if (model()->rowCount() == last - first + 1)
        fitColumns(); // only a row tells which font a column has
}

void RowTable::fitRows()
{
    verticalHeader()->setDefaultSectionSize(m_lines == Lines::Two ? LinesDelegate::heightOfRow(*this)
                                                                  : fontMetrics().height() + kAirInLine);
}

void RowTable::fitWidths()
{
    const QScopedValueRollback fitting(m_fitting, true);
    // A scroll bar comes or goes with the widths, and takes or gives room.
    for (int attempt = 0; attempt < 3; ++attempt) {
        const int room = viewport()->width();
        fitWidthsTo(room);
        updateGeometries(); // or a scroll bar may stay for columns as they were
        if (viewport()->width() == room)
            return;
    }
}

void RowTable::fitWidthsTo(int room)
{
    std::set<int> hidden = unseen();
    const auto sum = [&](int Width::*pixels) {
        int all = 0;
        for (const auto& [column, width] : m_widths)
            all += hidden.contains(column) ? 0 : width.*pixels;
        return all;
    };
    for (const int column : m_dispensable)
        if (sum(&Width::fewest) > room)
            hidden.insert(column);
    const auto byHand = [&](int column) { return m_choice ? m_choice->width(column) : std::nullopt; };
    std::map<int, int> chosen;
    int tooMuch = -room;
    for (const auto& [column, width] : m_widths) {
        chosen[column] = byHand(column).value_or(width.most);
        tooMuch += hidden.contains(column) ? 0 : chosen[column];
    }
    const auto shrink = [&](int column) {
        if (hidden.contains(column) || byHand(column))
            return;
        const Width& width = m_widths[column];
        const int less = std::clamp(tooMuch, 0, width.most - width.fewest);
        chosen[column] -= less;
        tooMuch -= less;
    };
    std::ranges::for_each(m_shrinking, shrink);
    if (m_flexible >= 0) {
        shrink(m_flexible);
        if (!byHand(m_flexible))
            chosen[m_flexible] += std::max(-tooMuch, 0);
    }
    for (const auto& [column, width] : chosen) {
        setColumnHidden(column, hidden.contains(column));
        if (!hidden.contains(column))
            setColumnWidth(column, width);
    }
}

std::set<int> RowTable::unseen() const
{
    std::set<int> hidden = m_unwanted;
    for (int column = 0; m_choice && column < m_choice->count(); ++column)
        if (m_choice->isDeclined(column))
            hidden.insert(column);
    return hidden;
}

QModelIndex RowTable::seen(const QModelIndex& index) const
{
    if (!index.isValid() || !isColumnHidden(index.column()))
        return index;
    return index.siblingAtColumn(horizontalHeader()->logicalIndexAt(0));
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
