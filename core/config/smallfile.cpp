#include "core/config/smallfile.h"

#include <fstream>
#include <system_error>

namespace chainpoints {

Result<std::string> readSmallFile(const std::filesystem::path& path, std::size_t mostKiB)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        return Error{ErrorCode::BadInput, "is a folder, not a file"};
    std::ifstream stream(path, std::ios::binary);
    if (!stream)
        return Error{ErrorCode::BadInput, "cannot be read; check its permissions"};
    std::string bytes(mostKiB * 1024 + 1, '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (stream.bad())
        return Error{ErrorCode::BadInput, "cannot be read to its end"};
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    if (bytes.size() > mostKiB * 1024)
        return Error{ErrorCode::BadInput, "is larger than " + std::to_string(mostKiB) + " KiB"};
    return bytes;
}

} // namespace chainpoints
