// Texts within a command line that a person copies.
#pragma once

#include <string>
#include <string_view>

namespace chainpoints {

enum class Shell { Posix, PowerShell };
#ifdef _WIN32
inline constexpr Shell kShellHere = Shell::PowerShell;
#else
inline constexpr Shell kShellHere = Shell::Posix;
#endif

/// `text`, UTF-8, as one word: as it is where the shell takes it so, else in single quotes. Nothing in it is
/// replaced or run. A program may take one that begins with "-" for an option; "--name=" before it helps.
/// Windows means PowerShell, not cmd; before 7.3 that hands on no double quotes to a program, and no
/// backslash behind a word with spaces.
[[nodiscard]] std::string shellWord(std::string_view text, Shell shell = kShellHere);

/// The same as the first word of a line, which names the program.
[[nodiscard]] std::string shellProgram(std::string_view path, Shell shell = kShellHere);

} // namespace chainpoints
