// The seven reports, digit by digit, and what they refuse.
#include "core/storage/pointsstore.h"
#include "tests/support/testmain.h"
#include "tests/unit/reportfixture.h"

#include <QTest>

using namespace chainpoints;

class TestReports : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }

    void eachReportHasItsHeader_data();
    void eachReportHasItsHeader();
    void balances();
    void balancesAsOfAnInstant();
    void changes();
    void changesInASpan();
    void points();
    void pointsAsOfABoundary();
    void pointsOfAnExcludedAndADisabledUser();
    void pointsChanges();
    void totalsAreSummedBeforeTheyAreCut();
    void failures();
    void chains();
    void oneUserOrOneChain();
    void theColumnsThatAreAskedFor();
    void whatARequestCannotHave_data();
    void whatARequestCannotHave();
    void aLaterTimeIsRefusedWithWhatThereIs();
};

namespace {

QString hashText(std::uint64_t n)
{
    return text(hash(n).hex());
}

/// The example of SPEC 6: 0 at 15:00, 100 at 15:10, 200 at 15:30.
Story example()
{
    return toldStory("15:00 15:10 0>1:100 15:30 0>1:100", at(16));
}

const QString kHundred = QStringLiteral("100000000000000000000");

} // namespace

void TestReports::eachReportHasItsHeader_data()
{
    QTest::addColumn<QString>("report");
    QTest::addColumn<QString>("header");
    QTest::newRow("balances")
        << "balances"
        << "chain,evm_chain_id,user_address,status,balance,balance_raw,last_updated_block";
    QTest::newRow("changes")
        << "changes"
        << "chain,evm_chain_id,user_address,change_type,amount_raw,balance_after_raw,tx_hash,log_index,"
           "block_height,block_time";
    QTest::newRow("points")
        << "points"
        << "chain,evm_chain_id,user_address,status,points,points_raw,settled_block,settled_time";
    QTest::newRow("points-changes")
        << "points-changes"
        << "chain,evm_chain_id,user_address,from_block_height,to_block_height,from_block_time,"
           "to_block_time,points,status,reason";
    QTest::newRow("totals") << "totals"
                            << "user_address,status,points,chains";
    QTest::newRow("failures")
        << "failures"
        << "chain,evm_chain_id,id,user_address,from_block_height,to_block_height,reason,attempts,"
           "last_attempt_at";
    QTest::newRow("chains")
        << "chains"
        << "chain,evm_chain_id,contract_address,is_active,head_block,last_confirmed_block,"
           "last_processed_block,last_calculated_block,last_calculated_time";
}

void TestReports::eachReportHasItsHeader()
{
    QFETCH_GLOBAL(const Backend, backend);
    QFETCH(const QString, report);
    QFETCH(const QString, header);
    const TestDatabase database(backend, {});
    const auto reader = database.openReader();
    const auto result = csv(*reader, asked(report.toStdString()));
    QVERIFY2(result, qPrintable(failure(result)));
    QCOMPARE(text(*result), header + QLatin1Char('\n'));
    QCOMPARE(reportNames().size(), 7U);
}

void TestReports::balances()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    // The address is made lower by the user who comes later: the order is that of addresses.
    database.follow(toldStory("14:00 0>2:7 15:00 0>1:100 15:10 1>2:30 15:20 2>0:37", at(16)));
    QCOMPARE(rows(database, asked("balances")),
             (QStringList{
                 QStringLiteral("sepolia,11155111,%1,1,70.000000000000000000,70000000000000000000,3").arg(kA),
                 QStringLiteral("sepolia,11155111,%1,1,0.000000000000000000,0,4").arg(kB)}));
}

void TestReports::balancesAsOfAnInstant()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, {TestChain{"sepolia", 1, 0, {}}});
    Story story;
    story.block(at(14))
        .transfer(0, 2, raw("7"))
        .block(at(15))
        .transfer(0, 1, raw("100"))
        .transfer(1, 2, raw("1"));
    story.block(at(15)).transfer(1, 2, raw("2")).block(at(15, 10)).transfer(1, 2, raw("30"));
    database.follow(story.block(at(16)));
    const auto shown = [&](UnixTime time) {
        return rows(database, askedAt("balances", time)).join(QLatin1Char(' '));
    };
    QCOMPARE(shown(at(13)), QString());
    QCOMPARE(shown(at(14) - 1), QString());
    QCOMPARE(shown(at(14)), QStringLiteral("sepolia,1,%1,1,7,7,1").arg(kB));
    QCOMPARE(shown(at(15) - 1), QStringLiteral("sepolia,1,%1,1,7,7,1").arg(kB));
    // Two blocks with the same time both count.
    QCOMPARE(shown(at(15)), QStringLiteral("sepolia,1,%1,1,97,97,3 sepolia,1,%2,1,10,10,3").arg(kA, kB));
    QCOMPARE(shown(at(16)), QStringLiteral("sepolia,1,%1,1,67,67,4 sepolia,1,%2,1,40,40,4").arg(kA, kB));
}

