// Paths as the window and the file system have them.
#pragma once

#include <QString>

#include <filesystem>
#include <string>

namespace chainpoints {

/// Whatever letters it has: std::string would be taken for text of the system's code page, which on Windows
/// is another one.
[[nodiscard]] inline std::filesystem::path toPath(const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    return {std::u8string(utf8.begin(), utf8.end())};
}

[[nodiscard]] inline QString fromPath(const std::filesystem::path& path)
{
    const std::u8string utf8 = path.u8string();
    return QString::fromUtf8(reinterpret_cast<const char*>(utf8.data()), qsizetype(utf8.size()));
}

} // namespace chainpoints
