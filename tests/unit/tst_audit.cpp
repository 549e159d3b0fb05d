// The audit finds nothing where everything is right, and names each single thing that is not.
#include "core/audit/auditor.h"
#include "core/storage/facts.h"
#include "tests/support/testdatabase.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace chainpoints;

class TestAudit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }

    void anEmptyDatabaseIsRight();
    void whatTheStoresWriteIsRight();
    void ratesStatusAndExclusionsAreTakenIn();
    void unsettledAndHalfSettledUsersAreRight();
    void anOpenFailureIsNoDifference();
    void eachSpoiltFactIsNamed_data();
    void eachSpoiltFactIsNamed();
    void termsThatOverlapAreNamed();
    void aChainByItself();
    void aUsersLedgerIsFoundByItsIndex();
    void onlyTheFirstDifferencesAreListed();
    void itCanBeStopped();
    void json();
};

namespace {

QString told(const Result<AuditReport>& result)
{
    if (!result)
        return failure(result);
    QStringList lines;
    for (const Difference& d : result->differences)
        lines += text(d.chain + " " + d.address + " " + d.kind + ": " + d.sentence);
    return lines.join(QLatin1Char('\n'));
}

Result<AuditReport> audited(const TestDatabase& database, const AuditRequest& request = {})
{
    const auto reader = database.openReader();
    return audit(*reader, request);
}

/// Three users, spans with two segments, and a last change that is settled but for its interval.
Story usualStory()
{
    return toldStory("13:30 14:10 0>1:100 14:40 1>2:30 15:20 2>3:10 2>0:5 17:05 1>1:70 18:30 0>3:4 18:40",
                     at(18, 50));
}

} // namespace

void TestAudit::anEmptyDatabaseIsRight()
{
    QFETCH_GLOBAL(const Backend, backend);
    const TestDatabase database(backend);
    const auto result = audited(database);
    QVERIFY2(result && result->ok(), qPrintable(told(result)));
    QCOMPARE(result->users + result->changes + result->spans, 0);
}

void TestAudit::whatTheStoresWriteIsRight()
{
    QFETCH_GLOBAL(const Backend, backend);
    for (std::uint32_t seed = 1; seed <= 8; ++seed) {
        Dice dice(seed);
        TestDatabase database(backend, {TestChain{"a", 1, 18, {}}, TestChain{"b", 2, 0, {}}},
                              {{UnixTime(0), *parseRate("0.05")}, {at(7, 11), *parseRate("3")}});
        const Story a = randomStory(dice, at(3), 30, 5);
        const Story b = randomStory(dice, at(4, 1), 12, 3);
        database.follow(a, "a", static_cast<std::size_t>(dice.between(1, 30)));
        database.follow(b, "b");
        const auto result = audited(database);
        QVERIFY2(result && result->ok(), qPrintable(told(result)));
        QCOMPARE(result->changes, std::int64_t(a.rows().size() + b.rows().size()));
        QVERIFY(result->users >= 2 && result->spans > 0);
    }
}

void TestAudit::ratesStatusAndExclusionsAreTakenIn()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, {TestChain{"sepolia", 1, 18, {user(2)}}},
                          {{UnixTime(0), *parseRate("0.05")}, {at(15, 30), *parseRate("0.1")}});
    database.follow(usualStory(), "sepolia", 1, false);
    database.spoil("INSERT INTO user_status (user_id, effective_at, status) VALUES (1, " +
                   std::to_string(at(15).value()) + ", 0), (1, " + std::to_string(at(16, 10).value()) +
                   ", 1)");
    database.settle();
    const auto right = audited(database);
    QVERIFY2(right && right->ok(), qPrintable(told(right)));
    // Each of the facts matters.
    for (const char* spoilt : {"DELETE FROM user_status WHERE status = 1", "DELETE FROM chain_exclusion",
                               "UPDATE points_rate SET per_hour = '0.06' WHERE effective_from > 0"}) {
        QVERIFY(database.spoil(spoilt) > 0);
        const auto wrong = audited(database);
        QVERIFY2(wrong && told(wrong).contains(QStringLiteral(" points: ")), qPrintable(told(wrong)));
    }
}

