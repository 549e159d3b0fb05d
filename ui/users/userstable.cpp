#include "ui/users/userstable.h"

#include "ui/users/usercells.h"
#include "ui/widgets/addressdelegate.h"
#include "ui/widgets/exactdelegate.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QScrollBar>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

} // namespace

UsersTable::UsersTable(UsersModel& users, QWidget* parent)
    : RowTable(parent, Lines::One), m_users(users), m_copyCell(addCopyAction(u"copyCell"_s, std::nullopt)),
      m_copyAddress(addCopyAction(u"copyAddress"_s, UsersModel::AddressColumn)),
      m_copyBalance(addCopyAction(u"copyBalance"_s, UsersModel::BalanceColumn)),
      m_copyPoints(addCopyAction(u"copyPoints"_s, UsersModel::PointsColumn)),
      m_sortAddress(addSortAction(u"sortAddress"_s, UsersModel::AddressColumn)),
      m_sortBalance(addSortAction(u"sortBalance"_s, UsersModel::BalanceColumn)),
      m_sortPoints(addSortAction(u"sortPoints"_s, UsersModel::PointsColumn))
{
    setObjectName(u"usersTable"_s);
    setModel(&users);
    setSelectionMode(SingleSelection);
    setItemDelegateForColumn(UsersModel::AddressColumn, new AddressDelegate(this));
    for (const int column : {UsersModel::BalanceColumn, UsersModel::PointsColumn})
        setItemDelegateForColumn(column, new ExactDelegate(this));
    offerColumns({u"address"_s, u"balance"_s, u"points"_s, u"changed"_s, u"status"_s},
                 UsersModel::AddressColumn);
    horizontalHeader()->setSectionsClickable(true);
    horizontalHeader()->setSortIndicatorShown(true);
    horizontalHeader()->setSortIndicator(users.sortColumn(), users.sortOrder());
    m_copyCell->setShortcut(QKeySequence::Copy);
    m_copyCell->setShortcutContext(Qt::WidgetShortcut);

    connect(horizontalHeader(), &QHeaderView::sectionClicked, this, &UsersTable::sortBy);
    connect(&users, &UsersModel::aboutToTake, this, &UsersTable::beforeTaking);
    connect(&users, &UsersModel::taken, this, &UsersTable::afterTaking);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &UsersTable::fetchAhead);
    retranslate();
}

bool UsersTable::choose(const std::string& address)
{
    m_chosen = address;
    const QScopedValueRollback taking(m_taking, true);
    const int row = m_users.rowOf(address);
    if (row < 0) {
        setCurrentIndex({});
        clearSelection();
        return false;
    }
    const int column = currentIndex().isValid() ? currentIndex().column() : int(UsersModel::AddressColumn);
    setCurrentIndex(m_users.index(row, column));
    return true;
}

void UsersTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    RowTable::currentChanged(current, previous);
    if (m_taking || !current.isValid() || m_users.user(current.row()).address == m_chosen)
        return;
    m_chosen = m_users.user(current.row()).address;
    Q_EMIT chosenByHand(m_users.user(current.row()));
}

QAction* UsersTable::addCopyAction(const QString& name, std::optional<int> column)
{
    auto* action = new QAction(this);
    action->setObjectName(name);
    connect(action, &QAction::triggered, this, [this, column] {
        const QModelIndex at = currentIndex();
        if (at.isValid())
            QGuiApplication::clipboard()->setText(
                at.siblingAtColumn(column.value_or(at.column())).data(UsersModel::CopyRole).toString());
    });
    addAction(action);
    return action;
}

QAction* UsersTable::addSortAction(const QString& name, int column)
{
    auto* action = new QAction(this); // a header has no keys
    action->setObjectName(name);
    connect(action, &QAction::triggered, this, [this, column] { sortBy(column); });
    addAction(action);
    return action;
}

void UsersTable::sortBy(int column)
{
    if (UsersModel::isSortable(column)) {
        // Of amounts the largest ones are wanted first.
        const bool turn = column == m_users.sortColumn();
        const bool descending =
            turn ? m_users.sortOrder() == Qt::AscendingOrder : column != int(UsersModel::AddressColumn);
        m_users.sort(column, descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    }
    // The header moved its arrow by itself, also to columns without an order.
    horizontalHeader()->setSortIndicator(m_users.sortColumn(), m_users.sortOrder());
}

void UsersTable::beforeTaking()
{
    m_taking = true;
    m_top = verticalScrollBar()->value() > 0 ? indexAt(QPoint(0, 0)) : QModelIndex();
}

void UsersTable::afterTaking()
{
    m_taking = false;
    // First the choice, since making a row the current one scrolls to it.
    const int place = verticalScrollBar()->value();
    if (!m_chosen.empty())
        choose(std::string(m_chosen));
    if (m_top.isValid())
        scrollTo(m_top, PositionAtTop);
    else
        verticalScrollBar()->setValue(place);
    fetchAhead();
}

void UsersTable::fetchAhead()
{
    const int last = rowAt(viewport()->height() - 1);
    if (last >= 0 && last + UsersModel::kPage > m_users.rowCount())
        m_users.fetchMore({});
}

QSize UsersTable::minimumSizeHint() const
{
    return {leastWidth(), RowTable::minimumSizeHint().height()};
}

void UsersTable::retranslate()
{
    m_copyCell->setText(tr("Copy this cell"));
    m_copyAddress->setText(tr("Copy address"));
    m_copyBalance->setText(tr("Copy exact balance"));
    m_copyPoints->setText(tr("Copy exact points"));
    m_sortAddress->setText(tr("Sort by address"));
    m_sortBalance->setText(tr("Sort by balance"));
    m_sortPoints->setText(tr("Sort by points"));
    setAccessibleName(tr("Users"));
    setAccessibleDescription(tr("The users of the chosen chain; choose one to see its charts"));
    for (const int column : {UsersModel::BalanceColumn, UsersModel::PointsColumn}) {
        setWidest(column, cell::kWidest);
        setLeast(column, u"12,345,678.123…"_s);
    }
    setWidest(UsersModel::LastChangeColumn, u"2025-01-01 15:00"_s);
    setWidest(UsersModel::StatusColumn, tr("Disabled"), Icon::With);
    setFlexible(UsersModel::AddressColumn, u"0x12345…12345"_s, QString(42, u'0'));
    fitColumns();
}

void UsersTable::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    RowTable::changeEvent(event);
}

} // namespace chainpoints
