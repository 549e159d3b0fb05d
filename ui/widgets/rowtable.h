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

    /// The column is as wide as this text, or as its header; set once, kept over changes of the font.
    void setWidest(int column, const QString& text);
    /// After setWidest() of all columns, and after a change of the language.
    void fitColumns();

    void hold();
    /// A current row that has gone is not replaced by its neighbour: no key press may hit another row than
    /// the one that was shown.
    void restore();

protected:
    void changeEvent(QEvent* event) override;

private:
    void fitRows();

    std::map<int, QString> m_widest;
    QPersistentModelIndex m_top;
    QPersistentModelIndex m_current;
    bool m_hadCurrent = false;
};

} // namespace chainpoints
