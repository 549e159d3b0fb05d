#include "ui/widgets/drawersplitter.h"

#include "ui/vectoricon.h"

#include <QAbstractItemView>
#include <QAction>
#include <QEvent>
#include <QLineEdit>
#include <QPainter>
#include <QShortcut>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

QIcon iconOf(Qt::Orientation orientation)
{
    return lineIcon([orientation](QPainter& painter) {
        painter.drawRoundedRect(QRectF(2, 3, 12, 10), 1, 1);
        if (orientation == Qt::Horizontal)
            painter.drawLine(QPointF(9.5, 3), QPointF(9.5, 13));
        else
            painter.drawLine(QPointF(2, 9.5), QPointF(14, 9.5));
    });
}

} // namespace

DrawerSplitter::DrawerSplitter(Qt::Orientation orientation, const QString& name, QWidget* list,
                               QWidget* drawer, QWidget* parent)
    : QSplitter(orientation, parent), m_drawer(drawer), m_toggle(new QAction(this)), m_button(new QToolButton)
{
    setObjectName(name);
    setChildrenCollapsible(false);
    m_toggle->setObjectName(name + u"Drawer"_s);
    m_toggle->setIcon(iconOf(orientation));
    m_toggle->setCheckable(true);
    m_toggle->setChecked(true);
    m_toggle->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_I));
    m_button->setObjectName(name + u"DrawerButton"_s);
    m_button->setDefaultAction(m_toggle); // and so the keys work where the button is seen
    m_button->setFocusPolicy(Qt::StrongFocus);
    addWidget(list);
    addWidget(drawer);
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &DrawerSplitter::escape);
    connect(m_toggle, &QAction::toggled, this, &DrawerSplitter::showDrawer);
    auto* table = qobject_cast<QAbstractItemView*>(list);
    if (!table)
        table = list->findChild<QAbstractItemView*>();
    if (table)
        connect(table, &QAbstractItemView::activated, this, [this] { setOpen(true); });
    retranslate();
}

void DrawerSplitter::setFilter(QLineEdit& filter)
{
    m_filter = &filter;
    if (isAncestorOf(&filter)) // two shortcuts for one key would both be still
        return;
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), &filter);
    escape->setContext(Qt::WidgetShortcut);
    connect(escape, &QShortcut::activated, this, &DrawerSplitter::escape);
}

bool DrawerSplitter::isOpen() const
{
    return m_toggle->isChecked();
}

void DrawerSplitter::setOpen(bool open)
{
    m_toggle->setChecked(open);
}

void DrawerSplitter::showDrawer(bool open)
{
    // Nobody may be left in what is not seen.
    const QWidget* focused = window()->focusWidget();
    if (!open && focused && m_drawer->isAncestorOf(focused))
        m_button->setFocus(Qt::OtherFocusReason);
    m_drawer->setVisible(open);
}

void DrawerSplitter::escape()
{
    if (m_filter && !m_filter->text().isEmpty())
        m_filter->clear();
    else
        setOpen(false);
}

void DrawerSplitter::retranslate()
{
    m_toggle->setText(tr("Details"));
    m_toggle->setToolTip(tr("Shows or hides the details (Ctrl+I)"));
    m_button->setAccessibleName(tr("Details"));
}

void DrawerSplitter::changeEvent(QEvent* event)
{
    QSplitter::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace chainpoints
