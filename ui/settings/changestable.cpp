#include "ui/settings/changestable.h"

#include "ui/settings/settingnames.h"

namespace chainpoints {

using namespace Qt::StringLiterals;

ChangesTable::ChangesTable(const QString& name, QWidget* parent) : CellsTable(name, parent) {}

void ChangesTable::show(const ConfigPlan& plan, bool isNew)
{
    setAccessibleName(tr("What changes"));
    if (isNew)
        cells().setColumns({{tr("Setting")}, {tr("Value")}});
    else
        cells().setColumns({{tr("Setting")}, {tr("Before")}, {tr("After")}});
    const auto cell = [](const std::optional<std::string>& value) {
        return CellsModel::Cell{value ? QString::fromStdString(*value) : tr("–")};
    };
    std::vector<CellsModel::Row> rows;
    for (const ConfigChange& change : plan.changes) {
        rows.push_back({{settingName(QString::fromStdString(change.key))}});
        if (!isNew)
            rows.back().push_back(cell(change.before));
        rows.back().push_back(cell(change.after));
    }
    cells().setRows(std::move(rows));
    setWidest(0, u"ethereum-sepolia: Contract address"_s);
    if (!isNew)
        setWidest(1, QString(26, u'x'));
    setFlexible(isNew ? 1 : 2, QString(20, u'x'), QString(42, u'x'));
    fitColumns();
}

} // namespace chainpoints
