// Icons that are painted, and so are crisp at every size and follow a change of the theme at once.
#pragma once

#include <QIcon>
#include <QPalette>

#include <functional>

class QPainter;

namespace chainpoints {

/// What an icon is painted with: the palette in force, and whether it lies on the highlight.
struct IconInk
{
    QColor line;             ///< of text beside it
    QColor ground;           ///< behind it
    bool isSelected = false; ///< the ground is the highlight, on which only `line` is sure to be seen
};

/// Paints into the square from (0, 0) to (16, 16), antialiased; pen and brush are set to nothing.
using Drawing = std::function<void(QPainter& painter, const IconInk& ink)>;

[[nodiscard]] QIcon vectorIcon(Drawing drawing);
/// One colour, that of the text: `drawing` finds a pen of `width` units with round ends, and no brush.
[[nodiscard]] QIcon lineIcon(std::function<void(QPainter& painter)> drawing, qreal width = 1.4);

/// The program's own.
[[nodiscard]] QIcon applicationIcon();

} // namespace chainpoints
