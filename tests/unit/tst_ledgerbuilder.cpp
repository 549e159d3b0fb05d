// The ledger rules: which rows a transfer leaves, in which order, with which balances.
#include "core/ledger/ledgercheck.h"
#include "tests/support/builders.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <map>

using namespace chainpoints;

namespace {

/// "user type amount after" of each row in whole tokens, separated by "; ".
QString told(const std::vector<LedgerRow>& rows)
{
    std::string all;
    for (const LedgerRow& row : rows) {
        const mpz_class unit = powerOfTen(18);
        all += (all.empty() ? "" : "; ") + std::to_string(row.user.bytes[19]) + " " +
               std::string(toText(row.type)) + " " + mpz_class(row.amount.value() / unit).get_str() + " " +
               mpz_class(row.balanceAfter.value() / unit).get_str();
    }
    return text(all);
}

} // namespace

class TestLedgerBuilder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rows_data();
    void rows();
    void takesOverWhereAndWhen();
    void goesOnFromGivenBalances();
    void pagesGiveTheSameRowsAsOneGo();
    void wholeRangeOfValues();
    void anAirdropOfTwoHundred();
    void sumsAreConserved();
    void namesOfTypes();
};

void TestLedgerBuilder::rows_data()
{
    QTest::addColumn<QByteArray>("script"); // from>to:value of transfers in one block
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const char* script, const char* expected) {
        QTest::newRow(name) << QByteArray(script) << QByteArray(expected);
    };
    row("mint", "0>1:100", "1 mint 100 100");
    row("burn", "0>1:60 1>0:60", "1 mint 60 60; 1 burn -60 0");
    row("transfer", "0>1:100 1>2:30", "1 mint 100 100; 1 transfer_out -30 70; 2 transfer_in 30 30");
    row("self-transfer", "0>1:100 1>1:40", "1 mint 100 100; 1 transfer_out -40 60; 1 transfer_in 40 100");
    row("self-transfer of everything is never negative", "0>1:100 1>1:100",
        "1 mint 100 100; 1 transfer_out -100 0; 1 transfer_in 100 100");
    row("all kinds in one block", "0>1:100 1>2:30 1>0:20",
        "1 mint 100 100; 1 transfer_out -30 70; 2 transfer_in 30 30; 1 burn -20 50");
    row("the same transfer twice", "0>1:100 1>2:5 1>2:5",
        "1 mint 100 100; 1 transfer_out -5 95; 2 transfer_in 5 5; 1 transfer_out -5 90; 2 transfer_in 5 10");
    row("in and out again in one block", "0>1:100 1>2:100 2>1:100",
        "1 mint 100 100; 1 transfer_out -100 0; 2 transfer_in 100 100; 2 transfer_out -100 0; 1 transfer_in "
        "100 100");
    row("missing history shows as a negative balance", "1>2:30",
        "1 transfer_out -30 -30; 2 transfer_in 30 30");
    row("and is not cut at 0 later", "1>2:30 0>1:10",
        "1 transfer_out -30 -30; 2 transfer_in 30 30; 1 mint 10 -20");
    row("nothing", "", "");
}

void TestLedgerBuilder::rows()
{
    QFETCH(QByteArray, script);
    const Story story = toldStory("15:00 " + script.toStdString(), at(16));
    QTEST(told(story.rows()).toLatin1(), "expected");
}

void TestLedgerBuilder::takesOverWhereAndWhen()
{
    Story story(41);
    story.block(at(15)).block(at(15, 10)).mint(1, 5).mint(1, 6);
    const auto rows = story.rows();
    QCOMPARE(rows.size(), std::size_t(2));
    const Transfer& transfer = story.transfers()[1];
    QVERIFY(rows[1].user == user(1));
    QCOMPARE(rows[1].height.value(), 42);
    QCOMPARE(rows[1].logIndex, 1);
    QCOMPARE(rows[1].blockTime.value(), at(15, 10).value());
    QVERIFY(rows[1].txHash == transfer.txHash && rows[1].blockHash == transfer.blockHash);
}

