// Every call of the API: what it answers, and how it refuses what is wrong.
#include "core/http/apiroutes.h"
#include "core/http/openapi.h"
#include "tests/support/testdoor.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <set>

using namespace chainpoints;
using Json = nlohmann::json;

class TestHttpCalls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }

    void everyCallAsksForTheToken();
    void everyCallRefusesOtherMethods();
    void everyCallRefusesOtherContent();
    void everyCallIsDescribed();
    void users();
    void usersOfAllChains();
    void pagesHoldEveryUserOnce_data();
    void pagesHoldEveryUserOnce();
    void oneUser();
    void changes();
    void pointsChanges();
    void aStatementAddsUp();
    void aStatementInPages();
    void pointsAtABoundary();
    void failuresAndTheirRetry();
    void pauseAndResume();
    void aUsersStatus();
    void wrongRequests_data();
    void wrongRequests();
    void cursorsBelongToTheirQuestion();
};

namespace {

constexpr const char* kToken = "0123456789abcdef";

ApiRoutes routesOf(const TestDatabase& database)
{
    return ApiRoutes(kToken, {[&] { return doorOf(database); }, [&] { return accountsOf(database); }});
}

/// "/path?a=b&c=d", nothing to decode.
ApiRequest requestFor(const std::string& method, const std::string& target, const std::string& body = "")
{
    const std::size_t mark = target.find('?');
    ApiRequest request{method, target.substr(0, mark), std::string("Bearer ") + kToken};
    if (mark != std::string::npos)
        for (const QString& part :
             QString::fromStdString(target.substr(mark + 1)).split(QLatin1Char('&'), Qt::SkipEmptyParts))
            request.query.emplace_back(part.section(QLatin1Char('='), 0, 0).toStdString(),
                                       part.section(QLatin1Char('='), 1).toStdString());
    if (!body.empty())
        request.contentType = "application/json";
    request.body = body;
    return request;
}

struct Answer
{
    int status = 0;
    Json body;
};

Answer ask(const TestDatabase& database, const std::string& target, const std::string& method = "GET",
           const std::string& body = "")
{
    const ApiResponse response = routesOf(database).answer(requestFor(method, target, body));
    return {response.status, Json::parse(response.body, nullptr, false)};
}

bool isError(const Json& body, const std::string& code)
{
    return body.size() == 1 && body.contains("error") && body["error"].size() == 2 &&
           body["error"]["code"] == code && !body["error"]["message"].get<std::string>().empty();
}

std::string pathOf(std::uint32_t n, const std::string& below = "")
{
    return "/api/v1/users/" + user(n).hex() + below;
}

/// A path that fits the pattern.
std::string example(std::string pattern)
{
    for (const auto& [name, value] : {std::pair<std::string, std::string>{"{name}", "sepolia"},
                                      {"{address}", user(1).hex()},
                                      {"{id}", "1"}})
        if (const std::size_t at = pattern.find(name); at != std::string::npos)
            pattern.replace(at, name.size(), value);
    return pattern;
}

/// The rows of all pages; `target` has a query already.
Json allRows(const TestDatabase& database, const std::string& target, const char* name)
{
    Json rows = Json::array();
    std::string cursor;
    do {
        const auto [status, page] = ask(database, target + cursor);
        if (status != 200)
            return Json("status " + std::to_string(status));
        for (const Json& row : page[name])
            rows.push_back(row);
        cursor = page["next_cursor"].is_null() ? "" : "&cursor=" + page["next_cursor"].get<std::string>();
    } while (!cursor.empty() && rows.size() < 1000);
    return rows;
}

/// The case of SPEC 6: 100 tokens at 15:10, 200 at 15:30; then half of them sent on at 17:00.
Story exampleStory()
{
    return toldStory("15:10 0>1:100 | 15:30 0>1:100 | 17:00 1>2:100", at(19));
}

} // namespace

void TestHttpCalls::everyCallAsksForTheToken()
{
    QFETCH_GLOBAL(const Backend, backend);
    const TestDatabase database(backend);
    for (const auto& [method, pattern] : ApiRoutes::all()) {
        ApiRequest request = requestFor(method, example(pattern));
        request.authorization = "Bearer wrong";
        const int status = routesOf(database).answer(request).status;
        QCOMPARE(status, pattern == "/healthz" ? 200 : 401);
    }
}

