#include "ui/widgets/columnmenu.h"

#include "ui/widgets/columnchoice.h"

#include <QHeaderView>
#include <QTableView>

namespace chainpoints {

ColumnMenu::ColumnMenu(QTableView& table, ColumnChoice& choice)
    : QMenu(&table), m_table(table), m_choice(choice)
{
    table.addAction(menuAction()); // a header has no keys
    QHeaderView* header = table.horizontalHeader();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, &ColumnMenu::popupAtHeader);
    connect(this, &QMenu::aboutToShow, this, &ColumnMenu::fill);
    connect(this, &QMenu::aboutToHide, this, [this] { m_pointed = -1; });
    retranslate();
}

void ColumnMenu::retranslate()
{
    setTitle(tr("Columns"));
}

void ColumnMenu::popupAtHeader(const QPoint& place)
{
    m_pointed = m_table.horizontalHeader()->logicalIndexAt(place);
    popup(m_table.horizontalHeader()->mapToGlobal(place));
}

void ColumnMenu::fill()
{
    clear();
    const auto title = [this](int column) {
        return m_table.model()->headerData(column, Qt::Horizontal).toString();
    };
    for (int place = 0; place < m_choice.count(); ++place) {
        const int column = m_table.horizontalHeader()->logicalIndex(place);
        QAction* shown = addAction(title(column));
        shown->setCheckable(true);
        shown->setChecked(!m_choice.isDeclined(column));
        shown->setEnabled(m_choice.canDecline(column));
        connect(shown, &QAction::toggled, &m_choice,
                [this, column](bool wanted) { m_choice.setDeclined(column, !wanted); });
    }
    addSeparator();
    const int moved = m_pointed >= 0 ? m_pointed : m_table.currentIndex().column();
    const auto addMove = [&](const QString& text, int step) {
        QAction* action = addAction(text.arg(title(moved)));
        action->setEnabled(m_choice.canMove(moved, step));
        connect(action, &QAction::triggered, &m_choice, [this, moved, step] { m_choice.move(moved, step); });
    };
    if (moved >= 0) {
        addMove(tr("Move %1 to the left"), -1);
        addMove(tr("Move %1 to the right"), 1);
        addSeparator();
    }
    connect(addAction(tr("Default columns")), &QAction::triggered, &m_choice, &ColumnChoice::reset);
}

} // namespace chainpoints
