// The overview on a real door.
#include "tests/ui/panelfixture.h"
#include "tests/ui/picturestory.h"
#include "ui/overview/card.h"
#include "ui/overview/endpointstable.h"
#include "ui/overview/overviewpanel.h"
#include "ui/widgets/emptypage.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/rowtable.h"

#include <QAction>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>

using namespace chainpoints;

class TestOverview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRowForEachChain();
    void theSelectedChainInFull();
    void howItsEndpointsAreDoing();
    void pauseAndResume();
    void whatCannotBeRecordedIsToldBesideTheButton();
    void aRequestThatNobodyTakesSaysSo();
    void eachChainHasItsOwnFeedback();
    void noChains();
    void aDatabaseThatCannotBeRead();
    void theFailuresCardLeadsToTheFailures();
    void newsKeepTheSelection();
    void everyColumnFits_data();
    void everyColumnFits();
    void everyControlHasANameAndALanguage();
};

namespace {

using namespace Qt::StringLiterals;

template <typename T>
T* find(const QWidget& panel, const QString& name)
{
    T* found = panel.findChild<T*>(name);
    if (!found)
        qFatal("no %s", qPrintable(name));
    return found;
}

QString cell(const QWidget& panel, int row, ChainsModel::Column column)
{
    const auto* table = panel.findChild<RowTable*>();
    return table->model()->index(row, column).data().toString();
}

int rows(const QWidget& panel)
{
    return panel.findChild<RowTable*>()->model()->rowCount();
}

QString feedback(const QWidget& panel)
{
    return find<Notice>(panel, u"pauseFeedback"_s)->sentence();
}

} // namespace

void TestOverview::aRowForEachChain()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"b", 2}, TestChain{"a", 1}});
    tellFailures(database, 3, 2, "a");
    follow(database, followed(ChainState::Live, 9), "a");
    OperatorDesk desk(doorsOf(database));
    OverviewPanel panel(desk);
    panel.show();
    QTRY_COMPARE(rows(panel), 2);
    QCOMPARE(cell(panel, 0, ChainsModel::Name), u"a\nTOK"_s);
    QCOMPARE(cell(panel, 0, ChainsModel::Failures), u"2"_s);
    QVERIFY(cell(panel, 0, ChainsModel::Calculated).endsWith(u"2025-01-01 16:00"_s));
    QCOMPARE(cell(panel, 1, ChainsModel::Owner), u"Nobody"_s);
    QCOMPARE(find<Card>(panel, u"chainsCard"_s)->value(), u"1 of 2"_s);
    QCOMPARE(find<Card>(panel, u"failuresCard"_s)->value(), u"2"_s);
    QCOMPARE(find<Card>(panel, u"settledCard"_s)->value(), u"—"_s);
    tellFailures(database, 1, 0, "b", 1);
    QTRY_COMPARE(find<Card>(panel, u"settledCard"_s)->value(), u"2025-01-01 16:00"_s);
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
    OperatorDesk desk(doorsOf(database));
    OverviewPanel panel(desk);
    panel.show();
    QTRY_COMPARE(rows(panel), 1);
    const auto texts = [&] {
        QStringList all;
        for (const auto* label : find<QWidget>(panel, u"chainDetail"_s)->findChildren<QLabel*>())
            all += label->text();
        return all.join(u'\n');
    };
    QTRY_VERIFY(texts().contains(u"sepolia (TOK): Token"_s));
    for (const QString& part :
         {u"Since 2025-01-01 15:00:00 UTC: No node of the chain can be reached"_s,
          u"Since 2025-01-01 16:00:00 UTC: The disk is full"_s, u"Last error: connection refused"_s,
          u"0x00000000000000000000000000000000C0000000"_s, u"11155111"_s, u"Process 42 on host"_s,
          u"Unconfirmed blocks\n6"_s})
        QVERIFY2(texts().contains(part, Qt::CaseInsensitive), qPrintable(part));
}

void TestOverview::howItsEndpointsAreDoing()
{
    TestDatabase database(Backend::Sqlite);
    follow(database, followed(ChainState::Live, 9));
    OperatorDesk desk(doorsOf(database));
    OverviewPanel panel(desk);
    panel.resize(1140, 620);
    panel.show();
    QTRY_COMPARE(rows(panel), 1);
    auto* table = find<EndpointsTable>(panel, u"endpointsTable"_s);
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
    QCOMPARE(namelessControls(panel), QStringList());
}

