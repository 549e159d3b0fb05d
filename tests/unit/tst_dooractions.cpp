// Failures, and what operators ask for: from the request to its result.
#include "core/engine/actionrunner.h"
#include "core/storage/doubtstore.h"
#include "core/storage/incidentstore.h"
#include "core/storage/sql/repeated.h"
#include "tests/support/testdoor.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace chainpoints;

class TestDoorActions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }

    void failuresPageOldestFirst();
    void aRetryThatStillFailsSaysWhy();
    void aRetryAfterTheRepairSettlesTheWholeSpan();
    void aRetryOfWhatIsResolvedIsSkipped();
    void allOpenFailuresOfOneChain();
    void theListIsFixedWhenItIsAsked();
    void aFailureThatIsNone();
    void nothingToRetry();
    void aPausedOrHaltedChainRetriesNothing();
    void aChainInDoubtRetriesNothing();
    void aPartThatNobodyUnderstandsFails();
    void aFailureThatIsResolvedStaysAsHistory();
    void theRestOfARetryIsCancelled();
    void whatBelongsTogetherIsNotCancelledByHalves();
    void aPartThatIsCancelledWhileItIsDone();
    void pauseAndResume();
    void everyActionIsARowThatPeopleCanRead();
    void anActionThatIsNone();
    void actionsPageNewestFirst();
};

namespace {

/// Users 1 to `users` hold 100 from 14:10 on; all are settled up to 15:00.
Story firstHour(std::uint32_t users)
{
    Story story;
    story.block(at(14, 10));
    for (std::uint32_t n = 1; n <= users; ++n)
        story.mint(n, 100);
    story.block(at(15));
    return story;
}

constexpr const char* kBreak =
    "UPDATE user_balance_change SET balance_after = '1' WHERE block_height = 3 AND user_id = ";
constexpr const char* kMend = "UPDATE user_balance_change SET balance_after = '200000000000000000000' WHERE "
                              "block_height = 3 AND user_id = ";

/// Two rows of each user; those of the first `broken` users are broken behind 15:00.
void prepare(TestDatabase& database, std::uint32_t users, std::uint32_t broken,
             const std::string& chain = "sepolia")
{
    database.follow(firstHour(users), chain);
    Story story(3);
    story.block(at(15, 30));
    for (std::uint32_t n = 1; n <= users; ++n)
        story.mint(n, 100);
    story.block(at(16));
    database.follow(story, chain, 0, false);
    const std::string id = std::to_string(database.chain(chain).id.value());
    for (std::uint32_t n = 1; n <= broken; ++n)
        database.spoil(kBreak + std::to_string(n) + " AND chain_id = " + id);
    database.settle(chain);
}

std::vector<FailureView> openFailures(TestDatabase& database, std::optional<std::string> chain = {})
{
    FailureQuery query;
    query.chain = std::move(chain);
    auto page = doorOf(database)->failures(query);
    if (!page)
        qFatal("%s", page.error().message.c_str());
    return page->failures;
}

ActionView ask(TestDatabase& database, const ActionRequest& request, bool run = true)
{
    const auto door = doorOf(database);
    auto id = door->request(request);
    if (!id)
        qFatal("%s", id.error().message.c_str());
    if (run)
        for (const std::string& chain : {std::string("sepolia"), std::string("b")})
            (void)ActionRunner(database.connection(), chain).run(1000);
    auto action = door->action(*id);
    if (!action)
        qFatal("%s", action.error().message.c_str());
    return *action;
}

QString points(TestDatabase& database, std::uint32_t n)
{
    return text(database.value(
        "SELECT points FROM user_points p JOIN user u ON u.id = p.user_id WHERE u.user_address = '" +
        user(n).hex() + "'"));
}

} // namespace

