#include "core/http/apitoken.h"

#include "core/base/hex.h"
#include "core/base/log.h"
#include "core/config/smallfile.h"

#include <QRandomGenerator>
#include <QTemporaryFile>

#include <algorithm>
#include <array>

namespace chainpoints {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostKiB = 4;

Error fileError(const fs::path& file, const std::string& what)
{
    return {ErrorCode::BadInput, "file " + file.string() + " " + what};
}

std::string randomToken()
{
    std::array<std::uint32_t, 8> words;
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    std::array<std::uint8_t, 32> bytes;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(words[i / 4] >> (i % 4 * 8));
    return toHex(bytes).substr(2);
}

Result<std::string> readToken(const fs::path& file)
{
#ifndef _WIN32
    std::error_code failed;
    const fs::perms others =
        fs::status(file, failed).permissions() & (fs::perms::group_all | fs::perms::others_all);
    if (!failed && others != fs::perms::none)
        return fileError(file, "can be read by others; run: chmod 600 " + file.string());
#endif
    auto text = readSmallFile(file, kMostKiB);
    if (!text)
        return fileError(file, text.error().message);
    while (text->ends_with('\n') || text->ends_with('\r'))
        text->pop_back();
    const bool plain = std::all_of(text->begin(), text->end(), [](char c) { return c > ' ' && c < 127; });
    if (text->size() < kShortestToken || !plain)
        return fileError(file,
                         "holds no token of at least 16 plain characters; delete it, and a new one is made");
    return text;
}

/// Makes the file complete or not at all, and never over one that another process has just made.
Result<void> makeToken(const fs::path& file)
{
    QTemporaryFile made(QString::fromStdString(file.string()) + QStringLiteral(".XXXXXX"));
    const QByteArray text = QByteArray::fromStdString(randomToken()) + '\n';
    const bool written = made.open() &&
                         made.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                         made.write(text) == text.size() && made.flush();
    if (!written)
        return fileError(file, "cannot be made (" + made.errorString().toStdString() +
                                   "); look at the folder and its permissions");
    made.close();
    if (made.rename(QString::fromStdString(file.string())))
        made.setAutoRemove(false);
    else if (std::error_code failed; !fs::exists(file, failed))
        return fileError(file, "cannot be made (" + made.errorString().toStdString() +
                                   "); look at the folder and its permissions");
    return {};
}

Result<std::string> tokenOf(const Config& config)
{
    if (!config.api.token.empty())
        return config.api.token;
    const fs::path file = config.dataFolder / "api-token";
    std::error_code failed;
    if (!fs::exists(file, failed))
        if (auto made = makeToken(file); !made)
            return made.error();
    return readToken(file);
}

} // namespace

Result<std::string> apiToken(const Config& config)
{
    auto token = tokenOf(config);
    if (token)
        log::redact(*token);
    return token;
}

} // namespace chainpoints
