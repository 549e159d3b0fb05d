#include "ui/users/userchanges.h"

#include "ui/format.h"
#include "ui/users/usercells.h"
#include "ui/widgets/exactdelegate.h"
#include "ui/zone.h"

#include <QItemSelectionModel>

#include <iterator>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

enum Column { When, What, Amount, After };

} // namespace

UserChanges::UserChanges(OperatorDesk& desk, Prompts& prompts, QWidget* parent)
    : UserTab(new CellsTable(u"userChanges"_s), parent),
      m_source(desk, this, [this](Result<ChangePage> page, bool isMore) { take(std::move(page), isMore); }),
      m_showTransaction(new ExplorerAction(prompts, this))
{
    m_showTransaction->setObjectName(u"explorerTransaction"_s);
    m_showTransaction->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_O);
    m_showTransaction->setShortcutContext(Qt::WidgetShortcut);
    table().addAction(m_showTransaction);
    connect(table().selectionModel(), &QItemSelectionModel::currentRowChanged, this, &UserChanges::aim);
    connect(&table().cells(), &CellsModel::moreWanted, this, [this] { m_source.more(); });
    for (const int column : {What, Amount, After})
        table().setItemDelegateForColumn(column, new ExactDelegate(&table()));
    retranslate();
    table().offerColumns({u"when"_s, u"what"_s, u"amount"_s, u"after"_s}, When);
}

void UserChanges::setExplorer(const Explorer& explorer)
{
    m_explorer = explorer;
    aim();
}

void UserChanges::open()
{
    m_source.open([chain = chain(), address = address()](OperatorDoor& door, const std::string& cursor,
                                                         std::size_t limit) {
        return door.changes({chain, address, limit, cursor, true});
    });
}

void UserChanges::forget()
{
    m_source.close();
    m_changes.clear();
    write();
}

void UserChanges::take(Result<ChangePage> page, bool isMore)
{
    tell(page ? QString() : QString::fromStdString(page.error().message));
    if (page && isMore) {
        table().cells().append(rowsOf(page->changes));
        std::ranges::move(page->changes, std::back_inserter(m_changes));
    } else if (page) {
        m_changes = std::move(page->changes);
        write();
    }
    table().cells().setMore(m_source.hasMore());
}

QString UserChanges::word(const std::string& type)
{
    if (type == "mint")
        return tr("Minted");
    if (type == "burn")
        return tr("Burned");
    if (type == "transfer_out")
        return tr("Sent");
    if (type == "transfer_in")
        return tr("Received");
    return tr("Opening balance");
}

std::vector<CellsModel::Row> UserChanges::rowsOf(std::span<const ChangeView> changes)
{
    std::vector<CellsModel::Row> rows;
    rows.reserve(changes.size());
    for (const ChangeView& change : changes) {
        const QString hash = QString::fromStdString(change.txHash);
        const QString block = tr("Block %1").arg(format::number(change.block.value()));
        rows.push_back(
            {{format::time(change.time) + u'\n' + block, format::zonedTime(change.time) + u'\n' + block},
             {word(change.type) + u'\n' + format::shortHex(hash), word(change.type) + u'\n' + hash},
             {cell::brief(change.amount), format::amount(change.amount)},
             {cell::brief(change.balanceAfter), format::amount(change.balanceAfter)}});
    }
    return rows;
}

void UserChanges::write()
{
    table().hold();
    table().cells().setRows(rowsOf(m_changes));
    table().cells().setMore(m_source.hasMore());
    table().restore();
    aim();
}

void UserChanges::aim()
{
    const int row = table().currentIndex().row();
    const bool isOne = 0 <= row && row < int(m_changes.size());
    // What was held before the first block came by no transaction.
    const bool hasPage = isOne && m_changes[std::size_t(row)].type != "opening";
    m_showTransaction->aim(hasPage ? m_explorer.transaction(m_changes[std::size_t(row)].txHash) : QUrl());
}

void UserChanges::retranslate()
{
    m_showTransaction->say(tr("Show the transaction"));
    explain(tr("Every change of the balance, newest first."));
    table().setAccessibleName(tr("Changes of the balance"));
    table().cells().setColumns({{tr("Time (%1)").arg(zone::name())},
                                {tr("Change")},
                                {tr("Amount"), true},
                                {tr("Balance after"), true}});
    table().setWidest(When, u"2025-01-01 15:00:00"_s);
    table().setWidest(What, u"0x12345678…12345678"_s);
    table().setWidest(Amount, u'-' + cell::kWidest);
    table().setFlexible(After, u"12,345.123…"_s, cell::kWidest);
    table().setLeast(What, u"0x123456"_s);
    table().setLeast(Amount, u"123,456.123…"_s);
    table().setDispensable({What});
    table().fitColumns();
    write();
}

} // namespace chainpoints
