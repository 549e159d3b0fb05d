// Why the chosen user has these points: the sum written out.
#pragma once

#include "ui/pagesource.h"
#include "ui/users/usertab.h"

#include <span>

class QPushButton;

namespace chainpoints {

/// A row for each stretch of time with one balance and one rate, oldest first; more are read while one
/// scrolls.
class UserStatement : public UserTab
{
    Q_OBJECT
public:
    /// The desk must outlive it.
    explicit UserStatement(OperatorDesk& desk, QWidget* parent = nullptr);

protected:
    void open() override;
    void readAgain() override { m_source.refresh(m_segments.size()); }
    void forget() override;
    void retranslate() override;

private:
    void take(Result<StatementPage> page, bool isMore);
    void verify();
    void write();
    [[nodiscard]] static std::vector<CellsModel::Row> rowsOf(std::span<const StatementSegment> segments);
    void writeSum();
    void writeVerdict();

    OperatorDesk& m_desk;
    PageSource<StatementPage> m_source;
    std::vector<StatementSegment> m_segments;
    std::optional<StatementPage> m_page; ///< the last one, without its segments
    std::optional<Result<StatementCheck>> m_check;
    std::uint64_t m_token = 0; ///< of whose check is wanted
    QPushButton* m_verify;
    QLabel* m_sum;
};

} // namespace chainpoints
