// Reports of only some of the rows.
#include "tests/support/testmain.h"
#include "tests/unit/reportfixture.h"

#include <QTest>

using namespace chainpoints;

class TestReportRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }

    void usersAreSearchedFor();
    void failuresByCodeTextAndId();
    void whatAReportDoesNotTake();
};

void TestReportRows::usersAreSearchedFor()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.follow(toldStory("14:00 0>1:5 0>2:6 0>171:1", at(15)));
    for (const char* report : {"balances", "points", "totals"}) {
        ReportRequest request = asked(report);
        QCOMPARE(rows(database, request).size(), 3);
        request.search = "AB"; // 171
        QCOMPARE(rows(database, request).size(), 1);
        request.search = "0x000";
        QCOMPARE(rows(database, request).size(), 3);
        request.search = "0xab";
        QCOMPARE(rows(database, request), QStringList());
        for (const char* none : {"no address", "%", "_"}) {
            request.search = none;
            QCOMPARE(rows(database, request), QStringList());
        }
    }
}

void TestReportRows::failuresByCodeTextAndId()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.follow(toldStory("14:00 0>4:5 14:10 1>4:1 2>4:1 3>4:1", at(15)));
    database.spoil("UPDATE user_points_change SET reason = 'sign: 100% wrong' WHERE status = 0 AND user_id = "
                   "(SELECT id FROM user WHERE user_address LIKE '%3')");
    ReportRequest request = asked("failures");
    const QStringList all = rows(database, request);
    QCOMPARE(all.size(), 3);
    request.codes = {"sign"};
    QCOMPARE(rows(database, request), QStringList{all[2]});
    request.codes = {"sign", "negative_balance"};
    QCOMPARE(rows(database, request), all);
    request.search = "0% W";
    QCOMPARE(rows(database, request), QStringList{all[2]});
    request.search = kB.toStdString();
    QCOMPARE(rows(database, request), QStringList{all[1]});
    request = asked("failures");
    for (const int row : {0, 2})
        request.failures.push_back(all[row].section(QLatin1Char(','), 2, 2).toLongLong());
    QCOMPARE(rows(database, request), (QStringList{all[0], all[2]}));
}

void TestReportRows::whatAReportDoesNotTake()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    for (const ReportForm& form : reportForms()) {
        ReportRequest request = asked(std::string(form.name));
        request.search = "a";
        QCOMPARE(rows(database, request).isEmpty(), form.takesSearch);
        request = asked(std::string(form.name));
        request.failures = {1};
        QCOMPARE(rows(database, request).isEmpty(), form.takesFailures);
        request.failures = {};
        request.codes = {"sign"};
        QCOMPARE(rows(database, request).isEmpty(), form.takesFailures);
    }
}

CP_REGISTER_TEST(TestReportRows);
#include "tst_reportrows.moc"
