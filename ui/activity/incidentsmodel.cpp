#include "ui/activity/incidentsmodel.h"

#include "ui/activity/pasttext.h"
#include "ui/format.h"
#include "ui/theme.h"
#include "ui/zone.h"

namespace chainpoints {

IncidentsModel::IncidentsModel(OperatorDesk& desk, QObject* parent) : NewestRows(desk, kColumns, parent) {}

IncidentsModel::Question IncidentsModel::question(std::size_t limit, const std::string& cursor) const
{
    return [query = IncidentQuery{filter().chain, limit, cursor, filter().text}](
               OperatorDoor& door) -> Result<Answer> {
        auto page = door.incidents(query);
        if (!page)
            return page.error();
        return Answer{std::move(page->incidents), std::move(page->next)};
    };
}

std::int64_t IncidentsModel::idOf(const IncidentView& row) const
{
    return row.id;
}

QVariant IncidentsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const IncidentView& row = *at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return index.column() == Sentence ? text(row, Sentence) : QString();
    case Qt::TextAlignmentRole:
        return alignment(index.column());
    case Qt::DecorationRole:
        return index.column() == State
                   ? QVariant(theme::icon(row.resolvedAt ? theme::Tone::Good : theme::Tone::Bad))
                   : QVariant();
    default:
        return {};
    }
}

QString IncidentsModel::word(const IncidentView& row)
{
    return row.resolvedAt ? tr("Over") : tr("Open");
}

QString IncidentsModel::heading(int column) const
{
    switch (column) {
    case State:
        return tr("State");
    case When:
        return tr("Happened at (%1)").arg(zone::name());
    case What:
        return tr("What");
    case Blocks:
        return tr("Blocks");
    case Users:
        return tr("Users");
    default:
        return tr("What is known");
    }
}

QString IncidentsModel::explanation(int column) const
{
    switch (column) {
    case Blocks:
        return tr("Processed blocks that were replaced or taken back");
    case Users:
        return tr("Users whose settled points became others");
    default:
        return {};
    }
}

bool IncidentsModel::isNumber(int column) const
{
    return column == Blocks || column == Users;
}

QString IncidentsModel::text(const IncidentView& row, int column)
{
    switch (column) {
    case State:
        return word(row);
    case When:
        return format::time(row.happenedAt);
    case What:
        return QString(PastText::incident(row.kind) + u'\n' + QString::fromStdString(row.chain));
    case Blocks:
        return row.depth ? format::number(*row.depth) : QString(u'—');
    case Users:
        return format::number(row.usersChanged);
    default:
        return QString::fromStdString(row.sentence);
    }
}

} // namespace chainpoints
