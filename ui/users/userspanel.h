// The page of users: find somebody on a chain, and see how balance and points came about.
#pragma once

#include "ui/panel.h"
#include "ui/users/userdetails.h"
#include "ui/users/userstable.h"

#include <QComboBox>
#include <QLineEdit>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace chainpoints {

class DrawerSplitter;

class UsersPanel : public Panel
{
    Q_OBJECT
public:
    /// Also the prompts must outlive it.
    UsersPanel(OperatorDesk& desk, Prompts& prompts, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QIcon icon() const override;
    void refresh() override;
    [[nodiscard]] std::optional<ReportRequest> nearestReport() const override;

public Q_SLOTS:
    /// Chooses a user through the search, wherever in the order it stands. Waits for a chain that is not
    /// known yet.
    bool showUser(const QString& chain, const QString& address) override;

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    /// What of a chain makes rows and charts old.
    struct Progress
    {
        BlockHeight processed;
        std::optional<UnixTime> calculated;
        std::int64_t users = 0;
        std::string symbol;

        bool operator==(const Progress&) const = default;
    };
    struct Wanted
    {
        std::string chain;
        std::string address;
    };

    void build();
    void readNews();
    void listChains();
    void setChain();
    void search();
    void takeRows();
    void showWanted();
    void showState();
    [[nodiscard]] const ChainView* chain() const;
    [[nodiscard]] QString symbol() const;
    [[nodiscard]] Explorer explorer() const;
    [[nodiscard]] QString problem() const;
    void retranslate();

    UsersModel m_model;
    QLabel* m_chainName;
    QComboBox* m_chains;
    QLineEdit* m_search;
    QLabel* m_count;
    QLabel* m_problem;
    QStackedWidget* m_pages;
    UsersTable* m_table;
    QLabel* m_empty;
    QPushButton* m_clear;
    UserDetails* m_details;
    DrawerSplitter* m_splitter = nullptr;
    std::optional<Progress> m_seen; ///< what rows and charts were asked for
    std::optional<Wanted> m_wanted;
};

} // namespace chainpoints
