#include "core/http/openapi.h"

#include <QFile>

namespace chainpoints {

std::string openApi()
{
    QFile file(QStringLiteral(":/api/openapi.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

} // namespace chainpoints
