// What the page of users tells of one user beside the charts.
#include "tests/ui/usersfixture.h"
#include "ui/widgets/cellstable.h"
#include "ui/widgets/columnchoice.h"
#include "ui/widgets/exactdelegate.h"
#include "ui/widgets/notice.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QSemaphore>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QXmlStreamReader>

using namespace chainpoints;

namespace {

enum Tab { Charts, Changes, Why, Table };

/// The first user is chosen, and this tab is open.
struct ShownUser : ShownUsers
{
    explicit ShownUser(TestDatabase& database, Tab tab, int row = 0) : ShownUsers(database)
    {
        if (!QTest::qWaitFor([this, row] { return rows() > row; }))
            qFatal("no users");
        clickRow(row);
        open(tab);
    }
    void open(Tab tab) const { find<QTabWidget>(u"userTabs"_s)->setCurrentIndex(tab); }
    [[nodiscard]] CellsTable* cells(const QString& name) const { return find<CellsTable>(name); }
    [[nodiscard]] QString exact(const QString& table, int row, int column) const
    {
        const QAbstractItemModel* model = find<CellsTable>(table)->model();
        return model->index(row, column).data(CellsModel::ExactRole).toString();
    }
    [[nodiscard]] int rowsOf(const QString& table) const
    {
        return find<CellsTable>(table)->model()->rowCount();
    }
    [[nodiscard]] QString notice(const QString& name) const { return find<Notice>(name)->sentence(); }
};

} // namespace

class TestUserDetails : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesAreNewestFirst();
    void changesComeInPages();
    void newestFirstTheReceiptStandsBeforeItsSending();
    void aFailedPageIsAskedForAgain();
    void theStatementAddsUp();
    void verifyingMatches();
    void verifyingNamesTheDifference();
    void verifyingFindsABalanceThatDoesNotFollow();
    void verifyingHoldsUpNoPage();
    void verifyingWithoutADatabase();
    void aReadErrorStaysOverAChangeOfLanguage();
    void theTableHasTheDataOfTheCharts();
    void amountsShowInFullWhereThereIsRoom();
    void rowsAreCopied();
    void columnsThatAreNotSeenAreNotCopied();
    void chartsAreSaved();
    void whatCannotBeSavedIsSaid();
    void dataOfChartsIsCopied();
    void anotherUserIsNotMixedUp();
    void everyControlHasANameAndALanguage();
};

void TestUserDetails::changesAreNewestFirst()
{
    TestDatabase database(Backend::Sqlite);
    database.follow(toldStory("15:10 0>1:100 15:30 1>0:30", at(16)));
    const ShownUser shown(database, Changes);
    const QString table = u"userChanges"_s;
    const QAbstractItemModelTester tester(shown.cells(table)->model());
    QTRY_COMPARE(shown.rowsOf(table), 2);
    QVERIFY(shown.exact(table, 0, 0).startsWith(u"2025-01-01 15:30:00 UTC"_s));
    QVERIFY(shown.exact(table, 0, 1).startsWith(u"Burned\n0x"_s));
    QCOMPARE(shown.exact(table, 0, 2), u"-30"_s);
    QCOMPARE(shown.exact(table, 0, 3), u"70"_s);
    QVERIFY(shown.exact(table, 1, 1).startsWith(u"Minted\n0x"_s));
    // A new block comes in front.
    database.follow(after(3, at(16)).block(at(16, 10)).mint(1, 5));
    QTRY_COMPARE(shown.rowsOf(table), 3);
    QCOMPARE(shown.exact(table, 0, 3), u"75"_s);
    QCOMPARE(shown.exact(table, 1, 3), u"70"_s);
}

