#include "ui/widgets/findaction.h"

#include <QEvent>
#include <QLineEdit>

namespace chainpoints {

FindAction::FindAction(QLineEdit& field, QWidget& around) : QAction(&around)
{
    setShortcut(QKeySequence::Find);
    around.addAction(this);
    field.installEventFilter(this);
    connect(this, &QAction::triggered, &field, [&field] {
        field.setFocus(Qt::ShortcutFocusReason);
        field.selectAll();
    });
    retranslate();
}

bool FindAction::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    return QAction::eventFilter(watched, event);
}

} // namespace chainpoints
