#include "ui/startpage.h"

namespace chainpoints {

StartPage::StartPage(QWidget* parent) : QWidget(parent) {}

void StartPage::offer() {}

void StartPage::showProgress(const QString&) {}

void StartPage::showError(const QString&) {}

} // namespace chainpoints
