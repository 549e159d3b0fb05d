// Each mistake in a configuration is refused, named by its key path or place, and told without secrets.
#include "tests/unit/configfixture.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace chainpoints;
using nlohmann::json;

class TestConfigErrors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWrongValues_data();
    void refusesWrongValues();
    void refusesMissingKeys_data();
    void refusesMissingKeys();
    void aMisspeltKeyIsToldBeforeTheMissingOne();
    void refusesBrokenText_data();
    void refusesBrokenText();
    void nestingHasAnEnd();
    void syntaxErrorsQuoteNothing();
    void refusesDuplicateChains();
    void foundValuesAreCut();
    void unresolvedSecretNamesKeyAndPlaces();
    void secretsAreNeverShown();
    void passwordsAreHiddenInErrors_data();
    void passwordsAreHiddenInErrors();
    void namesAFileThatCannotBeRead();
};

// The columns: where, what, and how the message goes on behind the file's name.
// clang-format off
void TestConfigErrors::refusesWrongValues_data()
{
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* pointer, const char* value, const char* expected) {
        QTest::addRow("%s %s", pointer, value) << QByteArray(pointer) << QByteArray(value) << QByteArray(expected);
    };
    row("", "[]", "the whole file: expected an object, found an empty list");
    row("/colour", "1", "colour: unknown key; known here: ");
    row("/chain", "[]", "chain: unknown key; did you mean \"chains\"?");
    row("/Chains", "[]", "Chains: unknown key; did you mean \"chains\"?");
    row("/a key.with dot", "1", "[\"a key.with dot\"]: unknown key");
    row("/$schema", "1", "$schema: expected the schema's address, found 1");
    row("/secrets_dir", "[\"a\"]", "secrets_dir: expected a path, found a list");
    row("/secrets_dir", "\"\"", "secrets_dir: expected a path, found \"\"");

    row("/database", "\"sqlite\"", "database: expected an object, found \"sqlite\"");
    row("/database/driver", "\"postgres\"", "database.driver: expected \"sqlite\" or \"mysql\", found \"postgres\"");
    row("/database/driver", "null", "database.driver: expected \"sqlite\" or \"mysql\", found null");
    row("/database/path", "1", "database.path: expected a path, found 1");
    row("/database/path", "\"\"", "database.path: expected a path, found \"\"");
    row("/database/path", "\"data/\"", "database.path: expected the path of a file, not of a folder, found \"data/\"");
    row("/database/path", "\"a\x7F\xC2\x9B\xC2\xA9\"", "database.path: expected a path without control characters, found \"a??");
    row("/database/path", "\"a\\u0000b\"", "database.path: expected a path without control characters, found \"a\\u0000b\"");
    row("/database/path", "\"{secret:infura}\"", "database.path: a {secret:NAME} reference is not possible here");
    row("/database/host", "\"db\"", "database.host: unknown key");
    row("/cache/driver", "\"none\"", "cache.driver: expected \"embedded\" or \"redis\", found \"none\"");
    row("/cache/url", "\"redis://h\"", "cache.url: unknown key");

    row("/api/listen", "8787", "api.listen: expected \"off\" or HOST:PORT like \"127.0.0.1:8787\", found 8787");
    row("/api/listen", "\"on\"", "api.listen: expected \"off\" or HOST:PORT like \"127.0.0.1:8787\", found \"on\": the port is missing");
    row("/api/listen", "\"::1:80\"", "api.listen: expected \"off\" or HOST:PORT");
    row("/api/listen", "\"0.0.0.0:80\"", "api.listen: expected a loopback address, found \"0.0.0.0:80\": elsewhere the API needs \"tls\"");
    row("/api/tls", "{\"cert\": \"a.pem\"}", "api.tls: \"cert\" and \"key\" belong here");
    row("/api/insecure", "1", "api.insecure: expected true or false, found 1");
    row("/api/token", "\"x\"", "api.token: unknown key; known here: listen, insecure and tls");

    row("/points/interval_seconds", "0", "points.interval_seconds: expected an integer from 1 to 86400, found 0");
    row("/points/interval_seconds", "60.0", "points.interval_seconds: expected an integer from 1 to 86400, found 60.0");
    row("/points/interval_seconds", "\"60\"", "points.interval_seconds: expected an integer from 1 to 86400, found \"60\"");
    row("/points/interval_seconds", "true", "points.interval_seconds: expected an integer from 1 to 86400, found true");
    row("/points/batch_size", "-1", "points.batch_size: expected an integer from 1 to 100000, found -1");
    row("/points/batch_size", "18446744073709551615", "points.batch_size: expected an integer from 1 to 100000, found 18446744073709551615");
    row("/points/batch_size", "99999999999999999999", "points.batch_size: expected an integer from 1 to 100000, found 1e+20");
    row("/points/interval", "60", "points.interval: unknown key; known here: ");
    row("/points/interval_second", "60", "points.interval_second: unknown key; did you mean \"interval_seconds\"?");
    row("/points/rates", "\"0.05\"", "points.rates: expected a list of rates, found \"0.05\"");
    row("/points/rates", "[]", "points.rates: expected a list of rates with at least one of them, found an empty list");
    row("/points/rates", "[1]", "points.rates[0]: expected an object, found 1");
    row("/points/rates/0", R"({"from": "now", "per_hour": "1"})", "points.rates[0].from: expected a time like \"1970-01-01T00:00:00Z\", found \"now\"");
    row("/points/rates/0", R"({"from": "2025-02-29T00:00:00Z", "per_hour": "1"})", "points.rates[0].from: expected a time");
    row("/points/rates/0", R"({"from": 0, "per_hour": "1"})", "points.rates[0].from: expected a time");
    row("/points/rates/0", R"({"from": "0", "per_hour": 0.05})", "points.rates[0].per_hour: expected points per token and hour in quotes, like \"0.05\"");
    row("/points/rates/0", R"({"from": "0", "per_hour": "0.0000000001"})", "points.rates[0].per_hour: expected points per token and hour");
    row("/points/rates/0", R"({"from": "0", "per_hour": "-1"})", "points.rates[0].per_hour: expected points per token and hour");
    row("/points/rates/0", R"({"from": "0", "per_hour": "1", "perhour": "1"})", "points.rates[0].perhour: unknown key; did you mean \"per_hour\"?");
    row("/points/rates", R"([{"from": "9", "per_hour": "1"}, {"from": "8", "per_hour": "1"}])", "points.rates[1].from: expected a time after 1970-01-01T00:00:09Z, found 1970-01-01T00:00:08Z");
    row("/points/rates", R"([{"from": "9", "per_hour": "1"}, {"from": "9", "per_hour": "2"}])", "points.rates[1].from: expected a time after 1970-01-01T00:00:09Z");

    row("/chains", "{}", "chains: expected a list of chains, found an object");
    row("/chains", "[]", "chains: expected a list of chains with at least one of them, found an empty list");
    row("/chains/0", "\"sepolia\"", "chains[0]: expected an object, found \"sepolia\"");
    row("/chains/0/confirmation", "6", "chains[0].confirmation: unknown key; did you mean \"confirmations\"?");
    for (const char* name : {"\"\"", "\"Sepolia\"", "\"-sepolia\"", "\"se polia\"", "\"sepolia_1\"", "\"a/b\"", "\"é\"", "7"})
        row("/chains/0/name", name, "chains[0].name: expected a name of at most 64 small letters, digits and hyphens");
    row("/chains/0/name", "\"a0123456789012345678901234567890123456789012345678901234567890123\"", "chains[0].name: expected a name of at most 64");
    row("/chains/0/chain_id", "0", "chains[0].chain_id: expected an integer from 1 to 9223372036854775771, found 0");
    row("/chains/0/chain_id", "\"11155111\"", "chains[0].chain_id: expected an integer");
    row("/chains/0/chain_id", "9223372036854775808", "chains[0].chain_id: expected an integer");
    row("/chains/0/contract", "\"0x12\"", "chains[0].contract: expected an address: 0x and 40 hexadecimal digits, found \"0x12\"");
    row("/chains/0/contract", "\"abcdef0123456789abcdef0123456789abcdef0123\"", "chains[0].contract: expected an address");
    row("/chains/0/contract", "\"0xgbcdef0123456789abcdef0123456789abcdef01\"", "chains[0].contract: expected an address");
    row("/chains/0/contract", "\"0x0000000000000000000000000000000000000000\"", "chains[0].contract: expected the address of a token contract");
    row("/chains/0/contract", "1", "chains[0].contract: expected an address");
    row("/chains/0/start_block", "-1", "chains[0].start_block: expected an integer from 0 to 9007199254740991, found -1");
    row("/chains/0/start_block", "null", "chains[0].start_block: expected an integer from 0 to 9007199254740991, found null");
    row("/chains/0/confirmations", "10001", "chains[0].confirmations: expected an integer from 0 to 10000, \"safe\" or \"finalized\", found 10001");
    row("/chains/0/confirmations", "-1", "chains[0].confirmations: expected an integer from 0 to 10000, \"safe\" or \"finalized\", found -1");
    row("/chains/0/confirmations", "6.5", "chains[0].confirmations: expected an integer from 0 to 10000, \"safe\" or \"finalized\", found 6.5");
    row("/chains/0/confirmations", "\"latest\"", "chains[0].confirmations: expected an integer from 0 to 10000, \"safe\" or \"finalized\", found \"latest\"");
    row("/chains/0/poll_ms", "9", "chains[0].poll_ms: expected an integer from 10 to 3600000, found 9");
    row("/chains/0/timeout_ms", "600001", "chains[0].timeout_ms: expected an integer from 10 to 600000, found 600001");
    row("/chains/0/max_range", "0", "chains[0].max_range: expected an integer from 1 to 1000000, found 0");
    row("/chains/0/decimals", "256", "chains[0].decimals: expected an integer from 0 to 255, found 256");
    row("/chains/0/symbol", "\"\"", "chains[0].symbol: expected a text of 1 to 32 characters, found \"\"");
    row("/chains/0/symbol", "\"A\\nB\"", "chains[0].symbol: expected a text of 1 to 32 characters without control characters, found \"A\\nB\"");
    row("/chains/0/title", "5", "chains[0].title: expected a text of 1 to 100 characters, found 5");
    row("/chains/0/exclude", "\"0x12\"", "chains[0].exclude: expected a list of addresses, found \"0x12\"");
    row("/chains/0/exclude", "[\"0x12\"]", "chains[0].exclude[0]: expected an address: 0x and 40 hexadecimal digits, found \"0x12\"");
    row("/chains/0/verify", "\"maybe\"", "chains[0].verify: expected \"off\", \"bloom\" or \"full\", found \"maybe\"");
    row("/chains/0/verify", "true", "chains[0].verify: expected \"off\", \"bloom\" or \"full\", found true");
    row("/chains/0/max_rollback", "100001", "chains[0].max_rollback: expected an integer from 0 to 100000, found 100001");
    row("/chains/0/rpc", "\"https://a\"", "chains[0].rpc: expected a list of URLs, found \"https://a\"");
    row("/chains/0/rpc", "[]", "chains[0].rpc: expected a list of URLs with at least one of them, found an empty list");
    row("/chains/0/rpc", "[\"https://a\", 5]", "chains[0].rpc[1]: expected an http or https URL, found 5");
    row("/chains/0/rpc/0", "\"ftp://a\"", "chains[0].rpc[0]: expected an http or https URL, found \"ftp://a\": it does not begin with http");
    row("/chains/0/rpc/0", "\"https://a:b\"", "chains[0].rpc[0]: expected an http or https URL, found \"https://a:b\": the port is not");
    row("/chains/0/rpc/0", "\"https://a/{infura}\"", "chains[0].rpc[0]: expected an http or https URL, found \"https://a/{infura}\": it holds");
    row("/chains/0/rpc/0", "\"https://a/{secret:infura\"", "chains[0].rpc[0]: a {secret:NAME} reference has no closing brace");
    row("/chains/0/rpc/0", "\"https://a/{secret:in fura}\"", "chains[0].rpc[0]: the name in {secret:NAME} must be");
}
// clang-format on