void TestReports::changes()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, {TestChain{"sepolia", 1, 0, {}}, TestChain{"base", 2, 0, {}}});
    Story story;
    story.block(at(14)).transfer(0, 1, raw("9")).transfer(1, 1, raw("4")).transfer(1, 2, raw("5"));
    story.block(at(15)).transfer(2, 0, raw("5"));
    database.follow(story.block(at(16)));
    Story other;
    database.follow(other.block(at(14)).transfer(0, 2, maxUint256()), "base");
    const QString most = text(maxUint256().decimal());
    const QString tx1 = hashText(7'000'001);
    QCOMPARE(rows(database, asked("changes")),
             (QStringList{
                 QStringLiteral("base,2,%1,mint,%2,%2,%3,0,1,%4").arg(kB, most, tx1).arg(at(14).value()),
                 QStringLiteral("sepolia,1,%1,mint,9,9,%2,0,1,%3").arg(kA, tx1).arg(at(14).value()),
                 QStringLiteral("sepolia,1,%1,transfer_out,-4,5,%2,1,1,%3").arg(kA, tx1).arg(at(14).value()),
                 QStringLiteral("sepolia,1,%1,transfer_in,4,9,%2,1,1,%3").arg(kA, tx1).arg(at(14).value()),
                 QStringLiteral("sepolia,1,%1,transfer_out,-5,4,%2,2,1,%3").arg(kA, tx1).arg(at(14).value()),
                 QStringLiteral("sepolia,1,%1,transfer_in,5,5,%2,2,1,%3").arg(kB, tx1).arg(at(14).value()),
                 QStringLiteral("sepolia,1,%1,burn,-5,0,%2,0,2,%3")
                     .arg(kB, hashText(7'000'002))
                     .arg(at(15).value()),
             }));
}

void TestReports::changesInASpan()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.follow(toldStory("14:00 0>1:1 15:00 0>1:2 15:00 0>1:3 16:00 0>2:4", at(17)));
    const auto heights = [&](std::optional<UnixTime> from, std::optional<UnixTime> to,
                             std::optional<std::string> who) {
        ReportRequest request = asked("changes");
        request.from = from;
        request.to = to;
        request.user = std::move(who);
        QStringList result;
        for (const QString& row : rows(database, request))
            result += row.section(QLatin1Char(','), 8, 8);
        return result.join(QLatin1Char(' '));
    };
    QCOMPARE(heights({}, {}, {}), QStringLiteral("1 2 3 4"));
    QCOMPARE(heights(at(15), {}, {}), QStringLiteral("2 3 4"));
    QCOMPARE(heights(at(15) + 1, {}, {}), QStringLiteral("4"));
    QCOMPARE(heights({}, at(15), {}), QStringLiteral("1"));
    QCOMPARE(heights({}, at(15) + 1, {}), QStringLiteral("1 2 3"));
    QCOMPARE(heights(at(14), at(16), {}), QStringLiteral("1 2 3"));
    QCOMPARE(heights(at(14), at(14), {}), QString());
    QCOMPARE(heights(at(20), {}, {}), QString());
    QCOMPARE(heights({}, {}, kB.toStdString()), QStringLiteral("4"));
    QCOMPARE(heights(at(15), {}, kA.toStdString()), QStringLiteral("2 3"));
}

void TestReports::points()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.follow(example());
    // 100 x 20 min + 200 x 30 min at 0.05 an hour: 6.66..., in units of 1/(3600 x 10^9 x 10^18).
    QCOMPARE(rows(database, asked("points")),
             QStringList{QStringLiteral("sepolia,11155111,%1,1,6.666666666666666666,"
                                        "24000000000000000000000000000000,3,%2")
                             .arg(kA)
                             .arg(at(16).value())});
}

