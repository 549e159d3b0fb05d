// The shipped schema and the reader say the same.
#include "tests/unit/configfixture.h"

#include <QTest>

#include <fstream>

using namespace chainpoints;
using nlohmann::json;

namespace {

/// Every value that a file can set, to compare two configurations.
std::string summary(const Config& config)
{
    std::string text = config.database.path.string() + " " + config.api.host + " " +
                       std::to_string(config.api.port) + " " + std::to_string(config.points.intervalSeconds) +
                       " " + std::to_string(config.points.batchSize);
    for (const RateChange& rate : config.points.rates)
        text += " " + formatTime(rate.from) + "=" + formatRate(rate.perHourE9);
    for (const ChainConfig& chain : config.chains) {
        for (const std::int64_t number :
             {chain.evmChainId.value(), chain.startBlock.value(),
              static_cast<std::int64_t>(chain.confirmations.kind), chain.confirmations.count,
              chain.pollInterval.count(), chain.timeout.count(), chain.maxRange, chain.maxRollback,
              static_cast<std::int64_t>(chain.exclude.size()), static_cast<std::int64_t>(chain.verify)})
            text += " " + std::to_string(number);
        text += " " + chain.name + " " + chain.contract.hex() + " " + chain.rpc[0].resolved;
    }
    return text;
}

json schema()
{
    return json::parse(std::ifstream(SCHEMA_FILE));
}

struct SchemaKey
{
    std::string path;    ///< "chains[].rpc"
    std::string pointer; ///< "/chains/0/rpc"
    json rules;
};

/// Every key that the schema knows. Of the forms of an object only the first is walked: the one of this
/// version.
std::vector<SchemaKey> schemaKeys(const json& node, const std::string& path, const std::string& pointer)
{
    std::vector<SchemaKey> keys;
    const json& form =
        node.contains("oneOf") && node["oneOf"][0].contains("properties") ? node["oneOf"][0] : node;
    if (form.contains("properties"))
        for (const auto& [key, rules] : form["properties"].items()) {
            const std::string keyPath = path.empty() ? key : path + "." + key;
            keys.push_back({keyPath, pointer + "/" + key, rules});
            for (SchemaKey& below : schemaKeys(rules, keyPath, pointer + "/" + key))
                keys.push_back(std::move(below));
        }
    if (form.contains("items"))
        for (SchemaKey& below : schemaKeys(form["items"], path + "[]", pointer + "/0"))
            keys.push_back(std::move(below));
    return keys;
}

} // namespace

class TestConfigSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void schemaAndReaderKnowTheSameKeys();
    void schemaAndReaderAgreeOnRanges();
    void schemaAndReaderAgreeOnDefaults();
    void schemaAndReaderAgreeOnRequiredKeys();
    void schemaDescribesEverything();
};

void TestConfigSchema::schemaAndReaderKnowTheSameKeys()
{
    std::set<std::string> inSchema;
    for (const SchemaKey& key : schemaKeys(schema(), "", ""))
        inSchema.insert(key.path);
    const std::set<std::string> inReader = knownConfigKeys();
    QVERIFY(inReader.size() > 25);
    for (const std::string& key : inReader)
        QVERIFY2(inSchema.contains(key), ("only the reader knows " + key).c_str());
    for (const std::string& key : inSchema)
        QVERIFY2(inReader.contains(key), ("only the schema knows " + key).c_str());
    for (const char* part : {"database", "cache"}) {
        const json driver = schema()["properties"][part]["oneOf"][1]["properties"]["driver"]["const"];
        QCOMPARE(q(driver.get<std::string>()), q(std::string(part) == "cache" ? "redis" : "mysql"));
    }
}

void TestConfigSchema::schemaAndReaderAgreeOnRanges()
{
    int compared = 0;
    for (const SchemaKey& key : schemaKeys(schema(), "", "")) {
        const json& rules = key.path == "chains[].confirmations" ? key.rules["oneOf"][0] : key.rules;
        if (!rules.contains("minimum"))
            continue;
        ++compared;
        const auto accepts = [&](std::int64_t value) {
            json tree = minimal();
            tree[json::json_pointer(key.pointer)] = value;
            return read(tree).has_value();
        };
        QVERIFY2(accepts(rules["minimum"]) && accepts(rules["maximum"]), key.path.c_str());
        QVERIFY2(!accepts(rules["minimum"].get<std::int64_t>() - 1), key.path.c_str());
        QVERIFY2(!accepts(rules["maximum"].get<std::int64_t>() + 1), key.path.c_str());
    }
    QCOMPARE(compared, 10);
}

void TestConfigSchema::schemaAndReaderAgreeOnDefaults()
{
    json tree = minimal();
    for (const SchemaKey& key : schemaKeys(schema(), "", ""))
        if (key.rules.contains("default"))
            tree[json::json_pointer(key.pointer)] = key.rules["default"];
    QVERIFY(tree["chains"][0].contains("max_rollback"));
    const auto spelledOut = read(tree);
    QVERIFY2(spelledOut, qPrintable(refusal(spelledOut)));
    QCOMPARE(q(summary(*spelledOut)), q(summary(*read(minimal()))));
}

void TestConfigSchema::schemaAndReaderAgreeOnRequiredKeys()
{
    const json rules = schema();
    std::set<std::string> required;
    for (const json& key : rules["properties"]["chains"]["items"]["required"])
        required.insert(key.get<std::string>());
    for (const auto& [key, ignored] : rules["properties"]["chains"]["items"]["properties"].items()) {
        json tree = minimal();
        tree["chains"][0].erase(key);
        QVERIFY2(read(tree).has_value() != required.contains(key), key.c_str());
    }
    QVERIFY(rules["required"] == json::array({"chains"}));
}

void TestConfigSchema::schemaDescribesEverything()
{
    std::vector<json> nodes{schema()};
    while (!nodes.empty()) {
        const json node = nodes.back();
        nodes.pop_back();
        if (node.is_object() && node.contains("properties") && !node.contains("oneOf")) {
            QVERIFY2(node["additionalProperties"] == false, node.dump().c_str());
            for (const auto& [key, rules] : node["properties"].items())
                QVERIFY2(rules.contains("description"), key.c_str());
        }
        if (node.is_structured())
            for (const json& below : node)
                nodes.push_back(below);
    }
}

QTEST_APPLESS_MAIN(TestConfigSchema)
#include "tst_configschema.moc"