void TestUserDetails::changesComeInPages()
{
    TestDatabase database(Backend::Sqlite);
    Story story;
    for (int i = 0; i < 450; ++i)
        story.block(at(15, 0) + i).mint(1, 1);
    database.follow(story.block(at(16)));
    const ShownUser shown(database, Changes);
    const QString table = u"userChanges"_s;
    QScrollBar* bar = shown.cells(table)->verticalScrollBar();
    QTRY_COMPARE(shown.rowsOf(table), 200);
    // The bar grows a moment after the rows.
    const auto rowsAtTheEnd = [&] {
        bar->setValue(bar->maximum());
        return shown.rowsOf(table);
    };
    QTRY_COMPARE(rowsAtTheEnd(), 400);
    QTRY_COMPARE(rowsAtTheEnd(), 450);
    for (int row = 0; row < 450; ++row)
        QCOMPARE(shown.exact(table, row, 3), QString::number(450 - row));
}

void TestUserDetails::newestFirstTheReceiptStandsBeforeItsSending()
{
    TestDatabase database(Backend::Sqlite);
    Story story;
    story.block(at(15)).mint(1, 10);
    story.block(at(15, 10)).send(1, 1, 4);
    database.follow(story.block(at(16)));
    const auto door = doorOf(database);
    QStringList seen;
    std::string cursor;
    do { // a page for each, so that one ends between both
        const auto page = door->changes({"sepolia", addressOf(1), 1, cursor, true});
        QVERIFY(page);
        for (const ChangeView& change : page->changes)
            seen += text(change.type);
        cursor = page->next;
    } while (!cursor.empty());
    QCOMPARE(seen, QStringList({u"transfer_in"_s, u"transfer_out"_s, u"mint"_s}));
}

void TestUserDetails::aFailedPageIsAskedForAgain()
{
    TestDatabase database(Backend::Sqlite);
    Story story;
    for (int i = 0; i < 450; ++i)
        story.block(at(15, 0) + i).mint(1, 1);
    database.follow(story.block(at(16)));
    const ShownUser shown(database, Changes);
    const QString table = u"userChanges"_s;
    QAbstractItemModel* model = shown.cells(table)->model();
    QTRY_COMPARE(shown.rowsOf(table), 200);
    database.spoil("ALTER TABLE user_balance_change RENAME TO elsewhere");
    model->fetchMore({});
    QTRY_VERIFY(!shown.notice(u"userChangesNotice"_s).isEmpty());
    QCOMPARE(shown.rowsOf(table), 200);
    database.spoil("ALTER TABLE elsewhere RENAME TO user_balance_change");
    QVERIFY(model->canFetchMore({}));
    model->fetchMore({});
    QTRY_COMPARE(shown.rowsOf(table), 400);
    QCOMPARE(shown.notice(u"userChangesNotice"_s), QString());
}

void TestUserDetails::theStatementAddsUp()
{
    TestDatabase database(Backend::Sqlite);
    database.follow(toldStory("15:10 0>1:100 15:30 0>1:100", at(16)));
    const ShownUser shown(database, Why);
    const QString table = u"userStatement"_s;
    const QAbstractItemModelTester tester(shown.cells(table)->model());
    QTRY_COMPARE(shown.rowsOf(table), 2);
    QCOMPARE(shown.exact(table, 0, 0), u"2025-01-01 15:10:00 UTC\n2025-01-01 15:30:00 UTC"_s);
    QCOMPARE(shown.exact(table, 0, 1), u"100\nRate 0.05"_s);
    QCOMPARE(shown.exact(table, 0, 2), u"1,200"_s);
    QCOMPARE(shown.exact(table, 0, 3), u"1.666666666666666666\nTotal 1.666666666666666666"_s);
    QCOMPARE(shown.exact(table, 1, 3), u"5\nTotal 6.666666666666666666"_s);
    QCOMPARE(shown.label(u"statementSum"_s),
             u"Segments: 2. Their sum: 6.666666666666666666. Recorded up to 2025-01-01 16:00:00 UTC: "
             "6.666666666666666666."_s);
}

