#include "ui/failures/failurestable.h"

#include "ui/failures/retrydelegate.h"
#include "ui/widgets/addressdelegate.h"

#include <QItemSelectionModel>

namespace chainpoints {

using namespace Qt::StringLiterals;

FailuresTable::FailuresTable(FailuresModel& failures, QWidget* parent)
    : RowTable(parent), m_failures(failures)
{
    setObjectName(u"failuresTable"_s);
    setModel(&failures);
    setSelectionMode(ExtendedSelection);
    auto* buttons = new RetryDelegate(this);
    setItemDelegateForColumn(FailuresModel::User, new AddressDelegate(this));
    setItemDelegateForColumn(FailuresModel::Retry, buttons);
    offerColumns({u"state"_s, u"chain"_s, u"user"_s, u"reason"_s, u"missing"_s, u"attempts"_s, u"result"_s,
                  u"retry"_s},
                 FailuresModel::User);
    connect(buttons, &RetryDelegate::clicked, this,
            [this](const QModelIndex& index) { Q_EMIT retryWanted(m_failures.failureAt(index.row())->id); });
    connect(&failures, &FailuresModel::aboutToTake, this, &RowTable::hold);
    connect(&failures, &FailuresModel::taken, this, &RowTable::restore);
}

std::vector<FailureId> FailuresTable::selected(bool (FailuresModel::*canBe)(int row) const) const
{
    std::vector<FailureId> ids;
    for (const QModelIndex& index : selectionModel()->selectedRows())
        if ((m_failures.*canBe)(index.row()))
            ids.push_back(m_failures.failureAt(index.row())->id);
    return ids;
}

void FailuresTable::retranslate()
{
    setAccessibleName(tr("Failures"));
    setWidest(FailuresModel::State, tr("Dismissed"), Icon::With);
    setWidest(FailuresModel::Chain, u"base-sepolia"_s);
    setWidest(FailuresModel::User, QString(42, u'0'));
    setWidest(FailuresModel::Missing, tr("to %1").arg(u"2025-01-01 15:00"_s));
    setWidest(FailuresModel::Attempts, u"2025-01-01 15:00"_s);
    setWidest(FailuresModel::RetryResult, tr("Waiting for the engine…"), Icon::With);
    setWidest(FailuresModel::Retry, tr("Retry"), Icon::With);
    setFlexible(FailuresModel::Reason, u"at block 1,234,567:"_s,
                u"the balance of 0x1234 is 12,345 behind block 1,234,567"_s);
    setLeast(FailuresModel::User, QString(21, u'0'));
    setLeast(FailuresModel::Chain, u"arbitrum-"_s);
    setLeast(FailuresModel::RetryResult, u"Still fails: at"_s);
    setDispensable({FailuresModel::Attempts, FailuresModel::Missing, FailuresModel::RetryResult});
    fitColumns();
}

} // namespace chainpoints
