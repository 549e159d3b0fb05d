#include "app/newconfig.h"

#include "core/config/configreader.h"

#include <QDir>
#include <QTemporaryFile>

#include <optional>

namespace chainpoints {
namespace {

// Shorter than what counts as a secret, so that the log hides nothing that only looks like it.
Result<std::optional<std::string>> anySecret(const std::string&)
{
    return std::optional<std::string>("any");
}

} // namespace

Result<void> saveNewConfig(const std::filesystem::path& file, const std::string& json)
{
    if (auto config = readConfigText(json, file, SecretResolver(anySecret)); !config)
        return config.error();
    const QString name = QString::fromStdString(file.string());
    const auto refuse = [&](const QString& why) {
        return Error{ErrorCode::BadInput,
                     "the configuration " + file.string() + " cannot be written: " + why.toStdString()};
    };
    if (QFile::exists(name))
        return refuse(QStringLiteral("it is there already; move it away first, or edit it"));
    if (!QDir().mkpath(QFileInfo(name).path()))
        return refuse(QStringLiteral("its folder cannot be made"));
    QTemporaryFile draft(name + QStringLiteral(".XXXXXX"));
    const QByteArray text = QByteArray::fromStdString(json);
    // rename() refuses to replace a file that somebody made in between.
    if (!draft.open() || draft.write(text) != text.size() || !draft.flush() || !draft.rename(name))
        return refuse(draft.errorString());
    draft.setAutoRemove(false);
    return {};
}

} // namespace chainpoints
