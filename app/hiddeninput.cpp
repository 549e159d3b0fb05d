#include "app/hiddeninput.h"

#include "app/terminalecho.h"

#include <cstdio>

namespace chainpoints {

Result<std::string> readHidden(const std::string& prompt, std::size_t most)
{
    const TerminalEcho hidden;
    if (hidden.isTerminal())
        std::fputs(prompt.c_str(), stderr);
    std::string text;
    for (int c = std::getchar(); c != EOF && !(hidden.isTerminal() && c == '\n'); c = std::getchar()) {
        if (text.size() == most)
            return Error{ErrorCode::BadInput, "the secret is longer than " + std::to_string(most) + " bytes"};
        text += static_cast<char>(c);
    }
    if (hidden.isTerminal())
        std::fputs("\n", stderr);
    return text;
}

} // namespace chainpoints
