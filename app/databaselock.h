// One process follows the chains of one database.
#pragma once

#include "core/base/result.h"

#include <QLockFile>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace chainpoints {

/// The lock file beside the database. Belongs to one thread; given back when destroyed, and by the death of
/// the process: a lock whose owner has died is taken over.
class DatabaseLock
{
public:
    /// The process that has it.
    struct Owner
    {
        std::int64_t pid = 0;
        std::string host;

        bool operator==(const Owner&) const = default;
    };

    explicit DatabaseLock(const std::filesystem::path& database);

    /// Nothing: it is ours now. An owner: that process has it. Database: the lock cannot be written. Does not
    /// wait.
    [[nodiscard]] Result<std::optional<Owner>> take();

    /// What to tell where `owner` is in the way.
    [[nodiscard]] Error ownedBy(const Owner& owner) const;

private:
    const std::string m_database;
    QLockFile m_file;
};

} // namespace chainpoints
