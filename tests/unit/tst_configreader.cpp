// What a configuration means: every key, defaults, paths, secrets.
#include "core/base/log.h"
#include "tests/unit/configfixture.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace chainpoints;
using nlohmann::json;

class TestConfigReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryKey();
    void fillsInDefaults();
    void commentsAreAllowed();
    void addressesInEitherCaseAreTheSame();
    void pathsStartAtTheFilesFolder();
    void readsConfirmations_data();
    void readsConfirmations();
    void nothingIsEarnedBeforeTheFirstRate();
    void readsListenAddresses_data();
    void readsListenAddresses();
    void readsTheApisCertificate();
    void twoContractsOnOneEvmChainAreTwoChains();
    void fillsInSecretsOfUrls();
    void passwordsOfUrlsAreHidden();
    void readsSecretsFolder();
    void apiTokenComesFromTheSecret();
    void readsTheFile();
};

void TestConfigReader::readsEveryKey()
{
    const auto config = readConfigText(R"({
        "$schema": "config.schema.json",
        "secrets_dir": "secrets",
        "database": { "driver": "sqlite", "path": "data/points.db" },
        "cache": { "driver": "embedded" },
        "api": { "listen": "0.0.0.0:9000", "insecure": true },
        "points": { "interval_seconds": 60, "batch_size": 7,
                    "rates": [ { "from": "1970-01-01T00:00:00Z", "per_hour": "0.05" },
                               { "from": "1735743600", "per_hour": "0" } ] },
        "chains": [
            { "name": "sepolia", "chain_id": 11155111, "contract": "0xAbCdEf0123456789aBcDeF0123456789ABCDEF01",
              "start_block": 12, "confirmations": 3, "poll_ms": 100, "timeout_ms": 200, "max_range": 50,
              "rpc": [ "https://a.example.org/v3/{secret:infura}", "http://127.0.0.1:8545" ],
              "decimals": 6, "symbol": "PTS", "title": "Points €",
              "exclude": [ "0x00000000000000000000000000000000000000aa" ], "verify": "full", "max_rollback": 9 }
        ] })",
                                       kFile, secrets());
    QVERIFY2(config, qPrintable(refusal(config)));
    QCOMPARE(q(config->file.string()), q(kFile.string()));
    QCOMPARE(q(config->database.path.string()), q((kFile.parent_path() / "data" / "points.db").string()));
    QCOMPARE(q(config->dataFolder.string()), q((kFile.parent_path() / "data").string()));
    QVERIFY(config->api.enabled);
    QCOMPARE(q(config->api.host), QStringLiteral("0.0.0.0"));
    QCOMPARE(config->api.port, 9000);
    QCOMPARE(config->points.intervalSeconds, 60);
    QCOMPARE(config->points.batchSize, 7);
    QVERIFY((config->points.rates ==
             std::vector<RateChange>{{UnixTime(0), 50000000}, {UnixTime(1735743600), 0}}));
    QCOMPARE(config->chains.size(), 1U);
    const ChainConfig& chain = config->chains[0];
    QCOMPARE(q(chain.name), QStringLiteral("sepolia"));
    QCOMPARE(chain.evmChainId.value(), 11155111);
    QCOMPARE(q(chain.contract.hex()), QStringLiteral("0xabcdef0123456789abcdef0123456789abcdef01"));
    QCOMPARE(chain.startBlock.value(), 12);
    QVERIFY(chain.confirmations.kind == Confirmations::Kind::Count);
    QCOMPARE(chain.confirmations.count, 3);
    QCOMPARE(chain.pollInterval.count(), 100);
    QCOMPARE(chain.timeout.count(), 200);
    QCOMPARE(chain.maxRange, 50);
    QCOMPARE(chain.rpc.size(), 2U);
    QCOMPARE(q(chain.rpc[0].resolved), QStringLiteral("https://a.example.org/v3/k3y-of-infura"));
    QCOMPARE(q(chain.rpc[0].shown), QStringLiteral("https://a.example.org/v3/{secret:infura}"));
    QCOMPARE(q(chain.rpc[1].resolved), QStringLiteral("http://127.0.0.1:8545"));
    QCOMPARE(q(chain.rpc[1].shown), q(chain.rpc[1].resolved));
    QCOMPARE(chain.decimals.value(), 6);
    QCOMPARE(q(chain.symbol.value()), QStringLiteral("PTS"));
    QCOMPARE(q(chain.title.value()), QString::fromUtf8("Points €"));
    QCOMPARE(chain.exclude.size(), 1U);
    QCOMPARE(int(chain.exclude[0].bytes[19]), 0xaa);
    QVERIFY(chain.verify == Verify::Full);
    QCOMPARE(chain.maxRollback, 9);
}

