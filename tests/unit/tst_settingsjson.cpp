// What forms show of a configuration, and what becomes of it.
#include "configfixture.h"
#include "core/config/configdraft.h"

#include <QTest>

#include <algorithm>

using namespace chainpoints;
using nlohmann::json;

namespace {

/// Apostrophes stand for quotation marks, of which moc loses count in a raw string.
std::string text()
{
    std::string text =
        "{\n"
        "  // of the test\n"
        "  'database': { 'driver': 'mysql', 'host': '127.0.0.1', 'name': 'points', 'user': 'me', 'password': "
        "'pa55word-1' },\n"
        "  'points': { 'rates': [ { 'from': '1970-01-01T00:00:00Z', 'per_hour': '0.05' } ], 'batch_size': 10 "
        "},\n"
        "  'chains': [\n"
        "    { 'name': 'sepolia', 'chain_id': 11155111, 'contract': "
        "'0x1111111111111111111111111111111111111111',\n"
        "      'rpc': [ 'https://me:pa55word-2@a.example.org', 'https://b.example.org/{secret:key}' ],\n"
        "      'exclude': [ '0x2222222222222222222222222222222222222222' ], 'confirmations': 'safe' }\n"
        "  ],\n"
        "  'api': { 'listen': 'off' }\n"
        "}\n";
    std::ranges::replace(text, '\'', '"');
    return text;
}

ConfigDraft draft()
{
    const std::string written = text();
    return *draftOf("/etc/points.json", &written);
}

json planned(const Settings& settings)
{
    const auto plan = planOf(draft(), settings);
    if (!plan)
        qFatal("%s", plan.error().message.c_str());
    return json::parse(plan->text);
}

} // namespace

class TestSettingsJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsShownHasNoPassword();
    void nothingChangedIsTheSame();
    void hiddenPasswordsStay();
    void aHiddenPasswordDoesNotMove();
    void numbersAndWordsAndLists();
    void anEmptyKeyGoes();
    void anotherDriverTakesItsKeysAlong();
    void certificatesStandInAnObjectOfTheirOwn();
    void chainsComeAndGo();
    void ratesAreReplaced();
    void theReaderNamesWhatIsWrong();
    void aSecretAddressIsNoMistake();
    void commentsAreSeen();
    void aFileThatCannotBeUsedIsTold();
    void aNewFileBeginsWithNothing();
    void partsAreTriedAlone();
};

void TestSettingsJson::whatIsShownHasNoPassword()
{
    const Settings settings = draft().settings;
    QCOMPARE(settings.database.at("password"), std::string("***"));
    QCOMPARE(settings.chains.front().texts.at("rpc"),
             std::string("https://me:***@a.example.org\nhttps://b.example.org/{secret:key}"));
    QCOMPARE(settings.chains.front().texts.at("chain_id"), std::string("11155111"));
    QCOMPARE(settings.rates, (std::vector<RateSettings>{{"1970-01-01T00:00:00Z", "0.05"}}));
}

void TestSettingsJson::nothingChangedIsTheSame()
{
    const auto plan = planOf(draft(), draft().settings);
    QVERIFY(plan && plan->changes.empty());
    QVERIFY(json::parse(plan->text) == json::parse(text(), nullptr, true, true));
    QVERIFY(plan->text.find("\"database\"") < plan->text.find("\"chains\""));
    QVERIFY(plan->text.find("\"chains\"") < plan->text.find("\"api\""));
}

void TestSettingsJson::hiddenPasswordsStay()
{
    Settings settings = draft().settings;
    settings.database["host"] = "db.example.org";
    settings.chains.front().texts["rpc"] = "https://b.example.org/{secret:key}\nhttps://me:***@a.example.org";
    const json tree = planned(settings);
    QVERIFY(tree["database"]["password"] == "pa55word-1");
    QVERIFY(tree["chains"][0]["rpc"][1] == "https://me:pa55word-2@a.example.org");
}

void TestSettingsJson::aHiddenPasswordDoesNotMove()
{
    Settings settings = draft().settings;
    settings.chains.front().texts["rpc"] = "https://me:***@elsewhere.example.org";
    const auto plan = planOf(draft(), settings);
    QVERIFY(!plan);
    QVERIFY2(plan.error().message.starts_with("chains[0].rpc[0]: "), plan.error().message.c_str());
}

void TestSettingsJson::numbersAndWordsAndLists()
{
    Settings settings = draft().settings;
    SettingsTexts& chain = settings.chains.front().texts;
    chain["confirmations"] = "12";
    chain["start_block"] = "9007199254740991";
    chain["verify"] = "full";
    chain["rpc"] = "https://c.example.org";
    const json tree = planned(settings)["chains"][0];
    QVERIFY(tree["confirmations"] == 12);
    QVERIFY(tree["start_block"] == 9007199254740991);
    QVERIFY(tree["verify"] == "full");
    QVERIFY(tree["rpc"] == json({"https://c.example.org"}));
    QCOMPARE(tree["exclude"].size(), std::size_t(1));
}

void TestSettingsJson::anEmptyKeyGoes()
{
    Settings settings = draft().settings;
    settings.points.erase("batch_size");
    settings.chains.front().texts.erase("confirmations");
    const auto plan = planOf(draft(), settings);
    QVERIFY(plan);
    QCOMPARE(plan->changes, (std::vector<ConfigChange>{{"chains[sepolia].confirmations", "safe", {}},
                                                       {"points.batch_size", "10", {}}}));
}

