// What operators see of chains and users, and its JSON.
#include "core/access/chainjson.h"
#include "core/access/operatordoor.h"
#include "tests/support/testdoor.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace chainpoints;

class TestOperatorDoor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }

    void aChainThatNobodyHasFollowed();
    void aChainWithEverything();
    void aTagAsConfirmations();
    void anUnknownChain();
    void topUsers();
};

void TestOperatorDoor::aChainThatNobodyHasFollowed()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.spoil("UPDATE chain SET decimals = NULL, symbol = ''");
    const auto chain = doorOf(database)->chain("sepolia");
    QVERIFY2(chain, qPrintable(failure(chain)));
    const nlohmann::json expected{{"name", "sepolia"},
                                  {"evm_chain_id", 11155111},
                                  {"contract_address", "0x00000000000000000000000000000000c0000000"},
                                  {"symbol", ""},
                                  {"decimals", nullptr},
                                  {"is_active", true},
                                  {"state", "starting"},
                                  {"alerts", nlohmann::json::array()},
                                  {"endpoints", nlohmann::json::array()},
                                  {"owner", nullptr},
                                  {"start_block", 1},
                                  {"confirmations", 6},
                                  {"head_block", nullptr},
                                  {"last_confirmed_block", 0},
                                  {"last_processed_block", 0},
                                  {"last_calculated_block", 0},
                                  {"last_calculated_time", nullptr},
                                  {"users", 0},
                                  {"changes", 0},
                                  {"skipped_logs", 0},
                                  {"open_failures", 0},
                                  {"last_error", ""}};
    QVERIFY2(nlohmann::json::parse(chainJson(*chain)) == expected, chainJson(*chain, 2).c_str());
}

void TestOperatorDoor::aChainWithEverything()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, {TestChain{"b", 2, 18, {}}, TestChain{"a", 1, 18, {}}});
    database.follow(toldStory("14:10 0>1:5 14:20 2>1:1", at(15)), "a");
    ChainStatus status;
    status.state = ChainState::Live;
    status.head = BlockHeight(9);
    status.alerts = {{"rpc", "no node \"answers\"", at(15)}};
    EndpointHealth endpoint;
    endpoint.address = "https://a.example/v3/{secret:a}";
    endpoint.state = EndpointState::SetAside;
    endpoint.why = "a.example says \xff";
    endpoint.until = at(16);
    endpoint.score = 80;
    endpoint.calls = 20;
    endpoint.errors = 3;
    endpoint.errorsByKind = {{"timed_out", 2}, {"down", 1}};
    endpoint.latencyMs = 120;
    endpoint.lies = 1;
    status.endpoints = {endpoint, {}};
    status.lastError = "it was \xff once";
    status.updatedAt = at(15);
    QVERIFY(ChainStore(database.connection()).setStatus(database.chain("a").id, status));
    database.ownedBy({"host", 42, "other"}, "a");
    const auto chains = doorOf(database)->chains();
    QVERIFY2(chains, qPrintable(failure(chains)));
    const auto list = nlohmann::json::parse(chainsJson(*chains))["chains"];
    QCOMPARE(list.size(), 2U);
    const auto& a = list[0];
    QVERIFY(a["name"] == "a" && list[1]["name"] == "b");
    QVERIFY(a["state"] == "live" && a["head_block"] == 9 && a["last_processed_block"] == 3);
    QVERIFY(a["owner"].size() == 2 && a["owner"]["host"] == "host" && a["owner"]["pid"] == 42);
    const auto& alert = a["alerts"][0];
    QVERIFY(alert["code"] == "rpc" && alert["sentence"] == "no node \"answers\"" &&
            alert["since"] == at(15).value());
    const auto& shown = a["endpoints"];
    QVERIFY(shown.size() == 2 && list[1]["endpoints"].empty());
    const nlohmann::json expected{{"address", "https://a.example/v3/{secret:a}"},
                                  {"state", "set_aside"},
                                  {"why", "a.example says \xEF\xBF\xBD"},
                                  {"until", at(16).value()},
                                  {"score", 80},
                                  {"latency_ms", 120},
                                  {"calls", 20},
                                  {"errors", 3},
                                  {"errors_by_kind", {{"timed_out", 2}, {"down", 1}}},
                                  {"lags", 0},
                                  {"behind", nullptr},
                                  {"lies", 1},
                                  {"last_error", ""}};
    QVERIFY2(shown[0] == expected, shown[0].dump(2).c_str());
    QVERIFY(shown[1]["state"] == "not_asked" && shown[1]["score"] == 100 && shown[1]["latency_ms"].is_null());
    QVERIFY(a["last_calculated_time"] == at(15).value() && a["last_calculated_block"] == 2);
    QVERIFY(a["users"] == 2 && a["changes"] == 3 && a["open_failures"] == 1);
    QCOMPARE(text((*chains)[0].title), QStringLiteral("Token"));

    database.spoil("UPDATE chain SET is_active = 0 WHERE name = 'a'");
    const auto paused = doorOf(database)->chain("a");
    QVERIFY(paused && paused->state == ChainState::Paused && !paused->active);
}

void TestOperatorDoor::aTagAsConfirmations()
{
    ChainView chain;
    chain.confirmations = "finalized";
    QVERIFY(nlohmann::json::parse(chainJson(chain))["confirmations"] == "finalized");
}

void TestOperatorDoor::anUnknownChain()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    const auto chain = doorOf(database)->chain("nowhere");
    QVERIFY(!chain && chain.error().code == ErrorCode::NotFound);
}

void TestOperatorDoor::topUsers()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, {TestChain{"a", 1, 18, {}}, TestChain{"b", 2, 18, {}}});
    database.follow(toldStory("14:00 0>1:20 0>2:60 0>3:40 0>4:10", at(15)), "a");
    database.follow(toldStory("14:00 0>1:60", at(15)), "b");
    const auto shown = [&](std::size_t limit) {
        QStringList lines;
        const auto users = doorOf(database)->topUsers(limit);
        for (const UserPointsView& view : *users)
            lines += text(view.address).right(1) + QLatin1Char('=') + text(view.points).left(3);
        return lines.join(QLatin1Char(' '));
    };
    QCOMPARE(shown(10), QStringLiteral("1=4.0 2=3.0 3=2.0 4=0.5"));
    QCOMPARE(shown(2), QStringLiteral("1=4.0 2=3.0"));
    QCOMPARE(shown(0), QString());
    database.spoil("UPDATE user_points SET points_raw = '0'");
    QCOMPARE(shown(2), QStringLiteral("1=0.0 2=0.0"));
}

CP_REGISTER_TEST(TestOperatorDoor);
#include "tst_operatordoor.moc"
