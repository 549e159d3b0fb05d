// What settlements credited to all users together, hour by hour.
#include "core/storage/chainrollback.h"
#include "core/storage/issuedstore.h"
#include "core/storage/recalculation.h"
#include "core/storage/sql/repeated.h"
#include "tests/support/storedfacts.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace chainpoints;

class TestIssued : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }
    void hourByHour();
    void severalHoursAtOnce();
    void aSettlementThatEndsBeforeItsLastUser();
    void aRollBackTakesTheLaterOnesBack();
    void pointsThatBecomeOthers();
    void aSumThatCannotBeReadStopsNothing();
};

namespace {

/// "from-to points", newest first, in hours of the day.
QString issuedOf(TestDatabase& database)
{
    const ChainRecord chain = database.chain();
    const auto issued = IssuedStore(database.connection(), chain.id).upTo(*chain.calculatedTime, 10);
    if (!issued)
        return failure(issued);
    QStringList settlements;
    for (const IssuedPoints& one : *issued)
        settlements += QStringLiteral("%1-%2 %3")
                           .arg(one.from ? QString::number((*one.from - at(0)) / kHour) : QString(),
                                QString::number((one.to - at(0)) / kHour), fraction(one.points));
    return settlements.join(QStringLiteral(", "));
}

const char* const kDay = "14:00 0>1:100 0>2:20 | 15:30 1>2:50 | 16:10 2>0:70";

} // namespace

void TestIssued::hourByHour()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase database(backend);
    database.follow(toldStory(kDay, at(17)), "sepolia", 1);
    // 120 tokens for three hours but the last 50 minutes, when 70 are gone.
    QCOMPARE(issuedOf(database), QStringLiteral("16-17 37/12, 15-16 6, -15 6"));
}

void TestIssued::severalHoursAtOnce()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase database(backend);
    database.follow(toldStory(kDay, at(17)));
    QCOMPARE(issuedOf(database), QStringLiteral("-17 181/12"));
}

void TestIssued::aSettlementThatEndsBeforeItsLastUser()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase database(backend);
    const Story story = toldStory("14:00 0>1:100 0>2:20 | 15:30 0>3:1 | 16:30 0>3:1", at(17));
    LedgerStore ledger = ledgerOf(database);
    QVERIFY(ledger.append(story.page(0, 1)));
    database.settle();
    QCOMPARE(issuedOf(database), QStringLiteral("-15 6"));
    QVERIFY(ledger.append(story.page(2, 2)));
    {
        PointsStore points = pointsOf(database);
        auto pass = points.due();
        QVERIFY(pass && *pass && points.settleBatch(**pass, 1) && !(*pass)->finished);
        QCOMPARE(issuedOf(database), QStringLiteral("-15 6"));
    }
    QVERIFY(ledger.append(story.page(3, 3)));
    database.settle();
    // 120 tokens for two hours, and user 3: 1 for an hour and a half, 1 for half an hour.
    QCOMPARE(issuedOf(database), QStringLiteral("15-17 121/10, -15 6"));
}

void TestIssued::aRollBackTakesTheLaterOnesBack()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase database(backend);
    const Story story = toldStory(kDay, at(17));
    database.follow(story, "sepolia", 1);
    const ChainRecord chain = database.chain();
    const BlockHeader target = story.headers()[1];
    Incident incident;
    incident.kind = Incident::kRollback;
    incident.oldTip = chain.processed;
    const auto done = sql::inTransaction(database.connection(), [&] {
        return rollBack(database.connection(), chain, RollbackTarget{target.height, target}, incident,
                        {RestatementCause::kRollback, {}, {}, {}}, {});
    });
    QVERIFY2(done, qPrintable(failure(done)));
    QCOMPARE(issuedOf(database), QStringLiteral("-15 6"));
}

void TestIssued::pointsThatBecomeOthers()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase database(backend);
    const Story story = toldStory(kDay, at(17));
    database.follow(story, "sepolia", 1);
    const auto restated = sql::inTransaction(database.connection(), [&]() -> Result<void> {
        auto again = Recalculation::on(database.connection(), database.chain());
        if (!again)
            return again.error();
        auto user1 = again->user(UserId(std::stoll(idOf(database, 1))), user(1).hex(), at(15));
        return user1 ? Result<void>() : user1.error();
    });
    QVERIFY2(restated, qPrintable(failure(restated)));
    QCOMPARE(issuedOf(database), QString());
}

void TestIssued::aSumThatCannotBeReadStopsNothing()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase database(backend);
    const Story story = toldStory(kDay, at(17));
    LedgerStore ledger = ledgerOf(database);
    QVERIFY(ledger.append(story.page(0, 1)));
    database.settle();
    database.spoil("UPDATE points_issued SET points_raw = 'many'");
    QCOMPARE(issuedOf(database), QString());
    QVERIFY(ledger.append(story.page(2, 2)));
    database.settle();
    QCOMPARE(issuedOf(database), QStringLiteral("15-16 6"));
}

CP_REGISTER_TEST(TestIssued);
#include "tst_issued.moc"
