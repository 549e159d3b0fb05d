#include "ui/activity/restatementspage.h"

#include "ui/activity/pastdetail.h"
#include "ui/activity/pasttext.h"
#include "ui/format.h"
#include "ui/widgets/addressdelegate.h"

namespace chainpoints {

using namespace Qt::StringLiterals;

RestatementsPage::RestatementsPage(OperatorDesk& desk, QWidget* parent)
    : HistoryPage(desk, parent), m_model(desk), m_detail(new PastDetail(u"restatement"_s))
{
    begin(m_model, m_detail, u"restatements"_s);
    table().setItemDelegateForColumn(RestatementsModel::User, new AddressDelegate(&table()));
    table().offerColumns({u"when"_s, u"user"_s, u"why"_s, u"before"_s, u"after"_s, u"difference"_s},
                         RestatementsModel::User);
}

QString RestatementsPage::title() const
{
    return tr("Restatements");
}

HistoryPage::Saying RestatementsPage::emptiness() const
{
    return {
        tr("No settled points were changed"),
        tr("Points that were settled already and became others, by a fork, a rollback, an opening balance or "
           "a recalculation, show here with both numbers.")};
}

QString RestatementsPage::unreadable() const
{
    return tr("The restatements cannot be read");
}

void RestatementsPage::describe(int row)
{
    const RestatementView* one = m_model.at(row);
    if (!one)
        return m_detail->hint(tr("Select a row to see both numbers in full."));
    QStringList lines{tr("Before: %1 points, settled up to %2")
                          .arg(format::amount(one->pointsBefore), format::zonedTime(one->settledBefore)),
                      tr("After: %1 points, settled up to %2")
                          .arg(format::amount(one->pointsAfter), format::zonedTime(one->settledAfter)),
                      tr("Difference: %1").arg(format::amount(one->difference))};
    if (one->settledAfter < one->settledBefore)
        lines +=
            tr("This took points back to %1; what was settled later is settled anew from the blocks that "
               "follow.")
                .arg(format::zonedTime(one->settledAfter));
    if (one->incident)
        lines += tr("By incident %1").arg(*one->incident);
    if (one->action)
        lines += tr("By action %1").arg(one->action->value());
    if (!one->requestedBy.empty())
        lines += tr("Asked for by %1").arg(QString::fromStdString(one->requestedBy));
    m_detail->show(tr("%1 on %2, %3: %4")
                       .arg(format::address(one->address), QString::fromStdString(one->chain),
                            format::zonedTime(one->restatedAt), PastText::reason(one->reason)),
                   lines);
}

void RestatementsPage::retranslate()
{
    table().setAccessibleName(tr("Restatements"));
    m_detail->setTextName(tr("The selected restatement"));
}

void RestatementsPage::fitColumns()
{
    table().setWidest(RestatementsModel::When, u"2025-01-01 15:00:00"_s);
    table().setWidest(RestatementsModel::Why, u"operator@some-machine"_s);
    table().setWidest(RestatementsModel::Before, u"-1,000,000,000.123456…"_s);
    table().setWidest(RestatementsModel::After, u"-1,000,000,000.123456…"_s);
    table().setWidest(RestatementsModel::Difference, u"-1,000,000,000.123456…"_s);
    table().setFlexible(RestatementsModel::User, u"0x01234567…01234567"_s, QString(42, u'0'));
    table().setLeast(RestatementsModel::Why, u"Opening balance"_s);
    table().setLeast(RestatementsModel::Before, u"1,000,000.123…"_s);
    table().setLeast(RestatementsModel::After, u"1,000,000.123…"_s);
    table().setLeast(RestatementsModel::Difference, u"1,000,000.123…"_s);
}

} // namespace chainpoints
