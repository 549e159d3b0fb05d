// The `database` part of a configuration: a server with all its keys, every mistake by its key path, the
// password unseen.
#include "core/base/log.h"
#include "tests/unit/configfixture.h"

#include <QTest>

#include <fstream>

using namespace chainpoints;
using nlohmann::json;

namespace {

Result<Config> readMysql(json database)
{
    database["driver"] = "mysql";
    json tree = minimal();
    tree["database"] = std::move(database);
    return readConfigText(tree.dump(), kFile, SecretResolver([](const std::string& name) {
                              return name == "db" ? Result(std::optional<std::string>("p4ss; word"))
                                                  : Result(std::optional<std::string>());
                          }));
}

} // namespace

class TestConfigDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryKey();
    void fillsInDefaults();
    void tlsIsRequiredOffThisMachine();
    void refusesMistakes_data();
    void refusesMistakes();
    void theSchemaKnowsTheSameKeys();
};

void TestConfigDatabase::readsEveryKey()
{
    const auto config = readMysql({{"host", "db.example.org"},
                                   {"port", 3307},
                                   {"name", "points"},
                                   {"user", "me"},
                                   {"password", "{secret:db}"},
                                   {"tls", {{"ca", "ca.pem"}, {"cert", "/c.pem"}, {"key", "/k.pem"}}}});
    QVERIFY2(config, qPrintable(refusal(config)));
    const MysqlConfig& mysql = *config->database.mysql;
    QCOMPARE(q(mysql.host + " " + std::to_string(mysql.port) + " " + mysql.name + " " + mysql.user + " " +
               mysql.password),
             QStringLiteral("db.example.org 3307 points me p4ss; word"));
    QVERIFY(mysql.tlsRequired);
    QVERIFY(mysql.tls.authorities == kFile.parent_path() / "ca.pem");
    QVERIFY(mysql.tls.certificate == "/c.pem" && mysql.tls.key == "/k.pem");
    QCOMPARE(q(shown(config->database)), QStringLiteral("points on db.example.org:3307"));
    QVERIFY(config->dataFolder == kFile.parent_path());
    QVERIFY(log::redacted("the word is p4ss; word").find("p4ss") == std::string::npos);
}

void TestConfigDatabase::fillsInDefaults()
{
    const auto config = readMysql({{"name", "points"}, {"user", "me"}});
    QVERIFY2(config, qPrintable(refusal(config)));
    const MysqlConfig& mysql = *config->database.mysql;
    QCOMPARE(q(mysql.host), QStringLiteral("127.0.0.1"));
    QCOMPARE(mysql.port, 3306);
    QVERIFY(mysql.password.empty() && !mysql.tlsRequired && mysql.tls.authorities.empty());
}

void TestConfigDatabase::tlsIsRequiredOffThisMachine()
{
    const auto required = [](json database) {
        database["name"] = "points";
        database["user"] = "me";
        const auto config = readMysql(std::move(database));
        return config && config->database.mysql->tlsRequired;
    };
    for (const char* host : {"localhost", "127.0.0.1", "127.1.2.3", "::1"})
        QVERIFY2(!required({{"host", host}}), host);
    for (const char* host : {"db.example.org", "10.0.0.1", "fe80::1"})
        QVERIFY2(required({{"host", host}}), host);
    QVERIFY(!required({{"host", "10.0.0.1"}, {"tls", {{"required", false}}}}));
    QVERIFY(required({{"host", "127.0.0.1"}, {"tls", {{"required", true}}}}));
}

void TestConfigDatabase::refusesMistakes_data()
{
    QTest::addColumn<QString>("database");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* database, const char* message) {
        QTest::newRow(database) << QString::fromUtf8(database) << QString::fromUtf8(message);
    };
    row(R"({"user": "u"})", "database.name: the key is missing; expected the database's name");
    row(R"({"name": "n"})", "database.user: the key is missing; expected the user to log in as");
    row(R"({"name": "", "user": "u"})", "database.name: expected the database's name");
    row(R"({"name": "n", "user": "u", "port": 0})", "database.port: expected");
    row(R"({"name": "n", "user": "u", "host": "db:3306"})", "database.host: expected a server's name");
    row(R"({"name": "n", "user": "u", "host": ""})", "database.host: expected a server's name");
    row(R"({"name": "n", "user": "u", "path": "x.db"})", "database.path: unknown key");
    row(R"({"name": "n", "user": "u", "password": "{secret:none}"})", "database.password: ");
    row(R"({"name": "n", "user": "u", "password": 1})", "database.password: expected the password");
    row(R"({"name": "n", "user": "u", "tls": {"cert": "c.pem"}})", "database.tls.cert: \"cert\" and \"key\"");
    row(R"({"name": "n", "user": "u", "tls": {"ca": "a;b.pem"}})", "database.tls: no file's path may hold a");
    row(R"({"name": "n", "user": "u", "tls": {"verify": true}})", "database.tls.verify: unknown key");
}

void TestConfigDatabase::refusesMistakes()
{
    QFETCH(QString, database);
    QFETCH(QString, message);
    const auto refused = readMysql(json::parse(database.toStdString()));
    QVERIFY2(refusal(refused).contains(message), qPrintable(refusal(refused)));
}

void TestConfigDatabase::theSchemaKnowsTheSameKeys()
{
    const json schema = json::parse(std::ifstream(SCHEMA_FILE))["properties"]["database"]["oneOf"][1];
    json everything{
        {"host", "h"},     {"port", 1},
        {"name", "n"},     {"user", "u"},
        {"password", "p"}, {"tls", {{"required", true}, {"ca", "a"}, {"cert", "c"}, {"key", "k"}}}};
    QVERIFY(readMysql(everything));
    everything["driver"] = "mysql";
    const auto keys = [](const json& object) {
        std::set<std::string> names;
        for (const auto& [key, ignored] : object.items())
            names.insert(key);
        return names;
    };
    QVERIFY(keys(everything) == keys(schema["properties"]));
    QVERIFY(keys(everything["tls"]) == keys(schema["properties"]["tls"]["properties"]));
    QCOMPARE(schema["properties"]["port"]["default"].get<int>(), 3306);
    QVERIFY(schema["required"] == json::array({"driver", "name", "user"}));
}

QTEST_APPLESS_MAIN(TestConfigDatabase)
#include "tst_configdatabase.moc"
