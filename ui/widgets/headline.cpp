#include "ui/widgets/headline.h"

namespace chainpoints {

Headline::Headline(QWidget* parent) : QLabel(parent)
{
    setObjectName(QStringLiteral("headline"));
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
}

void Headline::write(const QString& text, bool bold)
{
    QFont changed = font();
    changed.setBold(bold);
    setFont(changed);
    setText(text);
}

} // namespace chainpoints
