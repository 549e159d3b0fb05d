// The users of one chain as a table that grows while one scrolls.
#pragma once

#include "core/access/operatordesk.h"

#include <QAbstractTableModel>

#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace chainpoints {

/// Holds the pages read so far; order and search are the database's. One question at a time: of several
/// wishes in the meantime the last one counts, and late answers are ignored. Window thread.
class UsersModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { AddressColumn, BalanceColumn, PointsColumn, LastChangeColumn, StatusColumn, kColumns };
    enum Role {
        CopyRole = Qt::UserRole, ///< exact and whole, for the clipboard
    };
    static constexpr int kPage = 200;

    /// The desk must outlive the model. Nothing is asked before a chain is set.
    explicit UsersModel(OperatorDesk& desk, QObject* parent = nullptr);

    void setChain(const std::string& chain);
    void setSearch(const QString& search);
    /// By address, balance or points; other columns have no order.
    void sort(int column, Qt::SortOrder order) override;
    [[nodiscard]] static bool isSortable(int column) { return column <= PointsColumn; }
    [[nodiscard]] int sortColumn() const;
    [[nodiscard]] Qt::SortOrder sortOrder() const;
    /// Reads everything that is loaded once more; rows that stay keep their persistent indexes.
    void refresh();

    /// In lower case, as in the answers; -1: not loaded.
    [[nodiscard]] int rowOf(const std::string& address) const;
    [[nodiscard]] const UserView& user(int row) const { return at(row).user; }
    [[nodiscard]] const std::string& chain() const { return m_query.chain; }
    [[nodiscard]] QString search() const { return QString::fromStdString(m_query.search); }
    /// The first answer to the present question is there.
    [[nodiscard]] bool isAnswered() const { return m_answered; }
    /// Of the last answer.
    [[nodiscard]] const std::optional<Error>& problem() const { return m_problem; }
    /// After a change of the language.
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    /// Not after a problem: a view asks again with each answer. refresh() ends that.
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    /// Around the changes that an answer makes, also where it is a problem.
    void aboutToTake();
    void taken();

private:
    struct Row
    {
        explicit Row(UserView view);

        UserView user;
        QString address; ///< as it is shown: its checksum costs too much to be worked out at each painting
    };
    struct Page
    {
        std::vector<Row> rows;
        std::string next;
    };
    [[nodiscard]] static Result<Page> read(OperatorDoor& door, UserQuery query, std::size_t count);
    [[nodiscard]] static QVariant addressData(const Row& row, int role);
    [[nodiscard]] const Row& at(int row) const { return m_rows.at(static_cast<std::size_t>(row)); }

    enum class Wish { None, More, Refresh, Anew };
    void want(Wish wish);
    void ask();
    void take(Wish wish, Result<Page> answer);
    void append(std::vector<Row> more);
    void replaceAll(std::vector<Row> rows);
    void removeAllBut(const std::unordered_map<std::string_view, int>& placeOf);
    void putInOrder(const std::unordered_map<std::string_view, int>& placeOf);

    OperatorDesk& m_desk;
    UserQuery m_query;
    std::vector<Row> m_rows;
    std::string m_next; ///< cursor of the next page; empty: there is none
    std::optional<Error> m_problem;
    bool m_answered = false;
    std::uint64_t m_token = 0; ///< of the present question
    Wish m_wish = Wish::None;
    bool m_inFlight = false;
};

} // namespace chainpoints