void TestDoorActions::failuresPageOldestFirst()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    prepare(database, 30, 25);
    const auto door = doorOf(database);
    FailureQuery query;
    query.limit = 10;
    std::vector<FailureView> failures;
    do {
        auto page = door->failures(query);
        QVERIFY2(page, qPrintable(failure(page)));
        failures.insert(failures.end(), page->failures.begin(), page->failures.end());
        query.cursor = page->next;
    } while (!query.cursor.empty());
    QCOMPARE(failures.size(), std::size_t(25));
    QVERIFY(std::ranges::is_sorted(failures, {}, &FailureView::id));
    const FailureView& first = failures.front();
    QVERIFY(first.open && first.from == at(15) && first.to == at(16) && first.attempts == 1);
    QCOMPARE(text(first.chain), QStringLiteral("sepolia"));
    QCOMPARE(text(first.address), text(user(1).hex()));
    QCOMPARE(text(first.code), QStringLiteral("balance_chain"));
    QVERIFY2(text(first.reason).contains(QStringLiteral("block 3")), first.reason.c_str());
    query.cursor = "nonsense";
    QVERIFY(door->failures(query).error().code == ErrorCode::BadInput);
}

void TestDoorActions::aRetryThatStillFailsSaysWhy()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    prepare(database, 2, 1);
    const auto failures = openFailures(database);
    QCOMPARE(failures.size(), std::size_t(1));
    const ActionView action = ask(database, {ActionKind::Retry, {}, {failures.front().id}});
    QVERIFY(action.finished() && action.failed == 1 && action.parts() == 1);
    QCOMPARE(action.items.size(), std::size_t(1));
    QVERIFY(action.items.front().failure == failures.front().id &&
            action.items.front().state == ActionState::Failed);
    QVERIFY2(text(action.items.front().sentence).startsWith(QStringLiteral("balance_chain: ")),
             action.items.front().sentence.c_str());
    const auto after = openFailures(database);
    QVERIFY(after.size() == 1 && after.front().id == failures.front().id && after.front().attempts == 2);
}

void TestDoorActions::aRetryAfterTheRepairSettlesTheWholeSpan()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    prepare(database, 2, 1);
    // Two more hours pass with the failure open.
    Story later(5);
    later.block(at(16));
    later.block(at(18));
    database.follow(later);
    const auto failures = openFailures(database);
    QCOMPARE(failures.size(), std::size_t(1));
    QCOMPARE(database.spoil(std::string(kMend) + "1"), 1);
    const ActionView action = ask(database, {ActionKind::Retry, {}, {failures.front().id}});
    QVERIFY(action.finished() && action.done == 1);
    QVERIFY(openFailures(database).empty());
    // 50 minutes at 100, 30 minutes more, then 150 minutes at 200: the same as the user who never failed.
    QCOMPARE(points(database, 1), points(database, 2));
    QCOMPARE(points(database, 1), QStringLiteral("31.666666666666666666"));
    FailureQuery query;
    query.filter = FailureFilter::Resolved;
    const auto resolved = doorOf(database)->failures(query);
    QVERIFY(resolved && resolved->failures.size() == 1 && !resolved->failures.front().open &&
            resolved->failures.front().id == failures.front().id);
}

void TestDoorActions::aRetryOfWhatIsResolvedIsSkipped()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    prepare(database, 1, 1);
    const FailureId id = openFailures(database).front().id;
    database.spoil(std::string(kMend) + "1");
    QCOMPARE(ask(database, {ActionKind::Retry, {}, {id, id}}).done, 1);
    const QString once = points(database, 1);
    const ActionView again = ask(database, {ActionKind::Retry, {}, {id}});
    QVERIFY(again.finished() && again.skipped == 1);
    QCOMPARE(points(database, 1), once);
}

void TestDoorActions::allOpenFailuresOfOneChain()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, {TestChain{"sepolia", 1, 18, {}}, TestChain{"b", 2, 18, {}}});
    prepare(database, 5, 3);
    prepare(database, 5, 2, "b");
    database.spoil(std::string(kMend) + "1");
    database.spoil(std::string(kMend) + "2");
    const ActionView one = ask(database, {ActionKind::Retry, "b", {}});
    QVERIFY(one.finished() && one.parts() == 2 && one.done == 2);
    const ActionView all = ask(database, {ActionKind::Retry, {}, {}});
    QVERIFY(all.finished() && all.parts() == 3 && all.done == 2 && all.failed == 1);
    QVERIFY(openFailures(database, "b").empty() && openFailures(database, "sepolia").size() == 1);
}

