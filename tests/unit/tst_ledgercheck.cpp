// One user's ledger rows are checked before anything is credited: order, sign, chain of balances, no negative
// balance.
#include "core/ledger/ledgercheck.h"
#include "tests/support/builders.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace chainpoints;

namespace {

LedgerRow rowAt(std::int64_t height, std::int64_t log, UnixTime time, ChangeType type, std::int64_t amount,
                std::int64_t after)
{
    return {user(1), type, raw(std::to_string(amount)), raw(std::to_string(after)), hash(1), log,
            hash(2), time, BlockHeight(height)};
}

/// The code of the first problem along the rows, and its index: "sign at 2"; "" if there is none.
QString walk(LedgerCheck check, const std::vector<LedgerRow>& rows)
{
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (const auto problem = check.next(rows[i]))
            return text(problem->code + " at " + std::to_string(i));
    return {};
}

/// A sound walk, to be spoilt.
std::vector<LedgerRow> soundRows()
{
    return {rowAt(5, 1, at(15), ChangeType::Mint, 100, 100),
            rowAt(5, 2, at(15), ChangeType::TransferOut, -40, 60),
            rowAt(5, 2, at(15), ChangeType::TransferIn, 40, 100),
            rowAt(6, 0, at(15), ChangeType::Burn, -100, 0),
            rowAt(9, 7, at(15, 10), ChangeType::TransferIn, 8, 8),
            rowAt(10, 0, at(16), ChangeType::TransferOut, -8, 0)};
}

} // namespace

class TestLedgerCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void soundRowsPass();
    void goesOnBehindAnAnchor();
    void findsWhatIsWrong_data();
    void findsWhatIsWrong();
    void signBelongsToTheType_data();
    void signBelongsToTheType();
    void openingComesFirst();
    void theSentenceNamesBlockAndCause();
    void everySingleSpoiltNumberIsFound();
};

void TestLedgerCheck::soundRowsPass()
{
    QCOMPARE(walk(LedgerCheck(), soundRows()), QString());
    LedgerCheck check;
    for (const LedgerRow& row : soundRows())
        QVERIFY(!check.next(row));
    QVERIFY(check.balance().isZero());
}

void TestLedgerCheck::goesOnBehindAnAnchor()
{
    const auto rows = soundRows();
    for (std::size_t split = 1; split < rows.size(); ++split)
        QCOMPARE(walk(LedgerCheck(rows[split - 1]),
                      {rows.begin() + static_cast<std::ptrdiff_t>(split), rows.end()}),
                 QString());
    QCOMPARE(walk(LedgerCheck(rows[0]), {rows[2]}), QStringLiteral("balance_chain at 0"));
    QCOMPARE(walk(LedgerCheck(rows[0]), {rows[0]}), QStringLiteral("order at 0"));
}

void TestLedgerCheck::findsWhatIsWrong_data()
{
    using Spoil = void (*)(std::vector<LedgerRow>&);
    QTest::addColumn<std::vector<LedgerRow>>("rows");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* expected, Spoil spoil) {
        auto rows = soundRows();
        spoil(rows);
        QTest::newRow(name) << rows << QString::fromLatin1(expected);
    };
    row("balance does not follow", "balance_chain at 1",
        [](auto& rows) { rows[1].balanceAfter = raw("61"); });
    row("amount does not fit", "balance_chain at 4", [](auto& rows) { rows[4].amount = raw("9"); });
    row("first row with a balance from nowhere", "balance_chain at 0",
        [](auto& rows) { rows[0].balanceAfter = raw("101"); });
    row("first row missing", "balance_chain at 0", [](auto& rows) { rows.erase(rows.begin()); });
    row("middle row missing", "balance_chain at 3", [](auto& rows) { rows.erase(rows.begin() + 3); });
    row("a row twice", "order at 1", [](auto& rows) { rows.insert(rows.begin(), rows[0]); });
    row("in before out", "order at 2", [](auto& rows) {
        std::swap(rows[1], rows[2]);
        rows[1].balanceAfter = raw("140");
    });
    row("log index falls", "order at 1", [](auto& rows) { rows[1].logIndex = 0; });
    row("height falls", "order at 3", [](auto& rows) { rows[3].height = BlockHeight(4); });
    row("time falls", "order at 4", [](auto& rows) { rows[4].blockTime = at(14, 59, 59); });
    row("mint that takes", "sign at 0", [](auto& rows) { rows[0].amount = raw("-100"); });
    row("burn that gives", "sign at 3", [](auto& rows) { rows[3].amount = raw("100"); });
    row("change of nothing", "sign at 4", [](auto& rows) { rows[4].amount = raw("0"); });
    row("negative balance", "negative_balance at 3", [](auto& rows) {
        rows[3].amount = raw("-101");
        rows[3].balanceAfter = raw("-1");
    });
}