void TestHttpCalls::everyCallRefusesOtherMethods()
{
    QFETCH_GLOBAL(const Backend, backend);
    const TestDatabase database(backend);
    std::map<std::string, std::set<std::string>> methods;
    for (const auto& [method, pattern] : ApiRoutes::all())
        methods[example(pattern)].insert(method);
    for (const auto& [path, allowed] : methods)
        for (const char* method : {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"}) {
            if (allowed.contains(method))
                continue;
            const ApiResponse response = routesOf(database).answer(requestFor(method, path));
            QCOMPARE(response.status, 405);
            QVERIFY(isError(Json::parse(response.body), "method_not_allowed"));
            QVERIFY(!response.allow.empty());
        }
}

void TestHttpCalls::everyCallRefusesOtherContent()
{
    QFETCH_GLOBAL(const Backend, backend);
    const TestDatabase database(backend);
    for (const auto& [method, pattern] : ApiRoutes::all()) {
        if (method == "GET")
            continue;
        for (const char* type :
             {"text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""}) {
            ApiRequest request = requestFor(method, example(pattern), "{}");
            request.contentType = type;
            const ApiResponse response = routesOf(database).answer(request);
            QCOMPARE(response.status, 415);
            QVERIFY(isError(Json::parse(response.body), "unsupported_media_type"));
        }
    }
}

void TestHttpCalls::everyCallIsDescribed()
{
    const Json description = Json::parse(openApi());
    std::set<std::pair<std::string, std::string>> described;
    for (const auto& [path, operations] : description["paths"].items())
        for (const auto& [method, operation] : operations.items())
            described.emplace(QString::fromStdString(method).toUpper().toStdString(), path);
    const auto calls = ApiRoutes::all();
    QVERIFY((described == std::set<std::pair<std::string, std::string>>(calls.begin(), calls.end())));
}

void TestHttpCalls::users()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.follow(exampleStory());
    const auto [status, body] = ask(database, "/api/v1/users?chain=sepolia&sort=points&order=desc");
    QCOMPARE(status, 200);
    QVERIFY(body["next_cursor"].is_null());
    QCOMPARE(body["users"].size(), std::size_t(2));
    const Json first = body["users"][0];
    QVERIFY(first["address"] == user(1).hex() && first["status"] == 1);
    QVERIFY(first["balance"] == "100.000000000000000000");
    QVERIFY(first["balance_raw"] == "100000000000000000000");
    // 6.666... up to 16:00, 10 more up to 17:00, 5 and 5 up to 19:00.
    QVERIFY(first["points"] == "26.666666666666666666");
    QVERIFY(first["last_updated_block"] == 3);
    QCOMPARE(ask(database, "/api/v1/users?chain=sepolia&search=" + user(2).hex()).body["users"].size(),
             std::size_t(1));
    QCOMPARE(ask(database, "/api/v1/users?chain=sepolia&status=0").body["users"].size(), std::size_t(0));
    QCOMPARE(ask(database, "/api/v1/users?chain=sepolia&status=1").body["users"].size(), std::size_t(2));
}

void TestHttpCalls::usersOfAllChains()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, {TestChain{"a", 1, 18, {}}, TestChain{"b", 2, 6, {}}});
    database.follow(toldStory("15:00 0>1:100 | 15:00 0>2:300", at(16)), "a");
    Story other;
    other.block(at(15)).transfer(0, 1, raw("100000000")); // 100 tokens of 6 decimals
    other.block(at(16));
    database.follow(other, "b");
    const Json users = ask(database, "/api/v1/users?sort=points").body["users"];
    QCOMPARE(users.size(), std::size_t(2));
    QVERIFY(users[0]["address"] == user(1).hex() && users[0]["points"] == "10.000000000000000000");
    QVERIFY(users[0]["chains"] == Json({"a", "b"}) && users[0]["balance"].is_null());
    QVERIFY(users[1]["points"] == "15.000000000000000000");
    QVERIFY(ask(database, "/api/v1/users").body["users"][0]["address"] == user(1).hex());
    QCOMPARE(
        ask(database, "/api/v1/users?sort=points&search=0x" + user(2).hex().substr(2)).body["users"].size(),
        std::size_t(1));
}

void TestHttpCalls::pagesHoldEveryUserOnce_data()
{
    QTest::addColumn<QString>("query");
    for (const char* query :
         {"chain=sepolia", "chain=sepolia&sort=balance&order=desc", "chain=sepolia&sort=points", "order=desc",
          "order=asc", "sort=points", "sort=points&order=desc"})
        QTest::newRow(query) << query;
}