void TestAudit::unsettledAndHalfSettledUsersAreRight()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    const Story story = usualStory();
    database.follow(story, "sepolia", 0, false);
    const auto unsettled = audited(database);
    QVERIFY2(unsettled && unsettled->ok(), qPrintable(told(unsettled)));
    database.settle();
    // As after a kill between two batches: a user is ahead of the chain.
    database.spoil("UPDATE chain SET last_calculated_time = NULL, last_calculated_block = 0");
    const auto ahead = audited(database);
    QVERIFY2(ahead && ahead->ok(), qPrintable(told(ahead)));
}

void TestAudit::anOpenFailureIsNoDifference()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    // User 1 sends what was there before the start: at first all is well, then nothing is, and the ledger
    // goes on.
    database.follow(toldStory("13:10 0>1:5 15:10 1>2:30 16:10 0>1:50 16:20 2>1:1", at(18)), "sepolia", 1);
    QCOMPARE(database.value("SELECT COUNT(*) FROM user_points_change WHERE status = 0"), std::string("1"));
    const auto result = audited(database);
    QVERIFY2(result && result->ok(), qPrintable(told(result)));
    // But whoever was credited over it is told of.
    database.spoil("UPDATE user_points SET last_updated_time = " + std::to_string(at(18).value()) +
                   ", last_updated_block = 4 WHERE user_id = 1");
    QVERIFY2(told(audited(database)).contains(QStringLiteral("becomes -25")),
             qPrintable(told(audited(database))));
}

