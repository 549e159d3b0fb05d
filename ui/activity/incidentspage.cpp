#include "ui/activity/incidentspage.h"

#include "ui/activity/pastdetail.h"
#include "ui/activity/pasttext.h"
#include "ui/format.h"

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr std::size_t kUsersShown = 200;

} // namespace

IncidentsPage::IncidentsPage(OperatorDesk& desk, QWidget* parent)
    : HistoryPage(desk, parent), m_model(desk), m_detail(new PastDetail(u"incident"_s))
{
    begin(m_model, m_detail, u"incidents"_s);
    table().offerColumns({u"state"_s, u"when"_s, u"what"_s, u"blocks"_s, u"users"_s, u"sentence"_s},
                         IncidentsModel::What);
}

QString IncidentsPage::title() const
{
    return tr("Incidents");
}

HistoryPage::Saying IncidentsPage::emptiness() const
{
    return {
        tr("Nothing happened yet"),
        tr("Forks that reach below the processed block, chains that had to halt, and rollbacks show here, "
           "with what they changed.")};
}

QString IncidentsPage::unreadable() const
{
    return tr("The incidents cannot be read");
}

void IncidentsPage::describe(int row)
{
    const IncidentView* selected = m_model.at(row);
    if (!selected) {
        m_described.reset();
        m_detail->hint(tr("Select an incident to see its evidence and whose points it changed."));
        return;
    }
    if (m_described == *selected && !m_unread)
        return;
    const bool isAnother = !m_described || m_described->id != selected->id;
    m_described = *selected;
    if (isAnother || selected->usersChanged == 0)
        show({});
    if (selected->usersChanged > 0)
        askForUsers();
}

void IncidentsPage::askForUsers()
{
    m_unread = false;
    desk().ask(
        this,
        [id = m_described->id](OperatorDoor& door) {
            return door.restatements(
                {.chain = {}, .search = {}, .incident = id, .limit = kUsersShown, .cursor = {}});
        },
        [this, id = m_described->id](const Result<RestatementPage>& answer) {
            if (!m_described || m_described->id != id)
                return;
            m_unread = !answer;
            show(answer ? linesOf(*answer)
                        : QStringList(tr("The users cannot be read: %1")
                                          .arg(QString::fromStdString(answer.error().message))));
        });
}

QStringList IncidentsPage::linesOf(const RestatementPage& changed)
{
    QStringList lines;
    for (const RestatementView& one : changed.restatements)
        lines += tr("%1: %2 points before, %3 after; difference %4")
                     .arg(format::address(one.address), format::amount(one.pointsBefore),
                          format::amount(one.pointsAfter), format::amount(one.difference));
    if (!changed.next.empty())
        lines += tr("More of them under Restatements");
    return lines;
}

void IncidentsPage::show(const QStringList& users)
{
    m_detail->show(tr("%1 on %2, %3: %4")
                       .arg(PastText::incident(m_described->kind), QString::fromStdString(m_described->chain),
                            format::zonedTime(m_described->happenedAt), IncidentsModel::word(*m_described)),
                   facts() + users);
}

QStringList IncidentsPage::facts() const
{
    const IncidentView& incident = *m_described;
    const auto tip = [](const TipView& view) {
        return tr("block %1, %2").arg(format::number(view.block.value()), QString::fromStdString(view.hash));
    };
    QStringList lines{QString::fromStdString(incident.sentence)};
    if (incident.ancestor)
        lines += tr("Last common block: %1").arg(format::number(incident.ancestor->value()));
    if (!incident.oldTip.hash.empty())
        lines += tr("Before: %1").arg(tip(incident.oldTip));
    if (!incident.newTip.hash.empty())
        lines += tr("After: %1").arg(tip(incident.newTip));
    lines += tr("Ledger rows removed: %1; users whose points became others: %2")
                 .arg(format::number(incident.rowsRemoved), format::number(incident.usersChanged));
    if (incident.resolvedAt)
        lines += tr("Over since %1").arg(format::zonedTime(*incident.resolvedAt));
    else
        lines +=
            tr("The chain waits. It goes on by itself once its nodes have the old blocks again; to take the "
               "others, ask for a rollback: chainpoints rollback --chain %1 --to BLOCK "
               "--reason TEXT")
                .arg(QString::fromStdString(incident.chain));
    return lines;
}

void IncidentsPage::retranslate()
{
    table().setAccessibleName(tr("Incidents"));
    m_detail->setTextName(tr("The selected incident"));
    m_described.reset();
}

void IncidentsPage::fitColumns()
{
    table().setWidest(IncidentsModel::State, IncidentsModel::word({}), RowTable::Icon::With);
    table().setWidest(IncidentsModel::When, u"2025-01-01 15:00:00"_s);
    table().setWidest(IncidentsModel::What, u"avalanche-mainnet"_s);
    table().setWidest(IncidentsModel::Blocks, u"100,000"_s);
    table().setWidest(IncidentsModel::Users, u"1,000,000"_s);
    table().setFlexible(IncidentsModel::Sentence, u"A short sentence"_s,
                        u"A sentence of quite some length, as there are"_s);
    table().setLeast(IncidentsModel::What, u"Finality violated"_s);
}

} // namespace chainpoints
