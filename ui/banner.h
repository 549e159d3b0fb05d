// A strip with a sentence that stays until its cause is gone or it is closed. Never modal.
#pragma once

#include "ui/theme.h"

#include <QFrame>

#include <functional>

class QLabel;
class QPushButton;
class QToolButton;

namespace chainpoints {

/// Hidden until tell(); a warning or worse is then an alert for screen readers. Its texts are given anew
/// after a change of the language, by whoever gave them; the close button's it sets itself.
class Banner : public QFrame
{
    Q_OBJECT
public:
    explicit Banner(const QString& objectName, QWidget* parent = nullptr);

    enum class Closing {
        ByHand,      ///< there is a button for it
        WithItsCause ///< whoever told it hides it
    };
    void tell(theme::Tone tone, const QString& sentence);
    /// With a button that does something; none where `action` is empty.
    void tell(theme::Tone tone, const QString& sentence, const QString& action, std::function<void()> act,
              Closing closing = Closing::ByHand);
    [[nodiscard]] QString sentence() const;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void retranslate();
    void placeMark();

    theme::Tone m_tone = theme::Tone::Idle;
    std::function<void()> m_act;
    QLabel* m_mark;
    QLabel* m_sentence;
    QPushButton* m_action;
    QToolButton* m_close;
};

} // namespace chainpoints