void TestDoorActions::theListIsFixedWhenItIsAsked()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    prepare(database, 3, 2);
    const ActionView asked = ask(database, {ActionKind::Retry, {}, {}}, false);
    QVERIFY(!asked.finished() && asked.waiting == 2);
    // What still fails is not walked over again by the same action.
    QCOMPARE(*ActionRunner(database.connection(), "sepolia").run(1000), 2);
    QCOMPARE(*ActionRunner(database.connection(), "sepolia").run(1000), 0);
}

void TestDoorActions::aFailureThatIsNone()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    prepare(database, 2, 1);
    const auto door = doorOf(database);
    const FailureId id = openFailures(database).front().id;
    const auto refused = door->request({ActionKind::Retry, {}, {id, FailureId(4711)}});
    QVERIFY(!refused && refused.error().code == ErrorCode::NotFound);
    QCOMPARE(text(database.value("SELECT COUNT(*) FROM operator_action")), QStringLiteral("0"));
}

void TestDoorActions::nothingToRetry()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    const ActionView action = ask(database, {ActionKind::Retry, {}, {}}, false);
    QVERIFY(action.finished() && action.parts() == 0);
}

void TestDoorActions::aPausedOrHaltedChainRetriesNothing()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    prepare(database, 1, 1);
    database.spoil(std::string(kMend) + "1");
    QVERIFY(ask(database, {ActionKind::Pause, "sepolia", {}}).done == 1);
    QVERIFY(ask(database, {ActionKind::Retry, {}, {}}).failed == 1);
    QVERIFY(ask(database, {ActionKind::Resume, "sepolia", {}}).done == 1);
    // What is said of the chain may be old; the incident is a fact.
    IncidentStore incidents(database.connection(), database.chain().id);
    const auto written = [&](const std::function<Result<void>()>& write) {
        return bool(sql::inTransaction(database.connection(), write));
    };
    QVERIFY(written([&]() -> Result<void> {
        Incident incident;
        incident.kind = Incident::kFinalityViolated;
        auto added = incidents.add(incident, false);
        return added ? Result<void>() : added.error();
    }));
    QVERIFY(ask(database, {ActionKind::Retry, {}, {}}).failed == 1);
    QCOMPARE(openFailures(database).size(), std::size_t(1));
    ChainStatus status;
    status.state = ChainState::FinalityViolated;
    QVERIFY(ChainStore(database.connection()).setStatus(database.chain().id, status));
    QVERIFY(written([&] { return incidents.resolve(); }));
    QVERIFY(ask(database, {ActionKind::Retry, {}, {}}).done == 1);
}

void TestDoorActions::aChainInDoubtRetriesNothing()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    prepare(database, 1, 1);
    database.spoil(std::string(kMend) + "1");
    DoubtStore doubts(database.connection(), database.chain().id);
    const Doubt doubt{DoubtKind::Supply, {BlockHeight(2), BlockHeight(3)}, "a node tells something else"};
    QVERIFY(sql::inTransaction(database.connection(), [&] { return doubts.add(std::span(&doubt, 1)); }));
    const ActionView action = ask(database, {ActionKind::Retry, {}, {}});
    QVERIFY(action.failed == 1);
    QVERIFY(action.items.front().sentence.find("a node tells something else") != std::string::npos);
    QVERIFY(sql::inTransaction(database.connection(), [&] { return doubts.remove(DoubtKind::Supply); }));
    QVERIFY(ask(database, {ActionKind::Retry, {}, {}}).done == 1);
}

void TestDoorActions::aPartThatNobodyUnderstandsFails()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    const auto door = doorOf(database);
    const auto strange = door->request({ActionKind::Pause, "sepolia", {}});
    const auto damaged = door->request({ActionKind::Pause, "sepolia", {}});
    QVERIFY(strange && damaged);
    database.spoil("UPDATE operator_action SET kind = 'embellish' WHERE id = " +
                   std::to_string(strange->value()));
    database.spoil("UPDATE operator_action SET details = '[]' WHERE id = " +
                   std::to_string(damaged->value()));
    QVERIFY(ask(database, {ActionKind::Pause, "sepolia", {}}).done == 1);
    QCOMPARE(text(database.value("SELECT COUNT(*) FROM operator_action_item WHERE state = 'failed'")),
             QStringLiteral("2"));
    QVERIFY(database.value("SELECT MIN(sentence) FROM operator_action_item WHERE state = 'failed'") != "");
    QVERIFY(database
                .value("SELECT sentence FROM operator_action_item WHERE action_id = " +
                       std::to_string(strange->value()))
                .find("embellish") != std::string::npos);
}