void TestLedgerCheck::findsWhatIsWrong()
{
    QFETCH(std::vector<LedgerRow>, rows);
    QTEST(walk(LedgerCheck(), rows), "expected");
}

void TestLedgerCheck::signBelongsToTheType_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("amount");
    QTest::addColumn<bool>("fine");
    for (const ChangeType type : {ChangeType::Mint, ChangeType::Burn, ChangeType::TransferOut,
                                  ChangeType::TransferIn, ChangeType::Opening}) {
        const bool takes = type == ChangeType::Burn || type == ChangeType::TransferOut;
        for (const int amount : {-5, 0, 5})
            QTest::addRow("%s of %d", toText(type).data(), amount)
                << int(type) << amount << (amount != 0 && takes == (amount < 0));
    }
}

void TestLedgerCheck::signBelongsToTheType()
{
    QFETCH(int, type);
    QFETCH(int, amount);
    QFETCH(bool, fine);
    const LedgerRow anchor = rowAt(1, 0, at(14), ChangeType::Mint, 50, 50);
    const LedgerRow row = rowAt(2, 0, at(15), static_cast<ChangeType>(type), amount, 50 + amount);
    QCOMPARE(walk(LedgerCheck(anchor), {row}), fine ? QString() : QStringLiteral("sign at 0"));
}

void TestLedgerCheck::openingComesFirst()
{
    const LedgerRow opening = rowAt(-1, 0, at(14), ChangeType::Opening, 100, 100);
    const LedgerRow sent = rowAt(0, 0, at(15), ChangeType::TransferOut, -30, 70);
    QCOMPARE(walk(LedgerCheck(), {opening, sent}), QString());
    QCOMPARE(walk(LedgerCheck(), {rowAt(0, 0, at(15), ChangeType::TransferOut, -30, -30)}),
             QStringLiteral("negative_balance at 0"));
}

void TestLedgerCheck::theSentenceNamesBlockAndCause()
{
    const auto problem = LedgerCheck().next(rowAt(123, 4, at(15), ChangeType::TransferOut, -30, -30));
    QVERIFY(problem);
    QCOMPARE(text(problem->text()), QStringLiteral("negative_balance: at block 123, log 4 (transfer_out) the "
                                                   "balance becomes -30; history before the "
                                                   "start block is missing: import opening balances"));
    const auto broken = LedgerCheck().next(rowAt(123, 4, at(15), ChangeType::Mint, 30, 31));
    QCOMPARE(text(broken->text()),
             QStringLiteral("balance_chain: at block 123, log 4 (mint) the balance 0 and the change 30 "
                            "give 30, but the row says 31"));
}

void TestLedgerCheck::everySingleSpoiltNumberIsFound()
{
    Dice dice(11);
    const Story story = randomStory(dice, at(0), 24, 3);
    const auto rows = story.rowsOf(1);
    QVERIFY(rows.size() > 10);
    QCOMPARE(walk(LedgerCheck(), rows), QString());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto spoilt = rows;
        spoilt[i].amount += raw(dice.oneIn(2) ? "1" : "-1");
        QVERIFY2(!walk(LedgerCheck(), spoilt).isEmpty(),
                 qPrintable(QStringLiteral("amount of row %1").arg(i)));
        spoilt = rows;
        spoilt[i].balanceAfter += maxUint256();
        QVERIFY2(!walk(LedgerCheck(), spoilt).isEmpty(),
                 qPrintable(QStringLiteral("balance of row %1").arg(i)));
    }
}

CP_REGISTER_TEST(TestLedgerCheck);
#include "tst_ledgercheck.moc"
