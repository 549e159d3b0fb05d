// What is seen before there is anything to show: try the demo, or set up.
#pragma once

#include <QWidget>

class QCommandLinkButton;
class QLabel;
class QProgressBar;
class QPushButton;

namespace chainpoints {

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
};

} // namespace chainpoints
