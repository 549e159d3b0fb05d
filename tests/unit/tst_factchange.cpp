// Dated facts that come late: a user's status, rates, exclusions. What was settled is worked out anew, and
// every change explained.
#include "core/access/actionrequests.h"
#include "core/audit/auditor.h"
#include "core/engine/actionrunner.h"
#include "core/storage/pointsrewind.h"
#include "tests/support/storedfacts.h"
#include "tests/support/testdoor.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace chainpoints;

namespace {

ActionRequest statusOf(std::uint32_t n, bool enable, UnixTime from, bool recalculate)
{
    ActionRequest request{enable ? ActionKind::Enable : ActionKind::Disable, {}};
    request.details.user = user(n).hex();
    request.details.from = from;
    request.details.recalculate = recalculate;
    request.details.reason = "because";
    return request;
}

ActionRequest ratesOf(std::vector<RateChange> rates, std::map<std::string, std::vector<Address>> exclude = {})
{
    ActionRequest request{ActionKind::Recalculate, {}};
    request.details.rates = std::move(rates);
    request.details.exclude = std::move(exclude);
    return request;
}

ActionView execute(TestDatabase& database, const ActionRequest& request,
                   const std::vector<std::string>& chains)
{
    const auto door = doorOf(database);
    const auto id = door->request(request);
    if (!id) {
        QTest::qFail(qPrintable(failure(id)), __FILE__, __LINE__);
        return {};
    }
    for (const std::string& chain : chains) {
        const auto executed = ActionRunner(database.connection(), chain).run(10);
        if (!executed)
            QTest::qFail(qPrintable(failure(executed)), __FILE__, __LINE__);
    }
    return *door->action(*id);
}

QString audited(TestDatabase& database)
{
    const auto report = audit(database.connection(), {});
    return !report ? failure(report) : report->ok() ? QStringLiteral("right") : text(toJson(*report));
}

/// A day of random events among five users.
Story aDay(std::uint32_t seed)
{
    Dice dice(seed);
    return randomStory(dice, at(14, 20), 24, 5);
}

/// What would be stored if the facts had been there from the beginning.
std::string withFactsFromTheBeginning(const Story& story, const std::vector<RateChange>& rates,
                                      const std::vector<std::string>& statements,
                                      const std::vector<Address>& exclude = {})
{
    TestDatabase database(Backend::Sqlite, {{.exclude = exclude}}, rates);
    database.follow(story, "sepolia", 0, false);
    for (const std::string& statement : statements)
        database.spoil(statement);
    database.settle();
    return pointsLines(database.connection()) + spanLines(database.connection());
}

std::string disabledFrom(std::uint32_t n, UnixTime from, int status = 0)
{
    return "INSERT INTO user_status (user_id, effective_at, status) SELECT id, " +
           std::to_string(from.value()) + ", " + std::to_string(status) +
           " FROM user WHERE user_address = '" + user(n).hex() + "'";
}

const std::vector<RateChange> kDefault{{UnixTime(0), *parseRate("0.05")}};

} // namespace

class TestFactChange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }

    void aRewoundUserIsAsIfNeverSettledFurther();
    void lateStatusEqualsEarlyStatus();
    void settledTimeIsOnlyChangedOnRequest();
    void aChangeAheadRestatesNothing();
    void everyChainOfTheUser();
    void thePreviewIsWhatThenHappens();
    void thePreviewOfAnotherDecisionForTheSameTime();
    void otherRatesForSettledTime();
    void recalculationsThatWaitTogether();
    void chainsThatComeLateToARecalculation();
    void exclusionsForSettledTime();
    void whoAsksAndWhyIsKept();
    void aDecisionBeforeAnotherTellsWhereThatBegins();
};

void TestFactChange::aRewoundUserIsAsIfNeverSettledFurther()
{
    QFETCH_GLOBAL(Backend, backend);
    for (std::uint32_t seed = 1; seed <= 5; ++seed) {
        const Story story = aDay(seed);
        TestDatabase database(backend);
        database.follow(story);
        for (const UnixTime boundary : {at(37), at(29), at(21), at(16)}) {
            auto rewind = PointsRewind::on(database.connection(), database.chain());
            QVERIFY(rewind);
            TestDatabase fresh(backend);
            fresh.follow(story, "sepolia", 0, false);
            for (std::uint32_t n = 1; n <= 5; ++n) {
                const std::string id = idOf(database, n);
                if (id == "(no row)")
                    continue;
                QVERIFY(rewind->rewind(UserId(std::stoll(id)), user(n).hex(), boundary));
                QVERIFY(pointsOf(fresh).settleUser(UserId(std::stoll(idOf(fresh, n))), boundary));
            }
            QCOMPARE(text(pointsLines(database.connection()) + spanLines(database.connection())),
                     text(pointsLines(fresh.connection()) + spanLines(fresh.connection())));
        }
    }
}