void TestConfigErrors::refusesWrongValues()
{
    QFETCH(QByteArray, pointer);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);
    json tree = minimal();
    tree[json::json_pointer(pointer.toStdString())] = json::parse(value.toStdString());
    const QString message = refusal(read(tree));
    const QString start = q(kFile.string()) + QStringLiteral(": ") + QString::fromUtf8(expected);
    QVERIFY2(message.startsWith(start), qPrintable(message));
}

void TestConfigErrors::refusesMissingKeys_data()
{
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QByteArray>("path");
    const auto row = [](const char* pointer, const char* path) {
        QTest::newRow(path) << QByteArray(pointer) << QByteArray(path);
    };
    row("/chains", "chains");
    row("/chains/1/name", "chains[1].name");
    row("/chains/1/chain_id", "chains[1].chain_id");
    row("/chains/1/contract", "chains[1].contract");
    row("/chains/1/rpc", "chains[1].rpc");
    row("/points/rates/0/from", "points.rates[0].from");
    row("/points/rates/0/per_hour", "points.rates[0].per_hour");
}

void TestConfigErrors::refusesMissingKeys()
{
    QFETCH(QByteArray, pointer);
    QFETCH(QByteArray, path);
    json tree = minimal();
    tree["chains"].push_back(secondChain());
    tree["points"]["rates"] = {{{"from", "0"}, {"per_hour", "1"}}};
    const json::json_pointer place(pointer.toStdString());
    tree[place.parent_pointer()].erase(place.back());
    const QString message = refusal(read(tree));
    const QString expected =
        QStringLiteral(": %1: the key is missing; expected ").arg(QString::fromLatin1(path));
    QVERIFY2(message.contains(expected), qPrintable(message));
}

