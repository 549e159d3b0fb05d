// The audit against the contract: each balance that differs is named, and what kind of token shows that.
#include "core/audit/onchain.h"
#include "tests/support/testdatabase.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <map>

using namespace chainpoints;

namespace {

/// A contract that says what it is told to say.
struct Contract
{
    std::map<Address, std::int64_t> balances;
    std::int64_t supply = 0;
    std::optional<BlockHeight> askedAt;

    TokenState state()
    {
        return {[this](std::span<const Address> holders, BlockHeight at) -> Result<std::vector<RawAmount>> {
                    askedAt = at;
                    std::vector<RawAmount> result;
                    for (const Address& holder : holders)
                        result.push_back(tokens(balances[holder]));
                    return result;
                },
                [this](BlockHeight) -> Result<RawAmount> { return tokens(supply); }};
    }
};

/// User 1 holds 70, user 2 holds 20, user 3 holds 10.
TestDatabase followed()
{
    TestDatabase database(Backend::Sqlite);
    database.follow(toldStory("13:30 14:10 0>1:100 14:40 1>2:30 15:20 2>3:10 17:05", at(17, 10)));
    return database;
}

Contract honest()
{
    return {{{user(1), 70}, {user(2), 20}, {user(3), 10}}, 100, {}};
}

std::vector<Difference> differencesOf(TestDatabase& database, Contract contract)
{
    AuditReport report;
    const auto done = auditOnchain(database.connection(), database.chain().name, contract.state(), report);
    return done ? report.differences : std::vector<Difference>{{"", "", "error", done.error().message}};
}

} // namespace

class TestAuditOnchain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTrueLedgerHasNoDifference();
    void eachDifferenceIsNamed();
    void aRebasingTokenIsCalledOne();
    void aFeeOnTransferIsToldFromRebasing();
    void holdersFromBeforeTheStartAreMissed();
    void aNodeWithoutTheStateIsAnError();
};

void TestAuditOnchain::aTrueLedgerHasNoDifference()
{
    TestDatabase database = followed();
    Contract contract = honest();
    AuditReport report;
    QVERIFY(auditOnchain(database.connection(), database.chain().name, contract.state(), report));
    QVERIFY(report.ok());
    QCOMPARE(contract.askedAt, std::optional(database.chain().processed));
}

void TestAuditOnchain::eachDifferenceIsNamed()
{
    TestDatabase database = followed();
    Contract contract = honest();
    contract.balances[user(2)] = 21;
    contract.supply = 101;
    const auto differences = differencesOf(database, contract);
    QCOMPARE(differences.size(), std::size_t(3));
    QCOMPARE(differences[0].kind, std::string("onchain_balance"));
    QCOMPARE(differences[0].address, user(2).hex());
    QVERIFY(differences[0].sentence.find(
                "is 20000000000000000000, but the contract says 21000000000000000000") != std::string::npos);
    QCOMPARE(differences[1].kind, std::string("onchain_supply"));
}

void TestAuditOnchain::aRebasingTokenIsCalledOne()
{
    TestDatabase database = followed();
    const auto differences =
        differencesOf(database, {{{user(1), 77}, {user(2), 22}, {user(3), 11}}, 110, {}});
    QCOMPARE(differences.size(), std::size_t(5));
    QVERIFY(differences.back().sentence.find("a rebasing token") != std::string::npos);
    // A start block that is too late shows the same.
    QVERIFY(differences.back().sentence.find("\"start_block\"") != std::string::npos);
}

void TestAuditOnchain::aFeeOnTransferIsToldFromRebasing()
{
    TestDatabase database = followed();
    const auto differences = differencesOf(database, {{{user(1), 70}, {user(2), 18}, {user(3), 9}}, 100, {}});
    QCOMPARE(differences.size(), std::size_t(3));
    QVERIFY(differences.back().sentence.find("a fee on transfer") != std::string::npos);
}

void TestAuditOnchain::holdersFromBeforeTheStartAreMissed()
{
    TestDatabase database = followed();
    Contract contract = honest();
    contract.supply = 150;
    const auto differences = differencesOf(database, contract);
    QCOMPARE(differences.size(), std::size_t(2));
    QVERIFY(differences.back().sentence.find("start_block") != std::string::npos);
}

void TestAuditOnchain::aNodeWithoutTheStateIsAnError()
{
    TestDatabase database = followed();
    AuditReport report;
    const TokenState state{[](std::span<const Address>, BlockHeight) -> Result<std::vector<RawAmount>> {
                               return Error{ErrorCode::Protocol, "missing trie node"};
                           },
                           [](BlockHeight) -> Result<RawAmount> { return RawAmount(); }};
    const auto done = auditOnchain(database.connection(), database.chain().name, state, report);
    QVERIFY(!done && done.error().message.find("missing trie node") != std::string::npos);
    QVERIFY(report.ok());
}

CP_REGISTER_TEST(TestAuditOnchain);
#include "tst_auditonchain.moc"
