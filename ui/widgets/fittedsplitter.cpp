#include "ui/widgets/fittedsplitter.h"

#include <QEvent>
#include <QHeaderView>
#include <QScrollBar>
#include <QTableView>

#include <algorithm>

namespace chainpoints {

FittedSplitter::FittedSplitter(QTableView* table, QWidget* below, QWidget* parent)
    : QSplitter(Qt::Vertical, parent), m_table(table)
{
    setChildrenCollapsible(false);
    addWidget(table);
    addWidget(below);
    setStretchFactor(0, 1);
    setStretchFactor(1, 0);
    connect(table->verticalHeader(), &QHeaderView::sectionCountChanged, this, &FittedSplitter::fit);
    connect(this, &QSplitter::splitterMoved, this, [this] { m_moved = true; });
}

void FittedSplitter::restoreMoved(const QByteArray& state)
{
    m_moved = restoreState(state) || m_moved;
}

bool FittedSplitter::event(QEvent* event)
{
    const bool handled = QSplitter::event(event);
    if (event->type() == QEvent::LayoutRequest) // another font, or another minimum
        fit();
    return handled;
}

void FittedSplitter::resizeEvent(QResizeEvent* event)
{
    QSplitter::resizeEvent(event);
    fit();
}

void FittedSplitter::fit()
{
    if (m_moved)
        return;
    const QScrollBar* bar = m_table->horizontalScrollBar();
    const int needed = m_table->horizontalHeader()->sizeHint().height() +
                       m_table->verticalHeader()->length() + 2 * m_table->frameWidth() +
                       (bar->isVisible() ? bar->sizeHint().height() : 0);
    const int room = height() - handleWidth();
    const int top = std::min(needed, room / 2);
    setSizes({top, room - top});
}

} // namespace chainpoints
