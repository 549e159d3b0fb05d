// A table of things: whole rows are selected, each row holds two lines.
#pragma once

#include <QPersistentModelIndex>
#include <QTableView>

#include <map>

namespace chainpoints {

/// What is shown stays in its place while rows come and go around it: call hold() before the model changes
/// and restore() after it.
class RowTable : public QTableView
{
    Q_OBJECT
public:
    explicit RowTable(QWidget* parent = nullptr);

    enum class Icon { Without, With };
    /// The column is as wide as this text, or as its header; kept over changes of the font.
    void setWidest(int column, const QString& text, Icon icon = Icon::Without);
    /// This column takes the room that the others leave, at least what its text needs.
    void setFlexible(int column, const QString& least);
    /// After the two above, and after a change of the language.
    void fitColumns();

    void hold();
    /// A current row that has gone is not replaced by its neighbour: no key press may hit another row than
    /// the one that was shown.
    void restore();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Width
    {
        QString text;
        Icon icon = Icon::Without;
    };
    void fitRows();
    void fitFlexible();
    [[nodiscard]] int widthOf(int column, const Width& width) const;

    std::map<int, Width> m_widest;
    int m_flexible = -1;
    Width m_least; ///< of the flexible column
    QPersistentModelIndex m_top;
    QPersistentModelIndex m_current;
    bool m_hadCurrent = false;
};

} // namespace chainpoints
