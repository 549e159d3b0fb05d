#include "ui/banner.h"

#include "ui/vectoricon.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace chainpoints {

using namespace Qt::StringLiterals;

Banner::Banner(const QString& objectName, QWidget* parent)
    : QFrame(parent), m_mark(new QLabel(this)), m_sentence(new QLabel(this)), m_action(new QPushButton(this)),
      m_close(new QToolButton(this))
{
    setObjectName(objectName);
    m_sentence->setObjectName(objectName + u"Sentence"_s);
    m_sentence->setTextFormat(Qt::PlainText); // it may quote a node or a file
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_action->setAutoDefault(false); // in a dialog too, Enter is for the dialog's own button
    m_action->setObjectName(objectName + u"Action"_s);
    m_close->setObjectName(objectName + u"Close"_s);
    m_close->setAutoRaise(true);
    m_close->setIcon(lineIcon([](QPainter& painter) {
        painter.drawLine(QPointF(4.5, 4.5), QPointF(11.5, 11.5));
        painter.drawLine(QPointF(11.5, 4.5), QPointF(4.5, 11.5));
    }));

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(10);
    layout->addWidget(m_mark);
    layout->addWidget(m_sentence, 1);
    layout->addWidget(m_action);
    layout->addWidget(m_close);

    connect(m_action, &QPushButton::clicked, this, [this] {
        if (m_act)
            m_act();
    });
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    retranslate();
    hide();
}

void Banner::tell(theme::Tone tone, const QString& sentence)
{
    tell(tone, sentence, QString(), {}, Closing::WithItsCause);
}

void Banner::tell(theme::Tone tone, const QString& sentence, const QString& action, std::function<void()> act,
                  Closing closing)
{
    const bool isNews = isHidden() || sentence != m_sentence->text() || tone > m_tone;
    m_tone = tone;
    m_act = std::move(act);
    m_sentence->setText(sentence);
    setAccessibleName(sentence);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    m_close->setVisible(closing == Closing::ByHand);
    placeMark();
    update();
    show();
    if (isNews && tone >= theme::Tone::Warning) {
        QAccessibleEvent alert(this, QAccessible::Alert); // a screen reader tells it wherever the focus is
        QAccessible::updateAccessibility(&alert);
    }
}

QString Banner::sentence() const
{
    return m_sentence->text();
}

void Banner::placeMark()
{
    const int side = fontMetrics().height();
    m_mark->setPixmap(theme::icon(m_tone).pixmap(QSize(side, side), devicePixelRatioF()));
}

void Banner::retranslate()
{
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(tr("Close this message"));
}

void Banner::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        placeMark();
}

void Banner::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::tint(m_tone));
    painter.fillRect(QRect(0, 0, 4, height()), theme::color(m_tone));
    painter.fillRect(QRect(0, height() - 1, width(), 1), palette().color(QPalette::Mid));
}

} // namespace chainpoints
