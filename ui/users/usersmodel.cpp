#include "ui/users/usersmodel.h"

#include "ui/theme.h"
#include "ui/users/usercells.h"
#include "ui/zone.h"

#include <QFontDatabase>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace chainpoints {
namespace {

constexpr std::size_t kMostPerQuery = 10'000;

/// So many users from the query's cursor on, in as many pages as that takes.
Result<UserPage> readUsers(OperatorDoor& door, UserQuery query, std::size_t count)
{
    UserPage all;
    do {
        query.limit = std::min(count - all.users.size(), kMostPerQuery);
        auto page = door.users(query);
        if (!page)
            return page.error();
        std::ranges::move(page->users, std::back_inserter(all.users));
        all.next = query.cursor = page->next;
    } while (!all.next.empty() && all.users.size() < count);
    return all;
}

Qt::Alignment alignmentOf(int column)
{
    switch (column) {
    case UsersModel::BalanceColumn:
    case UsersModel::PointsColumn:
        return Qt::AlignRight | Qt::AlignVCenter;
    case UsersModel::LastChangeColumn:
        return Qt::AlignCenter;
    default:
        return Qt::AlignLeft | Qt::AlignVCenter;
    }
}

} // namespace

UsersModel::UsersModel(OperatorDesk& desk, QObject* parent) : QAbstractTableModel(parent), m_desk(desk)
{
    m_query.sort = UserSort::ByPoints;
    m_query.descending = true;
}

void UsersModel::setChain(const std::string& chain)
{
    if (chain == m_query.chain)
        return;
    m_query.chain = chain;
    // Nobody may take the users of one chain for those of another.
    beginResetModel();
    m_users.clear();
    m_next.clear();
    endResetModel();
    want(Wish::Anew);
}

void UsersModel::setSearch(const QString& search)
{
    const std::string text = search.toStdString();
    if (text == m_query.search)
        return;
    m_query.search = text;
    want(Wish::Anew);
}

void UsersModel::sort(int column, Qt::SortOrder order)
{
    if (!isSortable(column) || (column == sortColumn() && order == sortOrder()))
        return;
    m_query.sort = column == BalanceColumn  ? UserSort::ByBalance
                   : column == PointsColumn ? UserSort::ByPoints
                                            : UserSort::ByAddress;
    m_query.descending = order == Qt::DescendingOrder;
    want(Wish::Anew);
}

int UsersModel::sortColumn() const
{
    switch (m_query.sort) {
    case UserSort::ByBalance:
        return BalanceColumn;
    case UserSort::ByPoints:
        return PointsColumn;
    case UserSort::ByAddress:
        break;
    }
    return AddressColumn;
}

Qt::SortOrder UsersModel::sortOrder() const
{
    return m_query.descending ? Qt::DescendingOrder : Qt::AscendingOrder;
}

void UsersModel::refresh()
{
    want(Wish::Refresh);
}

int UsersModel::rowOf(const std::string& address) const
{
    const auto found = std::ranges::find(m_users, address, &UserView::address);
    return found == m_users.end() ? -1 : static_cast<int>(found - m_users.begin());
}

void UsersModel::want(Wish wish)
{
    if (wish == Wish::Anew) {
        ++m_token;
        m_answered = false;
    }
    m_wish = std::max(m_wish, wish);
    if (!m_inFlight)
        ask();
}

void UsersModel::ask()
{
    const Wish wish = std::exchange(m_wish, Wish::None);
    if (wish == Wish::None || m_query.chain.empty() || (wish == Wish::More && m_next.empty()))
        return;
    m_inFlight = true;
    UserQuery query = m_query;
    std::size_t count = kPage;
    if (wish == Wish::More)
        query.cursor = m_next;
    if (wish == Wish::Refresh)
        count = std::max(count, m_users.size());
    m_desk.ask(
        this, [query, count](OperatorDoor& door) { return readUsers(door, query, count); },
        [this, wish, token = m_token](Result<UserPage> answer) {
            m_inFlight = false;
            if (token == m_token)
                take(wish, std::move(answer));
            ask();
        });
}

void UsersModel::take(Wish wish, Result<UserPage> answer)
{
    Q_EMIT aboutToTake();
    m_problem = answer ? std::nullopt : std::optional(answer.error());
    // A problem leaves what is shown, unless that answers another question.
    if (wish == Wish::Anew) {
        beginResetModel();
        m_users = answer ? std::move(answer->users) : std::vector<UserView>();
        endResetModel();
    } else if (answer && wish == Wish::More) {
        append(std::move(answer->users));
    } else if (answer) {
        replaceAll(std::move(answer->users));
    }
    if (answer)
        m_next = std::move(answer->next);
    else if (wish == Wish::Anew)
        m_next.clear();
    m_answered = true;
    Q_EMIT taken();
}

