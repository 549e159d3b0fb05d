// The chosen user: who it is, what it has, and how that came about.
#pragma once

#include "ui/charts/usercharts.h"
#include "ui/users/userchanges.h"
#include "ui/users/userhistories.h"
#include "ui/users/userstatement.h"
#include "ui/users/userstatusbar.h"

#include <QLineEdit>

class QAction;
class QGridLayout;
class QLabel;
class QStackedLayout;
class QTabWidget;

namespace chainpoints {

class UserDetails : public QWidget
{
    Q_OBJECT
public:
    /// Desk and prompts must outlive it.
    UserDetails(OperatorDesk& desk, Prompts& prompts, QWidget* parent = nullptr);

    /// Shows what is known of the user at once and asks for the rest.
    void setUser(const QString& chain, const UserView& user, const QString& symbol, const Explorer& explorer);
    /// Nobody is chosen.
    void clear();
    /// Whether there is anybody to choose.
    void setInviting(bool inviting);
    /// Asks once more; nothing while nobody is chosen.
    void refresh();
    /// For menus.
    [[nodiscard]] QAction* explorerAction() const { return m_showAddress; }

Q_SIGNALS:
    /// Users are others now than those that were read.
    void usersChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    /// A name and an exact value that can be selected, however long it is.
    struct Fact
    {
        QLabel* name;
        QLineEdit* value;
    };
    Fact addFact(QGridLayout& grid, const QString& objectName, int columns = 1);
    void take(const UserView& user);
    void retranslate();

    QStackedLayout* m_pages;
    QLabel* m_nobody;
    QWidget* m_somebody;
    ExplorerAction* m_showAddress;
    Fact m_address;
    Fact m_balance;
    Fact m_points;
    Fact m_settled;
    Notice* m_saved; ///< what came of saving the charts
    UserStatusBar* m_status;
    QTabWidget* m_tabs;
    UserCharts* m_charts;
    UserChanges* m_changes;
    UserStatement* m_statement;
    UserHistories* m_histories;
    std::optional<UserView> m_user;
    bool m_inviting = true;
};

} // namespace chainpoints
