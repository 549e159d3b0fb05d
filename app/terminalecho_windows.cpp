#include "app/terminalecho.h"

#include <windows.h>

namespace chainpoints {

struct TerminalEcho::Private
{
    DWORD mode = 0;
};

TerminalEcho::TerminalEcho()
{
    auto before = std::make_unique<Private>();
    const HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
    if (GetConsoleMode(input, &before->mode) == 0)
        return;
    SetConsoleMode(input, before->mode & ~static_cast<DWORD>(ENABLE_ECHO_INPUT));
    m_before = std::move(before);
}

TerminalEcho::~TerminalEcho()
{
    if (m_before)
        SetConsoleMode(GetStdHandle(STD_INPUT_HANDLE), m_before->mode);
}

} // namespace chainpoints