void TestConfigReader::fillsInDefaults()
{
    const auto config = read(minimal());
    QVERIFY2(config, qPrintable(refusal(config)));
    QCOMPARE(q(config->database.path.string()), q((kFile.parent_path() / "chainpoints.db").string()));
    QCOMPARE(q(config->dataFolder.string()), q(kFile.parent_path().string()));
    QVERIFY(config->api.enabled);
    QCOMPARE(q(config->api.host), QStringLiteral("127.0.0.1"));
    QCOMPARE(config->api.port, 8787);
    QVERIFY(config->api.token.empty());
    QCOMPARE(config->points.intervalSeconds, 3600);
    QCOMPARE(config->points.batchSize, 1000);
    QVERIFY((config->points.rates == std::vector<RateChange>{{UnixTime(0), 50000000}}));
    const ChainConfig& chain = config->chains[0];
    QCOMPARE(chain.startBlock.value(), 0);
    QVERIFY(chain.confirmations.kind == Confirmations::Kind::Count);
    QCOMPARE(chain.confirmations.count, 6);
    QCOMPARE(chain.pollInterval.count(), 2000);
    QCOMPARE(chain.timeout.count(), 10000);
    QCOMPARE(chain.maxRange, 10000);
    QVERIFY(!chain.decimals && !chain.symbol && !chain.title);
    QVERIFY(chain.exclude.empty());
    QVERIFY(chain.verify == Verify::Bloom);
    QCOMPARE(chain.maxRollback, 256);
}

void TestConfigReader::commentsAreAllowed()
{
    const std::string text = "\xEF\xBB\xBF// a line\n" + minimal().dump() + "\n/* the\n end */\n";
    const auto config = readConfigText(text, kFile, secrets());
    QVERIFY2(config, qPrintable(refusal(config)));
}

void TestConfigReader::addressesInEitherCaseAreTheSame()
{
    // Upper case where EIP-55 has lower case: no checksum is asked for.
    for (const char* address :
         {"0xABCDEF0123456789ABCDEF0123456789ABCDEF01", "0xabcdef0123456789abcdef0123456789abcdef01"}) {
        json tree = minimal();
        tree["chains"][0]["contract"] = address;
        const auto config = read(tree);
        QVERIFY2(config, qPrintable(refusal(config)));
        QCOMPARE(q(config->chains[0].contract.hex()),
                 QStringLiteral("0xabcdef0123456789abcdef0123456789abcdef01"));
    }
}

void TestConfigReader::pathsStartAtTheFilesFolder()
{
    json tree = minimal();
    tree["database"]["path"] = "../other/./a b é.db";
    const auto relative = read(tree);
    QVERIFY2(relative, qPrintable(refusal(relative)));
    const auto expected = kFile.parent_path().parent_path() / "other" / std::filesystem::path(u8"a b é.db");
    QVERIFY(relative->database.path == expected);
    QVERIFY(relative->dataFolder == expected.parent_path());

    const auto elsewhere = kFile.root_path() / "srv" / "points.db";
    tree["database"]["path"] = elsewhere.generic_string();
    const auto absolute = read(tree);
    QVERIFY2(absolute, qPrintable(refusal(absolute)));
    QVERIFY(absolute->database.path == elsewhere);

    const auto fileWithoutFolder = readConfigText(minimal().dump(), "config.json", secrets());
    QVERIFY2(fileWithoutFolder, qPrintable(refusal(fileWithoutFolder)));
    QVERIFY(fileWithoutFolder->file == std::filesystem::current_path() / "config.json");
    QVERIFY(fileWithoutFolder->database.path == std::filesystem::current_path() / "chainpoints.db");
}

void TestConfigReader::readsConfirmations_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("count");
    QTest::newRow("none") << QByteArray("0") << int(Confirmations::Kind::Count) << 0;
    QTest::newRow("most") << QByteArray("10000") << int(Confirmations::Kind::Count) << 10000;
    QTest::newRow("safe") << QByteArray("\"safe\"") << int(Confirmations::Kind::Safe) << 6;
    QTest::newRow("finalized") << QByteArray("\"finalized\"") << int(Confirmations::Kind::Finalized) << 6;
}

