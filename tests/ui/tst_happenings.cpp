// What became otherwise between two looks at the chains, as far as an operator is told of it.
#include "ui/notify/happenings.h"
#include "ui/notify/takeovers.h"

#include <QTest>

using namespace chainpoints;

namespace {

ChainsNews news(std::vector<ChainView> chains)
{
    return {std::move(chains), std::nullopt, UnixTime(1)};
}

ChainView chainWith(std::vector<Alert> alerts, std::int64_t failures = 0)
{
    ChainView chain;
    chain.name = "sepolia";
    chain.alerts = std::move(alerts);
    chain.openFailures = failures;
    return chain;
}

const Alert kAlert{"rpc_unreachable", "no node answers", UnixTime(5)};

} // namespace

class TestHappenings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatHappened();
    void aChainThatNobodyFollows();
    void aTakeOverIsNoNews();
    void aLostDatabaseSaysNothingOfChains();
};

void TestHappenings::whatHappened()
{
    using Kind = HappeningKind;
    const ChainsNews well = news({chainWith({})});
    const ChainsNews alerted = news({chainWith({kAlert})});
    QVERIFY(happeningsBetween(well, well).empty());
    QCOMPARE(happeningsBetween(well, alerted),
             (std::vector<Happening>{{Kind::AlertRaised, "sepolia", "no node answers", 0}}));
    QVERIFY(happeningsBetween(alerted, alerted).empty());
    QCOMPARE(happeningsBetween(alerted, well),
             (std::vector<Happening>{{Kind::ChainRecovered, "sepolia", {}, 0}}));
    QCOMPARE(happeningsBetween(news({chainWith({}, 2)}), news({chainWith({}, 5)})),
             (std::vector<Happening>{{Kind::FailuresOpened, "sepolia", {}, 3}}));
    QVERIFY(happeningsBetween(news({chainWith({}, 5)}), news({chainWith({}, 2)})).empty());
    // A chain that is new is compared with one that is well.
    QCOMPARE(happeningsBetween(news({}), alerted),
             (std::vector<Happening>{{Kind::AlertRaised, "sepolia", "no node answers", 0}}));
}

void TestHappenings::aChainThatNobodyFollows()
{
    using Kind = HappeningKind;
    ChainView owned = chainWith({});
    owned.owner = ChainOwner{"host", 1};
    ChainView taken = owned;
    taken.owner = ChainOwner{"other", 2};
    const ChainView orphan = chainWith({});
    ChainView paused = orphan;
    paused.active = false;
    QCOMPARE(happeningsBetween(news({owned}), news({orphan})),
             (std::vector<Happening>{{Kind::ChainAbandoned, "sepolia", {}, 0}}));
    QCOMPARE(happeningsBetween(news({orphan}), news({taken})),
             (std::vector<Happening>{{Kind::ChainFollowed, "sepolia", {}, 0}}));
    QVERIFY(happeningsBetween(news({owned}), news({taken})).empty());
    QVERIFY(happeningsBetween(news({orphan}), news({orphan})).empty());
    // Who pauses a chain wants nobody to follow it.
    QVERIFY(happeningsBetween(news({owned}), news({paused})).empty());
    QVERIFY(happeningsBetween(news({orphan}), news({paused})).empty());
    // Nothing is known of what a new chain was before.
    QVERIFY(happeningsBetween(news({}), news({owned})).empty());
    QVERIFY(happeningsBetween(news({}), news({orphan})).empty());
}

void TestHappenings::aTakeOverIsNoNews()
{
    ChainView owned = chainWith({});
    owned.owner = ChainOwner{"host", 1};
    const ChainsNews orphans = news({chainWith({})});
    TakeOvers takeOvers;
    const auto isFollowed = [&](const ChainsNews& now, std::int64_t second) {
        return takeOvers.bridged(now, UnixTime(second)).chains[0].owner.has_value();
    };
    QVERIFY(isFollowed(orphans, 1000)); // it was so before anybody looked
    QVERIFY(isFollowed(orphans, 1000 + 2 * TakeOvers::kPatience));
    QVERIFY(isFollowed(news({owned}), 1500));
    QVERIFY(isFollowed(orphans, 1500 + TakeOvers::kPatience - 1));
    QVERIFY(!isFollowed(orphans, 1500 + TakeOvers::kPatience));
    QVERIFY(isFollowed(news({owned}), 2000));
    QVERIFY(isFollowed(orphans, 500)); // the clock was put back
    QVERIFY(!isFollowed(orphans, 500 + TakeOvers::kPatience));
    // One that has gone comes back as one that nobody has seen.
    QVERIFY(takeOvers.bridged(news({}), UnixTime(600)).chains.empty());
    QVERIFY(isFollowed(orphans, 600 + TakeOvers::kPatience));
}

void TestHappenings::aLostDatabaseSaysNothingOfChains()
{
    const ChainsNews well = news({chainWith({})});
    ChainsNews lost = news({chainWith({kAlert})});
    lost.problem = Error{ErrorCode::Database, "gone"};
    QCOMPARE(happeningsBetween(well, lost),
             (std::vector<Happening>{{HappeningKind::DatabaseLost, {}, "gone", 0}}));
    QVERIFY(happeningsBetween(lost, lost).empty());
    QCOMPARE(happeningsBetween(lost, news({chainWith({kAlert})})),
             (std::vector<Happening>{{HappeningKind::DatabaseBack, {}, {}, 0}}));
}

QTEST_GUILESS_MAIN(TestHappenings)
#include "tst_happenings.moc"
