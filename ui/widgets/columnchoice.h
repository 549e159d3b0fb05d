// Which columns of a table are shown, in which order and how wide, as its operator wants them.
#pragma once

#include <QObject>
#include <QStringList>

#include <map>
#include <optional>
#include <set>

class QTableView;

namespace chainpoints {

/// The order is that of the table's header; the rest the table asks for when it gives its columns their room.
/// Belongs to the table.
class ColumnChoice : public QObject
{
    Q_OBJECT
public:
    /// A name for each column, in the model's order, which stays the same in every version and language. The
    /// column `kept`, which tells what a row is about, cannot be declined.
    ColumnChoice(QTableView& table, const QStringList& names, int kept);

    /// The names in the order on screen: "-name" is declined, "name:120" has a width chosen by hand.
    [[nodiscard]] QStringList state() const;
    /// What it cannot read or does not know is passed over; columns that are not named follow those that are.
    void restore(const QStringList& state);
    void reset();

    [[nodiscard]] int count() const { return static_cast<int>(m_names.size()); }
    [[nodiscard]] bool canDecline(int column) const { return column != m_kept; }
    [[nodiscard]] bool isDeclined(int column) const { return m_declined.contains(column); }
    void setDeclined(int column, bool declined);
    /// In pixels; none: as wide as the table finds right.
    [[nodiscard]] std::optional<int> width(int column) const;
    void setWidth(int column, int pixels);
    /// Past the next column that is seen; `step` is -1 (left) or 1.
    [[nodiscard]] bool canMove(int column, int step) const { return neighbour(column, step).has_value(); }
    void move(int column, int step);

Q_SIGNALS:
    /// Not the order and the widths, of which the header tells.
    void changed();

private:
    /// Its place on screen.
    [[nodiscard]] std::optional<int> neighbour(int column, int step) const;

    QTableView& m_table;
    const QStringList m_names;
    const int m_kept;
    std::set<int> m_declined;
    std::map<int, int> m_widths;
};

} // namespace chainpoints
