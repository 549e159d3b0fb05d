// The key that goes to a search field.
#pragma once

#include <QAction>

class QLineEdit;

namespace chainpoints {

/// The field is next, with all its text selected. Its name follows the language by itself.
class FindAction : public QAction
{
    Q_OBJECT
public:
    /// Of the widget `around` the field, which owns it; works while that is in view.
    FindAction(QLineEdit& field, QWidget& around);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void retranslate() { setText(tr("Find")); }
};

} // namespace chainpoints
