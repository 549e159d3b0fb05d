// What happened to the chains: deep forks, halts, rollbacks; newest first.
#pragma once

#include "ui/activity/newestmodel.h"

namespace chainpoints {

class IncidentsModel : public NewestRows<IncidentView>
{
    Q_OBJECT
public:
    enum Column { State, When, What, Blocks, Users, Sentence, kColumns };

    explicit IncidentsModel(OperatorDesk& desk, QObject* parent = nullptr);

    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    /// "Open" as long as it holds up its chain.
    [[nodiscard]] static QString word(const IncidentView& row);

protected:
    [[nodiscard]] Question question(std::size_t limit, const std::string& cursor) const override;
    [[nodiscard]] std::int64_t idOf(const IncidentView& row) const override;
    [[nodiscard]] QString heading(int column) const override;
    [[nodiscard]] QString explanation(int column) const override;
    [[nodiscard]] bool isNumber(int column) const override;

private:
    [[nodiscard]] static QString text(const IncidentView& row, int column);
};

} // namespace chainpoints