void TestHttpCalls::pagesHoldEveryUserOnce()
{
    QFETCH_GLOBAL(const Backend, backend);
    QFETCH(const QString, query);
    TestDatabase database(backend);
    Story story;
    story.block(at(14));
    for (std::uint32_t n = 1; n <= 20; ++n)
        story.mint(n, n % 4 + 1);
    story.block(at(15));
    database.follow(story);
    std::vector<std::string> seen;
    for (const Json& each : allRows(database, "/api/v1/users?limit=3&" + query.toStdString(), "users"))
        seen.push_back(each["address"]);
    QCOMPARE(seen.size(), std::size_t(20));
    QCOMPARE(std::set<std::string>(seen.begin(), seen.end()).size(), std::size_t(20));
}

void TestHttpCalls::oneUser()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.follow(exampleStory());
    const auto [status, body] = ask(database, pathOf(1, "?chain=sepolia"));
    QCOMPARE(status, 200);
    QVERIFY(body == ask(database, "/api/v1/users?chain=sepolia").body["users"][0]);
    const Json sum = ask(database, pathOf(1)).body;
    QVERIFY(sum["points"] == body["points"] && sum["chains"] == Json({"sepolia"}));
    std::string shouted = user(1).hex();
    std::ranges::transform(shouted.begin() + 2, shouted.end(), shouted.begin() + 2, ::toupper);
    QCOMPARE(ask(database, "/api/v1/users/" + shouted).status, 200);
}

void TestHttpCalls::changes()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, {TestChain{"a", 1, 18, {}}, TestChain{"b", 2, 18, {}}});
    database.follow(toldStory("15:10 0>1:100 | 15:30 1>1:20 1>2:30", at(16)), "a");
    database.follow(toldStory("15:10 0>1:7", at(16)), "b");
    const Json all = ask(database, pathOf(1, "/changes")).body;
    QVERIFY(all["next_cursor"].is_null());
    std::vector<std::string> told;
    for (const Json& row : all["changes"])
        told.push_back(row["chain"].get<std::string>() + " " + row["change_type"].get<std::string>() + " " +
                       row["balance_after"].get<std::string>().substr(0, 3));
    QCOMPARE(told, (std::vector<std::string>{"a mint 100", "a transfer_out 80.", "a transfer_in 100",
                                             "a transfer_out 70.", "b mint 7.0"}));
    QVERIFY(all["changes"][0]["block_time"] == at(15, 10).value());
    QVERIFY(allRows(database, pathOf(1, "/changes?limit=1"), "changes") == all["changes"]);
    QCOMPARE(ask(database, pathOf(1, "/changes?chain=b")).body["changes"].size(), std::size_t(1));
}

void TestHttpCalls::pointsChanges()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.follow(exampleStory(), "sepolia", 1);
    const Json rows = ask(database, pathOf(1, "/points-changes")).body["points_changes"];
    QVERIFY(rows.size() >= 2);
    QVERIFY(rows[0]["status"] == 1 && rows[0]["chain"] == "sepolia");
    for (std::size_t i = 1; i < rows.size(); ++i)
        QVERIFY(rows[i]["from_block_time"] == rows[i - 1]["to_block_time"]);
    QVERIFY(allRows(database, pathOf(1, "/points-changes?limit=1"), "points_changes") == rows);
}

void TestHttpCalls::aStatementAddsUp()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, {TestChain{}},
                          {{UnixTime(0), *parseRate("0.05")}, {at(17, 30), *parseRate("1.5")}});
    database.follow(exampleStory());
    const auto [status, body] = ask(database, pathOf(1, "/statement?chain=sepolia"));
    QCOMPARE(status, 200);
    mpz_class sum;
    std::int64_t end = at(15, 10).value();
    for (const Json& segment : body["segments"]) {
        QVERIFY(segment["from"] == end);
        end = segment["to"].get<std::int64_t>();
        // As the formula says it, with what is written and nothing else.
        mpz_class raw(segment["balance_raw"].get<std::string>());
        raw *= parseRate(segment["rate"].get<std::string>()).value();
        raw *= static_cast<unsigned long>(end - segment["from"].get<std::int64_t>());
        QVERIFY(segment["points_raw"] == raw.get_str());
        sum += raw;
        QVERIFY(segment["total_points_raw"] == sum.get_str());
    }
    QCOMPARE(body["segments"].size(), std::size_t(4));
    QCOMPARE(end, at(19).value());
    QVERIFY(body["points_raw"] == sum.get_str());
    QVERIFY(body["points_raw"] == ask(database, pathOf(1, "?chain=sepolia")).body["points_raw"]);
}

