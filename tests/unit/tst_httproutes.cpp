// The API's answers, without sockets.
#include "core/http/apijson.h"
#include "core/http/apiroutes.h"
#include "tests/support/testdoor.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace chainpoints;

class TestHttpRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }

    void healthNeedsNoToken();
    void whoeverHasNoTokenLearnsNothing_data();
    void whoeverHasNoTokenLearnsNothing();
    void anEmptyTokenLetsNobodyIn();
    void chains();
    void unknownThings_data();
    void unknownThings();
    void otherMethodsAreRefused_data();
    void otherMethodsAreRefused();
    void incidentsAndRestatements();
    void idsDoNotWrapAround();
    void aFailureShowsItsDismissal();
    void aDatabaseThatIsGone_data();
    void aDatabaseThatIsGone();
    void errorsSayNothingOfTheMachine();
};

namespace {

constexpr const char* kToken = "0123456789abcdef";

ApiRoutes routesOf(const TestDatabase& database)
{
    return ApiRoutes(kToken, {[&] { return doorOf(database); }, [&] { return accountsOf(database); }});
}

ApiRequest get(const std::string& path)
{
    return {"GET", path, std::string("Bearer ") + kToken};
}

/// "code: message" of an error's body.
QString errorOf(const ApiResponse& response)
{
    const auto body = nlohmann::json::parse(response.body, nullptr, false);
    if (body.size() != 1 || !body.contains("error") || body["error"].size() != 2)
        return QStringLiteral("(no error)");
    return text(body["error"]["code"].get<std::string>() + ": " +
                body["error"]["message"].get<std::string>());
}

} // namespace

void TestHttpRoutes::healthNeedsNoToken()
{
    QFETCH_GLOBAL(const Backend, backend);
    const TestDatabase database(backend);
    for (const char* method : {"GET", "HEAD"}) {
        const ApiResponse response = routesOf(database).answer({method, "/healthz", ""});
        QCOMPARE(response.status, 200);
        QCOMPARE(text(response.body), QStringLiteral("{\"status\":\"ok\"}"));
    }
}

void TestHttpRoutes::whoeverHasNoTokenLearnsNothing_data()
{
    QTest::addColumn<QString>("authorization");
    QTest::newRow("none") << "";
    QTest::newRow("empty token") << "Bearer ";
    QTest::newRow("scheme only") << "Bearer";
    QTest::newRow("another") << "Bearer 0123456789abcdeg";
    QTest::newRow("shorter") << "Bearer 0123456789abcde";
    QTest::newRow("longer") << "Bearer 0123456789abcdeff";
    QTest::newRow("no scheme") << "0123456789abcdef";
    QTest::newRow("other scheme") << "Basic 0123456789abcdef";
    QTest::newRow("capitals") << "Bearer 0123456789ABCDEF";
}

void TestHttpRoutes::whoeverHasNoTokenLearnsNothing()
{
    QFETCH_GLOBAL(const Backend, backend);
    QFETCH(const QString, authorization);
    const TestDatabase database(backend);
    for (const char* path :
         {"/api/v1/chains", "/api/v1/chains/sepolia", "/api/v1/chains/nowhere", "/", "/nothing"}) {
        const ApiResponse response = routesOf(database).answer({"GET", path, authorization.toStdString()});
        QCOMPARE(response.status, 401);
        QVERIFY(response.asksForToken);
        QVERIFY(errorOf(response).startsWith(QStringLiteral("unauthorized: ")));
    }
    QCOMPARE(routesOf(database).answer({"GET", "/api/v1/chains", "bearer 0123456789abcdef"}).status, 200);
}

void TestHttpRoutes::anEmptyTokenLetsNobodyIn()
{
    QFETCH_GLOBAL(const Backend, backend);
    const TestDatabase database(backend);
    const ApiRoutes routes("", {[&] { return doorOf(database); }, {}});
    QCOMPARE(routes.answer({"GET", "/api/v1/chains", "Bearer "}).status, 401);
}