void TestConfigErrors::aMisspeltKeyIsToldBeforeTheMissingOne()
{
    json tree = minimal();
    tree["chains"][0]["contarct"] = tree["chains"][0]["contract"];
    tree["chains"][0].erase("contract");
    const QString message = refusal(read(tree));
    QVERIFY2(message.contains(QStringLiteral("chains[0].contarct: unknown key; did you mean \"contract\"?")),
             qPrintable(message));
}

void TestConfigErrors::refusesBrokenText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const char* text, const char* expected) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(expected);
    };
    row("empty", "", "line 1, column 1: unexpected end of input");
    row("only a comment", "// nothing\n", "line 2, column 1: unexpected end of input");
    row("as PowerShell writes it", "\xFF\xFE{", "line 1, column 1: the file is UTF-16; save it as UTF-8");
    row("the other way round", "\xFE\xFF{", "line 1, column 1: the file is UTF-16; save it as UTF-8");
    row("cut", "{\n  \"chains\": [\n    { \"name\": \"a\",", "line 3, column 19: unexpected end of input");
    row("cut in a text", "{\n  \"chains", "line 2, column 10: invalid string: missing closing quote");
    row("comma too many", "{\n  \"api\": {},\n}", "line 3, column 1: unexpected '}'");
    row("comma missing", "{ \"api\": {}\n  \"chains\": 1 }", "line 2, column 10: unexpected string literal");
    row("two documents", "{}\n{}", "line 2, column 1: unexpected '{'");
    row("open comment", "{} /* ", "line 1, column 7: invalid comment");
    row("columns are characters", "{ \"\xC3\xA9\xC3\xA9\": x }", "line 1, column 9: invalid literal");
    row("not UTF-8", "{ \"\xFF\": 1 }", "line 1, column 4: invalid string: ill-formed UTF-8 byte");
    row("number beyond everything", "{\n \"api\": 1e999 }", "line 2, column 13: a number is too large");
    row("key twice", "{ \"api\": {}, \"points\": {}, \"api\": {} }", "api: the key is given twice");
    row("key twice below",
        "{ \"chains\": [ {}, { \"name\": \"a\", \"x\": [ {\"name\": 1} ], \"name\": \"a\" } ] }",
        "chains[1].name: the key is given twice");
    row("key twice in a list in a list", "[ 1, [ 2, { \"a\": 1, \"a\": 1 } ] ]",
        "[1][1].a: the key is given twice");
}

