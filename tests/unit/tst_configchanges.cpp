// What differs between two configurations, as people are shown it.
#include "configfixture.h"
#include "core/config/configchanges.h"

#include <QTest>

using namespace chainpoints;
using nlohmann::json;

using Changes = std::vector<ConfigChange>;

class TestConfigChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalOnesDifferInNothing();
    void whatChangedComesAndGoesIsTold();
    void chainsGoByTheirNames();
    void passwordsAreNeverTold();
};

void TestConfigChanges::equalOnesDifferInNothing()
{
    QVERIFY(configChanges(minimal(), minimal()).empty());
}

void TestConfigChanges::whatChangedComesAndGoesIsTold()
{
    json before = minimal();
    before["api"]["listen"] = "off";
    before["points"]["batch_size"] = 10;
    json after = minimal();
    after["api"]["listen"] = "127.0.0.1:1";
    after["cache"]["driver"] = "embedded";
    QCOMPARE(configChanges(before, after), (Changes{{"api.listen", "off", "127.0.0.1:1"},
                                                    {"cache.driver", std::nullopt, "embedded"},
                                                    {"points.batch_size", "10", std::nullopt}}));
}

void TestConfigChanges::chainsGoByTheirNames()
{
    json before = minimal();
    before["chains"].push_back(secondChain());
    json after = minimal();
    after["chains"][0] = secondChain();
    after["chains"][0]["confirmations"] = 3;
    const Changes changes = configChanges(before, after);
    QCOMPARE(changes.size(), std::size_t(5));
    QCOMPARE(changes.front(), (ConfigChange{"chains[base-sepolia].confirmations", std::nullopt, "3"}));
    QCOMPARE(changes.back(), (ConfigChange{"chains[sepolia].rpc[0]", "https://a.example.org", std::nullopt}));
}

void TestConfigChanges::passwordsAreNeverTold()
{
    json before = minimal();
    before["database"]["password"] = "first-pa55word";
    before["chains"][0]["rpc"][0] = "https://me:pa55word@a.example.org";
    json after = before;
    after["database"]["password"] = "second-pa55word";
    after["chains"][0]["rpc"][0] = "https://me:other-pa55word@b.example.org";
    const Changes changes = configChanges(before, after);
    QCOMPARE(changes.size(), std::size_t(2));
    for (const ConfigChange& change : changes) {
        QVERIFY(change.before->find("pa55word") == std::string::npos);
        QVERIFY(change.after->find("pa55word") == std::string::npos);
    }
    after["database"]["password"] = "{secret:db}";
    QCOMPARE(*configChanges(before, after).back().after, "{secret:db}");
    after["database"]["password"] = "pa55word{secret:db}";
    QCOMPARE(*configChanges(before, after).back().after, "***");
}

QTEST_GUILESS_MAIN(TestConfigChanges)
#include "tst_configchanges.moc"