void TestHttpRoutes::chains()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, {TestChain{"b", 2, 18, {}}, TestChain{"a", 1, 18, {}}});
    database.follow(toldStory("14:10 0>1:5", at(15)), "a");
    const ApiResponse all = routesOf(database).answer(get("/api/v1/chains"));
    QCOMPARE(all.status, 200);
    const auto list = nlohmann::json::parse(all.body)["chains"];
    QVERIFY(list.size() == 2 && list[0]["name"] == "a" && list[0]["users"] == 1);
    const ApiResponse one = routesOf(database).answer(get("/api/v1/chains/a"));
    QCOMPARE(one.status, 200);
    QVERIFY(nlohmann::json::parse(one.body) == list[0]);
}

void TestHttpRoutes::unknownThings_data()
{
    QTest::addColumn<QString>("path");
    for (const char* path :
         {"/", "/api", "/api/v1", "/api/v1/", "/api/v1/chainsx", "/api/v1/chains/", "/api/v1/chains/nowhere",
          "/api/v1/chains/sepolia/", "/api/v1/chains/a/b", "/api/v1/users/", "/api/v2/chains", "/healthz/",
          "/readyz/", "//healthz", "/api/v1/chains/../chains", ""})
        QTest::newRow(path) << path;
}

void TestHttpRoutes::unknownThings()
{
    QFETCH_GLOBAL(const Backend, backend);
    QFETCH(const QString, path);
    const TestDatabase database(backend);
    const ApiResponse response = routesOf(database).answer(get(path.toStdString()));
    QCOMPARE(response.status, 404);
    QVERIFY2(errorOf(response).startsWith(QStringLiteral("not_found: ")), response.body.c_str());
}

void TestHttpRoutes::otherMethodsAreRefused_data()
{
    QTest::addColumn<QString>("method");
    for (const char* method : {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})
        QTest::newRow(method) << method;
}

void TestHttpRoutes::otherMethodsAreRefused()
{
    QFETCH_GLOBAL(const Backend, backend);
    QFETCH(const QString, method);
    const TestDatabase database(backend);
    for (const char* path : {"/healthz", "/api/v1/chains", "/api/v1/chains/sepolia"}) {
        ApiRequest request = get(path);
        request.method = method.toStdString();
        const ApiResponse response = routesOf(database).answer(request);
        QCOMPARE(response.status, 405);
        QCOMPARE(text(response.allow), QStringLiteral("GET, HEAD"));
        QVERIFY(errorOf(response).startsWith(QStringLiteral("method_not_allowed: ")));
    }
}

void TestHttpRoutes::incidentsAndRestatements()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    for (const char* number : {"1", "2", "3"}) {
        database.spoil(std::string("INSERT INTO incident (chain_id, kind, happened_at, old_tip_block, "
                                   "old_tip_hash, new_tip_block, new_tip_hash, rows_removed, users_changed, "
                                   "sentence, evidence) SELECT id, 'deep_fork', 7, ") +
                       number + ", 'a', 8, 'b', 1, 2, 'A fork', '{\"x\":1}' FROM chain");
        database.spoil(
            std::string("INSERT INTO points_restatement (chain_id, user_address, reason, incident_id, "
                        "requested_by, restated_at, rows_removed, points_before, points_after, "
                        "difference, settled_before, settled_after) SELECT id, '") +
            user(1).hex() + "', 'A fork', " + number +
            ", '', 7, 1, '3600000000000000000000000000000', '0', "
            "'-3600000000000000000000000000000', 3600, 3600 FROM chain");
    }
    const auto rows = [&](const std::string& path, const char* name) {
        ApiRequest request = get(path);
        request.query = {{"chain", "sepolia"}, {"limit", "2"}};
        nlohmann::json all = nlohmann::json::array();
        for (;;) {
            const auto page = nlohmann::json::parse(routesOf(database).answer(request).body);
            for (const auto& row : page[name])
                all.push_back(row);
            if (page["next_cursor"].is_null() || all.size() > 9)
                return all;
            request.query.resize(2);
            request.query.emplace_back("cursor", page["next_cursor"].get<std::string>());
        }
    };
    const auto incidents = rows("/api/v1/incidents", "incidents");
    QCOMPARE(incidents.size(), std::size_t(3));
    QVERIFY(incidents[0]["id"] == 3 && incidents[0]["evidence"]["x"] == 1);
    QVERIFY(incidents[0]["old_tip"]["block_height"] == 3 && incidents[0]["resolved_at"].is_null());
    const auto restatements = rows("/api/v1/users/" + user(1).hex() + "/restatements", "restatements");
    QCOMPARE(restatements.size(), std::size_t(3));
    QVERIFY(restatements[0]["difference"] == "-1.000000000000000000" && restatements[0]["incident_id"] == 1);
    QCOMPARE(routesOf(database).answer(get("/api/v1/users/0x12/restatements")).status, 400);
}