void TestFactChange::lateStatusEqualsEarlyStatus()
{
    QFETCH_GLOBAL(Backend, backend);
    for (std::uint32_t seed = 1; seed <= 8; ++seed) {
        const Story story = aDay(seed);
        TestDatabase database(backend);
        database.follow(story, "sepolia", 3);
        const UnixTime off = at(15) + std::int64_t(seed) * 4111;
        const UnixTime on = off + 20'000 + std::int64_t(seed) * 777;
        // The later one first.
        QVERIFY(execute(database, statusOf(2, true, on, true), {"sepolia"}).done == 1);
        QVERIFY(execute(database, statusOf(2, false, off, true), {"sepolia"}).done == 1);
        QCOMPARE(
            text(pointsLines(database.connection()) + spanLines(database.connection())),
            text(withFactsFromTheBeginning(story, kDefault, {disabledFrom(2, off), disabledFrom(2, on, 1)})));
        QCOMPARE(audited(database), QStringLiteral("right"));
        QCOMPARE(text(database.value("SELECT status FROM user WHERE id = " + idOf(database, 2))),
                 QStringLiteral("1"));
    }
}

void TestFactChange::settledTimeIsOnlyChangedOnRequest()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase database(backend);
    database.follow(toldStory("14:10 0>1:100", at(16, 30)));
    const std::string before = everything(database.connection());
    const auto door = doorOf(database);
    const auto refused = door->request(statusOf(1, false, at(15, 59), false));
    QVERIFY(!refused && refused.error().code == ErrorCode::Refused);
    QVERIFY2(refused.error().message.find("2025-01-01T16:00:00Z") != std::string::npos,
             refused.error().message.c_str());
    QVERIFY(door->request(statusOf(7, false, at(17), false)).error().code == ErrorCode::NotFound);
    ActionRequest unreadable = statusOf(1, false, at(17), false);
    unreadable.details.user = "0x12";
    QVERIFY(door->request(unreadable).error().code == ErrorCode::BadInput);
    QCOMPARE(text(everything(database.connection())), text(before));

    // What was ahead when it was asked, but is settled when it is executed, is refused too.
    QVERIFY(door->request(statusOf(1, false, at(16, 10), false)));
    Story later(3);
    later.block(at(16, 40)).block(at(18));
    database.follow(later);
    QCOMPARE(*ActionRunner(database.connection(), "sepolia").run(5), 1);
    QCOMPARE(text(database.value("SELECT state FROM operator_action_item")), QStringLiteral("failed"));
    QCOMPARE(text(database.value("SELECT COUNT(*) FROM user_status")), QStringLiteral("0"));
}

void TestFactChange::aChangeAheadRestatesNothing()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase database(backend);
    database.follow(toldStory("14:10 0>1:100", at(16, 30)));
    QVERIFY(execute(database, statusOf(1, false, at(16, 30), false), {"sepolia"}).done == 1);
    Story later(3);
    later.block(at(16, 45)).block(at(20));
    database.follow(later);
    // 14:10 to 16:30 is 2 1/3 hours of 5 points.
    QCOMPARE(text(standing(database, 1)), QStringLiteral("20|35/3|0"));
    QCOMPARE(text(database.value("SELECT COUNT(*) FROM points_restatement")), QStringLiteral("0"));
    QCOMPARE(text(database.value("SELECT status FROM user")), QStringLiteral("0"));
    QCOMPARE(audited(database), QStringLiteral("right"));
}

void TestFactChange::everyChainOfTheUser()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase database(backend, {{.name = "a"}, {.name = "b"}, {.name = "c"}});
    database.follow(toldStory("14:10 0>1:100 0>2:7", at(16, 30)), "a");
    database.follow(toldStory("14:40 0>1:30", at(18, 30)), "b");
    database.follow(toldStory("14:40 0>2:30", at(18, 30)), "c");
    const ActionView action = execute(database, statusOf(1, false, at(15, 30), true), {"b", "a", "c"});
    QCOMPARE(action.done, std::int64_t(2));
    QCOMPARE(text(database.value("SELECT COUNT(*) FROM user_status")), QStringLiteral("1"));
    QCOMPARE(
        text(lines(
            database.connection(),
            "SELECT c.name, r.settled_after - r.settled_before FROM points_restatement r JOIN chain c ON "
            "c.id = r.chain_id ORDER BY c.name",
            2)),
        QStringLiteral("a|0\nb|0\n"));
    QCOMPARE(audited(database), QStringLiteral("right"));
}

