// A table that is read only and has the same columns always.
#pragma once

#include <QAbstractTableModel>

namespace chainpoints {

/// What all such models do alike: counts, headings, a change of the language.
class ColumnsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    /// After a change of the language: every text is another.
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const final;
    int columnCount(const QModelIndex& parent = {}) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const final;

protected:
    explicit ColumnsModel(int columns, QObject* parent = nullptr);

    [[nodiscard]] virtual std::size_t rows() const = 0;
    /// Translated; likewise the next.
    [[nodiscard]] virtual QString heading(int column) const = 0;
    /// What the heading means, where it does not speak for itself.
    [[nodiscard]] virtual QString explanation(int column) const;
    /// A column of numbers is aligned at its right.
    [[nodiscard]] virtual bool isNumber(int column) const;

    /// For Qt::TextAlignmentRole.
    [[nodiscard]] int alignment(int column) const;
    /// All cells of these rows may be others now.
    void rowsChanged(int first, int last);

private:
    const int m_columns;
};

} // namespace chainpoints
