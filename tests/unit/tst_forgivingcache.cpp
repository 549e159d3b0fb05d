// A cache that cannot be used is told, left alone for a while, and holds nobody up.
#include "core/cache/forgivingcache.h"
#include "tests/support/brokencache.h"
#include "tests/support/pendingblocks.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace chainpoints;
using namespace std::chrono_literals;

class TestForgivingCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passesOnWhatWorks();
    void anOutageCountsAsAnEmptyCache();
    void aBrokenOneIsLeftAloneForAWhile();
    void otherErrorsAreNotForgiven();
};

void TestForgivingCache::passesOnWhatWorks()
{
    BrokenCache::Story story;
    ForgivingCache cache(std::make_unique<BrokenCache>(story), "sepolia");
    QVERIFY(cache.store(pendingBlocks(1, 3)));
    QVERIFY(cache.keepOnly(BlockHeight(1), BlockHeight(3)));
    QCOMPARE(told(cache.load()), QStringLiteral("1 2 3"));
    QCOMPARE(story.asked, 3);
    QVERIFY(!cache.problem());
}

void TestForgivingCache::anOutageCountsAsAnEmptyCache()
{
    BrokenCache::Story story;
    ForgivingCache cache(std::make_unique<BrokenCache>(story), "sepolia", 0ms);
    story.error = Error{ErrorCode::Database, "Redis is away"};
    const UnixTime before = wallClock();
    QCOMPARE(told(cache.load()), QString());
    const auto problem = cache.problem();
    QVERIFY(problem && problem->since >= before && problem->since <= wallClock());
    QCOMPARE(text(problem->code), QStringLiteral("cache_unreachable"));
    QCOMPARE(text(problem->sentence), QStringLiteral("Redis is away"));
    // Another sentence is still the same outage.
    story.error = Error{ErrorCode::Database, "Redis is loading"};
    QVERIFY(cache.store(pendingBlocks(1, 3)));
    QVERIFY(cache.problem() && cache.problem()->since == problem->since);
    QCOMPARE(text(cache.problem()->sentence), QStringLiteral("Redis is loading"));
    story.error.reset();
    QVERIFY(cache.keepOnly(BlockHeight(1), BlockHeight(3)));
    QVERIFY(!cache.problem());
}

void TestForgivingCache::aBrokenOneIsLeftAloneForAWhile()
{
    BrokenCache::Story story;
    story.error = Error{ErrorCode::Database, "Redis is away"};
    ForgivingCache cache(std::make_unique<BrokenCache>(story), "sepolia", 1h);
    for (int i = 0; i < 5; ++i)
        QVERIFY(cache.store(pendingBlocks(1, 3)));
    QCOMPARE(told(cache.load()), QString());
    QCOMPARE(story.asked, 1);
    QVERIFY(cache.problem());
}

void TestForgivingCache::otherErrorsAreNotForgiven()
{
    BrokenCache::Story story;
    ForgivingCache cache(std::make_unique<BrokenCache>(story), "sepolia");
    story.error = Error{ErrorCode::Stopped, "stopped"};
    const auto stopped = cache.store(pendingBlocks(1, 3));
    QVERIFY(!stopped && stopped.error().code == ErrorCode::Stopped);
    QVERIFY(!cache.problem());
}

CP_REGISTER_TEST(TestForgivingCache);
#include "tst_forgivingcache.moc"