void TestAudit::eachSpoiltFactIsNamed_data()
{
    QTest::addColumn<QString>("spoilt");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* name, const QString& spoilt, const char* kind,
                        const QString& named = {}) {
        QTest::newRow(name) << spoilt << QString::fromLatin1(kind) << named;
    };
    const auto q = [](const char* sql) { return QString::fromLatin1(sql); };
    const QString mine = QStringLiteral("user_id = 1");

    row("balance", q("UPDATE user_balance SET balance = '1' WHERE ") + mine, "balance",
        q("70000000000000000000"));
    row("balance no number", q("UPDATE user_balance SET balance = 'x' WHERE ") + mine, "balance",
        q("whole decimal"));
    row("balance's block", q("UPDATE user_balance SET last_updated_block = 1 WHERE ") + mine, "balance",
        q("block 5"));
    row("no balance", q("DELETE FROM user_balance WHERE ") + mine, "balance", q("no row"));
    row("points_raw", q("UPDATE user_points SET points_raw = '1' WHERE ") + mine, "points",
        q("points_raw is 1,"));
    row("points", q("UPDATE user_points SET points = '1.000000000000000000' WHERE ") + mine, "points",
        q("points is 1.0"));
    row("no points", q("DELETE FROM user_points WHERE ") + mine, "points_missing");
    row("cursor between boundaries",
        q("UPDATE user_points SET last_updated_time = last_updated_time + 1 WHERE ") + mine, "cursor",
        q("no boundary"));
    row("cursor's block", q("UPDATE user_points SET last_updated_block = 1 WHERE ") + mine, "cursor",
        q("has block 1,"));
    row("cursor too far",
        q("UPDATE user_points SET last_updated_time = last_updated_time + 3600 WHERE ") + mine, "cursor",
        q("processed up to"));
    row("cursor behind",
        q("UPDATE user_points SET last_updated_time = last_updated_time - 3600 WHERE user_id = 2"), "cursor",
        q("and there is no failure"));
    row("cursor before the first change",
        q("UPDATE user_points SET last_updated_time = span_from_time - 36000 WHERE ") + mine, "cursor",
        q("first change"));
    row("span_from", q("UPDATE user_points SET span_from_time = span_from_time - 3600 WHERE ") + mine,
        "spans", q("span_from is"));
    row("span_from's block", q("UPDATE user_points SET span_from_block = 1 WHERE ") + mine, "cursor",
        q("span_from"));

    const QString last = q(" WHERE id = (SELECT MAX(id) FROM user_points_change WHERE user_id = 1)");
    const QString first = q(" WHERE id = (SELECT MIN(id) FROM user_points_change WHERE user_id = 1)");
    row("gap",
        q("UPDATE user_points_change SET from_block_time = from_block_time + 3600, from_block_height = 4") +
            last,
        "spans", q("does not start at"));
    row("overlap",
        q("UPDATE user_points_change SET to_block_time = to_block_time + 3600, to_block_height = 4") + first,
        "spans", q("does not start at"));
    row("last span gone", q("DELETE FROM user_points_change") + last, "spans",
        q("no row of user_points_change"));
    row("first span gone", q("DELETE FROM user_points_change") + first, "spans", q("does not start at"));
    row("span beyond the cursor",
        q("UPDATE user_points_change SET to_block_time = to_block_time + 3600") + last, "spans", q("beyond"));
    row("span turned round", q("UPDATE user_points_change SET to_block_time = from_block_time") + last,
        "spans", q("empty"));
    row("span's block", q("UPDATE user_points_change SET to_block_height = 2") + last, "cursor",
        q("has block 2,"));
    row("span between boundaries",
        q("UPDATE user_points_change SET to_block_time = to_block_time - 1") + last, "cursor",
        q("no boundary"));
    row("span's points", q("UPDATE user_points_change SET points_raw = '7'") + first, "span_points",
        q("points_raw is 7,"));
    row("segments",
        q("UPDATE user_points_change SET calculated_points = replace(calculated_points, '0.05', '0.06')") +
            first,
        "segments", q("0.06"));
    row("segments' sum",
        q("UPDATE user_points_change SET calculated_points = json_set(calculated_points, '$.points', '0')") +
            first,
        "segments");
    row("segments' end",
        q("UPDATE user_points_change SET calculated_points = json_set(calculated_points, '$.segments[0].to', "
          "5)") +
            first,
        "segments");
    row("no segments", q("UPDATE user_points_change SET calculated_points = NULL") + first, "segments");
    row("failure of a settled time", q("UPDATE user_points_change SET status = 0") + last, "spans",
        q("is open, but"));
    row("failure in the middle", q("UPDATE user_points_change SET status = 0") + first, "spans",
        q("follows on an open failure"));

    row("balance_after",
        q("UPDATE user_balance_change SET balance_after = '1' WHERE block_height = 3 AND user_id = 1"),
        "ledger", q("at block 3, log 0"));
    row("amount", q("UPDATE user_balance_change SET amount = '1' WHERE block_height = 2"), "ledger",
        q("block 2, log 0"));
    row("amount no number", q("UPDATE user_balance_change SET amount = '1e3' WHERE block_height = 2"),
        "ledger", q("1e3"));
    row("sign", q("UPDATE user_balance_change SET change_type = 'burn' WHERE block_height = 2"), "ledger",
        q("which a burn cannot"));
    row("row gone", q("DELETE FROM user_balance_change WHERE block_height = 3 AND user_id = 1"),
        "double_entry", q("block 3, log 0"));
    row("row too much",
        q("INSERT INTO user_balance_change SELECT user_id, chain_id, 'mint', amount, balance_after, tx_hash, "
          "9, block_hash, "
          "block_time, block_height FROM user_balance_change WHERE block_height = 2"),
        "ledger", q("block 2, log 9"));
    row("transaction",
        q("UPDATE user_balance_change SET tx_hash = 'x' WHERE block_height = 3 AND user_id = 1"),
        "double_entry", q("different transactions"));
    row("time after the next boundary",
        q("UPDATE user_balance_change SET block_time = block_time + 4200 WHERE block_height = 2"),
        "ledger_block", q("recorded as the last before"));
    row("time of the kept block",
        q("UPDATE user_balance_change SET block_time = block_time + 60 WHERE block_height = 2"),
        "ledger_block", q("the block that is kept"));
    row("hash of the kept block",
        q("UPDATE user_balance_change SET block_hash = '0xab' WHERE block_height = 2"), "ledger_block",
        q("block 2"));
    row("hash within a block",
        q("UPDATE user_balance_change SET block_hash = '0xab' WHERE block_height = 3 AND user_id = 1"),
        "ledger_block", q("different block hashes"));
    row("above the processed block", q("UPDATE chain SET last_processed_block = 5"), "ledger_block",
        q("block 6"));
    row("user gone", q("DELETE FROM user WHERE id = 3"), "orphans", q("2 ledger rows"));
    row("user without rows",
        q("INSERT INTO user (user_address) VALUES ('0x00000000000000000000000000000000000000ee')"),
        "user_without_rows");
    row("ledger of a user gone", q("DELETE FROM user_balance_change WHERE user_id = 3"), "ledger_missing");

    row("users counted", q("UPDATE chain SET users = 9"), "counters", q("users is 9,"));
    row("changes counted", q("UPDATE chain SET changes = 99"), "counters", q("changes is 99,"));
    row("skipped logs counted", q("UPDATE chain SET skipped_logs = 9"), "counters", q("skipped_logs is 9,"));
    row("supply", q("UPDATE user_balance SET balance = '1' WHERE ") + mine, "supply",
        q("99000000000000000000"));
    row("calculated above processed", q("UPDATE chain SET last_calculated_block = 99"), "heights",
        q("calculated 99"));
    row("processed above confirmed", q("UPDATE chain SET last_confirmed_block = 0"), "heights",
        q("confirmed 0"));
    row("calculated block", q("UPDATE chain SET last_calculated_block = 2"), "heights",
        q("last_calculated_block is 2,"));
    row("calculated time", q("UPDATE chain SET last_calculated_time = last_calculated_time + 3600"),
        "heights", q("no closable boundary"));
    row("calculated without time", q("UPDATE chain SET last_calculated_time = NULL"), "heights",
        q("nothing is settled"));
    row("boundary gone",
        q("DELETE FROM chain_boundary WHERE boundary_time = (SELECT MIN(boundary_time) + 3600 FROM "
          "chain_boundary)"),
        "boundaries", q("does not follow on"));
    row("last boundary gone",
        q("DELETE FROM chain_boundary WHERE boundary_time = (SELECT MAX(boundary_time) FROM chain_boundary)"),
        "boundaries", q("the last boundary is"));
    row("boundaries turned", q("UPDATE chain_boundary SET last_block = 1 WHERE last_block = 4"), "boundaries",
        q("the boundary before it"));
    row("boundary between boundaries",
        q("UPDATE chain_boundary SET boundary_time = boundary_time + 1 WHERE last_block = 5"), "boundaries",
        q("no multiple"));
    row("boundary above the processed block",
        q("UPDATE chain_boundary SET last_block = 99 WHERE last_block = 5"), "boundaries",
        q("outside the blocks"));
    row("parent", q("UPDATE chain_block SET parent_hash = 'x' WHERE block_height = 4"), "blocks",
        q("kept block 4"));
    row("time of a block", q("UPDATE chain_block SET block_time = 5 WHERE block_height = 4"), "blocks",
        q("kept block 4"));
    row("tip gone", q("DELETE FROM chain_block WHERE block_height = 8"), "blocks", q("not kept"));
}

