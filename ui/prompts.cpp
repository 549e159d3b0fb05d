#include "ui/prompts.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QUrl>

namespace chainpoints {
namespace {

using Then = std::function<void(const QString& path)>;

QMessageBox* messageBox(QWidget* parent, QMessageBox::Icon icon, const QString& title, const QString& text)
{
    auto* box = new QMessageBox(icon, title, text, QMessageBox::NoButton, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    // Plain, since what is shown may come from a node or a file.
    box->setTextFormat(Qt::PlainText);
    return box;
}

void openFileDialog(QWidget* parent, const Prompts::File& file, QFileDialog::AcceptMode mode, Then then)
{
    auto* dialog = new QFileDialog(parent, file.title, QString(), file.filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(mode);
    dialog->setDefaultSuffix(file.suffix);
    if (mode == QFileDialog::AcceptSave) {
        dialog->setFileMode(QFileDialog::AnyFile);
        dialog->setOption(QFileDialog::DontConfirmOverwrite, !file.replaces);
        dialog->setDirectory(QFileInfo(file.suggested).absolutePath());
        dialog->selectFile(file.suggested);
    } else {
        dialog->setFileMode(QFileDialog::ExistingFile);
        dialog->setDirectory(file.suggested);
    }
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog, std::move(then));
    dialog->open();
}

} // namespace

void DialogPrompts::ask(QWidget* parent, const Question& question, std::function<void(bool yes)> then)
{
    QMessageBox* box = messageBox(parent, QMessageBox::Question, question.title, question.text);
    box->setInformativeText(question.details);
    const QPushButton* yes = box->addButton(question.yes, QMessageBox::AcceptRole);
    QPushButton* no =
        box->addButton(question.no.isEmpty() ? tr("Cancel") : question.no, QMessageBox::RejectRole);
    box->setDefaultButton(no);
    box->setEscapeButton(no);
    QObject::connect(box, &QMessageBox::finished, box,
                     [box, yes, then = std::move(then)] { then(box->clickedButton() == yes); });
    box->open();
}

void DialogPrompts::saveFile(QWidget* parent, const File& file, Then then)
{
    openFileDialog(parent, file, QFileDialog::AcceptSave, std::move(then));
}

void DialogPrompts::openFile(QWidget* parent, const File& file, Then then)
{
    openFileDialog(parent, file, QFileDialog::AcceptOpen, std::move(then));
}

void DialogPrompts::tell(QWidget* parent, const QString& title, const QString& text)
{
    QMessageBox* box = messageBox(parent, QMessageBox::Information, title, text);
    box->addButton(tr("Close"), QMessageBox::AcceptRole);
    box->open();
}

void DialogPrompts::showFolder(const QString& folder)
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
}

void DialogPrompts::openPage(const QUrl& page)
{
    QDesktopServices::openUrl(page);
}

} // namespace chainpoints