void TestReports::pointsAsOfABoundary()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, {TestChain{"sepolia", 1, 0, {}}});
    Story story;
    story.block(at(13, 30))
        .block(at(14, 30))
        .transfer(0, 1, raw("20"))
        .block(at(15, 30))
        .transfer(0, 2, raw("40"));
    database.follow(story.block(at(18, 10)));
    const auto shown = [&](UnixTime time) {
        return rows(database, askedAt("points", time)).join(QLatin1Char(' '));
    };
    // 20 tokens gain 1 an hour, 40 gain 2; before the first change nobody is listed.
    QCOMPARE(shown(at(13)), QString());
    QCOMPARE(shown(at(14)), QString());
    QCOMPARE(
        shown(at(15)),
        QStringLiteral("sepolia,1,%1,1,0.500000000000000000,1800000000000,2,%2").arg(kA).arg(at(15).value()));
    QCOMPARE(shown(at(17)), QStringLiteral("sepolia,1,%1,1,2.500000000000000000,9000000000000,3,%3 "
                                           "sepolia,1,%2,1,3.000000000000000000,10800000000000,3,%3")
                                .arg(kA, kB)
                                .arg(at(17).value()));
    QCOMPARE(shown(at(18)), rows(database, asked("points")).join(QLatin1Char(' ')));
}

void TestReports::pointsOfAnExcludedAndADisabledUser()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, {TestChain{"sepolia", 1, 0, {user(2)}}});
    database.follow(
        [] {
            Story story;
            story.block(at(13, 30)).transfer(0, 1, raw("20")).transfer(0, 2, raw("20"));
            return story.block(at(14)).block(at(17));
        }(),
        "sepolia", 1, false);
    QVERIFY(database.spoil("INSERT INTO user_status (user_id, effective_at, status) SELECT id, " +
                           std::to_string(at(15).value()) + ", 0 FROM user WHERE user_address LIKE '%1'") ==
            1);
    database.spoil("UPDATE user SET status = 0 WHERE user_address LIKE '%1'");
    database.settle();
    for (const UnixTime time : {at(16), at(17)}) {
        QCOMPARE(
            rows(database, askedAt("points", time)),
            (QStringList{
                QStringLiteral("sepolia,1,%1,0,1.500000000000000000,5400000000000,2,%2")
                    .arg(kA)
                    .arg(time.value()),
                QStringLiteral("sepolia,1,%1,1,0.000000000000000000,0,2,%2").arg(kB).arg(time.value())}));
    }
    QCOMPARE(rows(database, asked("points")), rows(database, askedAt("points", at(17))));
}

void TestReports::pointsChanges()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, {TestChain{"sepolia", 1, 0, {}}});
    Story story;
    story.block(at(14, 30)).transfer(0, 1, raw("20")).block(at(16, 30)).transfer(0, 1, raw("20"));
    database.follow(story.block(at(18)));
    const QString first = QStringLiteral("sepolia,1,%1,0,1,%2,%3,0.500000000000000000,1,")
                              .arg(kA)
                              .arg(at(14).value())
                              .arg(at(15).value());
    const QString second = QStringLiteral("sepolia,1,%1,1,2,%2,%3,2.500000000000000000,1,")
                               .arg(kA)
                               .arg(at(15).value())
                               .arg(at(17).value());
    QCOMPARE(rows(database, asked("points-changes")), (QStringList{first, second}));
    ReportRequest request = asked("points-changes");
    request.from = at(15);
    QCOMPARE(rows(database, request), QStringList{second});
    request.from = at(15) - 1;
    request.to = at(15);
    QCOMPARE(rows(database, request), QStringList{first});
    request.to = at(15) + 1;
    QCOMPARE(rows(database, request), (QStringList{first, second}));
}

void TestReports::totalsAreSummedBeforeTheyAreCut()
{
    QFETCH_GLOBAL(const Backend, backend);
    // A third of a point on the one chain, two thirds on the other: cut after summing it is 1, cut before
    // 0.999...
    TestDatabase database(backend, {TestChain{"sepolia", 1, 18, {}}, TestChain{"base", 2, 0, {}}});
    Story one;
    one.block(at(14)).transfer(0, 1, tokens(20)).block(at(14, 20)).transfer(1, 0, tokens(20));
    database.follow(one.block(at(15)), "sepolia");
    Story two;
    two.block(at(14))
        .transfer(0, 1, raw("20"))
        .transfer(0, 2, raw("1"))
        .block(at(14, 40))
        .transfer(1, 0, raw("20"));
    database.follow(two.block(at(15)), "base");
    QCOMPARE(rows(database, asked("totals")),
             (QStringList{kA + QStringLiteral(",1,1.000000000000000000,base;sepolia"),
                          kB + QStringLiteral(",1,0.050000000000000000,base")}));
    ReportRequest request = asked("totals");
    request.chain = "sepolia";
    QCOMPARE(rows(database, request), QStringList{kA + QStringLiteral(",1,0.333333333333333333,sepolia")});
    request.chain = "base";
    request.user = kA.toStdString();
    QCOMPARE(rows(database, request), QStringList{kA + QStringLiteral(",1,0.666666666666666666,base")});
}