void TestUserDetails::verifyingMatches()
{
    TestDatabase database(Backend::Sqlite);
    database.follow(toldStory("15:10 0>1:100 15:30 0>1:100", at(16)));
    const ShownUser shown(database, Why);
    QTRY_COMPARE(shown.rowsOf(u"userStatement"_s), 2);
    auto* verify = shown.find<QPushButton>(u"statementVerify"_s);
    QTest::mouseClick(verify, Qt::LeftButton);
    QTRY_COMPARE(shown.notice(u"userStatementNotice"_s),
                 u"Verified: each balance follows from the changes, and worked out from the ledger these are "
                 "6.666666666666666666 points up to 2025-01-01 16:00:00 UTC, exactly what is recorded. "
                 "Segments: 2."_s);
    QVERIFY(verify->isEnabled());
    // It says nothing of points that were recorded afterwards.
    database.follow(after(3, at(16)).block(at(17)));
    QTRY_COMPARE(shown.notice(u"userStatementNotice"_s), QString());
}

void TestUserDetails::verifyingNamesTheDifference()
{
    TestDatabase database(Backend::Sqlite);
    database.follow(toldStory("15:00 0>1:100", at(16)));
    const ShownUser shown(database, Why);
    QTRY_COMPARE(shown.rowsOf(u"userStatement"_s), 1);
    // One smallest unit more than there should be.
    database.spoil(
        "UPDATE user_points SET points_raw = substr(points_raw, 1, length(points_raw) - 1) || '1'");
    QTest::mouseClick(shown.find<QPushButton>(u"statementVerify"_s), Qt::LeftButton);
    QTRY_COMPARE(
        shown.notice(u"userStatementNotice"_s),
        u"Differs: worked out from the ledger these are 5 points up to 2025-01-01 16:00:00 UTC, but 5 "
        "are recorded. In the smallest unit the difference is -1. Segments: 1."_s);
}

void TestUserDetails::verifyingFindsABalanceThatDoesNotFollow()
{
    TestDatabase database(Backend::Sqlite);
    database.follow(toldStory("15:10 0>1:100 15:30 0>1:100", at(16)));
    const ShownUser shown(database, Why);
    QTRY_COMPARE(shown.rowsOf(u"userStatement"_s), 2);
    // The balances, of which the points are worked out, stay what they are.
    database.spoil("UPDATE user_balance_change SET amount = '7' WHERE block_height = "
                   "(SELECT MAX(block_height) FROM user_balance_change)");
    QTest::mouseClick(shown.find<QPushButton>(u"statementVerify"_s), Qt::LeftButton);
    QTRY_VERIFY(!shown.notice(u"userStatementNotice"_s).isEmpty());
    const QString said = shown.notice(u"userStatementNotice"_s);
    QVERIFY2(said.contains(u"and the change 7 give "_s), qPrintable(said));
}

void TestUserDetails::verifyingHoldsUpNoPage()
{
    TestDatabase database(Backend::Sqlite);
    database.follow(toldStory("15:10 0>1:100", at(16)));
    ShownUser shown(database, Why);
    QTRY_COMPARE(shown.rowsOf(u"userStatement"_s), 1);
    QSemaphore release;
    shown.desk.ask(
        this,
        [&release](OperatorDoor&) {
            release.acquire();
            return Result<int>(0);
        },
        [](const Result<int>&) {}, OperatorDesk::Lane::Scans);
    QTest::mouseClick(shown.find<QPushButton>(u"statementVerify"_s), Qt::LeftButton);
    shown.open(Changes);
    QTRY_COMPARE(shown.rowsOf(u"userChanges"_s), 1);
    QCOMPARE(shown.notice(u"userStatementNotice"_s), QString());
    release.release();
    QTRY_VERIFY(shown.notice(u"userStatementNotice"_s).startsWith(u"Verified"_s));
}

