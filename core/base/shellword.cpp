#include "core/base/shellword.h"

#include <algorithm>
#include <array>

namespace chainpoints {
namespace {

/// What ends a text in single quotes: PowerShell takes the typographic ones, which word processors write, for
/// the same.
constexpr std::array<std::string_view, 5> kPowerShellQuotes{"'", "\u2018", "\u2019", "\u201a", "\u201b"};

bool isPlain(char letter, Shell shell)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || std::string_view("_+:./-").find(letter) != std::string::npos ||
           (letter == '\\' && shell == Shell::PowerShell);
}

std::string forPosix(std::string_view text)
{
    std::string word = "'";
    for (const char letter : text)
        word += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    return word + '\'';
}

/// Of the quote that it begins with; 0: it does not.
std::size_t bytesOfQuote(std::string_view text)
{
    for (const std::string_view quote : kPowerShellQuotes)
        if (text.starts_with(quote))
            return quote.size();
    return 0;
}

std::string forPowerShell(std::string_view text)
{
    std::string word = "'";
    while (!text.empty()) {
        const std::size_t quote = bytesOfQuote(text);
        word += text.substr(0, quote);
        const std::size_t letter = std::max<std::size_t>(quote, 1);
        word += text.substr(0, letter);
        text.remove_prefix(letter);
    }
    return word + '\'';
}

} // namespace

std::string shellWord(std::string_view text, Shell shell)
{
    const auto plain = [shell](char letter) { return isPlain(letter, shell); };
    if (!text.empty() && std::ranges::all_of(text, plain))
        return std::string(text);
    return shell == Shell::PowerShell ? forPowerShell(text) : forPosix(text);
}

std::string shellProgram(std::string_view path, Shell shell)
{
    const std::string word = shellWord(path, shell);
    // A line that begins with a quote is only shown there.
    return shell == Shell::PowerShell && word.starts_with('\'') ? "& " + word : word;
}

} // namespace chainpoints