void TestHttpCalls::aStatementInPages()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    Dice dice(7);
    database.follow(randomStory(dice, at(10), 12, 4));
    const Json whole = ask(database, pathOf(1, "/statement?chain=sepolia&limit=10000")).body;
    QVERIFY(whole["next_cursor"].is_null() && whole["segments"].size() > 3);
    const Json paged = allRows(database, pathOf(1, "/statement?chain=sepolia&limit=2"), "segments");
    QVERIFY(paged == whole["segments"]);
    QVERIFY(paged.back()["total_points_raw"] == whole["points_raw"]);
}

void TestHttpCalls::pointsAtABoundary()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.follow(exampleStory());
    const auto [status, body] = ask(database, pathOf(1, "/points?at=2025-01-01T16:00:00Z"));
    QCOMPARE(status, 200);
    QVERIFY(body["points"] == "6.666666666666666666" && body["chains"][0]["chain"] == "sepolia");
    QVERIFY(ask(database, pathOf(1, "/points?chain=sepolia&at=") + std::to_string(at(17).value()))
                .body["points"] == "16.666666666666666666");
    for (const UnixTime time : {at(20), at(16, 1), at(3)}) {
        const auto [refused, error] = ask(database, pathOf(1, "/points?at=") + std::to_string(time.value()));
        QCOMPARE(refused, 409);
        QVERIFY(isError(error, "conflict"));
    }
}

void TestHttpCalls::failuresAndTheirRetry()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.follow(toldStory("15:10 0>1:100 | 15:20 0>2:5", at(16)), "sepolia", 0, false);
    database.spoil("UPDATE user_balance_change SET balance_after = '1' WHERE block_height = 1");
    database.settle();
    const auto [status, body] = ask(database, "/api/v1/failures");
    QCOMPARE(status, 200);
    QCOMPARE(body["failures"].size(), std::size_t(1));
    const Json failure = body["failures"][0];
    QVERIFY(failure["user_address"] == user(1).hex() && failure["status"] == "open");
    QCOMPARE(ask(database, "/api/v1/failures?status=resolved").body["failures"].size(), std::size_t(0));

    const std::string id = std::to_string(failure["id"].get<int>());
    for (const auto& [target, sent] :
         {std::pair<std::string, std::string>{"/api/v1/failures/" + id + "/retry", ""},
          {"/api/v1/failures/retry", ""},
          {"/api/v1/failures/retry", "{}"},
          {"/api/v1/failures/retry", R"({"chain":"sepolia"})"},
          {"/api/v1/failures/retry", R"({"ids":[)" + id + "]}"}}) {
        const auto [accepted, answer] = ask(database, target, "POST", sent);
        QCOMPARE(accepted, 202);
        const Json action =
            ask(database, "/api/v1/actions/" + std::to_string(answer["action_id"].get<int>())).body;
        QVERIFY(action["kind"] == "retry" && action["waiting"] == 1 && action["finished"] == false);
        QVERIFY(action["items"][0]["failure_id"] == failure["id"]);
    }
}

void TestHttpCalls::aUsersStatus()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.follow(exampleStory());
    const std::string path = pathOf(1, "/status");
    QCOMPARE(ask(database, path, "PUT", R"({"status":0,"effective_at":0})").status, 409);
    QCOMPARE(ask(database, path, "PUT", R"({"status":0,"reason":"left"})").status, 202);
    QCOMPARE(text(database.value("SELECT kind FROM operator_action")), QStringLiteral("disable"));
    QVERIFY(text(database.value("SELECT details FROM operator_action")).contains(QStringLiteral("left")));
    QCOMPARE(ask(database, path, "PUT", R"({"status":1})").status, 202);
}

void TestHttpCalls::pauseAndResume()
{
    QFETCH_GLOBAL(const Backend, backend);
    const TestDatabase database(backend);
    for (const char* kind : {"pause", "resume"}) {
        const ApiResponse response =
            routesOf(database).answer(requestFor("POST", std::string("/api/v1/chains/sepolia/") + kind));
        QCOMPARE(response.status, 202);
        QVERIFY(ask(database, response.location).body["kind"] == kind);
        QCOMPARE(ask(database, std::string("/api/v1/chains/nowhere/") + kind, "POST").status, 404);
    }
}

