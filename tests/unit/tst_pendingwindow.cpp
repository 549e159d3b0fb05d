// The unconfirmed blocks: links, forks, and what survives a restart.
#include "core/chain/pendingwindow.h"
#include "tests/support/builders.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace chainpoints;

namespace {

/// Block `height` of the branch that parts from the main one (0) at `forkAt`.
PendingBlock blockOf(std::int64_t height, std::uint64_t branch = 0, std::int64_t forkAt = 0)
{
    const auto name = [&](std::int64_t h) {
        return hash(static_cast<std::uint64_t>(h) + (h >= forkAt ? branch * 1000 : 0));
    };
    PendingBlock block{{BlockHeight(height), name(height), name(height - 1), at(15) + 12 * height}, {}, 0};
    block.transfers.push_back({user(0), user(1), raw(std::to_string(height)), block.header.height,
                               block.header.hash, block.header.time, hash(9), 0});
    return block;
}

std::vector<PendingBlock> blocksOf(std::int64_t first, std::int64_t last, std::uint64_t branch = 0,
                                   std::int64_t forkAt = 0)
{
    std::vector<PendingBlock> blocks;
    for (std::int64_t height = first; height <= last; ++height)
        blocks.push_back(blockOf(height, branch, forkAt));
    return blocks;
}

std::vector<BlockHeader> headersOf(std::int64_t first, std::int64_t last, std::uint64_t branch = 0,
                                   std::int64_t forkAt = 0)
{
    std::vector<BlockHeader> headers;
    for (const PendingBlock& block : blocksOf(first, last, branch, forkAt))
        headers.push_back(block.header);
    return headers;
}

/// On top of block 10, with blocks 11 to `last`.
PendingWindow windowTo(std::int64_t last)
{
    PendingWindow window(blockOf(10).header, BlockHeight(11));
    for (PendingBlock& block : blocksOf(11, last))
        window.append(std::move(block));
    return window;
}

QString heights(const PendingWindow& window)
{
    QString all;
    for (const PendingBlock& block : window.blocks())
        all += QStringLiteral("%1 ").arg(block.header.height.value());
    return all.trimmed();
}

} // namespace

class TestPendingWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linksToBaseAndTip();
    void startsAnywhereWithoutABase();
    void confirmMovesTheBase();
    void upToKeeps();
    void findsForks_data();
    void findsForks();
    void dropsAndGrowsAnotherBranch();
    void dropsEverything();
    void restores_data();
    void restores();
    void restoreReplacesWhatIsThere();
    void restoreWithoutABase();
};

void TestPendingWindow::linksToBaseAndTip()
{
    PendingWindow window(blockOf(10).header, BlockHeight(11));
    QCOMPARE(window.nextHeight().value(), 11);
    QVERIFY(window.tip() == blockOf(10).header);
    QVERIFY(window.links(blockOf(11).header));
    QVERIFY(!window.links(blockOf(11, 1, 9).header)); // its parent is another block 10
    window.append(blockOf(11));
    QCOMPARE(window.nextHeight().value(), 12);
    QVERIFY(window.tip() == blockOf(11).header);
    QVERIFY(window.links(blockOf(12).header));
    QVERIFY(!window.links(blockOf(12, 1, 11).header));
    QVERIFY(window.links(blockOf(12, 1, 12).header));
}

void TestPendingWindow::startsAnywhereWithoutABase()
{
    PendingWindow window(std::nullopt, BlockHeight(0));
    QVERIFY(!window.tip());
    QCOMPARE(window.nextHeight().value(), 0);
    QVERIFY(window.links(blockOf(0, 7).header));
    window.append(blockOf(0));
    QVERIFY(!window.links(blockOf(1, 7).header));
    QVERIFY(!window.base());
    window.confirm(BlockHeight(0));
    QVERIFY(window.base() == blockOf(0).header);
    QCOMPARE(window.nextHeight().value(), 1);
}

void TestPendingWindow::confirmMovesTheBase()
{
    PendingWindow window = windowTo(16);
    window.confirm(BlockHeight(13));
    QCOMPARE(heights(window), QStringLiteral("14 15 16"));
    QVERIFY(window.base() == blockOf(13).header);
    QCOMPARE(window.nextHeight().value(), 17);
    window.confirm(BlockHeight(12)); // already
    QCOMPARE(heights(window), QStringLiteral("14 15 16"));
    window.confirm(BlockHeight(20));
    QCOMPARE(heights(window), QString());
    QVERIFY(window.tip() == blockOf(16).header);
    QCOMPARE(window.nextHeight().value(), 17);
    QVERIFY(window.links(blockOf(17).header));
}

void TestPendingWindow::upToKeeps()
{
    const PendingWindow window = windowTo(14);
    QVERIFY(window.upTo(BlockHeight(13)) == blocksOf(11, 13));
    QVERIFY(window.upTo(BlockHeight(10)).empty());
    QVERIFY(window.upTo(BlockHeight(99)) == blocksOf(11, 14));
    QCOMPARE(heights(window), QStringLiteral("11 12 13 14"));
}

