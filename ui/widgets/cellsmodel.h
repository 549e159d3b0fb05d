// A table of texts.
#pragma once

#include <QAbstractTableModel>
#include <QIcon>

#include <optional>
#include <vector>

namespace chainpoints {

/// Shows what its owner writes; after a change of language or zone he writes it anew. Window thread.
class CellsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    struct Column
    {
        QString title;
        bool isAmount = false;  ///< stands at the right
        bool isAddress = false; ///< in letters of one width
    };
    struct Cell
    {
        QString text{};
        QString exact{}; ///< for tool tip, screen reader and clipboard; empty: the text
        QIcon icon{};

        bool operator==(const Cell& other) const { return text == other.text && exact == other.exact; }
    };
    using Row = std::vector<Cell>;
    enum Role { ExactRole = Qt::UserRole };

    using QAbstractTableModel::QAbstractTableModel;

    /// Always the same number of columns after the first call.
    void setColumns(std::vector<Column> columns);
    /// Rows with the same text in this column are the same row, wherever they stand; no two have the same.
    void setKey(int column) { m_key = column; }
    /// Rows that were there already keep their persistent indexes: those with the same key, without a key
    /// those in the same place, also behind new ones in front.
    void setRows(std::vector<Row> rows);
    /// What stands there says something else now.
    void setRow(int place, Row row);
    /// Behind those that are there.
    void append(const std::vector<Row>& rows);
    /// Whether a view shall ask for more at its end, with moreWanted().
    void setMore(bool more) { m_more = more; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    /// Once until setMore() says so again.
    void moreWanted();

private:
    [[nodiscard]] QString keyOf(const Row& row) const { return row.at(std::size_t(*m_key)).text; }
    [[nodiscard]] bool staysInPlace(const std::vector<Row>& rows) const;
    void move(const std::vector<Row>& rows);
    void insert(std::size_t first, std::vector<Row>::const_iterator from,
                std::vector<Row>::const_iterator to);

    std::vector<Column> m_columns;
    std::vector<Row> m_rows;
    std::optional<int> m_key;
    bool m_more = false;
};

} // namespace chainpoints