void TestUserDetails::verifyingWithoutADatabase()
{
    TestDatabase database(Backend::Sqlite);
    database.follow(toldStory("15:00 0>1:100", at(16)));
    const ShownUser shown(database, Why);
    QTRY_COMPARE(shown.rowsOf(u"userStatement"_s), 1);
    database.spoil("ALTER TABLE user_points RENAME TO elsewhere");
    auto* verify = shown.find<QPushButton>(u"statementVerify"_s);
    QTest::mouseClick(verify, Qt::LeftButton);
    QTRY_VERIFY(!shown.notice(u"userStatementNotice"_s).isEmpty());
    QVERIFY(!shown.notice(u"userStatementNotice"_s).startsWith(u"Verified"_s));
    QCOMPARE(shown.rowsOf(u"userStatement"_s), 1);
    QVERIFY(verify->isEnabled());
}

void TestUserDetails::aReadErrorStaysOverAChangeOfLanguage()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 1);
    database.spoil("ALTER TABLE user_points RENAME COLUMN last_updated_block TO elsewhere");
    const ShownUser shown(database, Why);
    QTRY_VERIFY(!shown.notice(u"userStatementNotice"_s).isEmpty());
    QEvent change(QEvent::LanguageChange);
    QCoreApplication::sendEvent(shown.cells(u"userStatement"_s)->parentWidget(), &change);
    QVERIFY(!shown.notice(u"userStatementNotice"_s).isEmpty());
}

void TestUserDetails::theTableHasTheDataOfTheCharts()
{
    TestDatabase database(Backend::Sqlite);
    database.follow(toldStory("15:10 0>1:100 15:30 0>1:100", at(16)));
    const ShownUser shown(database, Table);
    QTRY_COMPARE(shown.rowsOf(u"balanceTable"_s), 2);
    QCOMPARE(shown.exact(u"balanceTable"_s, 1, 0), u"2025-01-01 15:30:00 UTC"_s);
    QCOMPARE(shown.exact(u"balanceTable"_s, 1, 1), u"200"_s);
    QCOMPARE(shown.rowsOf(u"pointsTable"_s), 1);
    QCOMPARE(shown.exact(u"pointsTable"_s, 0, 0), u"2025-01-01 15:00 to 16:00 UTC"_s);
    QCOMPARE(shown.exact(u"pointsTable"_s, 0, 1), u"6.666666666666666666"_s);
    QCOMPARE(shown.exact(u"pointsTable"_s, 0, 2), u"6.666666666666666666"_s);
}

void TestUserDetails::amountsShowInFullWhereThereIsRoom()
{
    TestDatabase database(Backend::Sqlite);
    database.follow(toldStory("15:10 0>1:100 15:30 0>1:100", at(16)));
    ShownUser shown(database, Table);
    shown.panel.resize(1900, 680);
    QTRY_COMPARE(shown.rowsOf(u"pointsTable"_s), 1);
    struct Opened : ExactDelegate
    {
        using ExactDelegate::linesOf;
        using ExactDelegate::textOf;
    };
    const auto delegate = [&](const QString& name, int column) {
        const CellsTable& table = *shown.cells(name);
        return static_cast<const Opened*>(table.itemDelegateForIndex(table.model()->index(0, column)));
    };
    const auto drawn = [&](const QString& name, int column, int line) {
        const CellsTable& table = *shown.cells(name);
        return delegate(name, column)
            ->textOf(table.model()->index(0, column), table.font(),
                     table.columnWidth(column) - LinesDelegate::widthAround(table, false))
            .section(u'\n', line, line);
    };
    for (const int column : {1, 2}) {
        QCOMPARE(shown.cells(u"pointsTable"_s)->model()->index(0, column).data().toString(), u"6.666666…"_s);
        QTRY_COMPARE(drawn(u"pointsTable"_s, column, 0), u"6.666666666666666666"_s);
    }
    shown.open(Why);
    QTRY_VERIFY(shown.rowsOf(u"userStatement"_s) > 0);
    QTRY_COMPARE(drawn(u"userStatement"_s, 3, 1), u"Total 1.666666666666666666"_s);
    // Where there is none, each says that it goes on.
    shown.panel.resize(1180, 680);
    shown.cells(u"userStatement"_s)->setColumnWidth(3, 60);
    QCOMPARE(drawn(u"userStatement"_s, 3, 1), u"Total 1.666666…"_s);
    // A number is never written on two lines.
    const QString number = u"1,234.567…"_s;
    QCOMPARE(delegate(u"userStatement"_s, 3)->linesOf(number, shown.panel.font(), 20, 2),
             QStringList{number});
}

