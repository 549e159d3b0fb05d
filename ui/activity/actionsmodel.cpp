#include "ui/activity/actionsmodel.h"

#include "ui/activity/actiontext.h"
#include "ui/format.h"
#include "ui/zone.h"

namespace chainpoints {
namespace {

QString namesOf(const std::vector<std::string>& chains)
{
    QStringList names;
    for (const std::string& chain : chains)
        names += QString::fromStdString(chain);
    return names.join(ActionsModel::tr(", "));
}

/// The chains, or the user who is meant on all of them.
QString where(const ActionSummary& row)
{
    const std::string& user = row.action.details.user;
    return user.empty() ? namesOf(row.chains) : format::address(user);
}

} // namespace

ActionsModel::ActionsModel(OperatorDesk& desk, QObject* parent) : NewestRows(desk, kColumns, parent) {}

ActionsModel::Question ActionsModel::question(std::size_t limit, const std::string& cursor) const
{
    ActionQuery query{limit, cursor, filter().chain, filter().text};
    if (!query.text.empty())
        query.orKinds = ActionText::kindsWith(QString::fromStdString(query.text));
    return [query = std::move(query)](OperatorDoor& door) -> chainpoints::Result<Answer> {
        auto page = door.actions(query);
        if (!page)
            return page.error();
        return Answer{std::move(page->actions), std::move(page->next)};
    };
}

std::int64_t ActionsModel::idOf(const ActionSummary& row) const
{
    return row.action.id.value();
}

QVariant ActionsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ActionSummary& row = *at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return index.column() == Result ? text(row, Result) : QString();
    case Qt::TextAlignmentRole:
        return alignment(index.column());
    case Qt::DecorationRole:
        return index.column() == State
                   ? QVariant(theme::icon(ActionText::toneOf(ActionText::stateOf(row.action))))
                   : QVariant();
    default:
        return {};
    }
}

QString ActionsModel::heading(int column) const
{
    switch (column) {
    case State:
        return tr("State");
    case When:
        return tr("Asked at (%1)").arg(zone::name());
    case What:
        return tr("What");
    case Who:
        return tr("By");
    default:
        return tr("Result");
    }
}

QString ActionsModel::text(const ActionSummary& row, int column)
{
    const ActionView& action = row.action;
    switch (column) {
    case State:
        return ActionText::word(ActionText::stateOf(action));
    case When:
        return format::time(action.requestedAt);
    case What: {
        const QString place = where(row);
        return place.isEmpty() ? ActionText::what(action) : QString(ActionText::what(action) + u'\n' + place);
    }
    case Who:
        return QString(QString::fromStdString(action.requestedBy) + u'\n' +
                       ActionText::place(action.requestedFrom));
    default:
        return ActionText::result(action, row.result);
    }
}

} // namespace chainpoints
