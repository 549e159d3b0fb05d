#include "app/composition.h"

#include "app/keychain.h"
#include "core/base/log.h"
#include "core/cache/embeddedcache.h"
#include "core/config/configreader.h"
#include "core/rpc/httpnode.h"
#include "core/storage/chainstore.h"
#include "core/storage/migrator.h"

#include <QStandardPaths>
#include <QSysInfo>

namespace chainpoints {
namespace {

/// "name@host"
std::string operatorName()
{
    const QString name =
        qEnvironmentVariable("USER", qEnvironmentVariable("USERNAME", QStringLiteral("unknown")));
    return name.toStdString() + "@" + QSysInfo::machineHostName().toStdString();
}

} // namespace

std::filesystem::path defaultConfigFile()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation);
    return std::filesystem::path(folder.toStdString()) / "chainpoints.json";
}

Result<Config> loadConfig(const std::optional<std::filesystem::path>& named)
{
    return readConfig(named ? *named : defaultConfigFile(), SecretResolver(systemKeychain()));
}

Result<std::unique_ptr<sql::Connection>> openWriter(const Config& config)
{
    return sql::Connection::openSqlite(config.database.path, sql::Access::ReadWrite);
}

Result<std::unique_ptr<sql::Connection>> openReader(const Config& config)
{
    if (!std::filesystem::exists(config.database.path))
        return Error{ErrorCode::Database, "there is no database " + config.database.path.string() +
                                              " yet; start the daemon, which makes it"};
    auto connection = sql::Connection::openSqlite(config.database.path, sql::Access::ReadOnly);
    if (!connection)
        return connection;
    if (auto current = requireCurrentSchema(**connection); !current)
        return current.error();
    return connection;
}

std::unique_ptr<OperatorDoor> makeDoor(const Config& config, std::string from, std::stop_token stop)
{
    return std::make_unique<OperatorDoor>(DoorParts{[&config] { return openReader(config); },
                                                    [&config] { return openWriter(config); }, operatorName(),
                                                    std::move(from)},
                                          std::move(stop));
}

Result<void> prepareDatabase(const Config& config)
{
    auto connection = openWriter(config);
    if (!connection)
        return connection.error();
    if (auto migrated = migrate(**connection); !migrated)
        return migrated;
    return ChainStore(**connection).record(config);
}

WorkerParts workerParts(const Config& config, const ChainConfig& chain, ProgressListener listener)
{
    const auto pool = makeEndpointPool(chain);
    return {
        [&config] { return openWriter(config); },
        [](sql::Connection& connection, ChainId id) {
            return std::make_unique<EmbeddedCache>(connection, id);
        },
        makeHttpNodeFactory(chain, pool),
        std::move(listener),
    };
}

} // namespace chainpoints
