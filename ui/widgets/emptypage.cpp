#include "ui/widgets/emptypage.h"

#include <QEvent>
#include <QStyle>
#include <QVBoxLayout>

namespace chainpoints {

EmptyPage::EmptyPage(QWidget* parent)
    : QWidget(parent), m_shape(new QLabel), m_headline(new QLabel), m_text(new QLabel),
      m_offer(new QPushButton)
{
    setObjectName(QStringLiteral("emptyPage"));
    m_headline->setObjectName(QStringLiteral("emptyHeadline"));
    m_offer->setObjectName(QStringLiteral("emptyOffer"));
    QFont font = m_headline->font();
    font.setPointSizeF(font.pointSizeF() * 1.3);
    m_headline->setFont(font);
    m_offer->hide();
    auto* column = new QVBoxLayout(this);
    column->addStretch(2);
    column->addWidget(m_shape, 0, Qt::AlignHCenter);
    for (QLabel* label : {m_headline, m_text}) {
        label->setAlignment(Qt::AlignCenter);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        column->addWidget(label);
    }
    column->addSpacing(fontMetrics().height() / 2);
    column->addWidget(m_offer, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(m_offer, &QPushButton::clicked, this, &EmptyPage::offerTaken);
}

void EmptyPage::say(theme::Tone tone, const QString& headline, const QString& text)
{
    m_tone = tone;
    m_headline->setText(headline);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    drawShape();
}

void EmptyPage::offer(const QString& button)
{
    m_offer->setText(button);
    m_offer->setAccessibleName(button);
    m_offer->setVisible(!button.isEmpty());
}

void EmptyPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        drawShape();
}

void EmptyPage::drawShape()
{
    const int size = style()->pixelMetric(QStyle::PM_LargeIconSize, nullptr, this);
    m_shape->setPixmap(theme::icon(m_tone).pixmap(size));
}

} // namespace chainpoints
