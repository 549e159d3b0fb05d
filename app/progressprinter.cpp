#include "app/progressprinter.h"

#include <algorithm>
#include <cstdio>

#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

namespace chainpoints {
namespace {

using namespace std::chrono_literals;

constexpr auto kBetweenLines = 5s;
constexpr std::int64_t kBarWidth = 20;

std::string duration(std::int64_t seconds)
{
    if (seconds < 60)
        return std::to_string(seconds) + " s";
    if (seconds < 3600)
        return std::to_string(seconds / 60) + " min";
    return std::to_string(seconds / 3600) + " h " + std::to_string(seconds % 3600 / 60) + " min";
}

/// Tenths of a per cent, 1000 only when nothing remains.
std::int64_t permille(std::int64_t done, std::int64_t all)
{
    return all <= 0 ? 1000 : std::clamp<std::int64_t>(done * 1000 / all, 0, done >= all ? 1000 : 999);
}

std::string stateOf(const ChainProgress& progress)
{
    return progress.owner ? "another process follows it" : std::string(toText(progress.state));
}

/// Not of a chain that another process follows, nor before a node's first answer.
bool isKnown(const ChainProgress& progress)
{
    return !progress.owner && progress.confirmed.value() > 0;
}

} // namespace

bool stderrIsTerminal()
{
#ifdef _WIN32
    return _isatty(_fileno(stderr)) != 0;
#else
    return ::isatty(STDERR_FILENO) != 0;
#endif
}

bool stdinIsTerminal()
{
#ifdef _WIN32
    return _isatty(_fileno(stdin)) != 0;
#else
    return ::isatty(STDIN_FILENO) != 0;
#endif
}

ProgressPrinter::~ProgressPrinter()
{
    if (m_width > 0)
        std::fputc('\n', stderr);
}

void ProgressPrinter::show(const ChainProgress& progress)
{
    Chain& chain = m_chains[progress.chain];
    const auto now = Clock::now();
    if (chain.latest.chain.empty() || chain.latest.state != progress.state) {
        chain.startedFrom = progress.processed;
        chain.startedAt = now;
    }
    chain.latest = progress;
    if (m_terminal)
        return showBars();
    const std::string state = stateOf(progress);
    const bool working =
        isKnown(progress) && (progress.state == ChainState::Backfilling || progress.settlingUsers > 0);
    if (chain.shownState == state && (!working || now - chain.lineAt < kBetweenLines))
        return;
    chain.shownState = state;
    chain.lineAt = now;
    showLine(chain);
}

void ProgressPrinter::showLine(const Chain& chain)
{
    const ChainProgress& p = chain.latest;
    std::string line = p.chain + ": " + stateOf(p);
    if (isKnown(p))
        line += progressOf(chain);
    std::fprintf(stderr, "%s\n", line.c_str());
}

std::string ProgressPrinter::progressOf(const Chain& chain)
{
    const ChainProgress& p = chain.latest;
    std::string text = ", block " + std::to_string(p.processed.value()) + " of " +
                       std::to_string(p.confirmed.value()) + " confirmed";
    if (const auto rate = rateOf(chain))
        text += ", " + *rate;
    if (p.settlingUsers > 0)
        text += ", settling points: " + std::to_string(p.settlingUsers) + " of " + std::to_string(p.users) +
                " users";
    return text;
}

std::optional<std::string> ProgressPrinter::rateOf(const Chain& chain)
{
    const ChainProgress& p = chain.latest;
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - chain.startedAt).count();
    const std::int64_t gained = p.processed - chain.startedFrom;
    if (p.state != ChainState::Backfilling || seconds <= 0 || gained <= 0)
        return std::nullopt;
    const std::int64_t rate = std::max<std::int64_t>(1, gained / seconds);
    return std::to_string(rate) + " blocks/s, " + duration((p.confirmed - p.processed) / rate) + " left";
}

std::string ProgressPrinter::barOf(const Chain& chain)
{
    const ChainProgress& p = chain.latest;
    const std::int64_t share = permille(p.processed - p.startBlock + 1, p.confirmed - p.startBlock + 1);
    const auto filled = static_cast<std::size_t>(share * kBarWidth / 1000);
    std::string text = "[" + std::string(filled, '#') + std::string(kBarWidth - filled, '.') + "] " +
                       std::to_string(share / 10) + "." + std::to_string(share % 10) + " % ";
    if (const auto rate = rateOf(chain))
        return text + *rate;
    if (p.settlingUsers > 0)
        return text + "settling " + std::to_string(p.settlingUsers) + "/" + std::to_string(p.users);
    return text + stateOf(p);
}

void ProgressPrinter::showBars()
{
    std::string line;
    for (const auto& [name, chain] : m_chains) {
        line += line.empty() ? "" : "  ";
        line += name + " " + (isKnown(chain.latest) ? barOf(chain) : stateOf(chain.latest));
    }
    const std::size_t width = line.size();
    if (width < m_width)
        line.append(m_width - width, ' ');
    m_width = width;
    std::fprintf(stderr, "\r%s", line.c_str());
    std::fflush(stderr);
}

} // namespace chainpoints