void TestHttpCalls::wrongRequests_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("body");
    QTest::addColumn<int>("status");
    const auto row = [](const char* method, const std::string& target, const char* body, int status) {
        QTest::newRow((method + (" " + target) + " " + body).c_str())
            << method << QString::fromStdString(target) << body << status;
    };
    for (const char* query : {"limit=0", "limit=10001", "limit=x", "limit=-1", "limit=99999999999999999999",
                              "chian=sepolia", "chain=sepolia&chain=sepolia", "sort=size", "order=up",
                              "status=2", "sort=balance", "cursor=x", "cursor=!!", "cursor=MDAwMDAwMDB4"})
        row("GET", std::string("/api/v1/users?") + query, "", 400);
    for (const std::string below :
         {"/changes", "/points-changes", "/points?at=0", "/statement?chain=sepolia", ""}) {
        row("GET", "/api/v1/users/0x12" + below, "", 400);
        row("GET", "/api/v1/users/0x" + std::string(40, 'g') + below, "", 400);
        row("GET", pathOf(9, below), "", 404);
        row("GET", pathOf(1, below) + (below.find('?') == std::string::npos ? "?" : "&") + "x=1", "", 400);
    }
    for (const char* below : {"?chain=nowhere", "/changes?chain=nowhere", "/points-changes?chain=nowhere",
                              "/points?at=0&chain=nowhere", "/statement?chain=nowhere"})
        row("GET", pathOf(1, below), "", 404);
    row("GET", pathOf(1, "/statement"), "", 400);
    row("GET", pathOf(1, "/points"), "", 400);
    row("GET", pathOf(1, "/points?at=noon"), "", 400);
    row("GET", pathOf(1, "/points?at=-1"), "", 400);
    row("GET", "/api/v1/users?chain=nowhere", "", 404);
    row("GET", "/api/v1/chains?x=1", "", 400);
    row("GET", "/api/v1/chains/sepolia?x=1", "", 400);
    row("GET", "/api/v1/chains/nowhere", "", 404);
    row("GET", "/api/v1/failures?status=closed", "", 400);
    row("GET", "/api/v1/failures?chain=nowhere", "", 404);
    row("GET", "/api/v1/actions/x", "", 400);
    row("GET", "/api/v1/actions/0", "", 400);
    row("GET", "/api/v1/actions/77", "", 404);
    row("POST", "/api/v1/failures/x/retry", "", 400);
    row("POST", "/api/v1/failures/-1/retry", "", 400);
    row("POST", "/api/v1/failures/77/retry", "", 404);
    row("POST", "/api/v1/chains/sepolia/pause?now=1", "", 400);
    for (const char* body : {"[]", "{", "null", "7", R"({"chain":7})", R"({"ids":[]})", R"({"ids":["1"]})",
                             R"({"ids":1})", R"({"id":[1]})", R"({"ids":[1.5]})", "\xff"})
        row("POST", "/api/v1/failures/retry", body, 400);
    for (const char* body : {"", "{}", R"({"status":2})", R"({"status":0,"effective_at":-1})"})
        row("PUT", pathOf(1, "/status"), body, 400);
    row("PUT", pathOf(77, "/status"), R"({"status":0})", 404);
    row("POST", "/api/v1/failures/retry", R"({"chain":"nowhere"})", 404);
    row("POST", "/api/v1/failures/retry", R"({"ids":[77]})", 404);
}

void TestHttpCalls::wrongRequests()
{
    QFETCH_GLOBAL(const Backend, backend);
    QFETCH(const QString, method);
    QFETCH(const QString, target);
    QFETCH(const QString, body);
    QFETCH(const int, status);
    TestDatabase database(backend);
    database.follow(exampleStory());
    const Answer answer =
        ask(database, target.toStdString(), method.toStdString(), body.toLatin1().toStdString());
    QCOMPARE(answer.status, status);
    QVERIFY(isError(answer.body, status == 400 ? "bad_request" : "not_found"));
    // Nothing that was refused leaves anything behind.
    QCOMPARE(text(database.value("SELECT COUNT(*) FROM operator_action")), QStringLiteral("0"));
}

void TestHttpCalls::cursorsBelongToTheirQuestion()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.follow(exampleStory());
    const std::string cursor =
        "&cursor=" +
        ask(database, "/api/v1/users?chain=sepolia&limit=1").body["next_cursor"].get<std::string>();
    QCOMPARE(ask(database, "/api/v1/users?chain=sepolia&limit=7" + cursor).status, 200);
    for (const char* other : {"/api/v1/users?chain=sepolia&sort=points", "/api/v1/users?order=asc",
                              "/api/v1/users?chain=sepolia&search=0x1", "/api/v1/failures?chain=sepolia"})
        QCOMPARE(ask(database, other + cursor).status, 400);
}

CP_REGISTER_TEST(TestHttpCalls);
#include "tst_httpcalls.moc"
