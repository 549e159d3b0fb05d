// What a cell of the table of users says.
#pragma once

#include "core/access/views.h"

#include <QString>

namespace chainpoints::cell {

/// Columns are UsersModel::Column but the address, whose text the model keeps. Numbers are cut where they are
/// too fine for a table.
[[nodiscard]] QString shown(const UserView& user, int column);
/// Exact, for people.
[[nodiscard]] QString whole(const UserView& user, int column);
/// Exact, for other programs: no grouping, times as ISO 8601.
[[nodiscard]] QString copied(const UserView& user, int column);

/// An exact number for a table: the larger it is, the less its fraction matters; in steps, so that most
/// points stand below each other.
[[nodiscard]] QString brief(const std::string& exact);
/// For the width of a column that shows exact numbers whole where there is room.
inline const QString kWidest = QStringLiteral("1,234,567.123456789012345678");

} // namespace chainpoints::cell
