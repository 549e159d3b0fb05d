// What operators see of a chain's blocks: those that wait, and what going back to one would take.
#include "core/access/operatordoor.h"
#include "core/cache/embeddedcache.h"
#include "core/storage/chainrollback.h"
#include "core/storage/sql/repeated.h"
#include "tests/support/pendingblocks.h"
#include "tests/support/testdoor.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace chainpoints;
using namespace Qt::StringLiterals;

class TestDoorBlocks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }

    void theNextToBeConfirmedComeFirst();
    void whatWasProcessedWaitsNoMore();
    void eachChainHasItsOwnBlocks();
    void limitsAndNames();
    void whatARollbackTakesIsWhatItWasToldToTake_data();
    void whatARollbackTakesIsWhatItWasToldToTake();
    void whereAChainCannotGoBackTo();
};

namespace {

void keep(TestDatabase& database, std::int64_t first, std::int64_t last, const std::string& chain = "sepolia")
{
    EmbeddedCache cache(database.connection(), database.chain(chain).id);
    const auto kept = cache.store(pendingBlocks(first, last));
    QVERIFY2(kept, qPrintable(failure(kept)));
}

} // namespace

void TestDoorBlocks::theNextToBeConfirmedComeFirst()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    const auto door = doorOf(database);
    const auto none = door->pending("sepolia", 10);
    QVERIFY2(none, qPrintable(failure(none)));
    QCOMPARE(*none, PendingView());
    keep(database, 5, 10);
    const auto all = door->pending("sepolia", 10);
    QVERIFY2(all, qPrintable(failure(all)));
    QCOMPARE(all->count, 6);
    QCOMPARE(all->blocks.size(), 6U);
    const PendingBlock first = pendingBlock(5);
    const PendingBlockView expected{BlockHeight(5), first.header.hash.hex(), first.header.time, 1};
    QCOMPARE(all->blocks.front(), expected);
    QCOMPARE(all->blocks.back().height, BlockHeight(10));
    const auto some = door->pending("sepolia", 2);
    QVERIFY(some && some->count == 6 && some->blocks.size() == 2);
    QCOMPARE(some->blocks.back().height, BlockHeight(6));
}

void TestDoorBlocks::whatWasProcessedWaitsNoMore()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    keep(database, 5, 10);
    database.spoil("UPDATE chain SET last_confirmed_block = 8, last_processed_block = 8");
    const auto pending = doorOf(database)->pending("sepolia", 10);
    QVERIFY2(pending, qPrintable(failure(pending)));
    QCOMPARE(pending->count, 2);
    QCOMPARE(pending->blocks.front().height, BlockHeight(9));
}

void TestDoorBlocks::eachChainHasItsOwnBlocks()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, {TestChain{"a", 1}, TestChain{"b", 2}});
    keep(database, 5, 6, "b");
    const auto door = doorOf(database);
    const auto a = door->pending("a", 10);
    const auto b = door->pending("b", 10);
    QVERIFY(a && a->count == 0 && b && b->count == 2);
}

void TestDoorBlocks::limitsAndNames()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    const auto door = doorOf(database);
    QCOMPARE(door->pending("nobody", 1).error().code, ErrorCode::NotFound);
    QCOMPARE(door->pending("sepolia", 0).error().code, ErrorCode::BadInput);
    QCOMPARE(door->pending("sepolia", kMostPendingBlocks + 1).error().code, ErrorCode::BadInput);
    QCOMPARE(door->rollback("nobody", BlockHeight(1)).error().code, ErrorCode::NotFound);
}

void TestDoorBlocks::whatARollbackTakesIsWhatItWasToldToTake_data()
{
    QTest::addColumn<qint64>("height");
    for (const qint64 height : {0, 1, 2, 3, 4, 5})
        QTest::addRow("to %d", int(height)) << height;
}

void TestDoorBlocks::whatARollbackTakesIsWhatItWasToldToTake()
{
    QFETCH_GLOBAL(const Backend, backend);
    QFETCH(const qint64, height);
    TestDatabase database(backend);
    const Story story =
        toldStory("14:00 0>1:100 | 14:30 0>2:100 | 15:10 1>2:5 | 15:40 0>3:7 | 16:05", at(17));
    database.follow(story);
    const ChainRecord before = database.chain();
    const auto told = doorOf(database)->rollback("sepolia", BlockHeight(height));
    QVERIFY2(told, qPrintable(failure(told)));
    QCOMPARE(told->settled, before.calculatedTime);
    RollbackTarget target{BlockHeight(height), std::nullopt};
    if (height >= before.startBlock.value())
        target.header = story.headers()[std::size_t(height - 1)];
    Incident incident;
    incident.kind = Incident::kRollback;
    incident.oldTip = before.processed;
    const auto done = sql::inTransaction(database.connection(), [&] {
        return rollBack(database.connection(), before, target, incident,
                        {RestatementCause::kRollback, {}, {}, {}});
    });
    QVERIFY2(done, qPrintable(failure(done)));
    QCOMPARE(before.changes - database.chain().changes, told->changes);
    QCOMPARE(told->remains, database.chain().calculatedTime);
}

void TestDoorBlocks::whereAChainCannotGoBackTo()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    const auto door = doorOf(database);
    const auto nothing = door->rollback("sepolia", BlockHeight(0));
    QVERIFY(!nothing && nothing.error().code == ErrorCode::Refused);
    database.follow(toldStory("14:00 0>1:100", at(15)));
    for (const std::int64_t height : {std::int64_t(-1), database.chain().processed.value()}) {
        const auto refused = door->rollback("sepolia", BlockHeight(height));
        QVERIFY(!refused && refused.error().code == ErrorCode::Refused);
        QVERIFY2(text(refused.error().message).contains(u"the blocks 0 (before the first) to 1 "_s),
                 refused.error().message.c_str());
    }
}

CP_REGISTER_TEST(TestDoorBlocks);
#include "tst_doorblocks.moc"
