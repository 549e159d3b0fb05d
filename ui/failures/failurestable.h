// The table of the failures.
#pragma once

#include "ui/failures/failuresmodel.h"
#include "ui/widgets/rowtable.h"

namespace chainpoints {

class FailuresTable : public RowTable
{
    Q_OBJECT
public:
    /// The model must outlive it.
    explicit FailuresTable(FailuresModel& failures, QWidget* parent = nullptr);

    /// Null: no row is current.
    [[nodiscard]] const FailureView* current() const { return m_failures.failureAt(currentIndex().row()); }
    /// Those of the selected rows for which the model says so.
    [[nodiscard]] std::vector<FailureId> selected(bool (FailuresModel::*canBe)(int row) const) const;
    /// After a change of the language.
    void retranslate();

Q_SIGNALS:
    /// The button in its row.
    void retryWanted(chainpoints::FailureId failure);

private:
    FailuresModel& m_failures;
};

} // namespace chainpoints
