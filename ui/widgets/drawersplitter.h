// A list, and below or beside it what is known of its chosen row: the drawer.
#pragma once

#include <QSplitter>
#include <QToolButton>

class QAction;
class QLineEdit;

namespace chainpoints {

/// The drawer closes and opens: by its button, with Ctrl+I, by Enter or a double click on a row, and Esc
/// closes it once the filter is empty.
class DrawerSplitter : public QSplitter
{
    Q_OBJECT
public:
    /// Takes both. `name` is the object name; those of button and action begin with it.
    DrawerSplitter(Qt::Orientation orientation, const QString& name, QWidget* list, QWidget* drawer,
                   QWidget* parent = nullptr);

    /// The field above the list, which Esc empties first. It must outlive the splitter's last event.
    void setFilter(QLineEdit& filter);
    /// Without a parent: the owner places it where it is seen also while the drawer is closed.
    [[nodiscard]] QToolButton* button() const { return m_button; }
    [[nodiscard]] bool isOpen() const;
    void setOpen(bool open);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showDrawer(bool open);
    void escape();
    void retranslate();

    QWidget* m_drawer;
    QAction* m_toggle;
    QToolButton* m_button;
    QLineEdit* m_filter = nullptr;
};

} // namespace chainpoints
