// A sentence with the shape of its tone in front.
#pragma once

#include "ui/theme.h"

#include <QLabel>

#include <optional>

namespace chainpoints {

/// Hidden while there is nothing to say.
class Notice : public QWidget
{
    Q_OBJECT
public:
    explicit Notice(QWidget* parent = nullptr);

    /// An empty sentence hides it. Without a tone there is no shape.
    void say(const QString& sentence, std::optional<theme::Tone> tone = {});
    [[nodiscard]] QString sentence() const { return m_text->text(); }

protected:
    void changeEvent(QEvent* event) override;

private:
    void drawShape();

    std::optional<theme::Tone> m_tone;
    QLabel* m_shape;
    QLabel* m_text;
};

} // namespace chainpoints
