// What can be done in a window, as its own actions say it: for the search and for the sheet of keys.
#pragma once

#include <QString>

#include <vector>

class QAction;
class QWidget;

namespace chainpoints {

class Panel;

namespace commands {

/// Every action that says something, the window's own first; neither separators nor menus.
[[nodiscard]] std::vector<QAction*> of(const QWidget& window);
/// Without the mark of its key: "&Refresh" -> "Refresh", "刷新(&R)" -> "刷新".
[[nodiscard]] QString textOf(const QAction& action);
/// As this system writes keys: "F5, Ctrl+R"; empty: none.
[[nodiscard]] QString keysOf(const QAction& action);
/// To which it belongs; null: to the window itself.
[[nodiscard]] const Panel* panelOf(const QAction& action);
/// It is on, and where it belongs is seen.
[[nodiscard]] bool isAtHand(const QAction& action);

} // namespace commands
} // namespace chainpoints