void TestAudit::eachSpoiltFactIsNamed()
{
    QFETCH_GLOBAL(const Backend, backend);
    QFETCH(const QString, spoilt);
    QFETCH(const QString, kind);
    QFETCH(const QString, named);
    TestDatabase database(backend);
    database.follow(usualStory(), "sepolia", 2);
    const auto before = audited(database);
    QVERIFY2(before && before->ok(), qPrintable(told(before)));
    QVERIFY(database.spoil(spoilt.toStdString()) > 0);
    const auto result = audited(database);
    QVERIFY2(result, qPrintable(told(result)));
    const bool found =
        std::any_of(result->differences.begin(), result->differences.end(), [&](const Difference& d) {
            return text(d.kind) == kind && text(d.sentence).contains(named);
        });
    QVERIFY2(found, qPrintable(told(result)));
    QCOMPARE(result->differenceCount, std::int64_t(result->differences.size()));
}

void TestAudit::termsThatOverlapAreNamed()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.follow(usualStory());
    const std::string processed = database.value("SELECT last_processed_block FROM chain");
    const std::string settled = database.value("SELECT last_calculated_time FROM chain");
    const auto term = [&](int fencing, const std::string& from, const std::string& to) {
        database.spoil(
            "INSERT INTO chain_term (chain_id, fencing, owner_host, owner_pid, instance, began_at, "
            "from_block, to_block, from_time, to_time, writes) VALUES (1, " +
            std::to_string(fencing) + ", 'host', 4" + std::to_string(fencing) + ", 'i', 0, " + from + ", " +
            to + ", 1)");
    };
    term(1, "0, 3", "NULL, NULL");
    term(2, "3, " + processed, "NULL, " + settled);
    auto result = audited(database);
    QVERIFY2(result && result->ok(), qPrintable(told(result)));

    database.spoil("UPDATE chain_term SET to_block = 4 WHERE fencing = 1");
    result = audited(database);
    QCOMPARE(told(result),
             QStringLiteral("sepolia  terms: term 2 (process 42 on host) began at block 3, settled up to "
                            "nothing, but term 1 (process 41 on host) ended at block 4, settled up to "
                            "nothing: both wrote at the same time"));

    database.spoil("UPDATE chain_term SET to_block = 3 WHERE fencing = 1");
    database.spoil("UPDATE chain_term SET to_time = NULL WHERE fencing = 2");
    result = audited(database);
    QVERIFY2(result && told(result).contains(QLatin1String("somebody else wrote it")),
             qPrintable(told(result)));
    QCOMPARE(result->differenceCount, 1);
}

