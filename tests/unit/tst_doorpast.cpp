// What happened, as the window lists it: actions by filter, incidents, restatements, failures as a whole.
#include "core/engine/actionrunner.h"
#include "tests/support/testdoor.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace chainpoints;

class TestDoorPast : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }

    void actionsOfOneChain();
    void actionsWithAText();
    void signsInATextMeanThemselves();
    void incidentsWithAText();
    void restatementsOfAllUsersNewestFirst();
    void restatementsOfOneIncident();
    void failuresAsAWhole();
    void groupsOfFailuresTellTimesAndTheNextAttempt();
    void failuresAreFoundByAddressAndText();
    void dismissedFailuresAreListedApart();
    void whatWasAskedOfAFailure();
};

namespace {

const std::vector<TestChain> kChains{{.name = "a", .evmChainId = 1}, {.name = "b", .evmChainId = 2}};

ActionId ask(TestDatabase& database, const ActionRequest& request)
{
    auto id = doorOf(database)->request(request);
    if (!id)
        qFatal("%s", id.error().message.c_str());
    for (const TestChain& chain : kChains)
        static_cast<void>(ActionRunner(database.connection(), chain.name).run(1000));
    return *id;
}

std::vector<ActionKind> kindsOf(TestDatabase& database, const ActionQuery& query)
{
    auto page = doorOf(database)->actions(query);
    if (!page)
        qFatal("%s", page.error().message.c_str());
    std::vector<ActionKind> kinds;
    for (const ActionSummary& action : page->actions)
        kinds.push_back(action.action.kind);
    return kinds;
}

void tellIncident(TestDatabase& database, const std::string& kind, const std::string& sentence)
{
    database.spoil(
        "INSERT INTO incident (chain_id, kind, happened_at, old_tip_block, old_tip_hash, "
        "new_tip_block, new_tip_hash, rows_removed, users_changed, sentence, evidence) VALUES (1, '" +
        kind + "', 5, 3, '0xaa', 4, '0xbb', 0, 0, '" + sentence + "', '{\"blocks\":[]}')");
}

void tellRestatement(TestDatabase& database, std::uint32_t holder, const std::string& incident)
{
    database.spoil(
        "INSERT INTO points_restatement (chain_id, user_address, reason, incident_id, requested_by, "
        "restated_at, rows_removed, points_before, points_after, difference, settled_before, "
        "settled_after) VALUES (1, '" +
        user(holder).hex() + "', 'fork', " + incident +
        ", '', 7, 1, '3600000000000000000000000000000', '0', '-3600000000000000000000000000000', 0, 0)");
}

/// Users 1 and 2 are broken on "a", user 3 on "b".
void breakThree(TestDatabase& database)
{
    for (const TestChain& chain : kChains) {
        Story story;
        story.block(at(14, 10)).mint(1, 100).mint(2, 100).mint(3, 100);
        story.block(at(15));
        database.follow(story, chain.name, 0, false);
    }
    database.spoil("UPDATE user_balance_change SET balance_after = '1' WHERE chain_id = 1 AND user_id < 3");
    database.spoil("UPDATE user_balance_change SET amount = '-1' WHERE chain_id = 2 AND user_id = 3");
    for (const TestChain& chain : kChains)
        database.settle(chain.name);
}

} // namespace

void TestDoorPast::actionsOfOneChain()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, kChains);
    ask(database, {ActionKind::Pause, "a", {}});
    ask(database, {ActionKind::Pause, "b", {}});
    ask(database, {ActionKind::Resume, "a", {}});
    QCOMPARE(kindsOf(database, {.limit = 5, .cursor = {}, .chain = "a"}),
             (std::vector{ActionKind::Resume, ActionKind::Pause}));
    const auto page = doorOf(database)->actions({.limit = 2, .cursor = {}, .chain = "a"});
    QVERIFY(page && page->actions[1].result == "the chain is paused");
    QVERIFY(page->actions[1].chains == std::vector<std::string>{"a"});
    QVERIFY(doorOf(database)->actions({.limit = 5, .cursor = {}, .chain = "c"}).error().code ==
            ErrorCode::NotFound);
}

void TestDoorPast::actionsWithAText()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, kChains);
    ask(database, {ActionKind::Pause, "a", {}, {.reason = "Maintenance of the node"}});
    ask(database, {ActionKind::Resume, "a", {}});
    const auto found = [&](const std::string& text, std::vector<ActionKind> orKinds = {}) {
        return kindsOf(database, {.limit = 5, .cursor = {}, .text = text, .orKinds = std::move(orKinds)});
    };
    QCOMPARE(found("MAINTENANCE"), std::vector{ActionKind::Pause});
    QCOMPARE(found("followed again"), std::vector{ActionKind::Resume});
    QCOMPARE(found("tester@"), (std::vector{ActionKind::Resume, ActionKind::Pause}));
    QCOMPARE(found("nobody"), std::vector<ActionKind>());
    QCOMPARE(found("nobody", {ActionKind::Resume}), std::vector{ActionKind::Resume});
}