void TestOverview::pauseAndResume()
{
    TestDatabase database(Backend::Sqlite);
    follow(database, followed(ChainState::Live, 9));
    OperatorDesk desk(doorsOf(database));
    OverviewPanel panel(desk);
    panel.show();
    auto* pause = find<QToolButton>(panel, u"pauseButton"_s);
    auto* resume = find<QToolButton>(panel, u"resumeButton"_s);
    QTRY_VERIFY(pause->isEnabled() && !resume->isEnabled());
    QTest::mouseClick(pause, Qt::LeftButton);
    QCOMPARE(feedback(panel), u"Pause requested…"_s);
    QVERIFY(!pause->isEnabled() && !resume->isEnabled());
    QTRY_COMPARE(waitingParts(database), 1);
    QCOMPARE(runActions(database), 1);
    QTRY_COMPARE(feedback(panel), u"Pause: the chain is paused"_s);
    QTRY_VERIFY(!pause->isEnabled() && resume->isEnabled());
    QTRY_COMPARE(cell(panel, 0, ChainsModel::State), theme::word(ChainState::Paused));
    QCOMPARE(text(database.value("SELECT kind || ' ' || requested_by FROM operator_action")),
             u"pause tester@host"_s);
    resume->setFocus();
    QTest::keyClick(resume, Qt::Key_Space);
    QTRY_COMPARE(waitingParts(database), 1);
    QCOMPARE(runActions(database), 1);
    QTRY_COMPARE(feedback(panel), u"Resume: the chain is followed again"_s);
    QTRY_VERIFY(pause->isEnabled() && !resume->isEnabled());
}

void TestOverview::whatCannotBeRecordedIsToldBesideTheButton()
{
    TestDatabase database(Backend::Sqlite);
    follow(database, followed(ChainState::Live, 9));
    OperatorDesk desk([&](std::stop_token stop) {
        using Opened = Result<std::unique_ptr<sql::Connection>>;
        return std::make_unique<OperatorDoor>(
            DoorParts{[&]() -> Opened { return database.openReader(); },
                      []() -> Opened {
                          return Error{ErrorCode::Database, "the disk is full"};
                      },
                      "a", "b"},
            std::move(stop));
    });
    OverviewPanel panel(desk);
    panel.show();
    auto* pause = find<QToolButton>(panel, u"pauseButton"_s);
    QTRY_VERIFY(pause->isEnabled());
    QTest::mouseClick(pause, Qt::LeftButton);
    QTRY_COMPARE(feedback(panel), u"Pause: the disk is full"_s);
    QVERIFY(pause->isEnabled());
}

void TestOverview::aRequestThatNobodyTakesSaysSo()
{
    TestDatabase database(Backend::Sqlite);
    OperatorDesk desk(doorsOf(database));
    OverviewPanel panel(desk);
    panel.show();
    auto* pause = find<QToolButton>(panel, u"pauseButton"_s);
    QTRY_VERIFY(pause->isEnabled());
    QTest::mouseClick(pause, Qt::LeftButton);
    QTRY_VERIFY(feedback(panel).contains(u"No process follows this chain"_s));
}

void TestOverview::eachChainHasItsOwnFeedback()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"a", 1}, TestChain{"b", 2}});
    OperatorDesk desk(doorsOf(database));
    OverviewPanel panel(desk);
    panel.show();
    QTRY_COMPARE(rows(panel), 2);
    auto* table = find<RowTable>(panel, u"chainsTable"_s);
    table->setCurrentIndex(table->model()->index(1, 0));
    table->actions().front()->trigger();
    QVERIFY(!feedback(panel).isEmpty());
    table->setCurrentIndex(table->model()->index(0, 0));
    QCOMPARE(feedback(panel), QString());
    QVERIFY(table->actions().front()->isEnabled());
    QTRY_COMPARE(waitingParts(database), 1);
    QCOMPARE(runActions(database, "b"), 1);
    QVERIFY(database.chain("a").active && !database.chain("b").active);
}

void TestOverview::noChains()
{
    TestDatabase database(Backend::Sqlite, {});
    OperatorDesk desk(doorsOf(database));
    OverviewPanel panel(desk);
    panel.show();
    const auto* empty = find<EmptyPage>(panel, u"emptyPage"_s);
    QTRY_VERIFY(empty->isVisible() && empty->headline() == u"No chains yet"_s);
}

