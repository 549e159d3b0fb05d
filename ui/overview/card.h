// One figure that matters, with what it means.
#pragma once

#include "ui/theme.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>

namespace chainpoints {

/// As large as it may be for `text` to fit into `room` pixels: from `font` down to the size of the texts
/// around a figure, where it need not fit.
[[nodiscard]] QFont fittingFont(QFont font, const QString& text, int room);

/// A card with a button can be clicked anywhere.
class Card : public QFrame
{
    Q_OBJECT
public:
    explicit Card(QWidget* parent = nullptr);

    void say(const QString& caption, theme::Tone tone, const QString& value, const QString& note);
    /// An empty text hides the button.
    void offer(const QString& button);
    [[nodiscard]] QString value() const { return m_value->text(); }

Q_SIGNALS:
    void clicked();

protected:
    void changeEvent(QEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void drawShape();

    theme::Tone m_tone = theme::Tone::Idle;
    QLabel* m_caption;
    QLabel* m_shape;
    QLabel* m_value;
    QLabel* m_note;
    QPushButton* m_button;
};

} // namespace chainpoints
