// Who has tokens from before start_block: the node is asked, and the points are right.
#include "core/audit/auditor.h"
#include "core/engine/missingopenings.h"
#include "core/storage/openingstore.h"
#include "core/storage/sql/repeated.h"
#include "tests/support/storedfacts.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <map>
#include <set>

using namespace chainpoints;

namespace {

/// Knows what was before the first block, or has forgotten it.
class OldNode final : public ChainNode
{
public:
    explicit OldNode(const Story& story) : m_story(story) {}

    std::map<Address, RawAmount> held;
    RawAmount supply = tokens(1'000);
    std::set<Address> reverting;
    bool forgot = false;
    int calls = 0;

    Result<BlockHeader> block(BlockTag) override { return m_story.headers().back(); }
    Result<std::vector<BlockHeader>> headers(std::span<const BlockHeight> heights) override
    {
        std::vector<BlockHeader> headers;
        for (const BlockHeight height : heights)
            headers.push_back({height, hash(7), hash(6), m_story.headers().front().time + -600});
        return headers;
    }
    Result<CheckedLogs> transferLogs(BlockRange, SupplyProof) override { return CheckedLogs(); }
    Result<CheckedLogs> transferLogsOf(std::span<const BlockHeader>, SupplyProof) override
    {
        return CheckedLogs();
    }
    Result<TokenInfo> tokenInfo() override { return TokenInfo{"Token", "TOK", 18}; }
    Result<std::vector<RawAmount>> balances(std::span<const Address> holders, BlockHeight at) override
    {
        ++calls;
        if (forgot || at != m_story.firstHeight() - 1)
            return Error{ErrorCode::Protocol, "missing trie node"};
        std::vector<RawAmount> balances;
        for (const Address& holder : holders) {
            if (reverting.contains(holder))
                return Error{ErrorCode::Protocol, "execution reverted"};
            balances.push_back(held[holder]);
        }
        return balances;
    }
    Result<RawAmount> totalSupply(BlockHeight) override { return supply; }

private:
    const Story& m_story;
};

QString audited(TestDatabase& database)
{
    const auto report = audit(database.connection(), {});
    return !report ? failure(report) : report->ok() ? QStringLiteral("right") : text(toJson(*report));
}

} // namespace

class TestMissingOpenings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }
    void theNodeIsAsked();
    void whoIsImportedAsNothingLeavesARestatement();
    void whoHeldNothingStaysFailed();
    void aNodeThatForgotIsAskedLater();
    void balancesThatCannotBeAreNotBelieved();
    void oneWhoCannotBeAskedHoldsUpNobody();
};

void TestMissingOpenings::theNodeIsAsked()
{
    QFETCH_GLOBAL(Backend, backend);
    const Story story = toldStory("15:10 1>2:30 | 15:20 3>2:5 | 16:30 2>1:1", at(20));
    TestDatabase database(backend);
    database.follow(story);
    QVERIFY(standing(database, 1).ends_with("|1") && standing(database, 3).ends_with("|1"));
    OldNode node(story);
    node.held = {{user(1), tokens(100)}, {user(2), tokens(40)}, {user(3), tokens(5)}};
    MissingOpenings openings(database.connection(), {});
    const auto fetched = openings.fetch(database.chain(), node);
    QVERIFY2(fetched && *fetched, qPrintable(failure(fetched)));
    QCOMPARE(audited(database), QStringLiteral("right"));
    // 100 from 15:00 (the block before is at 15:00), 70 from 15:10, 71 from 16:30, each at 0.05 an hour to
    // 20:00.
    QCOMPARE(
        text(standing(database, 1)),
        text("20|" +
             fraction(oraclePoints(story.rowsOf(1), at(15), at(20), {{UnixTime(0), *parseRate("0.05")}}) +
                      oraclePoints(toldStory("15:00 0>1:100", at(20)).rowsOf(1), at(15), at(20),
                                   {{UnixTime(0), *parseRate("0.05")}}))
                 .toStdString() +
             "|0"));
    QVERIFY(standing(database, 3).ends_with("|0"));
    // User 2 never went below zero; nothing says that something is missing there.
    QCOMPARE(text(lines(database.connection(),
                        "SELECT u.user_address, c.amount FROM user_balance_change c JOIN user u ON u.id = "
                        "c.user_id WHERE c.change_type = 'opening' ORDER BY 1",
                        2)),
             text(user(1).hex() + "|" + tokens(100).decimal() + "\n" + user(3).hex() + "|" +
                  tokens(5).decimal() + "\n"));
    const auto again = openings.fetch(database.chain(), node);
    QVERIFY(again && !*again);
    QCOMPARE(node.calls, 1);
    // That they failed until then stays as history.
    QCOMPARE(text(database.value("SELECT COUNT(*) FROM user_points_change WHERE status = 1 AND attempts > 1 "
                                 "AND reason LIKE 'negative_balance:%'")),
             QStringLiteral("2"));
}

