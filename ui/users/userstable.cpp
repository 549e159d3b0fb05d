#include "ui/users/userstable.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QStyle>

#include <algorithm>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

} // namespace

UsersTable::UsersTable(UsersModel& users, QWidget* parent)
    : QTableView(parent), m_users(users), m_copyCell(addCopyAction(u"copyCell"_s, std::nullopt)),
      m_copyAddress(addCopyAction(u"copyAddress"_s, UsersModel::AddressColumn)),
      m_copyBalance(addCopyAction(u"copyBalance"_s, UsersModel::BalanceColumn)),
      m_copyPoints(addCopyAction(u"copyPoints"_s, UsersModel::PointsColumn))
{
    setObjectName(u"usersTable"_s);
    setModel(&users);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    // Both ends of an address tell it apart; of a number they show how large it is and that something is left
    // out.
    setTextElideMode(Qt::ElideMiddle);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(true);
    horizontalHeader()->setSortIndicatorShown(true);
    horizontalHeader()->setSortIndicator(users.sortColumn(), users.sortOrder());
    m_copyCell->setShortcut(QKeySequence::Copy);
    m_copyCell->setShortcutContext(Qt::WidgetShortcut);

    connect(horizontalHeader(), &QHeaderView::sectionClicked, this, &UsersTable::sortBy);
    connect(&users, &UsersModel::aboutToTake, this, &UsersTable::hold);
    connect(&users, &UsersModel::taken, this, &UsersTable::restore);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &UsersTable::fetchAhead);
    fitColumns();
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
    QTableView::currentChanged(current, previous);
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

void UsersTable::hold()
{
    m_taking = true;
    m_top = verticalScrollBar()->value() > 0 ? indexAt(QPoint(0, 0)) : QModelIndex();
}

void UsersTable::restore()
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

void UsersTable::fitColumns()
{
    const QFontMetrics metrics = fontMetrics();
    const QFontMetrics fixed(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    constexpr int kAir = 16;
    QHeaderView* header = horizontalHeader();
    header->setSectionResizeMode(UsersModel::AddressColumn, QHeaderView::Stretch);
    const auto resize = [&](int column, const QString& widest) {
        const QString name = m_users.headerData(column, Qt::Horizontal).toString();
        const int arrow = UsersModel::isSortable(column) ? kAir : 0;
        header->resizeSection(
            column,
            std::max(metrics.horizontalAdvance(widest), metrics.horizontalAdvance(name) + arrow) + kAir);
    };
    resize(UsersModel::BalanceColumn, u"12,345,678.123…"_s);
    resize(UsersModel::PointsColumn, u"12,345,678.123…"_s);
    resize(UsersModel::LastChangeColumn, u"2025-01-01 15:00"_s);
    const int shape = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    header->resizeSection(UsersModel::StatusColumn, metrics.horizontalAdvance(tr("Disabled")) + shape + kAir);
    // The address takes the rest; there has to be enough to tell it apart.
    int least = fixed.horizontalAdvance(u"0x12345…12345"_s) + kAir + 2 * frameWidth() +
                style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
    for (int column = UsersModel::AddressColumn + 1; column < UsersModel::kColumns; ++column)
        least += header->sectionSize(column);
    setMinimumWidth(least);
    verticalHeader()->setDefaultSectionSize(metrics.height() + 10);
}

void UsersTable::retranslate()
{
    m_copyCell->setText(tr("Copy this cell"));
    m_copyAddress->setText(tr("Copy address"));
    m_copyBalance->setText(tr("Copy exact balance"));
    m_copyPoints->setText(tr("Copy exact points"));
    setAccessibleName(tr("Users"));
    setAccessibleDescription(tr("The users of the chosen chain; choose one to see its charts"));
}

void UsersTable::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange)
        fitColumns();
    QTableView::changeEvent(event);
}

} // namespace chainpoints
