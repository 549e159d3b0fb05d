#include "ui/documentsfolder.h"

#include <QDir>
#include <QStandardPaths>

namespace chainpoints {

QString documentsFolder()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QDir(documents).exists() && !documents.isEmpty() ? documents : QDir::homePath();
}

} // namespace chainpoints
