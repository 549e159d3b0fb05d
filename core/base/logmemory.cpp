#include "core/base/logmemory.h"

#include "core/base/logsink.h"

#include <deque>
#include <mutex>

namespace chainpoints::log {
namespace {

struct Memory
{
    std::mutex mutex;
    std::deque<Entry> entries;
    std::size_t most = 0;
    Level level = Level::Info;
    std::uint64_t next = 1;
};

Memory& memory()
{
    static Memory instance;
    return instance;
}

} // namespace

void remember(std::size_t most, Level level)
{
    Memory& kept = memory();
    const std::scoped_lock lock(kept.mutex);
    kept.most = most;
    kept.level = level;
    while (kept.entries.size() > most)
        kept.entries.pop_front();
}

std::vector<Entry> remembered(std::uint64_t after)
{
    Memory& kept = memory();
    const std::scoped_lock lock(kept.mutex);
    if (kept.entries.empty() || kept.entries.back().number <= after)
        return {};
    const std::uint64_t first = kept.entries.front().number;
    const auto skip = static_cast<std::ptrdiff_t>(after < first ? 0 : after - first + 1);
    return {kept.entries.begin() + skip, kept.entries.end()};
}

void rememberLine(Level level, std::string_view component, std::string_view message)
{
    Memory& kept = memory();
    const std::scoped_lock lock(kept.mutex);
    if (kept.most == 0 || level < kept.level)
        return;
    if (kept.entries.size() == kept.most)
        kept.entries.pop_front();
    kept.entries.push_back(
        {kept.next++, std::chrono::system_clock::now(), level, std::string(component), std::string(message)});
}

} // namespace chainpoints::log