void TestConfigErrors::refusesBrokenText()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const QString message = refusal(readConfigText(text.toStdString(), kFile, secrets()));
    const QString start = q(kFile.string()) + QStringLiteral(": ") + QString::fromLatin1(expected);
    QVERIFY2(message.startsWith(start), qPrintable(message));
}

void TestConfigErrors::nestingHasAnEnd()
{
    const QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / "deep.json";
    const std::string text = std::string(400'000, '[') + std::string(400'000, ']');
    std::ofstream(file) << text;
    const QString expected =
        q(file.string()) + QStringLiteral(": lists and objects are nested more than 32 deep");
    QCOMPARE(refusal(readConfigText(text, file, secrets())), expected);
    const auto named = readSecretsConfig(file);
    QVERIFY(!named);
    QCOMPARE(q(named.error().message), expected);
}

void TestConfigErrors::syntaxErrorsQuoteNothing()
{
    const QString message =
        refusal(readConfigText("{ \"rpc\": \"https://me:hunter22@host\n\" }", kFile, secrets()));
    QVERIFY2(message.contains(QStringLiteral("line 1, column 35")), qPrintable(message));
    QVERIFY2(!message.contains(QStringLiteral("hunter22")), qPrintable(message));
}

void TestConfigErrors::refusesDuplicateChains()
{
    json tree = minimal();
    tree["chains"].push_back(secondChain());
    QVERIFY(read(tree));
    tree["chains"][1]["name"] = "sepolia";
    QString message = refusal(read(tree));
    QVERIFY2(message.contains(QStringLiteral(": chains[1].name: ")) &&
                 message.contains(QStringLiteral("chains[0]")),
             qPrintable(message));

    tree["chains"][1] = secondChain();
    tree["chains"][1]["chain_id"] = 11155111;
    tree["chains"][1]["contract"] =
        "0xabcdef0123456789abcdef0123456789abcdef01"; // the first one's in other case
    message = refusal(read(tree));
    QVERIFY2(message.contains(QStringLiteral(": chains[1].contract: ")) &&
                 message.contains(QStringLiteral("chains[0]")),
             qPrintable(message));
}

void TestConfigErrors::foundValuesAreCut()
{
    json tree = minimal();
    std::string text;
    for (int i = 0; i < 61; ++i)
        text += "é";
    tree["chains"][0]["contract"] = text;
    const QString message = refusal(read(tree));
    QVERIFY2(message.endsWith(QString(60, QChar(0xe9)) + QStringLiteral("...\"")), qPrintable(message));
    text.resize(120);
    tree["chains"][0]["contract"] = text;
    QVERIFY(refusal(read(tree)).endsWith(QString(60, QChar(0xe9)) + QStringLiteral("\"")));
}

void TestConfigErrors::unresolvedSecretNamesKeyAndPlaces()
{
    json tree = minimal();
    tree["chains"].push_back(secondChain());
    tree["chains"][1]["rpc"] = {"https://b.example.org", "https://b.example.org/{secret:not-set}"};
    const QString message = refusal(read(tree));
    for (const char* part :
         {": chains[1].rpc[1]: ", "\"not-set\"", "CHAINPOINTS_SECRET_NOT_SET", "secrets_dir", "keychain"})
        QVERIFY2(message.contains(QLatin1String(part)), qPrintable(message));
}

void TestConfigErrors::secretsAreNeverShown()
{
    json tree = minimal();
    tree["chains"][0]["rpc"] = {"https://a.example.org/{secret:broken}"};
    QString message = refusal(read(tree));
    QVERIFY2(message.contains(QStringLiteral("chains[0].rpc[0]: ")) &&
                 message.contains(QStringLiteral(
                     "found \"https://a.example.org/{secret:broken}\": with its secrets filled in")),
             qPrintable(message));
    QVERIFY2(!message.contains(QStringLiteral("s3cret")), qPrintable(message));

    // Written out elsewhere by mistake.
    tree["chains"][0]["rpc"] = {"https://a.example.org/{secret:infura}"};
    tree["chains"].push_back(secondChain());
    tree["chains"][1]["name"] = "k3y-of-infura!";
    message = refusal(read(tree));
    QVERIFY2(message.contains(QStringLiteral("chains[1].name: ")), qPrintable(message));
    QVERIFY2(!message.contains(QStringLiteral("k3y-of-infura")), qPrintable(message));
}

void TestConfigErrors::passwordsAreHiddenInErrors_data()
{
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char* name, const char* pointer, const char* value) {
        QTest::newRow(name) << QByteArray(pointer) << QByteArray(value);
    };
    row("wrong scheme", "/chains/0/rpc/0", "\"ws://me:tr0ub4dor@a\"");
    row("no scheme", "/chains/0/rpc/0", "\"me:tr0ub4dor@a\"");
    row("slash in it", "/chains/0/rpc/0", "\"https://me:tr0ub4dor/x@a\"");
    row("at in it", "/chains/0/rpc/0", "\"https://me:x@tr0ub4dor@a b\"");
    row("scheme behind", "/chains/0/rpc/0", "\"me:tr0ub4dor@https://a\"");
    row("bad host", "/chains/0/rpc/0", "\"https://me:tr0ub4dor@a..b\"");
    row("no list", "/chains/0/rpc", "\"https://me:tr0ub4dor@a\"");
    row("another key", "/chains/0/contract", "\"https://me:tr0ub4dor@a\"");
    row("unknown key", "/database/password", "\"tr0ub4dor\"");
}

