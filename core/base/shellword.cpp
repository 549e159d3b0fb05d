#include "core/base/shellword.h"

#include <algorithm>

namespace chainpoints {
namespace {

bool isPlain(char letter, Shell shell)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || std::string_view("_+:./-").find(letter) != std::string::npos ||
           (letter == '\\' && shell == Shell::Windows);
}

std::string forPosix(std::string_view text)
{
    std::string word = "'";
    for (const char letter : text)
        word += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    return word + '\'';
}

/// As the program's start takes it apart again: a backslash is itself, unless a quote follows.
std::string forWindows(std::string_view text)
{
    std::string word = "\"";
    std::size_t backslashes = 0;
    for (const char letter : text) {
        if (letter == '"')
            word.append(backslashes + 1, '\\');
        backslashes = letter == '\\' ? backslashes + 1 : 0;
        word += letter;
    }
    return word.append(backslashes, '\\') + '"';
}

} // namespace

std::string shellWord(std::string_view text, Shell shell)
{
    const auto plain = [shell](char letter) { return isPlain(letter, shell); };
    if (!text.empty() && std::ranges::all_of(text, plain))
        return std::string(text);
    return shell == Shell::Windows ? forWindows(text) : forPosix(text);
}

} // namespace chainpoints
