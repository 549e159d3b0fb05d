#include "ui/users/usercells.h"

#include "ui/format.h"
#include "ui/users/usersmodel.h"

#include <algorithm>

namespace chainpoints::cell {
namespace {

QString status(const UserView& user)
{
    return user.status == UserStatus::Disabled ? UsersModel::tr("Disabled") : QString();
}

} // namespace

QString brief(const std::string& exact)
{
    const std::size_t whole = std::min(exact.find('.'), exact.size());
    return format::shortAmount(exact, whole <= 3 ? 6 : whole <= 8 ? 3 : 0);
}

QString shown(const UserView& user, int column)
{
    switch (column) {
    case UsersModel::BalanceColumn:
        return brief(user.balance);
    case UsersModel::PointsColumn:
        return brief(user.points);
    case UsersModel::LastChangeColumn:
        return user.lastChangeTime ? format::minute(*user.lastChangeTime) : QString();
    default:
        return whole(user, column);
    }
}

QString whole(const UserView& user, int column)
{
    switch (column) {
    case UsersModel::BalanceColumn:
        return format::amount(user.balance);
    case UsersModel::PointsColumn:
        return format::amount(user.points);
    case UsersModel::LastChangeColumn:
        return user.lastChangeTime ? UsersModel::tr("%1, block %2")
                                         .arg(format::zonedTime(*user.lastChangeTime),
                                              format::number(user.lastUpdatedBlock.value()))
                                   : QString();
    default:
        return status(user);
    }
}

QString copied(const UserView& user, int column)
{
    switch (column) {
    case UsersModel::BalanceColumn:
        return QString::fromStdString(user.balance);
    case UsersModel::PointsColumn:
        return QString::fromStdString(user.points);
    case UsersModel::LastChangeColumn:
        return user.lastChangeTime ? QString::fromStdString(formatTime(*user.lastChangeTime)) : QString();
    default:
        return whole(user, column);
    }
}

} // namespace chainpoints::cell