void TestConfigErrors::passwordsAreHiddenInErrors()
{
    QFETCH(QByteArray, pointer);
    QFETCH(QByteArray, value);
    json tree = minimal();
    tree[json::json_pointer(pointer.toStdString())] = json::parse(value.toStdString());
    const auto config = read(tree);
    QVERIFY(!config);
    QVERIFY2(!refusal(config).contains(QStringLiteral("tr0ub4dor")), qPrintable(refusal(config)));
}

void TestConfigErrors::namesAFileThatCannotBeRead()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    QString message = refusal(readConfig(path / "none.json", secrets()));
    QVERIFY2(message.contains(q((path / "none.json").string())) &&
                 message.contains(QStringLiteral("--config")),
             qPrintable(message));
    message = refusal(readConfig(path, secrets()));
    QVERIFY2(message.contains(q(path.string())) && message.contains(QStringLiteral("folder")),
             qPrintable(message));
    std::ofstream(path / "huge.json") << std::string(2 * 1024 * 1024, ' ');
    message = refusal(readConfig(path / "huge.json", secrets()));
    QVERIFY2(message.contains(QStringLiteral("larger than 1024 KiB")), qPrintable(message));
}

QTEST_APPLESS_MAIN(TestConfigErrors)
#include "tst_configerrors.moc"
