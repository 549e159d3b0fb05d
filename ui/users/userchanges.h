// The rows of the ledger that belong to the chosen user.
#pragma once

#include "ui/pagesource.h"
#include "ui/users/usertab.h"

#include <span>

namespace chainpoints {

/// Newest first; more are read while one scrolls.
class UserChanges : public UserTab
{
    Q_OBJECT
public:
    /// The desk must outlive it.
    explicit UserChanges(OperatorDesk& desk, QWidget* parent = nullptr);

protected:
    void open() override;
    void readAgain() override { m_source.refresh(m_changes.size()); }
    void forget() override;
    void retranslate() override;

private:
    void take(Result<ChangePage> page, bool isMore);
    void write();
    [[nodiscard]] static QString word(const std::string& type);
    [[nodiscard]] static std::vector<CellsModel::Row> rowsOf(std::span<const ChangeView> changes);

    PageSource<ChangePage> m_source;
    std::vector<ChangeView> m_changes;
};

} // namespace chainpoints
