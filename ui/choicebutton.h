// A big button with a picture, a title and a sentence.
#pragma once

#include <QAbstractButton>

namespace chainpoints {

class ChoiceButton : public QAbstractButton
{
    Q_OBJECT
public:
    explicit ChoiceButton(const QIcon& icon, QWidget* parent = nullptr);

    void setTexts(const QString& title, const QString& sentence);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QFont titleFont() const;
    [[nodiscard]] QRect sentenceArea(int width) const;

    QString m_sentence;
};

} // namespace chainpoints
