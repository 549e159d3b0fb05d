#include "core/storage/sql/sharedfile.h"

#include <sqlite3.h>

#include <map>
#include <set>

namespace chainpoints::sql {
namespace {

std::mutex registryMutex;

std::map<std::filesystem::path, std::weak_ptr<SharedFile>>& filesInUse()
{
    static std::map<std::filesystem::path, std::weak_ptr<SharedFile>> files;
    return files;
}

std::set<std::filesystem::path>& lostPaths()
{
    static std::set<std::filesystem::path> paths;
    return paths;
}

} // namespace

std::shared_ptr<SharedFile> SharedFile::at(const std::filesystem::path& path)
{
    const std::scoped_lock lock(registryMutex);
    auto file = filesInUse()[path].lock();
    if (!file) {
        file = std::make_shared<SharedFile>(path, lostPaths().contains(path));
        filesInUse()[path] = file;
    }
    return file;
}

SharedFile::~SharedFile()
{
    sqlite3_close(m_witness);
}

void SharedFile::enter()
{
    std::unique_lock lock(m_mutex);
    const std::uint64_t ticket = m_nextTicket++;
    m_changed.wait(lock, [&] { return m_serving == ticket; });
}

void SharedFile::leave()
{
    {
        const std::scoped_lock lock(m_mutex);
        ++m_serving;
    }
    m_changed.notify_all();
}

void SharedFile::watch()
{
    const std::scoped_lock lock(m_mutex);
    if (m_witness != nullptr)
        return;
    sqlite3* witness = nullptr;
    if (sqlite3_open_v2(m_path.string().c_str(), &witness, SQLITE_OPEN_READONLY | SQLITE_OPEN_FULLMUTEX,
                        nullptr) != SQLITE_OK) {
        sqlite3_close(witness);
        return;
    }
    m_witness = witness;
}

bool SharedFile::isLost()
{
    if (m_lost)
        return true;
    int moved = 0;
    if (m_witness == nullptr ||
        sqlite3_file_control(m_witness, nullptr, SQLITE_FCNTL_HAS_MOVED, &moved) != SQLITE_OK || moved == 0)
        return false;
    // SQLite also says so where the place cannot be looked at now, which may pass.
    std::error_code unreadable;
    if (!std::filesystem::exists(m_path, unreadable) && unreadable)
        return false;
    const std::scoped_lock lock(registryMutex);
    lostPaths().insert(m_path);
    m_lost = true;
    return true;
}

void SharedFile::emptyJournalThrough(sqlite3* handle)
{
    // A journal that went with its file is that file's.
    std::error_code unreadable;
    if (sqlite3_db_readonly(handle, "main") != 0 ||
        !std::filesystem::exists(m_path.string() + "-wal", unreadable) || m_emptied.exchange(true))
        return;
    sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
}

} // namespace chainpoints::sql
