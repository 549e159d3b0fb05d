// Texts within a command line that a person copies.
#pragma once

#include <string>
#include <string_view>

namespace chainpoints {

enum class Shell { Posix, Windows };
#ifdef _WIN32
inline constexpr Shell kShellHere = Shell::Windows;
#else
inline constexpr Shell kShellHere = Shell::Posix;
#endif

/// `text` as one word: as it is where every shell takes it so, else quoted. On Windows so that cmd and
/// PowerShell hand it on, but for what they replace in quotes too ("%NAME%", "$NAME").
[[nodiscard]] std::string shellWord(std::string_view text, Shell shell = kShellHere);

} // namespace chainpoints
