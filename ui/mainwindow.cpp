#include "ui/mainwindow.h"

#include "ui/startpage.h"

#include <QCloseEvent>

namespace chainpoints {

MainWindow::MainWindow(WindowParts parts, QWidget* parent)
    : QMainWindow(parent), m_parts(std::move(parts)), m_startPage(new StartPage(this))
{
    setCentralWidget(m_startPage);
}

MainWindow::~MainWindow() = default;

void MainWindow::open(OperatorDesk& desk, const WindowInfo&)
{
    m_desk = &desk;
}

void MainWindow::closeDesk()
{
    m_desk = nullptr;
}

void MainWindow::setEngineState(const EngineState&) {}

void MainWindow::showStartProgress(const QString& text)
{
    m_startPage->showProgress(text);
}

void MainWindow::showStartError(const QString& sentence)
{
    m_startPage->showError(sentence);
}

void MainWindow::showStartOffer()
{
    m_startPage->offer();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    Q_EMIT closing();
    event->accept();
}

} // namespace chainpoints
