// The settings desk as the program has it, with a keychain that a test fills.
#pragma once

#include "core/settings/jobthread.h"
#include "core/settings/settingsdesk.h"

#include <map>

namespace chainpoints {

struct TestSettingsDesk
{
    std::map<std::string, std::string> keychain; ///< to be filled before anything is asked
    SettingsDesk desk{{.inKeychainThread = [this](std::function<void()> job) { thread.run(std::move(job)); },
                       .keychain = [this](const std::string& name) -> Result<std::optional<std::string>> {
                           const auto found = keychain.find(name);
                           return found == keychain.end() ? std::optional<std::string>()
                                                          : std::optional(found->second);
                       },
                       .openDatabase =
                           [](const DatabaseConfig& database, sql::Access access) {
                               return sql::Connection::openSqlite(database.path, access);
                           }}};
    JobThread thread{QStringLiteral("settings")}; ///< ends before the desk
};

} // namespace chainpoints