void TestMissingOpenings::whoIsImportedAsNothingLeavesARestatement()
{
    QFETCH_GLOBAL(Backend, backend);
    const Story story = toldStory("15:10 0>1:30", at(20));
    TestDatabase database(backend);
    database.follow(story, "sepolia", 0, false);
    const BlockHeader block{story.firstHeight() - 1, hash(7), hash(6), at(14, 50)};
    const auto import = [&](const RawAmount& balance) {
        const OpeningBalance opening{user(9).hex(), balance};
        return sql::inTransaction(database.connection(), [&] {
            return recordOpenings(database.connection(), database.chain(), block, std::span(&opening, 1),
                                  {RestatementCause::kOpening}, {});
        });
    };
    QVERIFY(import(tokens(100)));
    database.settle();
    QVERIFY(standing(database, 1).ends_with("|0"));
    const auto gone = import(RawAmount());
    QVERIFY(gone && gone->size() == 1);
    QCOMPARE(text(database.value("SELECT COUNT(*) FROM user")), QStringLiteral("1"));
    const std::string restated =
        lines(database.connection(),
              "SELECT user_address, points_before <> '0', points_after FROM points_restatement "
              "WHERE points_before <> '0'",
              3);
    QCOMPARE(text(restated), text(user(9).hex() + "|1|0\n"));
    QCOMPARE(audited(database), QStringLiteral("right"));
}

void TestMissingOpenings::whoHeldNothingStaysFailed()
{
    QFETCH_GLOBAL(Backend, backend);
    const Story story = toldStory("15:10 1>2:30", at(20));
    TestDatabase database(backend);
    database.follow(story);
    const std::string before = everything(database.connection());
    OldNode node(story);
    MissingOpenings openings(database.connection(), {});
    for (int look = 0; look < 3; ++look) {
        const auto fetched = openings.fetch(database.chain(), node);
        QVERIFY2(fetched && !*fetched, qPrintable(failure(fetched)));
        openings.lookAgain();
    }
    QCOMPARE(node.calls, 1);
    QCOMPARE(text(everything(database.connection())), text(before));
}

void TestMissingOpenings::aNodeThatForgotIsAskedLater()
{
    QFETCH_GLOBAL(Backend, backend);
    const Story story = toldStory("15:10 1>2:30", at(20));
    TestDatabase database(backend);
    database.follow(story);
    OldNode node(story);
    node.forgot = true;
    MissingOpenings openings(database.connection(), {});
    for (int look = 0; look < 3; ++look) {
        const auto fetched = openings.fetch(database.chain(), node);
        QVERIFY2(fetched && !*fetched, qPrintable(failure(fetched)));
    }
    QCOMPARE(node.calls, 1);
    QVERIFY(standing(database, 1).ends_with("|1"));
}

void TestMissingOpenings::balancesThatCannotBeAreNotBelieved()
{
    QFETCH_GLOBAL(Backend, backend);
    const Story story = toldStory("15:10 1>2:30 3>2:1", at(20));
    TestDatabase database(backend);
    database.follow(story);
    const std::string before = everything(database.connection());
    OldNode node(story);
    node.held = {{user(1), tokens(600)}, {user(3), tokens(500)}};
    MissingOpenings openings(database.connection(), {});
    const auto fetched = openings.fetch(database.chain(), node);
    QVERIFY2(fetched && !*fetched, qPrintable(failure(fetched)));
    QCOMPARE(text(everything(database.connection())), text(before));
}

void TestMissingOpenings::oneWhoCannotBeAskedHoldsUpNobody()
{
    QFETCH_GLOBAL(Backend, backend);
    const Story story = toldStory("15:10 1>2:30 3>2:1", at(20));
    TestDatabase database(backend);
    database.follow(story);
    OldNode node(story);
    node.held = {{user(1), tokens(600)}, {user(3), tokens(50)}};
    node.reverting = {user(1)};
    MissingOpenings openings(database.connection(), {});
    const auto fetched = openings.fetch(database.chain(), node);
    QVERIFY2(fetched && *fetched, qPrintable(failure(fetched)));
    QVERIFY(standing(database, 1).ends_with("|1") && standing(database, 3).ends_with("|0"));
    const int calls = node.calls;
    openings.lookAgain();
    const auto again = openings.fetch(database.chain(), node);
    QVERIFY(again && !*again);
    QCOMPARE(node.calls, calls);
}

CP_REGISTER_TEST(TestMissingOpenings);
#include "tst_missingopenings.moc"
