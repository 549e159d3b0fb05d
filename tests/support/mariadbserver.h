// A MariaDB server of the test program's own: own folder, free port, loopback only. With the environment's
// CHAINPOINTS_TEST_MYSQLD (MySQL's server program) a MySQL server instead.
#pragma once

#include "core/storage/sql/mysqlserver.h"

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>
#include <string>

namespace chainpoints {

/// Failures of the set-up end the test program with a sentence.
class MariadbServer
{
public:
    /// The one for suites that only need a database: started at first use, stopped at the program's end.
    [[nodiscard]] static MariadbServer& shared();

    /// `settings`: more lines of its configuration, like "sql_mode=". With what survives a crash of the
    /// machine turned off, unless they say otherwise.
    explicit MariadbServer(QStringList settings = {});
    ~MariadbServer();

    /// A new, empty database and a user who may do everything in it.
    [[nodiscard]] sql::MysqlServer newDatabase();
    /// Statements as the administrator, through the client program. Returns what they answer, columns parted
    /// by tabs.
    std::string administer(const std::string& statements);

    void start();
    /// As with kill -9.
    void kill();
    [[nodiscard]] int port() const { return m_port; }

private:
    QTemporaryDir m_folder;
    const QStringList m_settings;
    const int m_port;
    QProcess m_process;
    int m_databases = 0;
};

} // namespace chainpoints