void TestAudit::aChainByItself()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, {TestChain{"a", 1, 18, {}}, TestChain{"b", 2, 18, {}}});
    database.follow(usualStory(), "a");
    database.follow(toldStory("14:00 0>4:1", at(15)), "b");
    database.spoil("UPDATE user_balance SET balance = '1' WHERE chain_id = 2");
    QVERIFY(audited(database, {"a", {}})->ok());
    QCOMPARE(audited(database, {"a", {}})->users, 3);
    const auto wrong = audited(database, {"b", {}});
    QVERIFY2(wrong && wrong->differenceCount == 2, qPrintable(told(wrong)));
    QCOMPARE(text(wrong->differences[0].chain), QStringLiteral("b"));
    QCOMPARE(text(wrong->differences[0].address), text(user(4).hex()));
    const auto unknown = audited(database, {"c", {}});
    QVERIFY(!unknown && unknown.error().code == ErrorCode::NotFound);
}

void TestAudit::aUsersLedgerIsFoundByItsIndex()
{
    // Else an audit reads the whole ledger once for each user.
    TestDatabase database(Backend::Sqlite);
    const auto plan = database.connection().query("EXPLAIN QUERY PLAN " + userLedgerQuery(),
                                                  {std::int64_t(1), std::int64_t(1), kBelowAllBlocks});
    QVERIFY(plan && *(*plan)->next());
    QVERIFY2((*plan)->text(3).find("user_balance_change_by_user (chain_id=? AND user_id=? AND") !=
                 std::string::npos,
             (*plan)->text(3).c_str());
    (*plan)->close();
}

void TestAudit::onlyTheFirstDifferencesAreListed()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    Story story;
    story.block(at(14));
    for (std::uint32_t who = 1; who <= 600; ++who)
        story.transfer(0, who, raw("1"));
    database.follow(story.block(at(14, 10)));
    database.spoil("UPDATE user_balance SET balance = '2', last_updated_block = 0");
    const auto result = audited(database);
    QVERIFY(result);
    QCOMPARE(result->differenceCount, 1201); // two for each user, and the sum
    QCOMPARE(result->differences.size(), AuditReport::kMostDifferences);
    QVERIFY(!result->ok());
}

void TestAudit::itCanBeStopped()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.follow(usualStory());
    std::int64_t done = 0;
    const auto stopped = audited(database, {{}, [&](std::int64_t users, std::int64_t total) {
                                                done = users;
                                                return users < total;
                                            }});
    QVERIFY(!stopped && stopped.error().code == ErrorCode::Stopped);
    QCOMPARE(done, 3);
}

void TestAudit::json()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.follow(usualStory());
    const auto right = nlohmann::json::parse(toJson(*audited(database)));
    const nlohmann::json nothing{{"ok", true},
                                 {"checked", {{"users", 3}, {"changes", 9}, {"points_changes", 5}}},
                                 {"differences", nlohmann::json::array()},
                                 {"difference_count", 0}};
    QCOMPARE(text(right.dump()), text(nothing.dump()));
    database.spoil("UPDATE chain SET users = 9");
    const auto wrong = nlohmann::json::parse(toJson(*audited(database)));
    QVERIFY(!wrong["ok"]);
    QVERIFY(wrong["difference_count"] == 1);
    const auto& difference = wrong["differences"][0];
    QVERIFY(difference["chain"] == "sepolia" && difference["user_address"] == "" &&
            difference["kind"] == "counters");
    QVERIFY(difference["message"].get<std::string>().starts_with("chain.users is 9, but 3"));
}

CP_REGISTER_TEST(TestAudit);
#include "tst_audit.moc"
