// What the connections of one process to a database file share.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>

namespace chainpoints::sql {

/// SQLite has one writer at a time and lets the others try again by chance; with one busy writer the others
/// could wait for ever. Threads of this process queue here instead, in the order of their coming. Safe from
/// any thread.
class WriteGate
{
public:
    /// The one gate for this file.
    [[nodiscard]] static std::shared_ptr<WriteGate> forFile(const std::filesystem::path& file);

    void enter();
    void leave();

    /// One of the connections has found another file, or none, in the place of its own. Until the last of
    /// them is gone, none is to use what lies there: it would mix the journals of two files.
    void loseFile() { m_fileLost = true; }
    [[nodiscard]] bool fileLost() const { return m_fileLost; }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::uint64_t m_nextTicket = 0;
    std::uint64_t m_serving = 0;
    std::atomic<bool> m_fileLost = false;
};

} // namespace chainpoints::sql