void TestSettingsJson::anotherDriverTakesItsKeysAlong()
{
    Settings settings = draft().settings;
    settings.database = {{"driver", "sqlite"}, {"path", "points.db"}};
    settings.cache = {{"driver", "redis"}, {"url", "redis://127.0.0.1:6379/0"}};
    const json tree = planned(settings);
    QVERIFY(tree["database"] == (json{{"driver", "sqlite"}, {"path", "points.db"}}));
    QVERIFY(tree["cache"]["url"] == "redis://127.0.0.1:6379/0");
}

void TestSettingsJson::certificatesStandInAnObjectOfTheirOwn()
{
    Settings settings = draft().settings;
    settings.database["tls.required"] = "true";
    settings.database["tls.ca"] = "ca.pem";
    const auto plan = planOf(draft(), settings);
    QVERIFY2(plan, plan ? "" : plan.error().message.c_str());
    QCOMPARE(json::parse(plan->text)["database"]["tls"].dump(),
             json({{"required", true}, {"ca", "ca.pem"}}).dump());
    const auto again = *draftOf("/etc/points.json", &plan->text);
    QCOMPARE(again.settings.database, settings.database);
    // The last one that goes takes the object along; the rest stays.
    settings = again.settings;
    settings.database.erase("tls.required");
    settings.database.erase("tls.ca");
    const auto without = planOf(again, settings);
    QVERIFY(without);
    QCOMPARE(json::parse(without->text).dump(), planned(draft().settings).dump());
}

void TestSettingsJson::chainsComeAndGo()
{
    Settings settings = draft().settings;
    ChainSettings added{{}, settings.chains.front().texts};
    added.texts["name"] = "base";
    added.texts["chain_id"] = "8453";
    added.texts["rpc"] = "https://base.example.org";
    settings.chains.insert(settings.chains.begin(), added);
    const json chains = planned(settings)["chains"];
    QCOMPARE(chains.size(), std::size_t(2));
    QVERIFY(chains[0]["name"] == "base");
    QVERIFY(chains[1] == json::parse(text(), nullptr, true, true)["chains"][0]);
    settings.chains.pop_back();
    QCOMPARE(planned(settings)["chains"].size(), std::size_t(1));
}

void TestSettingsJson::ratesAreReplaced()
{
    Settings settings = draft().settings;
    settings.rates.push_back({"2030-01-01T00:00:00Z", "0"});
    const json points = planned(settings)["points"];
    QVERIFY(points["rates"][1] == (json{{"from", "2030-01-01T00:00:00Z"}, {"per_hour", "0"}}));
    QVERIFY(points["batch_size"] == 10);
}

void TestSettingsJson::theReaderNamesWhatIsWrong()
{
    Settings settings = draft().settings;
    settings.chains.front().texts["chain_id"] = "one";
    auto plan = planOf(draft(), settings);
    QVERIFY(!plan);
    QVERIFY2(plan.error().message.find("chains[0].chain_id") != std::string::npos,
             plan.error().message.c_str());
    settings = draft().settings;
    settings.chains.push_back({{}, settings.chains.front().texts});
    plan = planOf(draft(), settings);
    QVERIFY(!plan);
    QVERIFY2(plan.error().message.find("chains[1].name") != std::string::npos, plan.error().message.c_str());
}

void TestSettingsJson::aSecretAddressIsNoMistake()
{
    Settings settings = draft().settings;
    settings.chains.front().texts["rpc"] = "{secret:url}";
    QVERIFY(planned(settings)["chains"][0]["rpc"][0] == "{secret:url}");
}

void TestSettingsJson::commentsAreSeen()
{
    QVERIFY(draft().hasComments);
    const std::string plain = minimal().dump();
    QVERIFY(!draftOf("/etc/points.json", &plain)->hasComments);
}

void TestSettingsJson::aFileThatCannotBeUsedIsTold()
{
    const auto problem = [](const std::string& wrong) {
        const auto read = draftOf("/etc/points.json", &wrong);
        return read ? std::string() : read.error().message;
    };
    QVERIFY(problem("{\n  \"chains\": ").find("line 2") != std::string::npos);
    QVERIFY(problem("[]").find("/etc/points.json") != std::string::npos);
    QVERIFY(problem("{}").find("chains") != std::string::npos);
    QVERIFY(problem(R"({"chains": [1]})").find("chains[0]") != std::string::npos);
}

void TestSettingsJson::aNewFileBeginsWithNothing()
{
    const auto fresh = draftOf("/etc/points.json", nullptr);
    QVERIFY(fresh && !fresh->exists && fresh->settings == Settings());
    Settings settings = draft().settings;
    settings.database = {{"driver", "sqlite"}, {"path", "points.db"}};
    settings.chains.front().texts["rpc"] = "https://a.example.org";
    settings.chains.front().origin = {};
    QVERIFY(planOf(*fresh, settings));
}

void TestSettingsJson::partsAreTriedAlone()
{
    Settings settings = draft().settings;
    settings.chains.clear();
    const json forDatabase = json::parse(textToTryDatabase(draft(), settings));
    QVERIFY(forDatabase["database"]["password"] == "pa55word-1");
    settings = draft().settings;
    settings.chains.front().texts["rpc"] = "https://c.example.org";
    const json forChain = json::parse(textToTryChain(draft(), settings.chains.front()));
    QVERIFY(forChain["chains"][0]["rpc"] == json({"https://c.example.org"}));
    QCOMPARE(forChain["chains"].size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(TestSettingsJson)
#include "tst_settingsjson.moc"
