#include "core/storage/sql/mysqlsession.h"

#include "core/storage/sql/qtstatement.h"

#include <QString>

#include <charconv>

namespace chainpoints::sql {
namespace {

using namespace Qt::StringLiterals;

// A server that does not answer must not hold up a stop for long.
constexpr int kConnectSeconds = 5;
constexpr int kAnswerSeconds = 75;
constexpr int kStatementSeconds = 60;
constexpr int kLockSeconds = 10;

struct Facts
{
    std::string version;
    std::string mode;
    std::int64_t mostBytes = 0;
    std::string cipher;

    [[nodiscard]] bool isMariadb() const { return version.find("MariaDB") != std::string::npos; }
};

/// "10.11.19-MariaDB" as 10.11.
std::pair<int, int> majorMinor(const std::string& version)
{
    std::pair<int, int> numbers{0, 0};
    const char* end = version.data() + version.size();
    const auto major = std::from_chars(version.data(), end, numbers.first);
    if (major.ec == std::errc() && major.ptr != end)
        std::from_chars(major.ptr + 1, end, numbers.second);
    return numbers;
}

Result<Facts> factsOf(Connection& connection)
{
    auto query = connection.query("SELECT VERSION(), @@SESSION.sql_mode, @@max_allowed_packet");
    if (!query)
        return query.error();
    if (auto row = (*query)->next(); !row)
        return row.error();
    Facts facts{(*query)->text(0), (*query)->text(1), (*query)->integer(2), {}};
    (*query)->close();
    auto status = connection.query("SHOW SESSION STATUS LIKE 'Ssl_cipher'");
    if (!status)
        return status.error();
    auto row = (*status)->next();
    if (!row)
        return row.error();
    if (*row)
        facts.cipher = (*status)->text(1);
    (*status)->close();
    return facts;
}

Result<void> check(const Facts& facts, const MysqlServer& server)
{
    const auto version = majorMinor(facts.version);
    if (version < (facts.isMariadb() ? std::pair(10, 6) : std::pair(8, 0)))
        return Error{ErrorCode::BadInput, "the database server is of version " + facts.version +
                                              "; use MySQL 8, MariaDB 10.6 or a newer one"};
    if (facts.mode.find("STRICT_ALL_TABLES") == std::string::npos &&
        facts.mode.find("STRICT_TRANS_TABLES") == std::string::npos)
        return Error{ErrorCode::BadInput,
                     "the database server is not strict (sql_mode is \"" + facts.mode +
                         "\"), so that other programs could cut numbers without an error; add "
                         "STRICT_TRANS_TABLES to sql_mode on the server"};
    if (server.tlsRequired && facts.cipher.empty())
        return Error{ErrorCode::BadInput,
                     "the connection is not encrypted; turn TLS on at the server and name its authority in "
                     "database.tls.ca, or set database.tls.required to false where the network is safe"};
    return {};
}

} // namespace

Result<void> openMysqlDatabase(QSqlDatabase& database, const MysqlServer& server, const Dialect& dialect)
{
    // The client library takes "localhost" for a socket file, whatever the port.
    database.setHostName(server.host == "localhost" ? u"127.0.0.1"_s : QString::fromStdString(server.host));
    database.setPort(server.port);
    database.setDatabaseName(QString::fromStdString(server.database));
    database.setUserName(QString::fromStdString(server.user));
    database.setPassword(QString::fromStdString(server.password));
    // Never a double: sums of numbers come as text.
    database.setNumericalPrecisionPolicy(QSql::HighPrecision);
    // An UPDATE tells how many rows it found, as on SQLite, not how many became different.
    QString options = u"CLIENT_FOUND_ROWS=1;MYSQL_OPT_CONNECT_TIMEOUT=%1;MYSQL_OPT_READ_TIMEOUT=%2;"
                      "MYSQL_OPT_WRITE_TIMEOUT=%2"_s.arg(kConnectSeconds)
                          .arg(kAnswerSeconds);
    const auto file = [&](QLatin1StringView option, const std::filesystem::path& path) {
        if (!path.empty())
            options += u';' + option + u'=' + QString::fromStdString(path.string());
    };
    file("SSL_CA"_L1, server.tlsCa);
    file("SSL_CERT"_L1, server.tlsCert);
    file("SSL_KEY"_L1, server.tlsKey);
    database.setConnectOptions(options);
    if (!database.open())
        return qtSqlError(database.lastError(), dialect);
    return {};
}

Result<std::size_t> setUpMysqlSession(Connection& connection, const MysqlServer& server, Access access)
{
    auto facts = factsOf(connection);
    if (!facts)
        return facts.error();
    if (auto fit = check(*facts, server); !fit)
        return fit.error();
    const std::string ofItsKind = facts->isMariadb()
                                      ? "max_statement_time = " + std::to_string(kStatementSeconds)
                                      : "max_execution_time = " + std::to_string(kStatementSeconds * 1000) +
                                            // Else it tells the next id of a table as it was up to a day ago.
                                            ", information_schema_stats_expiry = 0";
    // Writers see what others have committed meanwhile, as on SQLite; READ COMMITTED also locks no gaps.
    for (const std::string& statement :
         {std::string("SET NAMES utf8mb4 COLLATE utf8mb4_bin"),
          "SET SESSION time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,"
          "NO_ENGINE_SUBSTITUTION,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT', innodb_lock_wait_timeout = " +
              std::to_string(kLockSeconds) + ", lock_wait_timeout = " + std::to_string(kLockSeconds) + ", " +
              ofItsKind,
          std::string(access == Access::ReadOnly
                          ? "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
                          : "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE")})
        if (auto set = connection.run(statement); !set)
            return set.error();
    return static_cast<std::size_t>(facts->mostBytes);
}

} // namespace chainpoints::sql