void TestHttpRoutes::idsDoNotWrapAround()
{
    QFETCH_GLOBAL(const Backend, backend);
    const TestDatabase database(backend);
    for (const char* body : {R"({"ids":[18446744073709551615]})", R"({"ids":[-1]})", R"({"ids":[1.5]})"}) {
        ApiRequest request = get("/api/v1/failures/retry");
        request.method = "POST";
        request.contentType = "application/json";
        request.body = body;
        QCOMPARE(routesOf(database).answer(request).status, 400);
    }
}

void TestHttpRoutes::aFailureShowsItsDismissal()
{
    FailureView failure;
    QVERIFY(toJson(failure)["dismissed"].is_null());
    failure.dismissal = DismissalView{UnixTime(7), "tester@host", "known"};
    QCOMPARE(text(toJson(failure)["dismissed"].dump()),
             QStringLiteral("{\"at\":7,\"by\":\"tester@host\",\"note\":\"known\"}"));
}

void TestHttpRoutes::aDatabaseThatIsGone_data()
{
    QTest::addColumn<int>("code");
    QTest::newRow("gone") << static_cast<int>(ErrorCode::Database);
    QTest::newRow("too new") << static_cast<int>(ErrorCode::BadInput);
    QTest::newRow("no tables") << static_cast<int>(ErrorCode::Corrupt);
    QTest::newRow("deadlock") << static_cast<int>(ErrorCode::Conflict);
}

void TestHttpRoutes::aDatabaseThatIsGone()
{
    QFETCH(const int, code);
    const DoorParts::Open gone = [code]() -> Result<std::unique_ptr<sql::Connection>> {
        return Error{static_cast<ErrorCode>(code), "database /secret/place cannot be opened"};
    };
    const ApiRoutes routes(kToken, apiDoors({gone, gone, "tester@host", "test"}));
    for (const char* path :
         {"/healthz", "/readyz", "/metrics", "/api/v1/chains", "/api/v1/chains/a", "/api/v1/users"}) {
        const ApiResponse response = routes.answer(get(path));
        QCOMPARE(response.status, 503);
        QVERIFY(errorOf(response).startsWith(QStringLiteral("unavailable: ")));
        QVERIFY(response.body.find("secret") == std::string::npos);
    }
    QCOMPARE(routes.answer({"POST", "/api/v1/failures/retry", std::string("Bearer ") + kToken}).status, 503);
    QCOMPARE(errorResponse({ErrorCode::Conflict, "a deadlock at /secret/place"}).status, 503);
}

void TestHttpRoutes::errorsSayNothingOfTheMachine()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.spoil("UPDATE chain SET contract_address = 'x'");
    const ApiResponse response = routesOf(database).answer(get("/api/v1/chains"));
    QCOMPARE(response.status, 500);
    QVERIFY(errorOf(response).startsWith(QStringLiteral("internal: ")));
    QVERIFY(response.body.find("contract_address") == std::string::npos);
    // A name that is no UTF-8 must not stop the answer.
    QCOMPARE(routesOf(database).answer(get("/api/v1/chains/\xff\"")).status, 400);
}

CP_REGISTER_TEST(TestHttpRoutes);
#include "tst_httproutes.moc"
