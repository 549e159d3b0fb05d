// What stands in the place of a table that has no rows.
#pragma once

#include "ui/theme.h"

#include <QLabel>
#include <QPushButton>

namespace chainpoints {

/// Says why there is nothing, and what to do about it.
class EmptyPage : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyPage(QWidget* parent = nullptr);

    void say(theme::Tone tone, const QString& headline, const QString& text);
    /// The remedy as a button; an empty text hides it.
    void offer(const QString& button);
    [[nodiscard]] QString headline() const { return m_headline->text(); }

Q_SIGNALS:
    void offerTaken();

protected:
    void changeEvent(QEvent* event) override;

private:
    void drawShape();

    theme::Tone m_tone = theme::Tone::Idle;
    QLabel* m_shape;
    QLabel* m_headline;
    QLabel* m_text;
    QPushButton* m_offer;
};

} // namespace chainpoints
