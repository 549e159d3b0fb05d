// The menu with which an operator chooses and moves the columns of a table.
#pragma once

#include <QMenu>

class QTableView;

namespace chainpoints {

class ColumnChoice;

/// Opens at the header and, for the keyboard, within the menu of the rows. Filled when it opens; belongs to
/// the table.
class ColumnMenu : public QMenu
{
    Q_OBJECT
public:
    ColumnMenu(QTableView& table, ColumnChoice& choice);

    void retranslate();

private:
    void popupAtHeader(const QPoint& place);
    void fill();

    QTableView& m_table;
    ColumnChoice& m_choice;
    int m_pointed = -1; ///< the column of the header for which it opens; else that of the current cell counts
};

} // namespace chainpoints
