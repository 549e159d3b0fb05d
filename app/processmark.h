// Lets processes that share a folder see that one of them has died.
#pragma once

#include "core/model/lease.h"

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

namespace chainpoints {

/// A file that is locked while it is open; the lock ends with the process, however that ends.
class HeldFile
{
public:
    virtual ~HeldFile() = default;
};
/// Null where another process holds it or it cannot be used.
enum class MissingFile { Make, Leave };
[[nodiscard]] std::unique_ptr<HeldFile> holdFile(const std::filesystem::path& file, MissingFile missing);

/// This process and its sign in a folder. Only a hint that spares waiting for a lease to expire: where it
/// cannot be written, or the other process uses another folder, nobody is known to be gone. Safe from any
/// thread.
class ProcessMark
{
public:
    /// Also clears away the signs of the dead.
    explicit ProcessMark(std::filesystem::path folder);
    ~ProcessMark();
    ProcessMark(const ProcessMark&) = delete;
    ProcessMark& operator=(const ProcessMark&) = delete;

    [[nodiscard]] const LeaseHolder& self() const { return m_self; }
    /// Whether this process is known to have ended without a clean stop.
    [[nodiscard]] bool isGone(const LeaseHolder& other) const;

private:
    [[nodiscard]] std::filesystem::path fileOf(const std::string& instance) const;

    const std::filesystem::path m_folder;
    const LeaseHolder m_self;
    std::unique_ptr<HeldFile> m_held;
    mutable std::mutex m_mutex;
    mutable std::set<std::string> m_gone; ///< guarded by m_mutex
};

} // namespace chainpoints
