#include "ui/mainwindow.h"

#include <QLabel>

namespace chainpoints {

MainWindow::MainWindow(QWidget* parent) : QMainWindow(parent)
{
    setWindowTitle(tr("chainpoints"));
    auto* text = new QLabel(tr("This version follows chains without a window.\n\n"
                               "chainpoints --daemon --config FILE   follows the chains\n"
                               "chainpoints status   shows where they stand\n"
                               "chainpoints export points   writes a report"));
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text->setMargin(24);
    setCentralWidget(text);
}

} // namespace chainpoints
