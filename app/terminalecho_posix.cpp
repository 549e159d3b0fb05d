#include "app/terminalecho.h"

#include <termios.h>
#include <unistd.h>

namespace chainpoints {

struct TerminalEcho::Private
{
    termios settings{};
};

TerminalEcho::TerminalEcho()
{
    auto before = std::make_unique<Private>();
    if (::isatty(STDIN_FILENO) == 0 || ::tcgetattr(STDIN_FILENO, &before->settings) != 0)
        return;
    termios silent = before->settings;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    m_before = std::move(before);
}

TerminalEcho::~TerminalEcho()
{
    if (m_before)
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before->settings);
}

} // namespace chainpoints
