// The overview on a real door.
#include "core/cache/embeddedcache.h"
#include "tests/support/pendingblocks.h"
#include "tests/ui/heldlane.h"
#include "tests/ui/overviewfixture.h"
#include "tests/ui/picturestory.h"
#include "ui/overview/card.h"
#include "ui/overview/chaintext.h"
#include "ui/overview/endpointstable.h"
#include "ui/widgets/cellstable.h"
#include "ui/widgets/emptypage.h"
#include "ui/widgets/fittedsplitter.h"

#include <QAction>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>

#include <atomic>

using namespace chainpoints;

class TestOverview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRowForEachChain();
    void theSelectedChainInFull();
    void whenWhatIsSeenIsConfirmed();
    void theBlocksThatWait();
    void moreBlocksWaitThanAreListed();
    void blocksThatTheDatabaseDoesNotKeep();
    void blocksThatCannotBeReadAreNotAskedForWithoutEnd();
    void aChainThatSomebodyWantsToSee();
    void howItsEndpointsAreDoing();
    void noChains();
    void aDatabaseThatCannotBeRead();
    void theLastHoursPointsOfAllChains();
    void theFailuresCardLeadsToTheFailures();
    void newsKeepTheSelection();
    void onlyAChainThatIsBehindIsCalledSo();
    void theTableTakesWhatItsRowsNeed();
    void everyColumnFits_data();
    void everyColumnFits();
    void theTableFitsWhereAllIsWell();
    void everyControlHasANameAndALanguage();
};

namespace {

using namespace Qt::StringLiterals;

void keepPending(TestDatabase& database, std::int64_t first, std::int64_t last, const std::string& chain)
{
    EmbeddedCache cache(database.connection(), database.chain(chain).id);
    if (!cache.store(pendingBlocks(first, last)))
        qFatal("blocks cannot be kept");
}

QString detailOf(const OverviewFixture& overview)
{
    QStringList all;
    for (const auto* label : overview.find<QWidget>("chainDetail")->findChildren<QLabel*>())
        all += label->text();
    return all.join(u'\n');
}

} // namespace

void TestOverview::aRowForEachChain()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"b", 2}, TestChain{"a", 1}});
    tellFailures(database, 3, 2, "a");
    follow(database, followed(ChainState::Live, 9), "a");
    const OverviewFixture overview(database);
    QTRY_COMPARE(overview.rows(), 2);
    QCOMPARE(overview.cell(0, ChainsModel::Name), u"a\nTOK"_s);
    QCOMPARE(overview.cell(0, ChainsModel::Failures), u"2"_s);
    QVERIFY(overview.cell(0, ChainsModel::Calculated).endsWith(u"2025-01-01 16:00"_s));
    QCOMPARE(overview.cell(1, ChainsModel::Owner), u"Nobody"_s);
    QCOMPARE(overview.find<Card>("chainsCard")->value(), u"1 of 2"_s);
    QCOMPARE(overview.find<Card>("failuresCard")->value(), u"2"_s);
    QCOMPARE(overview.find<Card>("settledCard")->value(), u"—"_s);
    tellFailures(database, 1, 0, "b", 1);
    QTRY_COMPARE(overview.find<Card>("settledCard")->value(), u"2025-01-01 16:00"_s);
}

void TestOverview::theSelectedChainInFull()
{
    TestDatabase database(Backend::Sqlite);
    ChainStatus status = followed(ChainState::Unreachable, 9);
    status.alerts = {{"rpc", "No node of the chain can be reached", at(15)},
                     {"disk", "The disk is full", at(16)}};
    status.lastError = "connection refused";
    database.spoil("UPDATE chain SET last_confirmed_block = 3");
    follow(database, status);
    for (const char* kind : {"deep_fork", "deep_fork", "rollback"})
        database.spoil("INSERT INTO incident (chain_id, kind, happened_at, ancestor_block, old_tip_block, "
                       "old_tip_hash, new_tip_block, new_tip_hash, depth, rows_removed, users_changed, "
                       "sentence, evidence) SELECT id, '" +
                       std::string(kind) + "', 1, 5, 9, '', 11, '', 4, 0, 0, '', '{}' FROM chain");
    const OverviewFixture overview(database);
    QTRY_COMPARE(overview.rows(), 1);
    const auto texts = [&] { return detailOf(overview); };
    QTRY_VERIFY(texts().contains(u"sepolia (TOK): Token"_s));
    for (const QString& part :
         {u"Since 2025-01-01 15:00:00 UTC: No node of the chain can be reached"_s,
          u"Since 2025-01-01 16:00:00 UTC: The disk is full"_s, u"Last error: connection refused"_s,
          u"0x00000000000000000000000000000000C0000000"_s, u"11155111"_s, u"Process 42 on host"_s,
          u"Unconfirmed blocks\n6"_s, u"Healed forks\n2"_s})
        QVERIFY2(texts().contains(part, Qt::CaseInsensitive), qPrintable(part));
}

