#include "ui/choicebutton.h"

#include <QPainter>

namespace chainpoints {
namespace {

constexpr int kMargin = 18;
constexpr int kPicture = 36;
constexpr int kGap = 16;
constexpr int kWrapped = Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop;

} // namespace

ChoiceButton::ChoiceButton(const QIcon& icon, QWidget* parent) : QAbstractButton(parent)
{
    setIcon(icon);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ChoiceButton::setTexts(const QString& title, const QString& sentence)
{
    setText(title);
    m_sentence = sentence;
    setAccessibleDescription(sentence);
    updateGeometry();
    update();
}

QFont ChoiceButton::titleFont() const
{
    QFont bold = font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * 1.25);
    return bold;
}

QRect ChoiceButton::sentenceArea(int width) const
{
    const int left = kMargin + kPicture + kGap;
    const int top = kMargin + QFontMetrics(titleFont()).height() + 4;
    const QRect room(left, top, width - left - kMargin, 1000);
    return fontMetrics().boundingRect(room, kWrapped, m_sentence);
}

QSize ChoiceButton::sizeHint() const
{
    return {460, heightForWidth(460)};
}

int ChoiceButton::heightForWidth(int width) const
{
    return std::max(sentenceArea(width).bottom(), kMargin + kPicture) + kMargin;
}

void ChoiceButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPalette& colors = palette();
    const bool marked = isEnabled() && (underMouse() || hasFocus());
    painter.setPen(QPen(colors.color(marked ? QPalette::Highlight : QPalette::Mid), hasFocus() ? 2.4 : 1.2));
    painter.setBrush(colors.color(isDown() ? QPalette::AlternateBase : QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), 8, 8);

    icon().paint(&painter, QRect(kMargin, (height() - kPicture) / 2, kPicture, kPicture), Qt::AlignCenter,
                 isEnabled() ? QIcon::Normal : QIcon::Disabled);
    painter.setPen(colors.color(QPalette::Text));
    const QRect sentence = sentenceArea(width());
    painter.drawText(sentence, kWrapped, m_sentence);
    painter.setFont(titleFont());
    painter.drawText(QPoint(sentence.left(), kMargin + painter.fontMetrics().ascent()), text());
}

} // namespace chainpoints
