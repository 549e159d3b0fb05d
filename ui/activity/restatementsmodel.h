// Which settled points became others, newest first.
#pragma once

#include "ui/activity/newestmodel.h"

namespace chainpoints {

/// The filter's text is a part of a user's address.
class RestatementsModel : public NewestRows<RestatementView>
{
    Q_OBJECT
public:
    enum Column { When, User, Why, Before, After, Difference, kColumns };

    explicit RestatementsModel(OperatorDesk& desk, QObject* parent = nullptr);

    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

protected:
    [[nodiscard]] Question question(std::size_t limit, const std::string& cursor) const override;
    [[nodiscard]] std::int64_t idOf(const RestatementView& row) const override;
    [[nodiscard]] QString heading(int column) const override;
    [[nodiscard]] bool isNumber(int column) const override;

private:
    [[nodiscard]] static QString text(const RestatementView& row, int column);
};

} // namespace chainpoints