void TestOverview::whenWhatIsSeenIsConfirmed()
{
    TestDatabase database(Backend::Sqlite);
    database.spoil("UPDATE chain SET confirmations = '6', last_confirmed_block = 94");
    follow(database, followed(ChainState::Live, 100));
    const OverviewFixture overview(database);
    const auto says = [&](const QString& part) { return detailOf(overview).contains(part); };
    QTRY_VERIFY(says(u"Next confirmation\n1 to go, time unknown"_s));
    QVERIFY(says(u"All confirmed\n6 to go, time unknown"_s));
    // Its head moves on until it is known how fast it does.
    std::int64_t head = 100;
    const auto oneMore = [&] {
        database.spoil("UPDATE chain SET last_confirmed_block = " + std::to_string(++head - 6));
        follow(database, followed(ChainState::Live, head));
        return QTest::qWaitFor([&] { return overview.cell(0, ChainsModel::Head) == QString::number(head); });
    };
    while (head < 115 && !says(u"6 to go, about"_s))
        QVERIFY(oneMore());
    QVERIFY2(says(u"All confirmed\n6 to go, about"_s), qPrintable(detailOf(overview)));
    database.spoil("UPDATE chain SET confirmations = 'finalized'");
    QTRY_VERIFY(says(u"Next confirmation\nwhen the network says so"_s));
}

void TestOverview::theBlocksThatWait()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"a", 1}, TestChain{"b", 2}});
    database.spoil("UPDATE chain SET confirmations = '6', last_confirmed_block = 94, "
                   "last_processed_block = 94 WHERE name = 'a'");
    follow(database, followed(ChainState::Live, 100), "a");
    keepPending(database, 95, 100, "a");
    const OverviewFixture overview(database);
    const auto* table = overview.find<CellsTable>("pendingBlocks");
    QTRY_COMPARE(table->model()->rowCount(), 6);
    QVERIFY(table->isVisible());
    const auto cell = [&](int row, int column, int role = Qt::DisplayRole) {
        return table->model()->index(row, column).data(role).toString();
    };
    QCOMPARE(cell(0, 0), u"95"_s);
    const QString whole = QString::fromStdString(pendingBlock(95).header.hash.hex());
    QCOMPARE(cell(0, 1), QString(whole.left(10) + u'…' + whole.right(8)));
    QCOMPARE(cell(0, 1, CellsModel::ExactRole), whole);
    QCOMPARE(cell(0, 3), u"1"_s);
    QCOMPARE(cell(0, 4), u"1 to go, time unknown"_s);
    QCOMPARE(cell(5, 4), u"6 to go, time unknown"_s);
    // All rows show at once.
    QVERIFY(table->height() >= 6 * table->rowHeight(0) && !table->verticalScrollBar()->isVisible());
    // One of them is processed, another one came; a fork changed the last one but one.
    database.spoil("UPDATE chain SET last_confirmed_block = 95, last_processed_block = 95 WHERE name = 'a'");
    database.spoil("DELETE FROM pending_block WHERE block_height = 95");
    keepPending(database, 101, 101, "a");
    follow(database, followed(ChainState::Live, 101), "a");
    QTRY_COMPARE(cell(0, 0), u"96"_s);
    QTRY_COMPARE(cell(5, 0), u"101"_s);
    // Nothing waits on the other one.
    overview.choose(1);
    QVERIFY(!table->isVisible());
    overview.choose(0);
    QTRY_VERIFY(table->isVisible());
}