void TestPendingWindow::findsForks_data()
{
    QTest::addColumn<std::vector<BlockHeader>>("theirs");
    QTest::addColumn<qint64>("fork"); // -1: none
    QTest::newRow("the same") << headersOf(11, 16) << qint64(-1);
    QTest::newRow("at the tip") << headersOf(11, 16, 1, 16) << qint64(16);
    QTest::newRow("in the middle") << headersOf(11, 16, 1, 13) << qint64(13);
    QTest::newRow("at the bottom") << headersOf(11, 16, 1, 11) << qint64(11);
    QTest::newRow("below, as far as can be seen") << headersOf(11, 16, 1, 5) << qint64(11);
    QTest::newRow("only some asked for") << headersOf(14, 15, 1, 13) << qint64(14);
    QTest::newRow("nothing asked for") << std::vector<BlockHeader>() << qint64(-1);
    QTest::newRow("heights that are not here") << headersOf(5, 10, 1, 0) << qint64(-1);
    QTest::newRow("heights above") << headersOf(17, 20, 1, 0) << qint64(-1);
}

void TestPendingWindow::findsForks()
{
    QFETCH(std::vector<BlockHeader>, theirs);
    QFETCH(qint64, fork);
    const auto found = windowTo(16).forkHeight(theirs);
    QCOMPARE(found ? qint64(found->value()) : -1, fork);
}

void TestPendingWindow::dropsAndGrowsAnotherBranch()
{
    PendingWindow window = windowTo(16);
    window.dropFrom(BlockHeight(13));
    QCOMPARE(heights(window), QStringLiteral("11 12"));
    QCOMPARE(window.nextHeight().value(), 13);
    for (PendingBlock& block : blocksOf(13, 18, 1, 13)) {
        QVERIFY(window.links(block.header));
        window.append(std::move(block));
    }
    QCOMPARE(heights(window), QStringLiteral("11 12 13 14 15 16 17 18"));
    // Nothing of the old branch is left.
    for (const PendingBlock& block : window.upTo(BlockHeight(18)))
        QVERIFY(block == blockOf(block.header.height.value(), 1, 13));
    QVERIFY(!window.forkHeight(headersOf(11, 18, 1, 13)));
}

void TestPendingWindow::dropsEverything()
{
    PendingWindow window = windowTo(16);
    window.dropFrom(BlockHeight(17));
    QCOMPARE(window.blocks().size(), std::size_t(6));
    window.dropFrom(BlockHeight(3));
    QVERIFY(window.blocks().empty());
    QVERIFY(window.tip() == blockOf(10).header);
    QCOMPARE(window.nextHeight().value(), 11);
}

void TestPendingWindow::restores_data()
{
    QTest::addColumn<std::vector<PendingBlock>>("cached");
    QTest::addColumn<QString>("kept");
    const auto row = [](const char* name, std::vector<PendingBlock> cached, const char* kept) {
        QTest::newRow(name) << cached << QString::fromLatin1(kept);
    };
    const auto joined = [](std::vector<PendingBlock> a, const std::vector<PendingBlock>& b) {
        a.insert(a.end(), b.begin(), b.end());
        return a;
    };
    row("nothing", {}, "");
    row("all of it", blocksOf(11, 16), "11 12 13 14 15 16");
    row("from before a crash between ledger and cache", blocksOf(8, 14), "11 12 13 14");
    row("only processed blocks", blocksOf(5, 10), "");
    row("the first one missing", blocksOf(12, 16), "");
    row("one in the middle missing", joined(blocksOf(11, 12), blocksOf(14, 16)), "11 12");
    row("a block twice", joined(blocksOf(11, 13), blocksOf(13, 16)), "11 12 13");
    row("of another branch from the base on", blocksOf(11, 16, 1, 10), "");
    row("of another branch of which the base was no part", blocksOf(11, 16, 1, 5), "");
    row("of another branch from the middle on, unlinked", joined(blocksOf(11, 13), blocksOf(14, 16, 1, 12)),
        "11 12 13");
    row("of another branch that links", joined(blocksOf(11, 13), blocksOf(14, 16, 1, 14)),
        "11 12 13 14 15 16");
}

void TestPendingWindow::restores()
{
    QFETCH(std::vector<PendingBlock>, cached);
    QFETCH(QString, kept);
    PendingWindow window(blockOf(10).header, BlockHeight(11));
    const std::size_t count = window.restore(cached);
    QCOMPARE(heights(window), kept);
    QCOMPARE(count, window.blocks().size());
    QCOMPARE(window.nextHeight().value(), 11 + qint64(count));
    BlockHeader last = blockOf(10).header;
    for (const PendingBlock& block : window.blocks()) {
        QVERIFY(block.header.parentHash == last.hash);
        QCOMPARE(block.transfers.size(), std::size_t(1));
        last = block.header;
    }
}

void TestPendingWindow::restoreReplacesWhatIsThere()
{
    PendingWindow window = windowTo(16);
    QCOMPARE(window.restore(blocksOf(11, 12)), std::size_t(2));
    QCOMPARE(heights(window), QStringLiteral("11 12"));
}

void TestPendingWindow::restoreWithoutABase()
{
    PendingWindow window(std::nullopt, BlockHeight(100));
    QCOMPARE(window.restore(blocksOf(100, 103)), std::size_t(4));
    QCOMPARE(window.restore(blocksOf(101, 103)), std::size_t(0));
    QCOMPARE(window.nextHeight().value(), 100);
}

CP_REGISTER_TEST(TestPendingWindow);
#include "tst_pendingwindow.moc"