void UsersModel::append(std::vector<UserView> more)
{
    // Who moved down in the order since the page before was read comes a second time.
    std::unordered_set<std::string_view> known;
    for (const UserView& user : m_users)
        known.insert(user.address);
    std::erase_if(more, [&](const UserView& user) { return known.contains(user.address); });
    if (more.empty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(more.size()) - 1);
    std::ranges::move(more, std::back_inserter(m_users));
    endInsertRows();
}

void UsersModel::replaceAll(std::vector<UserView> users)
{
    std::unordered_map<std::string_view, int> placeOf;
    for (const UserView& user : users)
        placeOf.emplace(user.address, static_cast<int>(placeOf.size()));
    removeAllBut(placeOf);
    putInOrder(placeOf);
    // What is left is in the new order, so the first difference is a group of new rows.
    for (std::size_t i = 0; i < users.size(); ++i) {
        const auto isHere = [&](std::size_t place) {
            return i < m_users.size() && m_users[i].address == users[place].address;
        };
        std::size_t end = i;
        while (end < users.size() && !isHere(end))
            ++end;
        if (end == i)
            continue;
        beginInsertRows({}, static_cast<int>(i), static_cast<int>(end) - 1);
        const auto first = users.begin() + static_cast<std::ptrdiff_t>(i);
        m_users.insert(m_users.begin() + static_cast<std::ptrdiff_t>(i), first,
                       users.begin() + static_cast<std::ptrdiff_t>(end));
        endInsertRows();
        i = end - 1;
    }
    for (std::size_t i = 0; i < users.size(); ++i) {
        if (m_users[i] == users[i])
            continue;
        m_users[i] = std::move(users[i]);
        const int row = static_cast<int>(i);
        Q_EMIT dataChanged(index(row, 0), index(row, kColumns - 1));
    }
}

void UsersModel::removeAllBut(const std::unordered_map<std::string_view, int>& placeOf)
{
    for (int last = rowCount() - 1; last >= 0; --last) {
        const auto isGone = [&](int row) { return row >= 0 && !placeOf.contains(user(row).address); };
        int first = last + 1;
        while (isGone(first - 1))
            --first;
        if (first > last)
            continue;
        beginRemoveRows({}, first, last);
        m_users.erase(m_users.begin() + first, m_users.begin() + last + 1);
        endRemoveRows();
        last = first;
    }
}

void UsersModel::putInOrder(const std::unordered_map<std::string_view, int>& placeOf)
{
    const auto place = [&](const UserView& user) { return placeOf.at(user.address); };
    if (std::ranges::is_sorted(m_users, {}, place))
        return;
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    std::vector<std::string> addresses;
    for (const QModelIndex& old : before)
        addresses.push_back(user(old.row()).address);
    std::ranges::sort(m_users, {}, place);
    std::unordered_map<std::string_view, int> rows;
    for (const UserView& user : m_users)
        rows.emplace(user.address, static_cast<int>(rows.size()));
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after.append(index(rows.at(addresses[static_cast<std::size_t>(i)]), before[i].column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

void UsersModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
    if (!m_users.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

int UsersModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_users.size());
}

int UsersModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(kColumns);
}

QVariant UsersModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const UserView& shown = user(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return cell::shown(shown, index.column());
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return cell::whole(shown, index.column());
    case CopyRole:
        return cell::copied(shown, index.column());
    case Qt::FontRole:
        return index.column() == AddressColumn ? QVariant(QFontDatabase::systemFont(QFontDatabase::FixedFont))
                                               : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(alignmentOf(index.column()));
    case Qt::DecorationRole:
        return index.column() == StatusColumn && shown.status == UserStatus::Disabled
                   ? QVariant(theme::icon(theme::Tone::Idle))
                   : QVariant();
    default:
        return {};
    }
}

QVariant UsersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumns)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(alignmentOf(section));
    if (role == Qt::ToolTipRole && isSortable(section))
        return tr("Click to sort; click again to turn the order");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case AddressColumn:
        return tr("Address");
    case BalanceColumn:
        return tr("Balance");
    case PointsColumn:
        return tr("Points");
    case LastChangeColumn:
        return tr("Last change (%1)").arg(zone::name());
    default:
        return tr("Status");
    }
}

bool UsersModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && !m_next.empty() && m_answered;
}

void UsersModel::fetchMore(const QModelIndex& parent)
{
    if (canFetchMore(parent) && !m_inFlight && !m_problem)
        want(Wish::More);
}

} // namespace chainpoints