void TestOverview::moreBlocksWaitThanAreListed()
{
    TestDatabase database(Backend::Sqlite);
    const auto process = [&](const std::string& height) {
        database.spoil("UPDATE chain SET last_confirmed_block = " + height +
                       ", last_processed_block = " + height);
    };
    process("94");
    follow(database, followed(ChainState::Live, 300));
    keepPending(database, 95, 300, "sepolia");
    OverviewFixture overview(database);
    const auto* name = overview.find<QLabel>("pendingName");
    const auto* table = overview.find<CellsTable>("pendingBlocks");
    QTRY_COMPARE(name->text(), u"Unconfirmed blocks, the next 100 of 206"_s);
    QVERIFY(table->isVisible());
    // The chain goes on before the next answer.
    HeldLane slow(overview.desk);
    process("99");
    QTRY_COMPARE(table->model()->rowCount(), 95);
    QCOMPARE(name->text(), u"Unconfirmed blocks, the next 95 of 201"_s);
    process("250");
    QTRY_VERIFY(!table->isVisible());
    QCOMPARE(name->text(), u"Unconfirmed blocks"_s);
    // Nor where the answer listed them all.
    follow(database, followed(ChainState::Live, 400));
    slow.release();
    QTRY_COMPARE(table->model()->rowCount(), 50);
    const HeldLane again(overview.desk);
    process("300");
    QTRY_VERIFY(!table->isVisible());
    QCOMPARE(name->text(), u"Unconfirmed blocks"_s);
}

void TestOverview::blocksThatTheDatabaseDoesNotKeep()
{
    TestDatabase database(Backend::Sqlite);
    database.spoil("UPDATE chain SET last_confirmed_block = 94, last_processed_block = 94");
    follow(database, followed(ChainState::Live, 100));
    const OverviewFixture overview(database);
    const auto* name = overview.find<QLabel>("pendingName");
    QTRY_VERIFY(name->isVisible());
    QVERIFY(name->text().contains(u"none is kept in the database"_s));
    QVERIFY(!overview.find<CellsTable>("pendingBlocks")->isVisible());
    // A backfill does not look at them yet.
    follow(database, followed(ChainState::Backfilling, 100));
    QTRY_VERIFY(!name->isVisible());
}

void TestOverview::blocksThatCannotBeReadAreNotAskedForWithoutEnd()
{
    TestDatabase database(Backend::Sqlite);
    follow(database, followed(ChainState::Live, 100));
    database.spoil("DROP TABLE pending_block");
    std::atomic<int> opened = 0; // again after each failure
    const OverviewFixture overview([&](std::stop_token stop) {
        using Opened = Result<std::unique_ptr<sql::Connection>>;
        const auto open = [&]() -> Opened {
            ++opened;
            return database.openReader();
        };
        return std::make_unique<OperatorDoor>(DoorParts{open, open, "a", "b"}, std::move(stop));
    });
    QSignalSpy looks(&overview.desk, &OperatorDesk::looked);
    QTRY_COMPARE(overview.rows(), 1);
    QTRY_VERIFY(looks.count() >= 3);
    QVERIFY2(opened <= 10, qPrintable(QString::number(opened)));
}

void TestOverview::aChainThatSomebodyWantsToSee()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"a", 1}, TestChain{"b", 2}});
    OverviewFixture overview(database);
    QTRY_COMPARE(overview.rows(), 2);
    QVERIFY(overview.panel.showChain(u"b"_s));
    QCOMPARE(overview.table().currentIndex().row(), 1);
    QTRY_VERIFY(detailOf(overview).contains(u"b (TOK): Token"_s));
    QCOMPARE(overview.panel.focusWidget(), &overview.table());
    // One that has gone, and those that found no place.
    QVERIFY(overview.panel.showChain(u"c"_s) && overview.panel.showChain({}));
    QCOMPARE(overview.table().currentIndex().row(), 1);
}

