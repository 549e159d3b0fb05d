// What operators asked for, newest first.
#pragma once

#include "ui/activity/newestmodel.h"

namespace chainpoints {

class ActionsModel : public NewestRows<ActionSummary>
{
    Q_OBJECT
public:
    enum Column { State, When, What, Who, Result, kColumns };

    explicit ActionsModel(OperatorDesk& desk, QObject* parent = nullptr);

    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

protected:
    [[nodiscard]] Question question(std::size_t limit, const std::string& cursor) const override;
    [[nodiscard]] std::int64_t idOf(const ActionSummary& row) const override;
    [[nodiscard]] QString heading(int column) const override;

private:
    [[nodiscard]] static QString text(const ActionSummary& row, int column);
};

} // namespace chainpoints