void TestFactChange::thePreviewIsWhatThenHappens()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase database(backend);
    database.follow(toldStory("14:10 0>1:100 0>2:40", at(16, 30)));
    const std::string before = everything(database.connection());
    const ActionRequest request = statusOf(1, false, at(15, 30), true);
    const auto preview = previewRequest(database.connection(), request);
    QVERIFY2(preview, qPrintable(failure(preview)));
    QCOMPARE(preview->size(), std::size_t(1));
    QCOMPARE(text(preview->front().before), QStringLiteral("9.166666666666666666"));
    QCOMPARE(text(preview->front().after), QStringLiteral("6.666666666666666666"));
    QCOMPARE(text(preview->front().difference), QStringLiteral("-2.500000000000000000"));
    QVERIFY(preview->front().settled == at(16));
    QCOMPARE(text(everything(database.connection())), text(before));
    QCOMPARE(text(database.value("SELECT COUNT(*) FROM points_restatement")), QStringLiteral("0"));

    QVERIFY(execute(database, request, {"sepolia"}).done == 1);
    QCOMPARE(text(standing(database, 1)), QStringLiteral("16|20/3|0"));
    QCOMPARE(text(standing(database, 2)), QStringLiteral("16|11/3|0"));
}

void TestFactChange::thePreviewOfAnotherDecisionForTheSameTime()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase database(backend);
    database.follow(toldStory("14:10 0>1:100", at(16, 30)));
    const std::string asItWas = standing(database, 1);
    QVERIFY(execute(database, statusOf(1, false, at(15, 30), true), {"sepolia"}).done == 1);
    QVERIFY(standing(database, 1) != asItWas);
    const std::string before = everything(database.connection());
    const ActionRequest request = statusOf(1, true, at(15, 30), true);
    const auto preview = previewRequest(database.connection(), request);
    QVERIFY2(preview, qPrintable(failure(preview)));
    QCOMPARE(preview->size(), std::size_t(1));
    QCOMPARE(text(preview->front().difference), QStringLiteral("2.500000000000000000"));
    QCOMPARE(text(everything(database.connection())), text(before));
    QVERIFY(execute(database, request, {"sepolia"}).done == 1);
    QCOMPARE(text(standing(database, 1)), text(asItWas));
}

void TestFactChange::otherRatesForSettledTime()
{
    QFETCH_GLOBAL(Backend, backend);
    for (std::uint32_t seed = 1; seed <= 4; ++seed) {
        const Story story = aDay(seed);
        TestDatabase database(backend);
        database.follow(story, "sepolia", 5);
        const std::vector<RateChange> rates{{UnixTime(0), *parseRate("0.05")},
                                            {at(20, 17), *parseRate("0.123456789")},
                                            {at(25), *parseRate("0")},
                                            {at(30, 0, 1), *parseRate("1.5")}};
        const ActionView action = execute(database, ratesOf(rates), {"sepolia"});
        QCOMPARE(action.done, std::int64_t(1));
        QCOMPARE(text(pointsLines(database.connection()) + spanLines(database.connection())),
                 text(withFactsFromTheBeginning(story, rates, {})));
        QCOMPARE(audited(database), QStringLiteral("right"));
        // Once more changes nothing.
        const std::string restated = database.value("SELECT COUNT(*) FROM points_restatement");
        QVERIFY(execute(database, ratesOf(rates), {"sepolia"}).done == 1);
        QCOMPARE(text(database.value("SELECT COUNT(*) FROM points_restatement")), text(restated));
    }
}

void TestFactChange::recalculationsThatWaitTogether()
{
    QFETCH_GLOBAL(Backend, backend);
    const Story story = aDay(2);
    TestDatabase database(backend);
    database.follow(story);
    const std::string before = pointsLines(database.connection()) + spanLines(database.connection());
    const auto door = doorOf(database);
    // There and back again, both asked before either is carried out.
    QVERIFY(door->request(ratesOf({{UnixTime(0), *parseRate("0.05")}, {at(20), *parseRate("0.2")}})));
    QVERIFY(door->request(ratesOf(kDefault)));
    QCOMPARE(*ActionRunner(database.connection(), "sepolia").run(10), 2);
    QCOMPARE(text(pointsLines(database.connection()) + spanLines(database.connection())), text(before));
    QCOMPARE(text(database.value("SELECT COUNT(*) FROM points_rate")), QStringLiteral("1"));
    QCOMPARE(audited(database), QStringLiteral("right"));
}