void TestReports::failures()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.follow(toldStory("14:00 0>2:5 14:10 1>2:3", at(15)));
    const QStringList open = rows(database, asked("failures"));
    QCOMPARE(open.size(), 1);
    QVERIFY2(open[0].startsWith(QStringLiteral("sepolia,11155111,")), qPrintable(open[0]));
    QVERIFY2(
        open[0].contains(kA + QStringLiteral(",0,2,\"negative_balance: at block 2, log 0 (transfer_out)")),
        qPrintable(open[0]));
    ReportRequest all = asked("failures");
    all.all = true;
    QCOMPARE(rows(database, all), open);
    // The points of a failed stretch are empty.
    const QStringList spans = rows(database, asked("points-changes"));
    QVERIFY2(spans[0].contains(
                 QStringLiteral("%1,%2,,0,\"negative_balance").arg(at(14).value()).arg(at(15).value())),
             qPrintable(spans[0]));

    // Once the cause is gone the row stays as history.
    database.spoil("UPDATE user_balance_change SET amount = '3', balance_after = '3', change_type = 'mint', "
                   "log_index = 7 "
                   "WHERE change_type = 'transfer_out'");
    database.spoil("UPDATE user_balance SET balance = '3' WHERE balance LIKE '-%'");
    database.spoil("UPDATE chain SET last_calculated_time = NULL");
    database.spoil("UPDATE user_points_change SET last_attempt_at = 0 WHERE status = 0");
    database.settle();
    QVERIFY(rows(database, asked("failures")).isEmpty());
    const QStringList resolved = rows(database, all);
    QCOMPARE(resolved.size(), 1);
    QVERIFY2(resolved[0].contains(kA) && resolved[0].section(QLatin1Char(','), -2, -2) == QStringLiteral("2"),
             qPrintable(resolved[0]));
}

void TestReports::chains()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, {TestChain{"sepolia", 1, 18, {}}, TestChain{"base", 2, 18, {}}});
    database.follow(example());
    QVERIFY(ChainStore(database.connection()).setConfirmed(database.chain().id, BlockHeight(9)));
    ChainStatus status;
    status.head = BlockHeight(15);
    status.updatedAt = at(16);
    QVERIFY(ChainStore(database.connection()).setStatus(database.chain().id, status));
    database.spoil("UPDATE chain SET is_active = 0 WHERE name = 'base'");
    QCOMPARE(rows(database, asked("chains")),
             (QStringList{QStringLiteral("base,2,0x00000000000000000000000000000000c0000001,0,,0,0,0,"),
                          QStringLiteral("sepolia,1,0x00000000000000000000000000000000c0000000,1,15,9,4,3,%1")
                              .arg(at(16).value())}));
}

void TestReports::oneUserOrOneChain()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, {TestChain{"sepolia", 1, 18, {}}, TestChain{"base", 2, 18, {}}});
    const Story story = toldStory("14:00 0>1:5 0>2:6 0>171:1", at(15));
    database.follow(story, "sepolia");
    database.follow(story, "base");
    for (const char* report : {"balances", "changes", "points", "points-changes"}) {
        ReportRequest request = asked(report);
        QCOMPARE(rows(database, request).size(), 6);
        request.chain = "base";
        QCOMPARE(rows(database, request).size(), 3);
        request.user = "0x00000000000000000000000000000000000000AB"; // 171, in capitals
        QCOMPARE(rows(database, request).size(), 1);
        request.chain.reset();
        QCOMPARE(rows(database, request).size(), 2);
        request.user = "0x00000000000000000000000000000000000000ff";
        QCOMPARE(rows(database, request), QStringList());
    }
}

