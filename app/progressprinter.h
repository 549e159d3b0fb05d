// Progress of long work on stderr: a bar that moves on a terminal, plain lines elsewhere.
#pragma once

#include "core/engine/progress.h"

#include <chrono>
#include <map>
#include <optional>
#include <string>

namespace chainpoints {

/// Whether stderr is a terminal that can move a bar.
[[nodiscard]] bool stderrIsTerminal();
[[nodiscard]] bool stdinIsTerminal();

/// Main thread only.
class ProgressPrinter
{
public:
    explicit ProgressPrinter(bool terminal) : m_terminal(terminal) {}
    ~ProgressPrinter();

    void show(const ChainProgress& progress);

private:
    using Clock = std::chrono::steady_clock;
    struct Chain
    {
        ChainProgress latest;
        std::string shownState;
        BlockHeight startedFrom;
        Clock::time_point startedAt;
        Clock::time_point lineAt;
    };
    void showBars();
    static void showLine(const Chain& chain);
    [[nodiscard]] static std::string progressOf(const Chain& chain);
    /// None where nothing says how long it takes.
    [[nodiscard]] static std::optional<std::string> rateOf(const Chain& chain);
    [[nodiscard]] static std::string barOf(const Chain& chain);

    const bool m_terminal;
    std::map<std::string, Chain> m_chains;
    std::size_t m_width = 0; ///< of the bar on the screen
};

} // namespace chainpoints
