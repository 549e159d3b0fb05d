// A SQLite file as the connections of one process share it.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>

struct sqlite3;

namespace chainpoints::sql {

/// Lives as long as one of its connections. Safe from any thread.
class SharedFile
{
public:
    /// The one for this path.
    [[nodiscard]] static std::shared_ptr<SharedFile> at(const std::filesystem::path& path);

    explicit SharedFile(std::filesystem::path path, bool lost) : m_path(std::move(path)), m_lost(lost) {}
    ~SharedFile();
    SharedFile(const SharedFile&) = delete;
    SharedFile& operator=(const SharedFile&) = delete;

    /// SQLite has one writer at a time and lets the others try again by chance; with one busy writer the
    /// others could wait for ever. Threads of this process queue here instead, in the order of their coming.
    void enter();
    void leave();

    /// To be called once a connection has opened the file through the library that this program is linked
    /// with: from now on it is known which file this is.
    void watch();
    /// True where the watched file was deleted, moved or replaced by another one, and then to the end of the
    /// process, also when the last connection is gone: whoever opened what lies there now could mix the
    /// journals of two files. (On Windows no file in use can be moved.)
    [[nodiscard]] bool isLost();
    /// After a loss the journal still lies in its place, where SQLite would take it for that of any file that
    /// is put there. The first caller whose handle can write moves what is in it into the lost file, wherever
    /// that is, as far as nobody reads an older state of it; later callers do nothing. No transaction may be
    /// open.
    void emptyJournalThrough(sqlite3* handle);

private:
    const std::filesystem::path m_path;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::uint64_t m_nextTicket = 0;
    std::uint64_t m_serving = 0;
    /// An idle handle: asking it waits for no statement.
    std::atomic<sqlite3*> m_witness = nullptr;
    std::atomic<bool> m_lost;
    std::atomic<bool> m_emptied = false;
};

} // namespace chainpoints::sql