void TestReports::theColumnsThatAreAskedFor()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.follow(example());
    ReportRequest request = asked("balances");
    request.columns = {"balance_raw", "user_address"};
    const auto reader = database.openReader();
    const auto result = csv(*reader, request);
    QVERIFY2(result, qPrintable(failure(result)));
    QCOMPARE(text(*result),
             QStringLiteral("user_address,balance_raw\n") + kA + QStringLiteral(",200000000000000000000\n"));
    request.columns = {"balance_raw", "points"};
    const auto refused = csv(*reader, request);
    QVERIFY(!refused && refused.error().code == ErrorCode::BadInput);
    QCOMPARE(failure(refused), QStringLiteral("the report balances has no column \"points\""));
}

void TestReports::whatARequestCannotHave_data()
{
    QTest::addColumn<QString>("report");
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("named");
    for (const char* report : {"changes", "points-changes", "totals", "failures", "chains"})
        QTest::addRow("%s --at", report) << report << "at"
                                         << "--at";
    for (const char* report : {"balances", "points", "totals", "failures", "chains"}) {
        QTest::addRow("%s --from", report) << report << "from"
                                           << "--from";
        QTest::addRow("%s --to", report) << report << "to"
                                         << "--to";
    }
    QTest::newRow("balances --all") << "balances"
                                    << "all"
                                    << "--all";
    QTest::newRow("chains --user") << "chains"
                                   << "user"
                                   << "--user";
    QTest::newRow("no such report") << "balance"
                                    << ""
                                    << "points-changes";
    QTest::newRow("no address") << "balances"
                                << "bad user"
                                << "0x12";
    QTest::newRow("to before from") << "changes"
                                    << "turned"
                                    << "--to";
}

void TestReports::whatARequestCannotHave()
{
    QFETCH_GLOBAL(const Backend, backend);
    QFETCH(const QString, report);
    QFETCH(const QString, option);
    QFETCH(const QString, named);
    ReportRequest request = asked(report.toStdString());
    if (option == QStringLiteral("at"))
        request.at = at(15);
    if (option == QStringLiteral("from") || option == QStringLiteral("turned"))
        request.from = at(15);
    if (option == QStringLiteral("to"))
        request.to = at(15);
    if (option == QStringLiteral("turned"))
        request.to = at(14);
    if (option == QStringLiteral("user"))
        request.user = kA.toStdString();
    if (option == QStringLiteral("bad user"))
        request.user = "0x12";
    request.all = option == QStringLiteral("all");
    const TestDatabase database(backend);
    const auto reader = database.openReader();
    const auto result = csv(*reader, request);
    QVERIFY(!result);
    QVERIFY(result.error().code == ErrorCode::BadInput);
    QVERIFY2(failure(result).contains(named), qPrintable(failure(result)));
}

void TestReports::aLaterTimeIsRefusedWithWhatThereIs()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, {TestChain{"sepolia", 1, 18, {}}, TestChain{"base", 2, 18, {}}});
    database.follow(toldStory("14:00 0>1:5", at(15, 20)));
    const auto reader = database.openReader();
    const auto refused = [&](const std::string& report, UnixTime time, std::optional<std::string> chain) {
        ReportRequest request = askedAt(report, time);
        request.chain = std::move(chain);
        const auto result = csv(*reader, request);
        return result || result.error().code != ErrorCode::Refused ? QStringLiteral("(not refused)")
                                                                   : failure(result);
    };
    const QString balance = refused("balances", at(15, 20) + 1, "sepolia");
    QVERIFY2(balance.contains(QStringLiteral("sepolia")) &&
                 balance.contains(QStringLiteral("2025-01-01T15:20:00Z")),
             qPrintable(balance));
    const QString settled = refused("points", at(16), "sepolia");
    QVERIFY2(settled.contains(QStringLiteral("sepolia")) &&
                 settled.contains(QStringLiteral("2025-01-01T15:00:00Z")),
             qPrintable(settled));
    QVERIFY(refused("points", at(15) - 1, "sepolia").contains(QStringLiteral("3600 s")));
    QVERIFY(refused("points", at(13), "sepolia").contains(QStringLiteral("from 2025-01-01T14:00:00Z")));
    // One chain that is behind is enough.
    QVERIFY(refused("balances", at(15), {}).contains(QStringLiteral("base")));
    QVERIFY(refused("points", at(15), {}).contains(QStringLiteral("base")));
    QVERIFY(refused("points", at(15), "sepolia") == QStringLiteral("(not refused)"));
    ReportRequest unknown = asked("balances");
    unknown.chain = "nowhere";
    const auto result = csv(*reader, unknown);
    QVERIFY(!result && result.error().code == ErrorCode::NotFound);
}

CP_REGISTER_TEST(TestReports);
#include "tst_reports.moc"