void TestDoorPast::signsInATextMeanThemselves()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, kChains);
    ask(database, {ActionKind::Pause, "a", {}, {.reason = "100 % done!"}});
    ask(database, {ActionKind::Resume, "a", {}});
    const auto found = [&](const std::string& text) {
        return kindsOf(database, {.limit = 5, .cursor = {}, .text = text}).size();
    };
    QCOMPARE(found("%"), std::size_t(1));
    QCOMPARE(found("done!"), std::size_t(1));
    QCOMPARE(found("100_%"), std::size_t(0));
    QCOMPARE(found("'; DROP TABLE user; --"), std::size_t(0));
}

void TestDoorPast::incidentsWithAText()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, kChains);
    tellIncident(database, "deep_fork", "Blocks 3 to 4 were replaced");
    tellIncident(database, "rollback", "An operator named the block");
    const auto found = [&](const std::string& text) {
        auto page = doorOf(database)->incidents({.chain = {}, .limit = 5, .cursor = {}, .text = text});
        return page ? int(page->incidents.size()) : -1;
    };
    QCOMPARE(found(""), 2);
    QCOMPARE(found("REPLACED"), 1);
    QCOMPARE(found("rollback"), 1);
    QCOMPARE(found("0xAA"), 2);
    QCOMPARE(found("nothing"), 0);
    QVERIFY(doorOf(database)->incidents({.chain = "c", .limit = 5, .cursor = {}}).error().code ==
            ErrorCode::NotFound);
}

void TestDoorPast::restatementsOfAllUsersNewestFirst()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, kChains);
    tellIncident(database, "deep_fork", "x");
    for (const std::uint32_t holder : {1U, 2U, 1U})
        tellRestatement(database, holder, "1");
    const auto door = doorOf(database);
    auto first = door->restatements({.chain = {}, .search = {}, .incident = {}, .limit = 2, .cursor = {}});
    QVERIFY2(first, qPrintable(failure(first)));
    QCOMPARE(first->restatements.size(), std::size_t(2));
    QCOMPARE(first->restatements[0].id, 3);
    QVERIFY(first->restatements[0].difference == "-1.000000000000000000");
    auto second =
        door->restatements({.chain = {}, .search = {}, .incident = {}, .limit = 2, .cursor = first->next});
    QVERIFY(second && second->restatements.size() == 1 && second->next.empty());
    auto of =
        door->restatements({.chain = "a", .search = user(2).hex(), .incident = {}, .limit = 5, .cursor = {}});
    QVERIFY(of && of->restatements.size() == 1 && of->restatements[0].id == 2);
    auto elsewhere =
        door->restatements({.chain = "b", .search = {}, .incident = {}, .limit = 5, .cursor = {}});
    QVERIFY(elsewhere && elsewhere->restatements.empty());
    auto impossible =
        door->restatements({.chain = {}, .search = "no address", .incident = {}, .limit = 5, .cursor = {}});
    QVERIFY(impossible && impossible->restatements.empty());
    QVERIFY(door->restatements({.chain = {}, .search = {}, .incident = {}, .limit = 5, .cursor = "x"})
                .error()
                .code == ErrorCode::BadInput);
}

void TestDoorPast::restatementsOfOneIncident()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, kChains);
    tellIncident(database, "deep_fork", "x");
    tellIncident(database, "rollback", "y");
    tellRestatement(database, 1, "1");
    tellRestatement(database, 2, "2");
    tellRestatement(database, 3, "NULL");
    auto page =
        doorOf(database)->restatements({.chain = {}, .search = {}, .incident = 2, .limit = 5, .cursor = {}});
    QVERIFY(page && page->restatements.size() == 1);
    QCOMPARE(page->restatements[0].address, user(2).hex());
}

void TestDoorPast::failuresAsAWhole()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, kChains);
    breakThree(database);
    const auto door = doorOf(database);
    const auto all = door->failureSet({});
    QVERIFY2(all, qPrintable(failure(all)));
    QCOMPARE(all->failures.size(), std::size_t(3));
    QVERIFY(std::ranges::is_sorted(all->failures));
    const FailureView first = door->failures({})->failures.front();
    QCOMPARE(all->groups,
             (std::vector<FailureGroup>{{"a", "balance_chain", 2, first.from, first.lastAttempt, {}},
                                        {"b", "sign", 1, first.from, first.lastAttempt, {}}}));
    FailureQuery query;
    query.codes = {"sign"};
    QCOMPARE(door->failureSet(query)->failures.size(), std::size_t(1));
    QCOMPARE(door->failures(query)->failures.size(), std::size_t(1));
    query.chain = "a";
    QVERIFY(door->failureSet(query)->failures.empty());
    query.chain = "c";
    QVERIFY(door->failureSet(query).error().code == ErrorCode::NotFound);
    QVERIFY(door->failureGroups(query).error().code == ErrorCode::NotFound);
    query = {};
    query.codes = {"sign", "balance_chain"};
    QCOMPARE(door->failureSet(query)->failures, all->failures);
    QCOMPARE(*door->failureGroups(query), all->groups);
}

