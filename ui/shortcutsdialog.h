// The sheet of keys, written from the actions that have them.
#pragma once

#include <QDialog>

namespace chainpoints {

class ShortcutsDialog : public QDialog
{
    Q_OBJECT
public:
    /// Of all actions in the window, whether they are on now or not. Deletes itself when it is closed.
    explicit ShortcutsDialog(QWidget& window);
};

} // namespace chainpoints
