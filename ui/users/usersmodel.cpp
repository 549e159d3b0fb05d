#include "ui/users/usersmodel.h"

#include "ui/format.h"
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

UsersModel::Row::Row(UserView view) : user(std::move(view)), address(format::address(user.address)) {}

/// So many users from the query's cursor on, in as many pages as that takes.
Result<UsersModel::Page> UsersModel::read(OperatorDoor& door, UserQuery query, std::size_t count)
{
    Page all;
    do {
        query.limit = std::min(count - all.rows.size(), kMostPerQuery);
        auto page = door.users(query);
        if (!page)
            return page.error();
        for (UserView& user : page->users)
            all.rows.emplace_back(std::move(user));
        all.next = query.cursor = page->next;
    } while (!all.next.empty() && all.rows.size() < count);
    return all;
}

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
    m_rows.clear();
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
    const auto found =
        std::ranges::find_if(m_rows, [&](const Row& row) { return row.user.address == address; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
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
        count = std::max(count, m_rows.size());
    m_desk.ask(
        this, [query, count](OperatorDoor& door) { return read(door, query, count); },
        [this, wish, token = m_token](Result<Page> answer) {
            m_inFlight = false;
            if (token == m_token)
                take(wish, std::move(answer));
            ask();
        });
}

void UsersModel::take(Wish wish, Result<Page> answer)
{
    Q_EMIT aboutToTake();
    m_problem = answer ? std::nullopt : std::optional(answer.error());
    // A problem leaves what is shown, unless that answers another question.
    if (wish == Wish::Anew) {
        beginResetModel();
        m_rows = answer ? std::move(answer->rows) : std::vector<Row>();
        endResetModel();
    } else if (answer && wish == Wish::More) {
        append(std::move(answer->rows));
    } else if (answer) {
        replaceAll(std::move(answer->rows));
    }
    if (answer)
        m_next = std::move(answer->next);
    else if (wish == Wish::Anew)
        m_next.clear();
    m_answered = true;
    Q_EMIT taken();
}

void UsersModel::append(std::vector<Row> more)
{
    // Who moved down in the order since the page before was read comes a second time.
    std::unordered_set<std::string_view> known;
    for (const Row& row : m_rows)
        known.insert(row.user.address);
    std::erase_if(more, [&](const Row& row) { return known.contains(row.user.address); });
    if (more.empty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(more.size()) - 1);
    std::ranges::move(more, std::back_inserter(m_rows));
    endInsertRows();
}

void UsersModel::replaceAll(std::vector<Row> rows)
{
    std::unordered_map<std::string_view, int> placeOf;
    for (const Row& row : rows)
        placeOf.emplace(row.user.address, static_cast<int>(placeOf.size()));
    removeAllBut(placeOf);
    putInOrder(placeOf);
    // What is left is in the new order, so the first difference is a group of new rows.
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto isHere = [&](std::size_t place) {
            return i < m_rows.size() && m_rows[i].user.address == rows[place].user.address;
        };
        std::size_t end = i;
        while (end < rows.size() && !isHere(end))
            ++end;
        if (end == i)
            continue;
        beginInsertRows({}, static_cast<int>(i), static_cast<int>(end) - 1);
        const auto first = rows.begin() + static_cast<std::ptrdiff_t>(i);
        m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(i), first,
                      rows.begin() + static_cast<std::ptrdiff_t>(end));
        endInsertRows();
        i = end - 1;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (m_rows[i].user == rows[i].user)
            continue;
        m_rows[i] = std::move(rows[i]);
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
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        endRemoveRows();
        last = first;
    }
}

void UsersModel::putInOrder(const std::unordered_map<std::string_view, int>& placeOf)
{
    const auto place = [&](const Row& row) { return placeOf.at(row.user.address); };
    if (std::ranges::is_sorted(m_rows, {}, place))
        return;
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    std::vector<std::string> addresses;
    for (const QModelIndex& old : before)
        addresses.push_back(user(old.row()).address);
    std::ranges::sort(m_rows, {}, place);
    std::unordered_map<std::string_view, int> rows;
    for (const Row& row : m_rows)
        rows.emplace(row.user.address, static_cast<int>(rows.size()));
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after.append(index(rows.at(addresses[static_cast<std::size_t>(i)]), before[i].column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

void UsersModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

int UsersModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
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
    if (index.column() == AddressColumn)
        return addressData(at(index.row()), role);
    switch (role) {
    case Qt::DisplayRole:
        return cell::shown(shown, index.column());
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return cell::whole(shown, index.column());
    case CopyRole:
        return cell::copied(shown, index.column());
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

QVariant UsersModel::addressData(const Row& row, int role)
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
    case CopyRole:
        return row.address;
    case Qt::FontRole:
        return QFontDatabase::systemFont(QFontDatabase::FixedFont);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(alignmentOf(AddressColumn));
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
