// The chosen user: who it is, what it has, and both charts.
#pragma once

#include "ui/charts/usercharts.h"

#include <QLineEdit>

class QGridLayout;
class QLabel;
class QStackedLayout;

namespace chainpoints {

class UserDetails : public QWidget
{
    Q_OBJECT
public:
    /// The desk must outlive it.
    explicit UserDetails(OperatorDesk& desk, QWidget* parent = nullptr);

    /// Shows what is known of the user at once and asks for the rest.
    void setUser(const QString& chain, const UserView& user, const QString& symbol);
    /// Nobody is chosen.
    void clear();
    /// Whether there is anybody to choose.
    void setInviting(bool inviting);
    /// Asks once more; nothing while nobody is chosen.
    void refresh();

protected:
    void changeEvent(QEvent* event) override;

private:
    /// A name and an exact value that can be selected, however long it is.
    struct Fact
    {
        QLabel* name;
        QLineEdit* value;
    };
    Fact addFact(QGridLayout& grid, const QString& objectName);
    void take(const UserView& user);
    void retranslate();

    QStackedLayout* m_pages;
    QLabel* m_nobody;
    QWidget* m_somebody;
    Fact m_address;
    Fact m_balance;
    Fact m_points;
    Fact m_settled;
    UserCharts* m_charts;
    std::optional<UserView> m_user;
    bool m_inviting = true;
};

} // namespace chainpoints