void TestUserDetails::rowsAreCopied()
{
    TestDatabase database(Backend::Sqlite);
    database.follow(toldStory("15:10 0>1:100 15:30 0>1:100", at(16)));
    const ShownUser shown(database, Table);
    CellsTable* table = shown.cells(u"balanceTable"_s);
    QTRY_COMPARE(shown.rowsOf(u"balanceTable"_s), 2);
    table->setFocus();
    table->setCurrentIndex(table->model()->index(1, 1));
    QTest::keySequence(table, QKeySequence(QKeySequence::Copy));
    QCOMPARE(QGuiApplication::clipboard()->text(), u"200"_s);
    table->selectAll();
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             u"2025-01-01 15:10:00 UTC\t100\n2025-01-01 15:30:00 UTC\t200\n"_s);
}

void TestUserDetails::chartsAreSaved()
{
    TestDatabase database(Backend::Sqlite);
    database.follow(toldStory("15:10 0>1:100 15:30 0>1:100", at(16)));
    ShownUser shown(database, Charts);
    QTRY_VERIFY(shown.find<QPushButton>(u"chartExport"_s)->isEnabled());
    const QTemporaryDir folder;
    const auto saved = [&](const QString& action, const QString& name) {
        shown.prompts.files.push_back(folder.filePath(name));
        shown.find<QAction>(action)->trigger();
        static_cast<void>(QTest::qWaitFor([&] { return QFile::exists(folder.filePath(name)); }));
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QCOMPARE(
        QString::fromUtf8(saved(u"saveCsv"_s, u"d.csv"_s)),
        u"series,from,to,balance,gained,total\n"
        "balance,2025-01-01T15:10:00Z,2025-01-01T15:30:00Z,100.000000000000000000,,\n"
        "balance,2025-01-01T15:30:00Z,2025-01-01T16:00:00Z,200.000000000000000000,,\n"
        "points,2025-01-01T15:00:00Z,2025-01-01T16:00:00Z,,6.666666666666666666,6.666666666666666666\n"_s);
    QCOMPARE(shown.prompts.fileQuestions.back().suffix, u"csv"_s);
    QVERIFY(shown.notice(u"chartsSaved"_s).startsWith(u"Saved: "_s));
    QCoreApplication::processEvents(); // the notice takes its place
    const QImage small = QImage::fromData(saved(u"savePng"_s, u"a.png"_s));
    const QImage large = QImage::fromData(saved(u"saveLargePng"_s, u"b.png"_s));
    QVERIFY(small.width() > 300);
    QCOMPARE(large.size(), small.size() * 2);
    QXmlStreamReader svg(saved(u"saveSvg"_s, u"c.svg"_s));
    QString texts;
    int paths = 0;
    while (!svg.atEnd()) {
        svg.readNext();
        paths += svg.isStartElement() && svg.name() == u"path"_s ? 1 : 0;
        texts += svg.isCharacters() ? QString(svg.text() + u'\n') : QString();
    }
    QVERIFY2(!svg.hasError(), qPrintable(svg.errorString()));
    QCOMPARE(paths, 3); // the balance, the bars, the total
    QVERIFY(texts.contains(textOf(1) + u" on sepolia"_s));
    QVERIFY(texts.contains(u"Points as of 2025-01-01 16:00:00 UTC; times in UTC"_s));
}

void TestUserDetails::whatCannotBeSavedIsSaid()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 1);
    ShownUser shown(database, Charts);
    QTRY_VERIFY(shown.find<QPushButton>(u"chartExport"_s)->isEnabled());
    const QTemporaryDir folder;
    shown.find<QAction>(u"saveCsv"_s)->trigger(); // cancelled
    QCOMPARE(shown.notice(u"chartsSaved"_s), QString());
    shown.prompts.files.push_back(folder.filePath(u"none/a.csv"_s));
    shown.find<QAction>(u"saveCsv"_s)->trigger();
    QTRY_VERIFY(shown.notice(u"chartsSaved"_s).contains(u"a.csv cannot be written: "_s));
}