void TestOverview::howItsEndpointsAreDoing()
{
    TestDatabase database(Backend::Sqlite);
    follow(database, followed(ChainState::Live, 9));
    OverviewFixture overview(database);
    overview.panel.resize(1140, 620);
    QTRY_COMPARE(overview.rows(), 1);
    auto* table = overview.find<EndpointsTable>("endpointsTable");
    QVERIFY(table->isHidden());
    ChainStatus status = followed(ChainState::Live, 9);
    status.endpoints = drawnEndpoints(at(15));
    follow(database, status);
    QTRY_COMPARE(table->model()->rowCount(), 3);
    QVERIFY(!table->isHidden());
    const auto cellOf = [&](int row, EndpointsModel::Column column) {
        return table->model()->index(row, column).data().toString();
    };
    QCOMPARE(cellOf(0, EndpointsModel::Address),
             u"https://ethereum-sepolia.example.org/v3/{secret:infura}"_s);
    QCOMPARE(cellOf(0, EndpointsModel::State), u"In use"_s);
    QCOMPARE(cellOf(0, EndpointsModel::Latency), u"87 ms"_s);
    QCOMPARE(cellOf(0, EndpointsModel::Errors), u"3 of 18,204"_s);
    QCOMPARE(cellOf(1, EndpointsModel::State), u"In use, with faults"_s);
    QVERIFY(cellOf(1, EndpointsModel::Address)
                .endsWith(u"\nrpc.other.example.org answered 4 of the 6 logs of the "
                          "block 7413102"_s));
    QCOMPARE(cellOf(1, EndpointsModel::Behind), u"14"_s);
    QCOMPARE(cellOf(1, EndpointsModel::Lies), u"2"_s);
    QCOMPARE(cellOf(2, EndpointsModel::State), u"Set aside\nuntil 15:00:25 UTC"_s);
    QCOMPARE(cellOf(2, EndpointsModel::Score), u"0"_s);
    // All rows show at once; what is around them scrolls.
    QVERIFY(table->height() > 3 * table->rowHeight(0));
    QVERIFY(!table->horizontalScrollBar()->isVisible());
    QCOMPARE(namelessControls(overview.panel), QStringList());
}

void TestOverview::noChains()
{
    TestDatabase database(Backend::Sqlite, {});
    const OverviewFixture overview(database);
    const auto* empty = overview.find<EmptyPage>("emptyPage");
    QTRY_VERIFY(empty->isVisible() && empty->headline() == u"No chains yet"_s);
}

void TestOverview::aDatabaseThatCannotBeRead()
{
    TestDatabase database(Backend::Sqlite);
    const OverviewFixture overview(database);
    QTRY_COMPARE(overview.rows(), 1);
    database.spoil("ALTER TABLE chain RENAME TO elsewhere");
    QTRY_VERIFY(overview.desk.news().problem);
    QCOMPARE(overview.rows(), 1);
    QVERIFY(overview.find<RowTable>("chainsTable")->isVisible());
    // Nothing was read yet. Why is the window's to tell.
    const OverviewFixture later(database);
    QTRY_VERIFY(later.desk.news().problem);
    QCOMPARE(later.find<EmptyPage>("emptyPage")->headline(), u"The chains cannot be read"_s);
    for (const char* card : {"chainsCard", "failuresCard", "settledCard", "issuedCard"})
        QCOMPARE(later.find<Card>(card)->value(), u"—"_s);
    database.spoil("ALTER TABLE elsewhere RENAME TO chain");
    QTRY_COMPARE(later.rows(), 1);
}

void TestOverview::theLastHoursPointsOfAllChains()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"b", 2}, TestChain{"a", 1}});
    const Story story = toldStory("14:00 0>1:100 | 15:30 0>2:100 | 16:10", at(17));
    database.follow(story, "a", 1);
    const OverviewFixture overview(database);
    const auto* card = overview.find<Card>("issuedCard");
    QTRY_COMPARE(overview.rows(), 2);
    QCOMPARE(card->value(), u"—"_s);
    database.follow(story, "b", 1);
    QTRY_COMPARE(card->value(), u"20"_s);
    QVERIFY2(card->accessibleName().startsWith(u"Points of 2025-01-01 16:00 to 17:00"_s),
             qPrintable(card->accessibleName()));
    // In the hour before, the second hundred came when half of it was over.
    QVERIFY2(card->accessibleName().endsWith(u"Before: 15 an hour"_s), qPrintable(card->accessibleName()));
}

