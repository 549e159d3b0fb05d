#include "ui/widgets/notice.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QStyle>

namespace chainpoints {

Notice::Notice(QWidget* parent) : QWidget(parent), m_shape(new QLabel), m_text(new QLabel)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_shape, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    m_text->setObjectName(QStringLiteral("sentence"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_shape->hide();
    hide();
}

void Notice::say(const QString& sentence, std::optional<theme::Tone> tone)
{
    if (m_text->text() != sentence)
        m_text->setText(sentence);
    setAccessibleName(sentence);
    if (m_tone != tone) {
        m_tone = tone;
        drawShape();
    }
    setVisible(!sentence.isEmpty());
}

void Notice::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        drawShape();
}

void Notice::drawShape()
{
    m_shape->setVisible(m_tone.has_value());
    const int size = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    m_shape->setPixmap(m_tone ? theme::icon(*m_tone).pixmap(size) : QPixmap());
}

} // namespace chainpoints
