#include "ui/overview/card.h"

#include <QEvent>
#include <QGridLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace chainpoints {
namespace {

constexpr double kLarger = 1.6; ///< the figure's letters, against those around it

/// Large where there is room; smaller, and at last with an ellipsis, where a number is long.
class Figure : public QLabel
{
public:
    Figure()
    {
        QFont large = font();
        large.setPointSizeF(large.pointSizeF() * kLarger);
        setFont(large);
    }

    [[nodiscard]] QSize minimumSizeHint() const override
    {
        QSize size = QLabel::minimumSizeHint();
        size.setWidth(std::min(size.width(), fontMetrics().averageCharWidth() * 8));
        return size;
    }

protected:
    void paintEvent(QPaintEvent* event) override
    {
        const int room = contentsRect().width();
        if (fontMetrics().horizontalAdvance(text()) <= room)
            return QLabel::paintEvent(event);
        const QFont smaller = fittingFont(font(), text(), room);
        QPainter painter(this);
        painter.setFont(smaller);
        style()->drawItemText(&painter, contentsRect(), int(alignment()), palette(), isEnabled(),
                              QFontMetrics(smaller).elidedText(text(), Qt::ElideRight, room),
                              foregroundRole());
    }
};

} // namespace

QFont fittingFont(QFont font, const QString& text, int room)
{
    const double least = font.pointSizeF() / kLarger;
    while (QFontMetrics(font).horizontalAdvance(text) > room && font.pointSizeF() > least)
        font.setPointSizeF(std::max(font.pointSizeF() - 0.5, least));
    return font;
}

Card::Card(QWidget* parent)
    : QFrame(parent), m_caption(new QLabel), m_shape(new QLabel), m_value(new Figure), m_note(new QLabel),
      m_button(new QPushButton)
{
    setFrameShape(StyledPanel);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_value->setObjectName(QStringLiteral("value"));
    m_button->setObjectName(QStringLiteral("button"));
    m_button->hide();
    m_caption->setForegroundRole(QPalette::PlaceholderText);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    auto* grid = new QGridLayout(this);
    const int space = fontMetrics().height() / 2;
    grid->setContentsMargins(2 * space, space, space, space);
    grid->setVerticalSpacing(0);
    grid->addWidget(m_caption, 0, 0, 1, 2);
    grid->addWidget(m_button, 0, 2, 3, 1, Qt::AlignVCenter);
    grid->addWidget(m_shape, 1, 0);
    grid->addWidget(m_value, 1, 1);
    grid->addWidget(m_note, 2, 0, 1, 2);
    grid->setColumnStretch(1, 1);
    connect(m_button, &QPushButton::clicked, this, &Card::clicked);
}

void Card::say(const QString& caption, theme::Tone tone, const QString& value, const QString& note)
{
    m_caption->setText(caption);
    m_value->setText(value);
    m_value->setToolTip(value);
    m_note->setText(note);
    setAccessibleName(tr("%1: %2. %3").arg(caption, value, note));
    m_tone = tone;
    drawShape();
}

void Card::offer(const QString& button)
{
    m_button->setText(button);
    m_button->setAccessibleName(button);
    m_button->setVisible(!button.isEmpty());
    setCursor(button.isEmpty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
}

void Card::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        drawShape();
}

void Card::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()) &&
        !m_button->isHidden())
        Q_EMIT clicked();
}

void Card::drawShape()
{
    const int size = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    m_shape->setPixmap(theme::icon(m_tone).pixmap(size));
}

} // namespace chainpoints