void TestConfigReader::readsConfirmations()
{
    QFETCH(QByteArray, value);
    QFETCH(int, kind);
    QFETCH(int, count);
    json tree = minimal();
    tree["chains"][0]["confirmations"] = json::parse(value.toStdString());
    const auto config = read(tree);
    QVERIFY2(config, qPrintable(refusal(config)));
    QCOMPARE(int(config->chains[0].confirmations.kind), kind);
    QCOMPARE(config->chains[0].confirmations.count, count);
}

void TestConfigReader::nothingIsEarnedBeforeTheFirstRate()
{
    json tree = minimal();
    tree["points"]["rates"] = {{{"from", "2025-01-01T15:00:00Z"}, {"per_hour", "0.000000001"}}};
    const auto config = read(tree);
    QVERIFY2(config, qPrintable(refusal(config)));
    QVERIFY((config->points.rates == std::vector<RateChange>{{UnixTime(0), 0}, {UnixTime(1735743600), 1}}));
}

void TestConfigReader::readsListenAddresses_data()
{
    QTest::addColumn<QByteArray>("listen");
    QTest::addColumn<bool>("insecure");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    const auto row = [](const char* listen, bool insecure, const char* host, int port) {
        QTest::newRow(listen) << QByteArray(listen) << insecure << QString::fromLatin1(host) << port;
    };
    row("localhost:80", false, "localhost", 80);
    row("[::1]:8787", false, "::1", 8787);
    row("0.0.0.0:8787", true, "0.0.0.0", 8787);
    row("points.example.org:8787", true, "points.example.org", 8787);
}

void TestConfigReader::readsListenAddresses()
{
    QFETCH(QByteArray, listen);
    QFETCH(bool, insecure);
    QFETCH(QString, host);
    QFETCH(int, port);
    json tree = minimal();
    tree["api"]["listen"] = listen.toStdString();
    tree["api"]["insecure"] = true;
    const auto config = read(tree);
    QVERIFY2(config, qPrintable(refusal(config)));
    QVERIFY(config->api.enabled);
    QCOMPARE(q(config->api.host), host);
    QCOMPARE(config->api.port, port);

    tree["api"].erase("insecure");
    const QString message = refusal(read(tree));
    QCOMPARE(message.contains(QStringLiteral("api.listen: expected a loopback address")), insecure);
    QCOMPARE(message.contains(QStringLiteral("\"insecure\": true")), insecure);
}

void TestConfigReader::readsTheApisCertificate()
{
    json tree = minimal();
    QVERIFY(!read(tree)->api.tls);
    tree["api"] = {{"listen", "0.0.0.0:8787"}, {"tls", {{"cert", "tls/api.pem"}, {"key", "/etc/api.key"}}}};
    const auto config = read(tree);
    QVERIFY2(config, qPrintable(refusal(config)));
    QVERIFY(config->api.tls);
    QCOMPARE(q(config->api.tls->certificate.string()), q((kFile.parent_path() / "tls/api.pem").string()));
    QCOMPARE(q(config->api.tls->key.string()), QStringLiteral("/etc/api.key"));
    QVERIFY(config->api.tls->authorities.empty());
}

void TestConfigReader::twoContractsOnOneEvmChainAreTwoChains()
{
    json tree = minimal();
    tree["chains"].push_back(secondChain());
    tree["chains"][1]["chain_id"] = 11155111;
    tree["chains"][1]["contract"] = "0x00000000000000000000000000000000000000aa";
    tree["chains"].push_back(secondChain());
    tree["chains"][2]["name"] = "same-contract-elsewhere";
    const auto config = read(tree);
    QVERIFY2(config, qPrintable(refusal(config)));
    QCOMPARE(config->chains.size(), 3U);
}

void TestConfigReader::fillsInSecretsOfUrls()
{
    json tree = minimal();
    tree["chains"][0]["rpc"] = {"{secret:url}", "https://{secret:infura}:{secret:infura}@b.example.org"};
    const auto config = read(tree);
    QVERIFY2(config, qPrintable(refusal(config)));
    const auto& rpc = config->chains[0].rpc;
    QCOMPARE(q(rpc[0].shown), QStringLiteral("{secret:url}"));
    QCOMPARE(q(rpc[0].resolved), QStringLiteral("https://me:pa55word@whole.example.org/v3"));
    QCOMPARE(q(rpc[1].shown), QStringLiteral("https://{secret:infura}:{secret:infura}@b.example.org"));
    QCOMPARE(q(rpc[1].resolved), QStringLiteral("https://k3y-of-infura:k3y-of-infura@b.example.org"));
}

