#include "ui/failures/retrydelegate.h"

#include "ui/failures/failuresmodel.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace chainpoints {
namespace {

QRect buttonRect(const QStyleOptionViewItem& option)
{
    const int height = option.fontMetrics.lineSpacing() * 3 / 2;
    return QRect(option.rect.left() + 4, option.rect.center().y() - height / 2, option.rect.width() - 8,
                 height);
}

} // namespace

void RetryDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    QStyleOptionViewItem item(option);
    initStyleOption(&item, index);
    paintGround(painter, item);
    if (!index.data(FailuresModel::RetriableRole).toBool())
        return;
    QStyleOptionButton button;
    button.initFrom(item.widget);
    button.rect = buttonRect(item);
    button.text = item.text;
    button.palette = item.palette;
    button.state = QStyle::State_Enabled |
                   (m_pressed == index ? QStyle::State_Sunken : QStyle::State_Raised) |
                   (item.state & (QStyle::State_HasFocus | QStyle::State_MouseOver));
    const QStyle* style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_PushButton, &button, painter, item.widget);
}

bool RetryDelegate::editorEvent(QEvent* event, QAbstractItemModel*, const QStyleOptionViewItem& option,
                                const QModelIndex& index)
{
    const auto isOnButton = [&] {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        return mouse->button() == Qt::LeftButton &&
               buttonRect(option).contains(mouse->position().toPoint()) &&
               index.data(FailuresModel::RetriableRole).toBool();
    };
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
        m_pressed = isOnButton() ? index : QModelIndex();
        return m_pressed.isValid();
    case QEvent::MouseButtonRelease:
        if (const QPersistentModelIndex pressed = std::exchange(m_pressed, {});
            pressed.isValid() && pressed == index && isOnButton())
            Q_EMIT clicked(index);
        return false;
    case QEvent::KeyPress: {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() != Qt::Key_Space || key->isAutoRepeat() ||
            !index.data(FailuresModel::RetriableRole).toBool())
            return false;
        Q_EMIT clicked(index);
        return true;
    }
    default:
        return false;
    }
}

} // namespace chainpoints
