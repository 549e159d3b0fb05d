// The view of a table of texts.
#pragma once

#include "ui/widgets/cellsmodel.h"
#include "ui/widgets/rowtable.h"

class QAction;

namespace chainpoints {

/// Copies the exact value of a cell, or the selected rows as text with tabs: their columns in the order on
/// screen, also those that found no room there.
class CellsTable : public RowTable
{
    Q_OBJECT
public:
    explicit CellsTable(const QString& objectName, QWidget* parent = nullptr, Lines lines = Lines::Two);

    [[nodiscard]] CellsModel& cells() { return m_cells; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void copyCell();
    void copyRows();
    void retranslate();

    CellsModel m_cells;
    QAction* m_copyCell;
    QAction* m_copyRows;
};

} // namespace chainpoints
