#include "core/settings/configfile.h"

#include "core/config/smallfile.h"

#include <QDir>
#include <QSaveFile>

#include <optional>
#include <system_error>

namespace chainpoints {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestKiB = 1024;

Error refusal(const fs::path& file, const std::string& why)
{
    return {ErrorCode::BadInput, "the configuration " + file.string() + " cannot be written: " + why};
}

/// Nothing where there is no file.
Result<std::optional<std::string>> textIn(const fs::path& file)
{
    std::error_code failure;
    if (fs::status(file, failure).type() == fs::file_type::not_found)
        return std::optional<std::string>();
    auto text = readSmallFile(file, kLargestKiB);
    if (!text)
        return Error{ErrorCode::BadInput,
                     "the configuration file " + file.string() + " " + text.error().message};
    return std::optional(std::move(*text));
}

Result<void> save(const fs::path& path, const std::string& text, QFileDevice::Permissions rights)
{
    QSaveFile file(QString::fromStdString(path.string()));
    const auto size = static_cast<qint64>(text.size());
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(rights) ||
        file.write(text.data(), size) != size || !file.flush() || !file.commit())
        return refusal(path, file.errorString().toStdString());
    return {};
}

} // namespace

Result<ConfigDraft> readDraft(const fs::path& file)
{
    const auto text = textIn(file);
    if (!text)
        return text.error();
    return draftOf(file, *text ? &**text : nullptr);
}

Result<void> writePlan(const ConfigDraft& draft, const ConfigPlan& plan)
{
    const auto now = textIn(draft.file);
    if (!now)
        return now.error();
    if (now->has_value() != draft.exists || (*now && **now != draft.text))
        return Error{ErrorCode::Conflict, "the configuration " + draft.file.string() +
                                              " was changed by somebody else since it was read; read it "
                                              "again and make your changes once more"};
    const QString name = QString::fromStdString(draft.file.string());
    auto rights = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    if (draft.exists) {
        rights = QFile::permissions(name);
        // Replacing it would be possible wherever its folder can be written.
        if (!rights.testFlag(QFileDevice::WriteOwner))
            return refusal(draft.file, "it is write-protected");
        fs::path former = draft.file;
        former += ".bak";
        if (auto kept = save(former, draft.text, rights); !kept)
            return kept;
    } else if (!QDir().mkpath(QFileInfo(name).path())) {
        return refusal(draft.file, "its folder cannot be made");
    }
    return save(draft.file, plan.text, rights);
}

} // namespace chainpoints