void TestOverview::theFailuresCardLeadsToTheFailures()
{
    TestDatabase database(Backend::Sqlite);
    const OverviewFixture overview(database);
    const QSignalSpy wanted(&overview.panel, &OverviewPanel::failuresWanted);
    auto* card = overview.find<Card>("failuresCard");
    QTRY_COMPARE(overview.rows(), 1);
    QTest::mouseClick(card, Qt::LeftButton);
    QCOMPARE(wanted.size(), 0); // there is nothing to show
    tellFailures(database, 1, 1);
    QTRY_VERIFY(card->findChild<QPushButton*>()->isVisible());
    QTest::mouseClick(card, Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    QTest::keyClick(card->findChild<QPushButton*>(), Qt::Key_Space);
    QCOMPARE(wanted.size(), 2);
}

void TestOverview::newsKeepTheSelection()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"a", 1}, TestChain{"b", 2}});
    const OverviewFixture overview(database);
    QTRY_COMPARE(overview.rows(), 2);
    auto* table = overview.find<RowTable>("chainsTable");
    table->setCurrentIndex(table->model()->index(1, 0));
    database.spoil("DELETE FROM chain WHERE name = 'a'");
    QTRY_COMPARE(overview.rows(), 1);
    QVERIFY(table->selectionModel()->isRowSelected(0));
    // The neighbour of a chain that has gone is not taken for it.
    database.spoil(
        "INSERT INTO chain SELECT 9, 'c', 9, title, symbol, decimals, rpc_url, contract_address, "
        "is_active, start_block, confirmations, last_confirmed_block, last_processed_block, "
        "last_calculated_block, last_calculated_time, users, changes, skipped_logs, opening_time FROM chain");
    QTRY_COMPARE(overview.rows(), 2);
    database.spoil("DELETE FROM chain WHERE name = 'b'");
    QTRY_COMPARE(overview.rows(), 1);
    QVERIFY(!table->selectionModel()->hasSelection());
    QVERIFY(!overview.find<QToolButton>("pauseButton")->isEnabled());
}

void TestOverview::onlyAChainThatIsBehindIsCalledSo()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"a", 1}, TestChain{"b", 2}});
    for (const char* chain : {"a", "b"}) {
        tellFailures(database, 1, 0, chain);
        follow(database, followed(ChainState::Live, 9), chain);
    }
    const OverviewFixture overview(database);
    const auto* card = overview.find<Card>("settledCard");
    QTRY_COMPARE(card->value(), u"2025-01-01 16:00"_s);
    QVERIFY2(!card->accessibleName().contains(u"behind"_s), qPrintable(card->accessibleName()));
    database.spoil("UPDATE chain SET last_calculated_time = last_calculated_time - 3600 WHERE name = 'b'");
    QTRY_COMPARE(card->value(), u"2025-01-01 15:00"_s);
    QVERIFY2(card->accessibleName().contains(u"b is the one furthest behind"_s),
             qPrintable(card->accessibleName()));
}

