#include "ui/overview/progressdelegate.h"

#include "ui/overview/chainsmodel.h"
#include "ui/theme.h"

#include <QPainter>

namespace chainpoints {

void ProgressDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const
{
    const QVariant perMille = index.data(ChainsModel::PerMilleRole);
    if (!perMille.isValid())
        return LinesDelegate::paint(painter, option, index);
    QStyleOptionViewItem item(option);
    initStyleOption(&item, index);
    const QRect area = paintGround(painter, item);
    const int lineHeight = item.fontMetrics.lineSpacing();
    const int top = area.center().y() - lineHeight + 1;
    const qreal thick = lineHeight / 2.0;
    const QRectF track(area.left(), top + (lineHeight - thick) / 2, area.width(), thick);
    const auto upTo = [&](int role) {
        const qreal width = track.width() * index.data(role).toInt() / 1000;
        return QRectF(track.topLeft(), QSizeF(std::max(width, thick), thick));
    };
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    // The outline, 3:1 against the ground, shows how much is missing; the pale fill how much is processed,
    // the full one how much of that is settled.
    const bool selected = item.state & QStyle::State_Selected;
    const QColor mark = selected ? ink(item) : theme::color(theme::Tone::Busy);
    painter->setPen(QPen(mark, 1));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(track, thick / 2, thick / 2);
    QColor pale = mark;
    pale.setAlphaF(0.4F);
    painter->setBrush(pale);
    painter->drawRoundedRect(upTo(ChainsModel::PerMilleRole), thick / 2, thick / 2);
    painter->setBrush(mark);
    painter->drawRoundedRect(upTo(ChainsModel::SettledPerMilleRole), thick / 2, thick / 2);
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setFont(item.font);
    painter->setPen(ink(item));
    painter->drawText(QRect(area.left(), top + lineHeight, area.width(), lineHeight),
                      Qt::AlignLeft | Qt::AlignVCenter,
                      item.fontMetrics.elidedText(item.text, Qt::ElideRight, area.width()));
    painter->restore();
}

} // namespace chainpoints
