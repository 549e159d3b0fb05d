// A table, and below it what is known of its row.
#pragma once

#include <QSplitter>

class QTableView;

namespace chainpoints {

/// The table is as high as its rows, at most half of the whole, until the operator moves the handle; from
/// then on his choice stays.
class FittedSplitter : public QSplitter
{
    Q_OBJECT
public:
    /// Takes both. The table has its model already.
    FittedSplitter(QTableView* table, QWidget* below, QWidget* parent = nullptr);

    [[nodiscard]] bool isMoved() const { return m_moved; }
    /// As saveState() gave it after a move. What cannot be read changes nothing.
    void restoreMoved(const QByteArray& state);

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();

    QTableView* m_table;
    bool m_moved = false;
};

} // namespace chainpoints