void TestConfigReader::passwordsOfUrlsAreHidden()
{
    json tree = minimal();
    tree["chains"][0]["rpc"] = {"https://me:hunter22@a.example.org/v3",
                                "https://me:{secret:infura}@b.example.org"};
    const auto config = read(tree);
    QVERIFY2(config, qPrintable(refusal(config)));
    const auto& rpc = config->chains[0].rpc;
    QCOMPARE(q(rpc[0].shown), QStringLiteral("https://me:***@a.example.org/v3"));
    QCOMPARE(q(rpc[0].resolved), QStringLiteral("https://me:hunter22@a.example.org/v3"));
    QCOMPARE(q(rpc[1].shown), QStringLiteral("https://me:{secret:infura}@b.example.org"));
    QCOMPARE(q(log::redacted("no hunter22 in the log")), QStringLiteral("no *** in the log"));
}

void TestConfigReader::readsSecretsFolder()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    std::filesystem::create_directory(path / "keys");
    std::ofstream(path / "keys" / "node") << "k3y-in-file\n";
    std::filesystem::permissions(path / "keys" / "node", std::filesystem::perms(0600));
    json tree = minimal();
    tree["secrets_dir"] = "keys";
    tree["chains"][0]["rpc"] = {"https://a.example.org/{secret:node}"};
    const auto config = readConfigText(tree.dump(), path / "config.json", SecretResolver());
    QVERIFY2(config, qPrintable(refusal(config)));
    QCOMPARE(q(config->chains[0].rpc[0].resolved), QStringLiteral("https://a.example.org/k3y-in-file"));

#ifndef Q_OS_WIN
    std::filesystem::permissions(path / "keys" / "node", std::filesystem::perms(0644));
    const QString message = refusal(readConfigText(tree.dump(), path / "config.json", SecretResolver()));
    QVERIFY2(message.contains(QStringLiteral("chains[0].rpc[0]: ")) &&
                 message.contains(QStringLiteral("chmod 600")),
             qPrintable(message));
#endif
}

void TestConfigReader::apiTokenComesFromTheSecret()
{
    const auto withToken = [](const std::string& token) {
        return SecretResolver([token](const std::string& name) -> Result<std::optional<std::string>> {
            return name == "api" ? std::optional(token) : std::nullopt;
        });
    };
    json tree = minimal();
    const auto config = readConfigText(tree.dump(), kFile, withToken("t0ken-of-the-api"));
    QVERIFY2(config, qPrintable(refusal(config)));
    QCOMPARE(q(config->api.token), QStringLiteral("t0ken-of-the-api"));

    const QString message = refusal(readConfigText(tree.dump(), kFile, withToken("two words-of-api")));
    QVERIFY2(message.contains(QStringLiteral(": api: ")) && !message.contains(QStringLiteral("words-of")),
             qPrintable(message));

    const QString tooShort = refusal(readConfigText(tree.dump(), kFile, withToken("fifteen-letters")));
    QVERIFY2(tooShort.contains(QStringLiteral("at least 16 characters")), qPrintable(tooShort));

    const SecretResolver locked([](const std::string&) -> Result<std::optional<std::string>> {
        return Error{ErrorCode::Unreachable, "locked"};
    });
    const auto without = readConfigText(tree.dump(), kFile, locked);
    QVERIFY2(without, qPrintable(refusal(without)));
    QVERIFY(without->api.token.empty());

    tree["api"]["listen"] = "off";
    const auto off = readConfigText(tree.dump(), kFile, withToken("t0ken-of-the-api"));
    QVERIFY2(off, qPrintable(refusal(off)));
    QVERIFY(!off->api.enabled);
}

void TestConfigReader::readsTheFile()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / "config.json";
    std::ofstream(path) << minimal().dump();
    const auto config = readConfig(path, secrets());
    QVERIFY2(config, qPrintable(refusal(config)));
    QVERIFY(config->file == path);
    QVERIFY(config->dataFolder == path.parent_path());
}

QTEST_APPLESS_MAIN(TestConfigReader)
#include "tst_configreader.moc"