void TestUserDetails::columnsThatAreNotSeenAreNotCopied()
{
    TestDatabase database(Backend::Sqlite);
    database.follow(toldStory("15:10 0>1:100", at(16)));
    const ShownUser shown(database, Changes);
    CellsTable* table = shown.cells(u"userChanges"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    table->columnChoice()->setDeclined(1, true);
    table->columnChoice()->setDeclined(2, true);
    table->selectRow(0);
    table->findChild<QAction*>(u"copyRows"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QString(shown.exact(u"userChanges"_s, 0, 0).replace(u'\n', u' ') + u"\t100\n"_s));
}

void TestUserDetails::dataOfChartsIsCopied()
{
    TestDatabase database(Backend::Sqlite);
    database.follow(toldStory("15:00 0>1:100", at(16)));
    const ShownUser shown(database, Charts);
    QTRY_VERIFY(shown.find<QPushButton>(u"chartExport"_s)->isEnabled());
    shown.find<QAction>(u"copyData"_s)->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().contains(
        u"points\t2025-01-01T15:00:00Z\t2025-01-01T16:00:00Z\t\t5.000000000000000000\t5.000000000000000000\n"_s));
}

void TestUserDetails::anotherUserIsNotMixedUp()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 2);
    const ShownUser shown(database, Changes);
    QTRY_COMPARE(shown.rowsOf(u"userChanges"_s), 1);
    QCOMPARE(shown.exact(u"userChanges"_s, 0, 3), u"2"_s);
    shown.clickRow(1);
    QCOMPARE(shown.rowsOf(u"userChanges"_s), 0);
    QTRY_COMPARE(shown.rowsOf(u"userChanges"_s), 1);
    QCOMPARE(shown.exact(u"userChanges"_s, 0, 3), u"1"_s);
    // What was hidden meanwhile is read when it is shown.
    shown.open(Why);
    QTRY_COMPARE(shown.rowsOf(u"userStatement"_s), 1);
    QVERIFY(shown.exact(u"userStatement"_s, 0, 1).startsWith(u"1\n"_s));
}

void TestUserDetails::everyControlHasANameAndALanguage()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 2);
    const ShownUser shown(database, Why);
    for (const Tab tab : {Changes, Why, Table}) {
        shown.open(tab);
        QCOMPARE(namelessControls(shown.panel).join(u'\n'), QString());
    }
    MarkedLanguage language;
    QCoreApplication::installTranslator(&language);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(unmarkedButtons(shown.panel), QStringList());
    const auto* tabs = shown.find<QTabWidget>(u"userTabs"_s);
    for (int tab = 0; tab < tabs->count(); ++tab)
        QVERIFY(tabs->tabText(tab).startsWith(u'«'));
    for (const CellsTable* table : shown.panel.findChildren<CellsTable*>())
        for (int column = 0; column < table->model()->columnCount(); ++column)
            QVERIFY(table->model()->headerData(column, Qt::Horizontal).toString().startsWith(u'«'));
    QCoreApplication::removeTranslator(&language);
}

QTEST_MAIN(TestUserDetails)
#include "tst_userdetails.moc"
