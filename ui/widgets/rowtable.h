// A table of things: whole rows are selected.
#pragma once

#include <QPersistentModelIndex>
#include <QTableView>

#include <map>
#include <set>
#include <vector>

namespace chainpoints {

class ColumnChoice;
class ColumnMenu;

/// What is shown stays in its place while rows come and go around it: call hold() before the model changes
/// and restore() after it.
class RowTable : public QTableView
{
    Q_OBJECT
public:
    enum class Lines { One, Two }; ///< of text in a row
    explicit RowTable(QWidget* parent = nullptr, Lines lines = Lines::Two);

    enum class Icon { Without, With };
    /// The column is as wide as this text, or as its header; kept over changes of the font.
    void setWidest(int column, const QString& text, Icon icon = Icon::Without);
    /// Where room is scarce the column shrinks down to this text; those named first shrink first.
    void setLeast(int column, const QString& text);
    /// This column takes the room that the others leave, at least what `least` needs. Others shrink for the
    /// sake of `wish`.
    void setFlexible(int column, const QString& least, const QString& wish);
    /// Given up where room is short even so, those named first at first; what they say shows elsewhere too.
    void setDispensable(const std::vector<int>& columns);
    /// A column that has nothing to say yet is not shown.
    void setWanted(int column, bool wanted);
    /// After those above, and after a change of the language.
    void fitColumns();

    /// From here on the operator may choose, move and widen columns; after the model is set. See
    /// ColumnChoice.
    void offerColumns(const QStringList& names, int kept);
    /// Null: the columns are not the operator's.
    [[nodiscard]] ColumnChoice* columnChoice() const { return m_choice; }
    /// With the columns that are wanted as narrow as they may become.
    [[nodiscard]] int leastWidth() const;

    void hold();
    /// A current row that has gone is not replaced by its neighbour: no key press may hit another row than
    /// the one that was shown.
    void restore();

    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;

protected:
    /// Columns that the panel or the operator does not want, wherever there is room.
    [[nodiscard]] std::set<int> unseen() const;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void rowsInserted(const QModelIndex& parent, int first, int last) override;

private:
    struct Width
    {
        QString widest;
        QString least;
        Icon icon = Icon::Without;
        int most = 0; ///< in pixels, likewise the next
        int fewest = 0;
    };
    void fitRows();
    void fitWidths();
    void fitWidthsTo(int room);
    [[nodiscard]] int pixels(int column, const QString& text) const;
    /// A cell of the same row that is seen.
    [[nodiscard]] QModelIndex seen(const QModelIndex& index) const;

    const Lines m_lines;
    std::map<int, Width> m_widths;
    std::vector<int> m_shrinking; ///< in this order
    std::vector<int> m_dispensable;
    std::set<int> m_unwanted;
    ColumnChoice* m_choice = nullptr;
    ColumnMenu* m_menu = nullptr; ///< while there is a choice
    int m_flexible = -1;
    bool m_fitting = false;
    QPersistentModelIndex m_top;
    QPersistentModelIndex m_current;
    bool m_hadCurrent = false;
};

} // namespace chainpoints