void TestDoorActions::aFailureThatIsResolvedStaysAsHistory()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    prepare(database, 1, 1);
    database.spoil(std::string(kMend) + "1");
    database.spoil("UPDATE user_points_change SET attempts = 0 WHERE status = 0"); // as a roll-back leaves it
    QVERIFY(ask(database, {ActionKind::Retry, {}, {}}).done == 1);
    QVERIFY(openFailures(database).empty());
    QCOMPARE(text(database.value("SELECT COUNT(*) FROM user_points_change WHERE status = 1 AND attempts > 1 "
                                 "AND reason LIKE 'balance_chain:%'")),
             QStringLiteral("1"));
}

void TestDoorActions::theRestOfARetryIsCancelled()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, {TestChain{"sepolia", 1, 18, {}}, TestChain{"b", 2, 18, {}}});
    prepare(database, 3, 3);
    prepare(database, 3, 2, "b");
    database.spoil(std::string(kMend) + "1");
    const ActionView retry = ask(database, {ActionKind::Retry, {}, {}}, false);
    QCOMPARE(*ActionRunner(database.connection(), "sepolia").run(1), 1);
    const QString settled = points(database, 1);
    const ActionView cancel = ask(database, {ActionKind::Cancel, {}, {}, {.action = retry.id}}, false);
    QVERIFY(cancel.finished() && cancel.done == 2 && cancel.details.action == retry.id);
    QCOMPARE(cancel.items.size(), std::size_t(2));
    QCOMPARE(text(cancel.items.front().sentence),
             QStringLiteral("2 parts of action %1 cancelled").arg(retry.id.value()));
    const auto door = doorOf(database);
    const auto after = door->action(retry.id);
    QVERIFY(after && after->finished() && after->done == 1 && after->cancelled == 4 && after->failed == 0);
    QCOMPARE(text(after->items.back().sentence), QStringLiteral("cancelled by tester@host"));
    QVERIFY(database.value("SELECT result FROM operator_action WHERE kind = 'retry'") ==
            "4 cancelled, 1 done");
    for (const char* chain : {"sepolia", "b"})
        QCOMPARE(*ActionRunner(database.connection(), chain).run(1000), 0);
    QCOMPARE(openFailures(database).size(), std::size_t(4));
    QCOMPARE(points(database, 1), settled);
    // There is nothing more to take back, neither of it nor of what never was.
    QVERIFY(door->request({ActionKind::Cancel, {}, {}, {.action = retry.id}}).error().code ==
            ErrorCode::Refused);
    QVERIFY(door->request({ActionKind::Cancel, {}, {}, {.action = ActionId(4711)}}).error().code ==
            ErrorCode::NotFound);
    QVERIFY(door->request({ActionKind::Cancel, {}, {}, {}}).error().code == ErrorCode::BadInput);
    QCOMPARE(text(database.value("SELECT COUNT(*) FROM operator_action")), QStringLiteral("2"));
}

void TestDoorActions::whatBelongsTogetherIsNotCancelledByHalves()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, {TestChain{"sepolia", 1, 18, {}}, TestChain{"b", 2, 18, {}}});
    prepare(database, 1, 0);
    prepare(database, 1, 0, "b");
    const auto door = doorOf(database);
    const ActionRequest recalculate{
        ActionKind::Recalculate, {}, {}, {.rates = {{UnixTime(0), *parseRate("1")}}}};
    const QString before = points(database, 1);
    const ActionView whole = ask(database, recalculate, false);
    QVERIFY(ask(database, {ActionKind::Cancel, {}, {}, {.action = whole.id}}).done == 2);
    QCOMPARE(points(database, 1), before);
    const ActionView begun = ask(database, recalculate, false);
    QCOMPARE(*ActionRunner(database.connection(), "b").run(1), 1);
    const auto refused = door->request({ActionKind::Cancel, {}, {}, {.action = begun.id}});
    QVERIFY(!refused && refused.error().code == ErrorCode::Refused);
    QCOMPARE(*ActionRunner(database.connection(), "sepolia").run(1), 1);
    QVERIFY(points(database, 1) != before);
}

