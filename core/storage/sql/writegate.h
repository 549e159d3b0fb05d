// Lets the writers of one process into a database in the order of their coming.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>

namespace chainpoints::sql {

/// SQLite has one writer at a time and lets the others try again by chance; with one busy writer the others
/// could wait for ever. Threads of this process queue here instead. Safe from any thread.
class WriteGate
{
public:
    /// The one gate for this file.
    [[nodiscard]] static std::shared_ptr<WriteGate> forFile(const std::filesystem::path& file);

    void enter();
    void leave();

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::uint64_t m_nextTicket = 0;
    std::uint64_t m_serving = 0;
};

} // namespace chainpoints::sql
