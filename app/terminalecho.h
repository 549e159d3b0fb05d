// Keeps the terminal from showing what is typed.
#pragma once

#include <memory>

namespace chainpoints {

/// For as long as it lives, where stdin is a terminal.
class TerminalEcho
{
public:
    TerminalEcho();
    ~TerminalEcho();
    TerminalEcho(const TerminalEcho&) = delete;
    TerminalEcho& operator=(const TerminalEcho&) = delete;

    [[nodiscard]] bool isTerminal() const { return m_before != nullptr; }

private:
    struct Private;
    std::unique_ptr<Private> m_before; ///< how the terminal was
};

} // namespace chainpoints