void TestDoorPast::groupsOfFailuresTellTimesAndTheNextAttempt()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, kChains);
    breakThree(database);
    database.spoil("UPDATE user_points_change SET reason = 'negative_balance: below zero', attempts = 3, "
                   "last_attempt_at = 1000000 WHERE status = 0 AND user_id = 1");
    database.spoil("UPDATE user_points_change SET reason = 'negative_balance: below zero', attempts = 1, "
                   "last_attempt_at = 1000100 WHERE status = 0 AND user_id = 2");
    database.spoil("UPDATE user_points_change SET reason = 'nobody knows' WHERE status = 0 AND user_id = 3");
    const auto door = doorOf(database);
    const auto groups = door->failureGroups({});
    QVERIFY2(groups, qPrintable(failure(groups)));
    QCOMPARE(groups->size(), std::size_t(2));
    const FailureGroup& below = groups->front();
    QCOMPARE(below.code, std::string("negative_balance"));
    QCOMPARE(below.failures, 2);
    QVERIFY(below.lastAttempt == UnixTime(1000100));
    QVERIFY(below.nextAttempt == UnixTime(1000160)); // a minute behind the first, four behind the third
    QCOMPARE(groups->back().code, std::string());
    QVERIFY(!groups->back().nextAttempt);
    FailureQuery query;
    query.codes = {""};
    QCOMPARE(door->failures(query)->failures.size(), std::size_t(1));
    QCOMPARE(door->failures(query)->failures[0].reason, std::string("nobody knows"));
}

void TestDoorPast::failuresAreFoundByAddressAndText()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, kChains);
    breakThree(database);
    database.spoil(
        "UPDATE user_points_change SET reason = 'sign: 100% of_it' WHERE status = 0 AND user_id = 3");
    const auto door = doorOf(database);
    const auto found = [&](const std::string& search) {
        FailureQuery query;
        query.search = search;
        const auto page = door->failures(query);
        return page && door->failureSet(query)->failures.size() == page->failures.size()
                   ? int(page->failures.size())
                   : -1;
    };
    QCOMPARE(found(user(2).hex()), 1);
    QCOMPARE(found("0X" + user(2).hex().substr(2)), 1);
    QCOMPARE(found("0003"), 1);
    QCOMPARE(found("SIGN"), 1);
    QCOMPARE(found("100%"), 1);
    QCOMPARE(found("1%f"), 0);
    QCOMPARE(found("ofXit"), 0);
    QCOMPARE(found("' OR 1=1 --"), 0);
    QCOMPARE(found("balance"), 2);
}

void TestDoorPast::dismissedFailuresAreListedApart()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, kChains);
    breakThree(database);
    const auto door = doorOf(database);
    const FailureId first = door->failures({})->failures.front().id;
    const auto unsaid = door->request({ActionKind::Dismiss, {}, {first}, {.reason = " \t"}});
    QVERIFY(!unsaid && unsaid.error().code == ErrorCode::BadInput);
    ask(database, {ActionKind::Dismiss, {}, {first}, {.reason = " known "}});
    QCOMPARE(door->failures({})->failures.size(), std::size_t(2));
    FailureQuery dismissed;
    dismissed.filter = FailureFilter::Dismissed;
    const auto page = door->failures(dismissed);
    QVERIFY(page && page->failures.size() == 1);
    QVERIFY(page->failures[0].id == first && page->failures[0].dismissal);
    QCOMPARE(page->failures[0].dismissal->note, std::string("known"));
    QCOMPARE(page->failures[0].dismissal->by, std::string("tester@host"));
    ask(database, {ActionKind::Restore, {}, {first}});
    QVERIFY(door->failures(dismissed)->failures.empty());
    QVERIFY(!door->failures({})->failures.front().dismissal);
}

void TestDoorPast::whatWasAskedOfAFailure()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, kChains);
    breakThree(database);
    const auto door = doorOf(database);
    const FailureId first = door->failures({})->failures.front().id;
    ask(database, {ActionKind::Retry, {}, {first}});
    const ActionId last = ask(database, {ActionKind::Dismiss, {}, {first}, {.reason = "known"}});
    const auto actions = door->failureActions(first, 10);
    QVERIFY2(actions, qPrintable(failure(actions)));
    QCOMPARE(actions->size(), std::size_t(2));
    QVERIFY(actions->front().action == last && actions->front().kind == ActionKind::Dismiss);
    QVERIFY(actions->front().note == "known" && actions->front().state == ActionState::Done);
    QVERIFY(actions->back().state == ActionState::Failed &&
            actions->back().sentence.starts_with("balance_chain"));
    QCOMPARE(door->failureActions(first, 1)->size(), std::size_t(1));
    QVERIFY(door->failureActions(FailureId(999), 10)->empty());
}

CP_REGISTER_TEST(TestDoorPast);
#include "tst_doorpast.moc"
