// Certificate files that a connection encrypted by TLS uses. Plain data.
#pragma once

#include <filesystem>

namespace chainpoints {

/// Absolute paths of PEM files; empty where there is none.
struct TlsFiles
{
    std::filesystem::path authorities; ///< the only ones to trust; the system's where empty
    std::filesystem::path certificate; ///< what the program shows of itself; never without its key
    std::filesystem::path key;
};

} // namespace chainpoints
