#include "core/config/databaseconfigreader.h"

#include "core/base/log.h"
#include "core/config/netaddress.h"
#include "core/config/pathreader.h"

namespace chainpoints {
namespace {

// A name that needs no quoting anywhere; MySQL takes up to 64 characters.
constexpr std::size_t kLongestName = 64;

std::filesystem::path readFile(ObjectReader& object, const std::filesystem::path& folder)
{
    const ValueReader value = object.take("path");
    const std::filesystem::path path = readPath(value, "chainpoints.db", folder);
    if (!path.has_filename())
        value.expected("the path of a file, not of a folder");
    return path;
}

std::string readName(const ValueReader& value, const std::string& what)
{
    std::string name = value.text(what);
    if (value.isThere() && (name.empty() || name.size() > kLongestName))
        value.expected(what);
    return name;
}

std::string readPassword(const ValueReader& value, const SecretResolver& secrets)
{
    if (!value.isThere())
        return {};
    auto password = secrets.resolve(value.textWithSecrets("the password, best as \"{secret:NAME}\""));
    if (!password) {
        value.wrong(password.error().message);
        return {};
    }
    log::redact(password->resolved);
    return std::move(password->resolved);
}

std::string readHost(const ValueReader& value, const std::string& fallback)
{
    const std::string what = "a server's name or address like \"127.0.0.1\"";
    const std::string host = value.text(what, fallback);
    const bool isIpv6 = host.find(':') != std::string::npos;
    if (const auto address = parseHostPort((isIpv6 ? "[" + host + "]" : host) + ":1"); !address)
        value.expected(what, "the port has a key of its own, \"port\"");
    return host;
}

/// The driver takes its options as one text that semicolons part.
void refuseSemicolons(const ValueReader& tls, const TlsFiles& files)
{
    for (const std::filesystem::path& path : {files.authorities, files.certificate, files.key})
        if (path.string().find(';') != std::string::npos)
            tls.wrong("no file's path may hold a semicolon");
}

MysqlConfig readMysql(ObjectReader& object, const SecretResolver& secrets,
                      const std::filesystem::path& folder)
{
    MysqlConfig mysql;
    mysql.host = readHost(object.take("host"), mysql.host);
    mysql.port = static_cast<int>(object.take("port").integer(1, 65535, mysql.port));
    const std::string name = "the database's name on the server, at most 64 characters";
    mysql.name = readName(object.require("name", name), name);
    const std::string user = "the user to log in as, at most 64 characters";
    mysql.user = readName(object.require("user", user), user);
    mysql.password = readPassword(object.take("password"), secrets);
    const ValueReader tls = object.take("tls");
    ObjectReader keys = tls.object();
    mysql.tlsRequired = keys.take("required").boolean(!isLoopback(mysql.host));
    mysql.tls = readTlsFiles(std::move(keys), folder);
    refuseSemicolons(tls, mysql.tls);
    return mysql;
}

} // namespace

DatabaseConfig readDatabase(ObjectReader object, const SecretResolver& secrets,
                            const std::filesystem::path& folder)
{
    DatabaseConfig database;
    if (object.take("driver").word({"sqlite", "mysql"}, "sqlite") == "mysql") {
        database.mysql = readMysql(object, secrets, folder);
        database.path = folder / "chainpoints";
    } else {
        database.path = readFile(object, folder);
    }
    object.finish();
    return database;
}

std::string shown(const DatabaseConfig& database)
{
    if (!database.mysql)
        return database.path.string();
    const MysqlConfig& mysql = *database.mysql;
    return mysql.name + " on " + mysql.host + ":" + std::to_string(mysql.port);
}

} // namespace chainpoints
