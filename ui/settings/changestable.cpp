#include "ui/settings/changestable.h"

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

enum Column { Key, Before, After };

} // namespace

ChangesTable::ChangesTable(const QString& name, QWidget* parent) : CellsTable(name, parent) {}

void ChangesTable::show(const ConfigPlan& plan)
{
    setAccessibleName(tr("What changes"));
    cells().setColumns({{tr("Setting")}, {tr("Before")}, {tr("After")}});
    std::vector<CellsModel::Row> rows;
    const auto cell = [](const std::optional<std::string>& value) {
        return CellsModel::Cell{value ? QString::fromStdString(*value) : tr("–")};
    };
    for (const ConfigChange& change : plan.changes)
        rows.push_back({{QString::fromStdString(change.key)}, cell(change.before), cell(change.after)});
    cells().setRows(std::move(rows));
    setWidest(Key, u"chains[ethereum-sepolia].confirmations"_s);
    setWidest(Before, QString(26, u'x'));
    setFlexible(After, QString(20, u'x'), QString(42, u'x'));
    fitColumns();
}

} // namespace chainpoints