void TestOverview::aDatabaseThatCannotBeRead()
{
    TestDatabase database(Backend::Sqlite);
    OperatorDesk desk(doorsOf(database));
    OverviewPanel panel(desk);
    panel.show();
    QTRY_COMPARE(rows(panel), 1);
    database.spoil("ALTER TABLE chain RENAME TO elsewhere");
    QTRY_VERIFY(desk.news().problem);
    QCOMPARE(rows(panel), 1);
    QVERIFY(find<RowTable>(panel, u"chainsTable"_s)->isVisible());
    // Nothing was read yet. Why is the window's to tell.
    OperatorDesk later(doorsOf(database));
    OverviewPanel empty(later);
    empty.show();
    QTRY_VERIFY(later.news().problem);
    QCOMPARE(find<EmptyPage>(empty, u"emptyPage"_s)->headline(), u"The chains cannot be read"_s);
    database.spoil("ALTER TABLE elsewhere RENAME TO chain");
    QTRY_COMPARE(rows(empty), 1);
}

void TestOverview::theFailuresCardLeadsToTheFailures()
{
    TestDatabase database(Backend::Sqlite);
    OperatorDesk desk(doorsOf(database));
    OverviewPanel panel(desk);
    panel.show();
    const QSignalSpy wanted(&panel, &OverviewPanel::failuresWanted);
    auto* card = find<Card>(panel, u"failuresCard"_s);
    QTRY_COMPARE(rows(panel), 1);
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
    OperatorDesk desk(doorsOf(database));
    OverviewPanel panel(desk);
    panel.show();
    QTRY_COMPARE(rows(panel), 2);
    auto* table = find<RowTable>(panel, u"chainsTable"_s);
    table->setCurrentIndex(table->model()->index(1, 0));
    database.spoil("DELETE FROM chain WHERE name = 'a'");
    QTRY_COMPARE(rows(panel), 1);
    QVERIFY(table->selectionModel()->isRowSelected(0));
    // The neighbour of a chain that has gone is not taken for it.
    database.spoil(
        "INSERT INTO chain SELECT 9, 'c', 9, title, symbol, decimals, rpc_url, contract_address, "
        "is_active, start_block, confirmations, last_confirmed_block, last_processed_block, "
        "last_calculated_block, last_calculated_time, users, changes, skipped_logs, opening_time FROM chain");
    QTRY_COMPARE(rows(panel), 2);
    database.spoil("DELETE FROM chain WHERE name = 'b'");
    QTRY_COMPARE(rows(panel), 1);
    QVERIFY(!table->selectionModel()->hasSelection());
    QVERIFY(!find<QToolButton>(panel, u"pauseButton"_s)->isEnabled());
}

void TestOverview::everyColumnFits_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<QList<int>>("without");
    // What the window's widths of 1280, 1180 and 1000 leave for the panel.
    QTest::newRow("1280") << 1140 << QList<int>{};
    QTest::newRow("1180") << 1040 << QList<int>{ChainsModel::Owner};
    QTest::newRow("1000") << 860 << QList<int>{ChainsModel::Head, ChainsModel::Confirmed, ChainsModel::Owner};
}

void TestOverview::everyColumnFits()
{
    QFETCH(const int, width);
    QFETCH(const QList<int>, without);
    TestDatabase database(Backend::Sqlite);
    OperatorDesk desk(doorsOf(database));
    OverviewPanel panel(desk);
    panel.resize(width, 620);
    panel.show();
    QTRY_COMPARE(rows(panel), 1);
    const auto* table = find<RowTable>(panel, u"chainsTable"_s);
    QVERIFY(!table->horizontalScrollBar()->isVisible());
    QList<int> hidden;
    for (int column = 0; column < ChainsModel::kColumns; ++column)
        if (table->isColumnHidden(column))
            hidden.append(column);
    QCOMPARE(hidden, without);
    QVERIFY(!find<QScrollArea>(panel, u"chainDetail"_s)->verticalScrollBar()->isVisible());
}

void TestOverview::everyControlHasANameAndALanguage()
{
    TestDatabase database(Backend::Sqlite);
    OperatorDesk desk(doorsOf(database));
    OverviewPanel panel(desk);
    panel.show();
    QTRY_COMPARE(rows(panel), 1);
    QCOMPARE(namelessControls(panel), QStringList());
    MarkedLanguage language;
    QCoreApplication::installTranslator(&language);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(unmarkedButtons(panel), QStringList());
    const auto* model = find<RowTable>(panel, u"chainsTable"_s)->model();
    for (int column = 0; column < model->columnCount(); ++column)
        QVERIFY(model->headerData(column, Qt::Horizontal).toString().startsWith(u'«'));
    QVERIFY(panel.title().startsWith(u'«'));
    QCoreApplication::removeTranslator(&language);
}

QTEST_MAIN(TestOverview)
#include "tst_overview.moc"
