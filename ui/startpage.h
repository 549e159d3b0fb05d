// What is seen before there is anything to show: try the demo, or set up.
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;

namespace chainpoints {

class Banner;
class ChoiceButton;

class StartPage : public QWidget
{
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);

    /// Both buttons, nothing else.
    void offer();
    /// Something is under way: "Starting two local chains…". The buttons wait.
    void showProgress(const QString& text);
    /// It did not work: the sentence and Try again, beside both buttons.
    void showError(const QString& sentence);

Q_SIGNALS:
    void demoWanted();
    void setupWanted();
    void tryAgainWanted();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void setBusy(bool busy);

    QLabel* m_title;
    QLabel* m_subtitle;
    ChoiceButton* m_demo;
    ChoiceButton* m_setup;
    QProgressBar* m_bar;
    QLabel* m_progress;
    Banner* m_error;
    bool m_failed = false;
};

} // namespace chainpoints
