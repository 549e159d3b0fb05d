// The settings desk as the program has it, with a keychain that a test fills.
#pragma once

#include "core/settings/jobthread.h"
#include "core/settings/settingsdesk.h"
#include "tests/support/testkeychain.h"

namespace chainpoints {

struct TestSettingsDesk
{
    TestKeychain keychain;
    SettingsDesk desk{{.inKeychainThread = [this](std::function<void()> job) { thread.run(std::move(job)); },
                       .keychain = keychain.access(),
                       .openDatabase =
                           [](const DatabaseConfig& database, sql::Access access) {
                               return sql::Connection::openSqlite(database.path, access);
                           }}};
    JobThread thread{QStringLiteral("settings")}; ///< ends before the desk
};

} // namespace chainpoints
