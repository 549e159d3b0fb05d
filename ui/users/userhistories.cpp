#include "ui/users/userhistories.h"

#include "ui/format.h"
#include "ui/users/usercells.h"
#include "ui/widgets/exactdelegate.h"
#include "ui/zone.h"

#include <QEvent>
#include <QVBoxLayout>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

CellsModel::Cell amountCell(const std::string& exact)
{
    return {cell::brief(exact), format::amount(exact)};
}

} // namespace

UserHistories::UserHistories(QWidget* parent)
    : QWidget(parent), m_note(new QLabel), m_balanceName(new QLabel),
      m_balance(new CellsTable(u"balanceTable"_s)), m_pointsName(new QLabel),
      m_points(new CellsTable(u"pointsTable"_s))
{
    m_note->setObjectName(u"historiesNote"_s);
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_balanceName->setBuddy(m_balance);
    m_pointsName->setBuddy(m_points);
    m_balance->setItemDelegateForColumn(1, new ExactDelegate(m_balance));
    for (const int column : {1, 2})
        m_points->setItemDelegateForColumn(column, new ExactDelegate(m_points));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 6, 0, 0);
    column->addWidget(m_note);
    column->addWidget(m_balanceName);
    column->addWidget(m_balance, 1);
    column->addWidget(m_pointsName);
    column->addWidget(m_points, 1);
    retranslate();
}

void UserHistories::setHistories(const HistoryLoader::Answer& answer)
{
    // As in the charts, what is shown already stays while the database cannot be read.
    if (answer.balance)
        m_balances = *answer.balance;
    if (answer.points)
        m_gains = *answer.points;
    write();
}

void UserHistories::clear()
{
    m_balances.reset();
    m_gains.reset();
    write();
}

void UserHistories::write()
{
    const bool thinned = m_balances && m_balances->thinned;
    m_note->setText(
        thinned ? tr("The numbers behind the charts. Where there are too many changes to draw, only the "
                     "first, last, lowest and highest are listed; zoom in for all.")
                : tr("The numbers behind the charts, for the time that they show."));
    std::vector<CellsModel::Row> balances;
    if (m_balances)
        for (const BalancePoint& point : m_balances->points)
            balances.push_back(
                {{format::time(point.time), format::zonedTime(point.time)}, amountCell(point.balance)});
    m_balance->cells().setRows(std::move(balances));
    std::vector<CellsModel::Row> gains;
    if (m_gains)
        for (const PointsBar& bar : m_gains->bars)
            gains.push_back(
                {{format::minute(bar.from) + u'\n' + format::minute(bar.to), format::span(bar.from, bar.to)},
                 amountCell(bar.gained),
                 amountCell(bar.total)});
    m_points->cells().setRows(std::move(gains));
}

void UserHistories::retranslate()
{
    m_balanceName->setText(tr("&Balance"));
    m_pointsName->setText(tr("&Points"));
    m_balance->setAccessibleName(tr("Balance over time"));
    m_points->setAccessibleName(tr("Points over time"));
    m_balance->cells().setColumns({{tr("Since (%1)").arg(zone::name())}, {tr("Balance"), true}});
    m_points->cells().setColumns(
        {{tr("From, to (%1)").arg(zone::name())}, {tr("Gained"), true}, {tr("Total"), true}});
    m_balance->setWidest(0, u"2025-01-01 15:00:00"_s);
    m_balance->setFlexible(1, u"12,345,678.123"_s, cell::kWidest);
    m_points->setWidest(0, u"2025-01-01 15:00"_s);
    m_points->setWidest(1, cell::kWidest);
    m_points->setLeast(1, u"123,456.123…"_s);
    m_points->setFlexible(2, u"12,345.123"_s, cell::kWidest);
    m_balance->fitColumns();
    m_points->fitColumns();
    write();
}

void UserHistories::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace chainpoints