void TestLedgerBuilder::goesOnFromGivenBalances()
{
    Story story;
    story.block(at(15)).send(1, 2, 30);
    Balances balances{{user(1), tokens(100)}, {user(3), tokens(7)}};
    const auto rows = deriveLedgerRows(story.transfers(), balances);
    QCOMPARE(told(rows), QStringLiteral("1 transfer_out -30 70; 2 transfer_in 30 30"));
    QVERIFY(balances.at(user(1)) == tokens(70));
    QVERIFY(balances.at(user(2)) == tokens(30));
    QVERIFY(balances.at(user(3)) == tokens(7));
    QVERIFY(!balances.contains(user(0)));
}

void TestLedgerBuilder::pagesGiveTheSameRowsAsOneGo()
{
    Dice dice(4);
    const Story story = randomStory(dice, at(0), 24, 5);
    const auto whole = story.rows();
    QVERIFY(whole.size() > 50);
    Balances balances;
    std::vector<LedgerRow> pieces;
    const std::vector<Transfer>& transfers = story.transfers();
    for (std::size_t done = 0; done < transfers.size();) {
        const auto count =
            std::min<std::size_t>(static_cast<std::size_t>(dice.between(1, 4)), transfers.size() - done);
        const auto part = deriveLedgerRows(std::span(transfers).subspan(done, count), balances);
        pieces.insert(pieces.end(), part.begin(), part.end());
        done += count;
    }
    QCOMPARE(told(pieces), told(whole));
}

void TestLedgerBuilder::wholeRangeOfValues()
{
    Story story;
    story.block(at(15))
        .transfer(0, 1, maxUint256())
        .transfer(0, 1, maxUint256())
        .transfer(1, 2, maxUint256());
    const auto rows = story.rows();
    QVERIFY(rows[1].balanceAfter == maxUint256() + maxUint256());
    QVERIFY(rows[2].amount == -maxUint256());
    QVERIFY(rows[2].balanceAfter == maxUint256());
    QVERIFY(rows[3].balanceAfter == maxUint256());
}

void TestLedgerBuilder::anAirdropOfTwoHundred()
{
    Story story;
    story.block(at(14)).mint(1, 200).block(at(15));
    for (std::uint32_t n = 2; n <= 201; ++n)
        story.send(1, n, 1);
    const auto rows = story.rows();
    QCOMPARE(rows.size(), std::size_t(401));
    QVERIFY(story.rowsOf(1).back().balanceAfter.isZero());
    QCOMPARE(story.rowsOf(201).size(), std::size_t(1));
}

void TestLedgerBuilder::sumsAreConserved()
{
    Dice dice(5);
    const Story story = randomStory(dice, at(0), 48, 6);
    mpz_class supply;
    for (const Transfer& transfer : story.transfers()) {
        if (transfer.from.isZero())
            supply += transfer.value.value();
        if (transfer.to.isZero())
            supply -= transfer.value.value();
    }
    mpz_class held;
    std::map<Address, RawAmount> last;
    for (const LedgerRow& row : story.rows()) {
        QVERIFY(last[row.user] + row.amount == row.balanceAfter);
        QVERIFY(!row.balanceAfter.isNegative());
        QVERIFY(!row.user.isZero());
        last[row.user] = row.balanceAfter;
    }
    for (const auto& [address, balance] : last)
        held += balance.value();
    QCOMPARE(text(held.get_str()), text(supply.get_str()));
    std::vector<LedgerRow> rows = story.rows();
    QVERIFY(addsUp(rows, story.transfers()));
    rows.pop_back();
    QVERIFY(!addsUp(rows, story.transfers()));
}

void TestLedgerBuilder::namesOfTypes()
{
    for (const ChangeType type : {ChangeType::Mint, ChangeType::Burn, ChangeType::TransferOut,
                                  ChangeType::TransferIn, ChangeType::Opening})
        QVERIFY(changeTypeFromText(toText(type)) == type);
    QVERIFY(!changeTypeFromText("Mint") && !changeTypeFromText("") && !changeTypeFromText("transfer"));
}

CP_REGISTER_TEST(TestLedgerBuilder);
#include "tst_ledgerbuilder.moc"
