#include "app/composition.h"

#include "app/keychain.h"
#include "app/processmark.h"
#include "core/base/log.h"
#include "core/cache/embeddedcache.h"
#include "core/cache/forgivingcache.h"
#include "core/cache/rediscache.h"
#include "core/config/configreader.h"
#include "core/engine/leasekeeper.h"
#include "core/rpc/endpointhealth.h"
#include "core/rpc/httpnode.h"
#include "core/storage/chainstore.h"
#include "core/storage/migrator.h"

#include <QFileInfo>
#include <QStandardPaths>
#include <QSysInfo>
#include <QTemporaryFile>

namespace chainpoints {

namespace {

/// Whose process this is, where the environment does not tell: the owner of what it makes.
QString processOwner()
{
    QTemporaryFile made;
    const QString owner = made.open() ? QFileInfo(made).owner() : QString();
    return owner.isEmpty() ? QStringLiteral("unknown") : owner;
}

} // namespace

std::string operatorName()
{
    QString name = qEnvironmentVariable("USER", qEnvironmentVariable("USERNAME"));
    if (name.isEmpty())
        name = processOwner();
    return name.toStdString() + "@" + QSysInfo::machineHostName().toStdString();
}

std::filesystem::path defaultConfigFile()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation);
    return std::filesystem::path(folder.toStdString()) / "chainpoints.json";
}

Result<Config> loadConfig(const std::optional<std::filesystem::path>& named)
{
    return readConfig(named ? *named : defaultConfigFile(), SecretResolver(systemKeychain().read));
}

Result<std::unique_ptr<sql::Connection>> openDatabase(const DatabaseConfig& database, sql::Access access)
{
    if (!database.mysql)
        return sql::Connection::openSqlite(database.path, access);
    const MysqlConfig& mysql = *database.mysql;
    return sql::Connection::openMysql({.host = mysql.host,
                                       .port = mysql.port,
                                       .database = mysql.name,
                                       .user = mysql.user,
                                       .password = mysql.password,
                                       .tlsRequired = mysql.tlsRequired,
                                       .tlsCa = mysql.tls.authorities,
                                       .tlsCert = mysql.tls.certificate,
                                       .tlsKey = mysql.tls.key},
                                      access);
}

namespace {

/// SQLite would make a new file where it is missing.
Result<std::unique_ptr<sql::Connection>> openExisting(const Config& config, sql::Access access)
{
    // Where the path cannot be looked at, opening tells why.
    std::error_code unreadable;
    if (!config.database.mysql && !std::filesystem::exists(config.database.path, unreadable) && !unreadable)
        return Error{ErrorCode::Database, "there is no database " + config.database.path.string() +
                                              "; put it back if there was one, else start the daemon once, "
                                              "which makes it"};
    return openDatabase(config.database, access);
}

} // namespace

Result<std::unique_ptr<sql::Connection>> openWriter(const Config& config)
{
    return openExisting(config, sql::Access::ReadWrite);
}

Result<std::unique_ptr<sql::Connection>> openUnchecked(const Config& config)
{
    return openExisting(config, sql::Access::ReadOnly);
}

Result<std::unique_ptr<sql::Connection>> openReader(const Config& config)
{
    auto connection = openUnchecked(config);
    if (!connection)
        return connection;
    if (auto current = requireCurrentSchema(**connection); !current)
        return current.error();
    return connection;
}

Result<std::unique_ptr<sql::Connection>> openRequestWriter(const Config& config)
{
    if (auto current = openReader(config); !current)
        return current.error();
    return openWriter(config);
}

DoorParts doorParts(const Config& config, std::string from)
{
    return {[&config] { return openReader(config); }, [&config] { return openRequestWriter(config); },
            operatorName(), std::move(from)};
}

std::unique_ptr<OperatorDoor> makeDoor(const Config& config, std::string from, std::stop_token stop)
{
    return std::make_unique<OperatorDoor>(doorParts(config, std::move(from)), std::move(stop));
}

Result<void> prepareDatabase(const Config& config)
{
    auto connection = openDatabase(config.database, sql::Access::ReadWrite);
    if (!connection)
        return connection.error();
    if (auto migrated = migrate(**connection); !migrated)
        return migrated;
    return ChainStore(**connection).record(config);
}

Result<void> requireCache(const Config& config, std::stop_token stop)
{
    const auto* redis = std::get_if<RedisConfig>(&config.cache);
    return redis != nullptr ? RedisCache::check(*redis, std::move(stop)) : Result<void>();
}

namespace {

Result<std::unique_ptr<PendingCache>> makeCache(const Config& config, const ChainConfig& chain,
                                                sql::Connection& connection, ChainId id, std::stop_token stop)
{
    const auto* redis = std::get_if<RedisConfig>(&config.cache);
    if (redis == nullptr)
        return std::unique_ptr<PendingCache>(std::make_unique<EmbeddedCache>(connection, id));
    auto key = sealKeyOf(connection);
    if (!key)
        return key.error();
    log::info(chain.name, "Unconfirmed blocks are kept in " + redis->shown);
    auto cache = std::make_unique<RedisCache>(
        *redis, chain.name, BlockSeal(std::move(*key), chain.evmChainId, chain.contract), std::move(stop));
    return std::unique_ptr<PendingCache>(std::make_unique<ForgivingCache>(std::move(cache), chain.name));
}

} // namespace

WorkerParts workerParts(const Config& config, const ChainConfig& chain, ProgressListener listener,
                        LeaseKeeper& leases, std::optional<Background> rank,
                        const std::function<void()>& beat)
{
    const auto pool = makeEndpointPool(chain);
    pool->onBeat(beat);
    return {
        [&config] { return openWriter(config); },
        [&config, &chain](sql::Connection& connection, ChainId id, std::stop_token stop) {
            return makeCache(config, chain, connection, id, std::move(stop));
        },
        // Each thread that works for the chain begins with a node of its own.
        [rank, make = makeHttpNodeFactory(chain, pool)](std::stop_token stop) {
            if (rank)
                becomeBackgroundThread(*rank);
            return make(std::move(stop));
        },
        std::move(listener),
        &leases,
        [pool, &chain] { return healthOf(*pool, chain); },
        beat,
    };
}

std::unique_ptr<LeaseKeeper> makeLeaseKeeper(const Config& config, const ProcessMark& mark)
{
    return std::make_unique<LeaseKeeper>(
        mark.self(), [&config] { return openWriter(config); },
        [&mark](const LeaseHolder& other) { return mark.isGone(other); });
}

} // namespace chainpoints
