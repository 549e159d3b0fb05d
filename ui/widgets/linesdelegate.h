// Cells of up to two lines.
#pragma once

#include <QStyledItemDelegate>

namespace chainpoints {

/// A text with a line break has a second line that is less prominent; a text without one may flow over both
/// lines, where the row has room for two. What does not fit ends in "…".
class LinesDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] static int heightOfRow(const QWidget& table);
    /// What a cell needs besides its text.
    [[nodiscard]] static int widthAround(const QWidget& table, bool withIcon);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    /// What a cell of this width says; the model's text unless somebody knows better.
    [[nodiscard]] virtual QString textOf(const QModelIndex& index, const QFont& font, int width) const;
    /// What is written in a cell of this width: at most `most` lines, unless it is cut when it is painted.
    [[nodiscard]] virtual QStringList linesOf(const QString& text, const QFont& font, int width,
                                              int most) const;
    /// As when it is painted: an advance is rounded.
    [[nodiscard]] static bool fits(const QString& line, const QFont& font, int width);
    /// The ground, the icon and the focus; returns what is left for the text.
    static QRect paintGround(QPainter* painter, const QStyleOptionViewItem& item);
    [[nodiscard]] static QColor ink(const QStyleOptionViewItem& item);
    /// For what is less prominent.
    [[nodiscard]] static QColor faintInk(const QStyleOptionViewItem& item);
};

} // namespace chainpoints
