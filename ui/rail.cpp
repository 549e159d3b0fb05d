#include "ui/rail.h"

#include "ui/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kMargin = 10;
constexpr int kGap = 8;
constexpr int kMostShown = 999;

} // namespace

RailButton::RailButton(QWidget* parent) : QAbstractButton(parent)
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
}

void RailButton::setBadge(int badge)
{
    m_badge = badge;
    describe();
    updateGeometry();
    update();
}

QString RailButton::badgeText() const
{
    return m_badge > kMostShown ? QString::number(kMostShown) + u'+' : QString::number(m_badge);
}

void RailButton::describe()
{
    setAccessibleName(m_badge > 0 ? tr("%1, %2 need attention").arg(text()).arg(m_badge) : text());
}

QSize RailButton::sizeHint() const
{
    QFont bold = font();
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    const int badge = m_badge > 0 ? metrics.horizontalAdvance(badgeText()) + kGap * 2 : 0;
    const int side = metrics.height();
    return {kMargin + side + kGap + metrics.horizontalAdvance(text()) + badge + kMargin, side + 2 * kMargin};
}

void RailButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPalette& colors = palette();
    const bool current = isChecked();
    const QRectF pill = QRectF(rect()).adjusted(1, 1, -1, -1);
    if (current || underMouse()) {
        QColor ground = colors.color(current ? QPalette::Highlight : QPalette::Midlight);
        if (!current)
            ground.setAlphaF(0.5F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ground);
        painter.drawRoundedRect(pill, 6, 6);
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colors.color(current ? QPalette::HighlightedText : QPalette::Highlight), 1.6));
        painter.drawRoundedRect(pill.adjusted(2, 2, -2, -2), 4, 4);
    }

    QFont words = font();
    words.setBold(current);
    painter.setFont(words);
    const int side = fontMetrics().height();
    QRect inside = rect().adjusted(kMargin, 0, -kMargin, 0);
    icon().paint(&painter, QRect(inside.left(), (height() - side) / 2, side, side), Qt::AlignCenter,
                 current ? QIcon::Selected : QIcon::Normal);
    inside.setLeft(inside.left() + side + kGap);
    if (m_badge > 0) {
        const QString number = badgeText();
        const int width = painter.fontMetrics().horizontalAdvance(number) + kGap;
        const QRect badge(inside.right() - width + 1, (height() - side) / 2 - 1, width, side + 2);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme::color(theme::Tone::Bad));
        painter.drawRoundedRect(badge, badge.height() / 2.0, badge.height() / 2.0);
        painter.setPen(colors.color(QPalette::Base));
        painter.drawText(badge, Qt::AlignCenter, number);
        inside.setRight(badge.left() - kGap);
    }
    painter.setPen(colors.color(current ? QPalette::HighlightedText : QPalette::WindowText));
    painter.drawText(inside, Qt::AlignVCenter | Qt::AlignLeft, text());
}

void RailButton::changeEvent(QEvent* event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        describe();
}

Rail::Rail(QWidget* parent) : QWidget(parent), m_layout(new QVBoxLayout(this)), m_tag(new QLabel(this))
{
    setObjectName(u"rail"_s);
    m_layout->setContentsMargins(8, 10, 8, 10);
    m_layout->setSpacing(4);
    m_layout->addStretch();
    m_tag->setObjectName(u"railTag"_s);
    m_tag->setAlignment(Qt::AlignCenter);
    m_tag->setAutoFillBackground(true);
    m_tag->setMargin(4);
    QFont bold = font();
    bold.setBold(true);
    m_tag->setFont(bold);
    m_tag->hide();
    m_layout->addWidget(m_tag);
    connect(&m_group, &QButtonGroup::idClicked, this, &Rail::wanted);
}

void Rail::setPanels(const std::vector<QString>& names)
{
    for (RailButton* button : m_buttons)
        delete button;
    m_buttons.clear();
    for (const QString& name : names) {
        const int index = int(m_buttons.size());
        auto* button = new RailButton(this);
        button->setObjectName(name + u"Button"_s);
        m_layout->insertWidget(index, button);
        m_group.addButton(button, index);
        m_buttons.push_back(button);
    }
}

void Rail::setCurrent(int index)
{
    const auto hasFocus = [&](const RailButton* button) { return window()->focusWidget() == button; };
    if (std::ranges::any_of(m_buttons, hasFocus))
        button(index)->setFocus();
    button(index)->setChecked(true);
}

void Rail::setTag(const QString& word, const QString& toolTip)
{
    m_tag->setText(word);
    m_tag->setToolTip(toolTip);
    m_tag->setVisible(!word.isEmpty());
    paintTag();
}

void Rail::paintTag()
{
    QPalette colors = palette();
    colors.setColor(QPalette::Window, theme::color(theme::Tone::Warning));
    colors.setColor(QPalette::WindowText, colors.color(QPalette::Base));
    m_tag->setPalette(colors);
}

void Rail::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintTag();
}

} // namespace chainpoints
