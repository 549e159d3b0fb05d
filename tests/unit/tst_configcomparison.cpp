// Whether two configurations are for the same chains and points, and the same database.
#include "core/config/configcomparison.h"
#include "tests/unit/configfixture.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace chainpoints;
using nlohmann::json;

namespace {

json usual()
{
    json tree = minimal();
    tree["chains"].push_back(secondChain());
    return tree;
}

QString difference(const json& a, const json& b)
{
    const auto first = read(a);
    const auto second = read(b);
    if (!first || !second)
        return QStringLiteral("(no configuration)");
    return QString::fromStdString(factsThatDiffer(*first, *second).value_or(""));
}

DatabaseConfig file(const std::filesystem::path& path)
{
    return {path, std::nullopt};
}

DatabaseConfig server(const std::string& host, int port, const std::string& name)
{
    DatabaseConfig database;
    database.mysql = MysqlConfig();
    database.mysql->host = host;
    database.mysql->port = port;
    database.mysql->name = name;
    return database;
}

} // namespace

class TestConfigComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatMayChangeIsNotCompared();
    void eachFactIsNamed();
    void sameDatabases();
};

void TestConfigComparison::whatMayChangeIsNotCompared()
{
    QCOMPARE(difference(usual(), usual()), QString());
    json other = usual();
    std::swap(other["chains"][0], other["chains"][1]);
    other["chains"][0]["rpc"] = {"https://b.example.org"};
    other["chains"][0]["confirmations"] = 9;
    other["chains"][1]["decimals"] = 18;
    other["points"]["batch_size"] = 7;
    other["api"]["listen"] = "off";
    QCOMPARE(difference(usual(), other), QString());
}

void TestConfigComparison::eachFactIsNamed()
{
    const auto changed = [](auto change) {
        json other = usual();
        change(other);
        // Whichever comes first.
        const QString there = difference(usual(), other);
        return there == difference(other, usual()) ? there : QStringLiteral("(not the same both ways)");
    };
    const auto first = [&](const char* key, const json& value) {
        return changed([&](json& other) { other["chains"][0][key] = value; });
    };
    QVERIFY(changed([](json& other) {
                other["points"]["interval_seconds"] = 60;
            }).startsWith(QLatin1String("points.interval_seconds ")));
    QVERIFY(changed([](json& other) {
                other["points"]["rates"] = {{{"from", "1970-01-01T00:00:00Z"}, {"per_hour", "2"}}};
            }).startsWith(QLatin1String("points.rates ")));
    QCOMPARE(changed([](json& other) { other["chains"].erase(1); }),
             QStringLiteral("chains: only one of them lists \"base-sepolia\""));
    QCOMPARE(first("chain_id", 5), QStringLiteral("chains, \"sepolia\": chain_id is not the same"));
    QVERIFY(first("contract", "0x00000000000000000000000000000000000000AA")
                .contains(QLatin1String(": contract ")));
    QVERIFY(first("start_block", 5).contains(QLatin1String(": start_block ")));
    QVERIFY(first("exclude", {kContract}).contains(QLatin1String(": exclude ")));
    json a = usual();
    json b = usual();
    a["chains"][0]["decimals"] = 6;
    b["chains"][0]["decimals"] = 8;
    QVERIFY(difference(a, b).contains(QLatin1String(": decimals ")));
}

void TestConfigComparison::sameDatabases()
{
    QVERIFY(isSameDatabase(server("localhost", 3306, "a"), server("127.0.0.1", 3306, "a")));
    QVERIFY(!isSameDatabase(server("127.0.0.1", 3306, "a"), server("127.0.0.1", 3306, "b")));
    QVERIFY(!isSameDatabase(server("127.0.0.1", 3306, "a"), server("127.0.0.1", 3307, "a")));
    QVERIFY(!isSameDatabase(server("127.0.0.1", 3306, "a"), file("/nowhere/a")));
    QVERIFY(isSameDatabase(file("/nowhere/a"), file("/nowhere/b/../a")));
    QVERIFY(!isSameDatabase(file("/nowhere/a"), file("/nowhere/b")));
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    std::ofstream(path / "a.db") << "a";
    std::filesystem::create_symlink(path / "a.db", path / "b.db");
    QVERIFY(isSameDatabase(file(path / "a.db"), file(path / "b.db")));
}

QTEST_APPLESS_MAIN(TestConfigComparison)
#include "tst_configcomparison.moc"
