#include "ui/commands.h"

#include "ui/panel.h"

#include <QAction>
#include <QMenu>
#include <QRegularExpression>

#include <algorithm>

namespace chainpoints::commands {
namespace {

/// Qt's standard keys have those of long gone workstations among them, such as F16 for copying.
bool isOfNoKeyboard(const QKeySequence& keys)
{
    const int key = keys[0].key();
    return key > Qt::Key_F12 && key <= Qt::Key_F35;
}

} // namespace

std::vector<QAction*> of(const QWidget& window)
{
    std::vector<QAction*> found;
    for (QAction* action : window.findChildren<QAction*>())
        if (!action->isSeparator() && !action->menu() && !action->text().isEmpty())
            found.push_back(action);
    std::ranges::stable_partition(found, [](const QAction* action) { return !panelOf(*action); });
    return found;
}

QString textOf(const QAction& action)
{
    static const QRegularExpression mark(QStringLiteral("\\(&.\\)|&(?=[^&])"));
    return action.text().remove(mark);
}

QString keysOf(const QAction& action)
{
    QList<QKeySequence> keys = action.shortcuts();
    keys.removeIf(&isOfNoKeyboard);
    return QKeySequence::listToString(keys, QKeySequence::NativeText)
        .replace(QStringLiteral("; "), QStringLiteral(", "));
}

const Panel* panelOf(const QAction& action)
{
    for (const QObject* owner = action.parent(); owner; owner = owner->parent())
        if (const auto* panel = qobject_cast<const Panel*>(owner))
            return panel;
    return nullptr;
}

bool isAtHand(const QAction& action)
{
    const auto* owner = qobject_cast<const QWidget*>(action.parent());
    return action.isEnabled() && action.isVisible() && (!owner || owner->isVisible());
}

} // namespace chainpoints::commands
