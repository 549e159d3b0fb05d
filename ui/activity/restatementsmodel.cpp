#include "ui/activity/restatementsmodel.h"

#include "ui/activity/pasttext.h"
#include "ui/format.h"
#include "ui/zone.h"

#include <QFontDatabase>

namespace chainpoints {

RestatementsModel::RestatementsModel(OperatorDesk& desk, QObject* parent) : NewestRows(desk, kColumns, parent)
{
}

RestatementsModel::Question RestatementsModel::question(std::size_t limit, const std::string& cursor) const
{
    return [query = RestatementQuery{filter().chain, filter().text, {}, limit, cursor}](
               OperatorDoor& door) -> Result<Answer> {
        auto page = door.restatements(query);
        if (!page)
            return page.error();
        return Answer{std::move(page->restatements), std::move(page->next)};
    };
}

std::int64_t RestatementsModel::idOf(const RestatementView& row) const
{
    return row.id;
}

QVariant RestatementsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RestatementView& row = *at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        switch (index.column()) {
        case User:
            return format::address(row.address);
        case Before:
            return format::amount(row.pointsBefore);
        case After:
            return format::amount(row.pointsAfter);
        case Difference:
            return format::amount(row.difference);
        default:
            return {};
        }
    case Qt::FontRole:
        return index.column() == User ? QVariant(QFontDatabase::systemFont(QFontDatabase::FixedFont))
                                      : QVariant();
    case Qt::TextAlignmentRole:
        return alignment(index.column());
    default:
        return {};
    }
}

QString RestatementsModel::heading(int column) const
{
    switch (column) {
    case When:
        return tr("Changed at (%1)").arg(zone::name());
    case User:
        return tr("User");
    case Why:
        return tr("Why");
    case Before:
        return tr("Before");
    case After:
        return tr("After");
    default:
        return tr("Difference");
    }
}

bool RestatementsModel::isNumber(int column) const
{
    return column >= Before;
}

QString RestatementsModel::text(const RestatementView& row, int column)
{
    switch (column) {
    case When:
        return format::time(row.restatedAt);
    case User:
        return QString(format::address(row.address) + u'\n' + QString::fromStdString(row.chain));
    case Why:
        return QString(PastText::reason(row.reason) + u'\n' + QString::fromStdString(row.requestedBy));
    case Before:
        return format::shortAmount(row.pointsBefore);
    case After:
        return format::shortAmount(row.pointsAfter);
    default:
        return format::shortAmount(row.difference);
    }
}

} // namespace chainpoints