void TestDoorActions::aPartThatIsCancelledWhileItIsDone()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    const ActionView pause = ask(database, {ActionKind::Pause, "sepolia", {}}, false);
    ActionStore actions(database.connection());
    const auto begun = actions.next(database.chain().id);
    QVERIFY(begun && *begun && *actions.isWaiting(database.chain().id, **begun));
    QVERIFY(ask(database, {ActionKind::Cancel, {}, {}, {.action = pause.id}}, false).done == 1);
    QVERIFY(!*actions.isWaiting(database.chain().id, **begun));
    const auto finished = sql::inTransaction(database.connection(), [&] {
        return actions.finish(database.chain().id, **begun, ActionState::Done, "the chain is paused");
    });
    QVERIFY(!finished && finished.error().code == ErrorCode::Conflict);
    QVERIFY(doorOf(database)->action(pause.id)->cancelled == 1);
}

void TestDoorActions::pauseAndResume()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    const auto door = doorOf(database);
    const ActionView paused = ask(database, {ActionKind::Pause, "sepolia", {}});
    QVERIFY(paused.finished() && paused.done == 1 && !paused.items.front().failure);
    QVERIFY(!door->chain("sepolia")->active);
    QVERIFY(ask(database, {ActionKind::Pause, "sepolia", {}}).skipped == 1);
    QVERIFY(ask(database, {ActionKind::Resume, "sepolia", {}}).done == 1);
    QVERIFY(door->chain("sepolia")->active);
    QVERIFY(door->request({ActionKind::Pause, {}, {}}).error().code == ErrorCode::BadInput);
    QVERIFY(door->request({ActionKind::Pause, "nowhere", {}}).error().code == ErrorCode::NotFound);
}

void TestDoorActions::everyActionIsARowThatPeopleCanRead()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    prepare(database, 3, 2);
    ask(database, {ActionKind::Pause, "sepolia", {}});
    ask(database, {ActionKind::Resume, "sepolia", {}});
    database.spoil(std::string(kMend) + "1");
    ask(database, {ActionKind::Retry, {}, {}});
    const auto row = [&](int id) {
        return text(database.value(
            "SELECT kind || ' ' || requested_by || ' ' || requested_from || ' ' || result FROM "
            "operator_action WHERE finished_at >= requested_at AND id = " +
            std::to_string(id)));
    };
    QCOMPARE(row(1), QStringLiteral("pause tester@host test 1 done: the chain is paused"));
    QCOMPARE(row(2), QStringLiteral("resume tester@host test 1 done: the chain is followed again"));
    QCOMPARE(row(3), QStringLiteral("retry tester@host test 1 done, 1 failed"));
}

void TestDoorActions::anActionThatIsNone()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    QVERIFY(doorOf(database)->action(ActionId(1)).error().code == ErrorCode::NotFound);
}

void TestDoorActions::actionsPageNewestFirst()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, {TestChain{"sepolia", 1}, TestChain{"b", 2}});
    prepare(database, 2, 2);
    prepare(database, 2, 1, "b");
    ask(database, {ActionKind::Pause, "b", {}});
    ask(database, {ActionKind::Retry, {}, {}}, false);
    const auto door = doorOf(database);
    const auto first = door->actions({.limit = 1, .cursor = {}});
    QVERIFY(first);
    QCOMPARE(first->actions.size(), std::size_t(1));
    QCOMPARE(first->actions[0].action.kind, ActionKind::Retry);
    QCOMPARE(first->actions[0].action.waiting, 3);
    QCOMPARE(first->actions[0].chains, (std::vector<std::string>{"b", "sepolia"}));
    QVERIFY(first->actions[0].result.empty());
    const auto second = door->actions({.limit = 5, .cursor = first->next});
    QVERIFY(second);
    QVERIFY(second->next.empty());
    QCOMPARE(second->actions.size(), std::size_t(1));
    QCOMPARE(second->actions[0].action.done, 1);
    QCOMPARE(second->actions[0].result, std::string("the chain is paused"));
    QVERIFY(door->actions({.limit = 1, .cursor = "x"}).error().code == ErrorCode::BadInput);
}

CP_REGISTER_TEST(TestDoorActions);
#include "tst_dooractions.moc"