void TestOverview::theTableTakesWhatItsRowsNeed()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"a", 1}, TestChain{"b", 2}});
    ChainStatus status = followed(ChainState::Live, 9);
    status.endpoints = drawnEndpoints(at(15));
    follow(database, status, "a");
    OverviewFixture overview(database);
    overview.panel.resize(1140, 660); // what a window of 1280 x 720 leaves for it
    QTRY_COMPARE(overview.rows(), 2);
    auto* splitter = overview.find<FittedSplitter>("overviewParts");
    const RowTable& table = overview.table();
    const auto emptyIn = [&] { return table.viewport()->height() - 2 * table.rowHeight(0); };
    QTRY_VERIFY2(emptyIn() >= 0 && emptyIn() < table.rowHeight(0), qPrintable(QString::number(emptyIn())));
    QTRY_VERIFY(!overview.find<QScrollArea>("chainDetail")->verticalScrollBar()->isVisible());
    // Many chains leave half for what is known of one.
    for (int more = 3; more < 40; ++more)
        database.spoil("INSERT INTO chain SELECT " + std::to_string(more) + ", 'c" + std::to_string(more) +
                       "', " + std::to_string(more) +
                       ", title, symbol, decimals, rpc_url, contract_address, is_active, start_block, "
                       "confirmations, last_confirmed_block, last_processed_block, last_calculated_block, "
                       "last_calculated_time, users, changes, skipped_logs, opening_time FROM chain "
                       "WHERE name = 'b'");
    QTRY_COMPARE(overview.rows(), 39);
    QTRY_VERIFY(table.height() <= splitter->height() / 2 && table.height() > splitter->height() / 3);
    // What the operator chose stays.
    QVERIFY(!splitter->isMoved());
    auto* handle = splitter->handle(1);
    QTest::mousePress(handle, Qt::LeftButton, {}, handle->rect().center());
    QTest::mouseMove(handle, handle->rect().center() - QPoint(0, 60));
    QTest::mouseRelease(handle, Qt::LeftButton, {}, handle->rect().center());
    QVERIFY(splitter->isMoved());
    const int chosen = table.height();
    QVERIFY(chosen < splitter->height() / 2 - 30);
    database.spoil("DELETE FROM chain WHERE id > 2");
    QTRY_COMPARE(overview.rows(), 2);
    QCOMPARE(table.height(), chosen);
}

void TestOverview::everyColumnFits_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<QList<int>>("without");
    // What the window's widths of 1280, 1180 and 1000 leave for the panel.
    QTest::newRow("1280") << 1140 << QList<int>{ChainsModel::Speed, ChainsModel::Owner};
    QTest::newRow("1180") << 1040 << QList<int>{ChainsModel::Speed, ChainsModel::Head, ChainsModel::Owner};
    QTest::newRow("1000") << 860
                          << QList<int>{ChainsModel::Speed, ChainsModel::Head, ChainsModel::Confirmed,
                                        ChainsModel::Owner, ChainsModel::Nodes};
}

void TestOverview::everyColumnFits()
{
    QFETCH(const int, width);
    QFETCH(const QList<int>, without);
    TestDatabase database(Backend::Sqlite);
    OverviewFixture overview(database);
    overview.panel.resize(width, 620);
    QTRY_COMPARE(overview.rows(), 1);
    const auto* table = overview.find<RowTable>("chainsTable");
    QVERIFY(!table->horizontalScrollBar()->isVisible());
    QList<int> hidden;
    for (int column = 0; column < ChainsModel::kColumns; ++column)
        if (table->isColumnHidden(column))
            hidden.append(column);
    QCOMPARE(hidden, without);
    QVERIFY(!overview.find<QScrollArea>("chainDetail")->verticalScrollBar()->isVisible());
}

void TestOverview::theTableFitsWhereAllIsWell()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"local-a", 1}, TestChain{"local-b", 2}});
    for (const char* chain : {"local-a", "local-b"}) {
        follow(database, followed(ChainState::Live, 100), chain);
        database.ownedBy({thisProcess().host, thisProcess().pid, "one"}, chain);
    }
    OverviewFixture overview(database);
    QTRY_COMPARE(overview.rows(), 2);
    const auto& table = overview.table();
    for (int width = 1300; width >= 820; width -= 20) {
        overview.panel.resize(width, 620);
        QTRY_COMPARE(table.horizontalScrollBar()->maximum(), 0);
        QTRY_VERIFY(!table.horizontalScrollBar()->isVisible());
    }
}

void TestOverview::everyControlHasANameAndALanguage()
{
    TestDatabase database(Backend::Sqlite);
    const OverviewFixture overview(database);
    QTRY_COMPARE(overview.rows(), 1);
    QCOMPARE(namelessControls(overview.panel), QStringList());
    MarkedLanguage language;
    QCoreApplication::installTranslator(&language);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(unmarkedButtons(overview.panel), QStringList());
    const auto* model = overview.find<RowTable>("chainsTable")->model();
    for (int column = 0; column < model->columnCount(); ++column)
        QVERIFY(model->headerData(column, Qt::Horizontal).toString().startsWith(u'«'));
    QVERIFY(overview.panel.title().startsWith(u'«'));
    QCoreApplication::removeTranslator(&language);
}

QTEST_MAIN(TestOverview)
#include "tst_overview.moc"
