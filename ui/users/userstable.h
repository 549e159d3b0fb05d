// The table of users: sorting, choosing, copying.
#pragma once

#include "ui/users/usersmodel.h"
#include "ui/widgets/rowtable.h"

#include <optional>

class QAction;

namespace chainpoints {

/// The chosen user stays chosen while rows come and go, also while it is not among the rows. Reads the next
/// page before its end comes into sight.
class UsersTable : public RowTable
{
    Q_OBJECT
public:
    /// The model must outlive the table.
    explicit UsersTable(UsersModel& users, QWidget* parent = nullptr);

    /// In lower case; empty: nobody.
    [[nodiscard]] const std::string& chosen() const { return m_chosen; }
    /// Without telling; true where the user's row is loaded, which comes into sight.
    bool choose(const std::string& address);

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// Somebody chose this user in the table.
    void chosenByHand(const chainpoints::UserView& user);

protected:
    void changeEvent(QEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    QAction* addCopyAction(const QString& name, std::optional<int> column);
    QAction* addSortAction(const QString& name, int column);
    void sortBy(int column);
    void beforeTaking();
    void afterTaking();
    void fetchAhead();
    void retranslate();

    UsersModel& m_users;
    QAction* m_copyCell;
    QAction* m_copyAddress;
    QAction* m_copyBalance;
    QAction* m_copyPoints;
    QAction* m_sortAddress;
    QAction* m_sortBalance;
    QAction* m_sortPoints;
    std::string m_chosen;
    QPersistentModelIndex m_top;
    bool m_taking = false; ///< an answer is changing the rows
};

} // namespace chainpoints
