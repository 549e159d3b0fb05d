// The main window. It will show chains, users and failures; so far it says how to run without it.
#pragma once

#include <QMainWindow>

namespace chainpoints {

class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(QWidget* parent = nullptr);
};

} // namespace chainpoints
