// The rows of the ledger that belong to the chosen user.
#pragma once

#include "ui/explorer.h"
#include "ui/exploreraction.h"
#include "ui/pagesource.h"
#include "ui/users/usertab.h"

#include <span>

namespace chainpoints {

/// Newest first; more are read while one scrolls.
class UserChanges : public UserTab
{
    Q_OBJECT
public:
    /// Desk and prompts must outlive it.
    UserChanges(OperatorDesk& desk, Prompts& prompts, QWidget* parent = nullptr);

    /// Of the chain that the user is on.
    void setExplorer(const Explorer& explorer);

protected:
    void open() override;
    void readAgain() override { m_source.refresh(m_changes.size()); }
    void forget() override;
    void retranslate() override;

private:
    void take(Result<ChangePage> page, bool isMore);
    void write();
    void aim();
    [[nodiscard]] static QString word(const std::string& type);
    [[nodiscard]] static std::vector<CellsModel::Row> rowsOf(std::span<const ChangeView> changes);

    PageSource<ChangePage> m_source;
    Explorer m_explorer;
    ExplorerAction* m_showTransaction;
    std::vector<ChangeView> m_changes;
};

} // namespace chainpoints