void TestFactChange::chainsThatComeLateToARecalculation()
{
    QFETCH_GLOBAL(Backend, backend);
    const std::vector<RateChange> first{{UnixTime(0), *parseRate("0.05")}, {at(16), *parseRate("0.3")}};
    const std::vector<RateChange> second{{UnixTime(0), *parseRate("0.05")}, {at(20), *parseRate("0.7")}};
    const Story ofA = aDay(5);
    const Story ofB = aDay(6);
    // The orders in which the parts of two recalculations on two chains may come, each chain's own in turn.
    for (const std::vector<std::string>& order :
         {std::vector<std::string>{"a", "a", "b", "b"}, {"a", "b", "b", "a"}, {"a", "b", "a", "b"}}) {
        TestDatabase database(backend, {{.name = "a"}, {.name = "b"}});
        database.follow(ofA, "a");
        database.follow(ofB, "b");
        const auto door = doorOf(database);
        const auto last = [&] { return door->request(ratesOf(second)); };
        QVERIFY(door->request(ratesOf(first)) && last());
        for (const std::string& chain : order)
            QCOMPARE(*ActionRunner(database.connection(), chain).run(1), 1);
        QCOMPARE(text(lines(database.connection(),
                            "SELECT effective_from, per_hour FROM points_rate ORDER BY effective_from", 2)),
                 text("0|0.05\n" + std::to_string(at(20).value()) + "|0.7\n"));
        QCOMPARE(audited(database), QStringLiteral("right"));
        // Asked once more, it finds nothing to change.
        const std::string restated = database.value("SELECT COUNT(*) FROM points_restatement");
        QVERIFY(execute(database, ratesOf(second), {"a", "b"}).done == 2);
        QCOMPARE(text(database.value("SELECT COUNT(*) FROM points_restatement")), text(restated));
    }
}

void TestFactChange::exclusionsForSettledTime()
{
    QFETCH_GLOBAL(Backend, backend);
    const Story story = aDay(3);
    TestDatabase database(backend, {{.exclude = {user(2)}}});
    database.follow(story);
    QVERIFY(execute(database, ratesOf(kDefault, {{"sepolia", {user(1), user(99)}}}), {"sepolia"}).done == 1);
    QCOMPARE(text(pointsLines(database.connection()) + spanLines(database.connection())),
             text(withFactsFromTheBeginning(story, kDefault, {}, {user(1), user(99)})));
    QCOMPARE(audited(database), QStringLiteral("right"));
    QCOMPARE(text(lines(database.connection(),
                        "SELECT user_address FROM points_restatement ORDER BY user_address", 1)),
             text(user(1).hex() + "\n" + user(2).hex() + "\n"));
}

void TestFactChange::whoAsksAndWhyIsKept()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase database(backend);
    database.follow(toldStory("14:10 0>1:100", at(16, 30)));
    const ActionView action = execute(database, statusOf(1, false, at(15, 30), true), {"sepolia"});
    QCOMPARE(
        text(lines(
            database.connection(),
            "SELECT reason, requested_by, action_id, settled_before, settled_after FROM points_restatement",
            5)),
        text("recalculation|tester@host|" + std::to_string(action.id.value()) + "|" +
             std::to_string(at(16).value()) + "|" + std::to_string(at(16).value()) + "\n"));
    QVERIFY(database.value("SELECT details FROM operator_action").find("\"reason\":\"because\"") !=
            std::string::npos);
    QCOMPARE(text(action.items.front().sentence),
             QStringLiteral("disabled from 2025-01-01T15:30:00Z on; settled points of 1 user restated"));
}

void TestFactChange::aDecisionBeforeAnotherTellsWhereThatBegins()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase database(backend);
    database.follow(toldStory("14:10 0>1:100", at(16, 30)));
    const ActionView enabled = execute(database, statusOf(1, true, at(18), false), {"sepolia"});
    QCOMPARE(text(enabled.items.front().sentence),
             QStringLiteral("enabled from 2025-01-01T18:00:00Z on; no settled points changed"));
    const ActionView disabled = execute(database, statusOf(1, false, at(17), false), {"sepolia"});
    QCOMPARE(
        text(disabled.items.front().sentence),
        QStringLiteral("disabled from 2025-01-01T17:00:00Z to 2025-01-01T18:00:00Z, where a later decision "
                       "begins; no settled points changed"));
}

CP_REGISTER_TEST(TestFactChange);
#include "tst_factchange.moc"
