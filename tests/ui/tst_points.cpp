// The page of points on a real desk.
#include "tests/ui/usersfixture.h"
#include "ui/points/pointspanel.h"
#include "ui/widgets/cellstable.h"
#include "ui/widgets/emptypage.h"
#include "ui/widgets/notice.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace chainpoints;

namespace {

struct ShownPoints
{
    OperatorDesk desk;
    PointsPanel panel;

    explicit ShownPoints(TestDatabase& database) : desk(doorsOf(database)), panel(desk)
    {
        panel.resize(1100, 640);
        panel.show();
        panel.activateWindow();
    }

    template <typename T>
    [[nodiscard]] T* find(const QString& name) const
    {
        T* found = panel.findChild<T*>(name);
        if (!found)
            qFatal("no %s", qPrintable(name));
        return found;
    }
    [[nodiscard]] CellsTable* leaders() const { return find<CellsTable>(u"leadersTable"_s); }
    [[nodiscard]] int rows() const { return leaders()->model()->rowCount(); }
    [[nodiscard]] QString cell(int row, int column, const QString& table = u"leadersTable"_s) const
    {
        return find<CellsTable>(table)->model()->index(row, column).data(CellsModel::ExactRole).toString();
    }
    [[nodiscard]] QString asOf() const { return find<QLabel>(u"pointsAsOf"_s)->text(); }
    [[nodiscard]] QString emptiness() const { return panel.findChild<EmptyPage*>()->headline(); }
    void choose(const QString& chain) const
    {
        auto* chains = find<QComboBox>(u"pointsChain"_s);
        // The first page may come before it is known which chains there are.
        if (!QTest::qWaitFor([&] { return chains->findData(chain) >= 0; }))
            qFatal("no chain %s", qPrintable(chain));
        chains->setCurrentIndex(chains->findData(chain));
    }
};

} // namespace

class TestPoints : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mostPointsComeFirst();
    void pointsOfAllChainsAreAddedUp();
    void scrollingReadsEverybody();
    void newHoursShow();
    void theMarkStaysWithItsUser();
    void enterOpensTheUser();
    void hoursOfEachChain();
    void emptyStates();
    void aDatabaseThatCannotBeRead();
    void nothingIsReadWhileHidden();
    void everyControlHasANameAndALanguage();
};

void TestPoints::mostPointsComeFirst()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 3);
    const ShownPoints shown(database);
    const QAbstractItemModelTester tester(shown.leaders()->model());
    QTRY_COMPARE(shown.rows(), 3);
    for (int row = 0; row < 3; ++row) {
        QCOMPARE(shown.cell(row, 0), QString::number(row + 1));
        QCOMPARE(shown.cell(row, 1), textOf(static_cast<std::uint32_t>(3 - row)));
        QCOMPARE(shown.cell(row, 3), u"sepolia"_s);
    }
    QCOMPARE(shown.cell(0, 2), u"0.125"_s); // 3 x 0.05 x 50 / 60
    QCOMPARE(shown.asOf(), u"As of: sepolia 2025-01-01 16:00 UTC, block 1"_s);
}

void TestPoints::pointsOfAllChainsAreAddedUp()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"a", 1}, TestChain{"b", 2}});
    tellUsers(database, 3, "a");
    Story story;
    database.follow(story.block(at(15)).mint(1, 100).block(at(17)), "b");
    const ShownPoints shown(database);
    QTRY_COMPARE(shown.rows(), 3);
    QCOMPARE(shown.cell(0, 1), textOf(1));
    QCOMPARE(shown.cell(0, 2), u"10.041666666666666666"_s); // 10 and 0.041666…
    QCOMPARE(shown.cell(0, 3), u"a, b"_s);
    QCOMPARE(shown.asOf(), u"As of: a 2025-01-01 16:00 UTC, block 1; b 2025-01-01 17:00 UTC, block 1"_s);
    shown.choose(u"a"_s);
    QTRY_COMPARE(shown.rows(), 3);
    QCOMPARE(shown.cell(0, 1), textOf(3));
    QCOMPARE(shown.asOf(), u"As of: a 2025-01-01 16:00 UTC, block 1"_s);
    shown.choose(u"b"_s);
    QTRY_COMPARE(shown.rows(), 1);
    QCOMPARE(shown.cell(0, 2), u"10"_s);
}

void TestPoints::scrollingReadsEverybody()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"a", 1}, TestChain{"b", 2}});
    tellUsers(database, 450, "a");
    const ShownPoints shown(database);
    QTRY_COMPARE(shown.rows(), 200);
    for (const QString& chain : {u"a"_s, QString()}) {
        shown.choose(chain);
        QTRY_COMPARE(shown.rows(), 200);
        QScrollBar* bar = shown.leaders()->verticalScrollBar();
        bar->setValue(bar->maximum());
        QTRY_COMPARE(shown.rows(), 400);
        bar->setValue(bar->maximum());
        QTRY_COMPARE(shown.rows(), 450);
        for (int row = 0; row < 450; ++row)
            QCOMPARE(shown.cell(row, 1), textOf(static_cast<std::uint32_t>(450 - row)));
    }
}

void TestPoints::newHoursShow()
{
    TestDatabase database(Backend::Sqlite);
    database.follow(toldStory("15:00 0>1:100", at(16)));
    const ShownPoints shown(database);
    QTRY_COMPARE(shown.rows(), 1);
    QCOMPARE(shown.cell(0, 2), u"5"_s);
    database.follow(after(2, at(16)).block(at(17)));
    QTRY_COMPARE(shown.cell(0, 2), u"10"_s);
    QVERIFY(shown.asOf().contains(u"17:00"_s));
}

void TestPoints::theMarkStaysWithItsUser()
{
    TestDatabase database(Backend::Sqlite);
    database.follow(toldStory("15:00 0>1:100 0>2:60", at(16)));
    const ShownPoints shown(database);
    const QAbstractItemModelTester tester(shown.leaders()->model());
    QTRY_COMPARE(shown.rows(), 2);
    shown.leaders()->setFocus();
    shown.leaders()->selectRow(0);
    // Within the next hour users 2 and 3 overtake the first.
    database.follow(after(2, at(16)).block(at(16, 1)).mint(2, 1000).mint(3, 5000).block(at(17)));
    QTRY_COMPARE(shown.rows(), 3);
    QCOMPARE(shown.cell(0, 1), textOf(3));
    QCOMPARE(shown.cell(2, 1), textOf(1));
    QCOMPARE(shown.leaders()->currentIndex().row(), 2);
    QCOMPARE(shown.leaders()->selectionModel()->selectedRows().size(), 1);
    QCOMPARE(shown.leaders()->selectionModel()->selectedRows().front().row(), 2);
    const QSignalSpy wanted(&shown.panel, &Panel::userWanted);
    QTest::keyClick(shown.leaders(), Qt::Key_Return);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0], QVariantList({u"sepolia"_s, text(addressOf(1))}));
}

void TestPoints::enterOpensTheUser()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 3);
    const ShownPoints shown(database);
    QTRY_COMPARE(shown.rows(), 3);
    const QSignalSpy wanted(&shown.panel, &Panel::userWanted);
    shown.leaders()->setFocus();
    shown.leaders()->setCurrentIndex(shown.leaders()->model()->index(1, 1));
    QTest::keyClick(shown.leaders(), Qt::Key_Return);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0], QVariantList({u"sepolia"_s, text(addressOf(2))}));
}

void TestPoints::hoursOfEachChain()
{
    TestDatabase database(Backend::Sqlite);
    tellFailures(database, 3, 2);
    const ShownPoints shown(database);
    const QString table = u"hoursTable"_s;
    QTRY_COMPARE(shown.find<CellsTable>(table)->model()->rowCount(), 1);
    QCOMPARE(shown.cell(0, 0, table), u"sepolia"_s);
    QCOMPARE(shown.cell(0, 1, table), u"2025-01-01 16:00 UTC"_s);
    QCOMPARE(shown.cell(0, 3, table), u"0"_s);
    QCOMPARE(shown.cell(0, 4, table), u"2"_s);
    database.follow(after(4, at(16)).block(at(18, 10)), "sepolia", 0, false); // not settled
    QTRY_COMPARE(shown.cell(0, 3, table), u"2"_s);
}

void TestPoints::emptyStates()
{
    TestDatabase none(Backend::Sqlite, std::vector<TestChain>{});
    const ShownPoints nothing(none);
    QTRY_COMPARE(nothing.emptiness(), u"Nobody has points yet"_s);
    TestDatabase database(Backend::Sqlite);
    const ShownPoints shown(database);
    QTRY_COMPARE(shown.emptiness(), u"Nobody has points yet"_s);
    tellUsers(database, 2);
    QTRY_COMPARE(shown.rows(), 2);
    QVERIFY(shown.leaders()->isVisible());
}

void TestPoints::aDatabaseThatCannotBeRead()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 2);
    ShownPoints shown(database);
    // Before the chains are known, all of them are shown; the list begins anew once there is only one.
    QTRY_COMPARE(shown.find<QComboBox>(u"pointsChain"_s)->currentData().toString(), u"sepolia"_s);
    QTRY_COMPARE(shown.rows(), 2);
    const auto* notice = shown.find<Notice>(u"pointsNotice"_s);
    database.spoil("ALTER TABLE user RENAME TO elsewhere");
    shown.panel.refresh();
    QTRY_VERIFY(!notice->sentence().isEmpty());
    QCOMPARE(shown.rows(), 2);
    database.spoil("ALTER TABLE elsewhere RENAME TO user");
    shown.panel.refresh();
    QTRY_VERIFY(notice->sentence().isEmpty());
}

void TestPoints::nothingIsReadWhileHidden()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 2);
    ShownPoints shown(database);
    QTRY_COMPARE(shown.rows(), 2);
    shown.panel.hide();
    const QSignalSpy news(&shown.desk, &OperatorDesk::chainsChanged);
    database.follow(after(2, at(16)).block(at(16, 10)).mint(7, 50).block(at(17)));
    QTRY_VERIFY(!news.isEmpty());
    QCOMPARE(shown.rows(), 2);
    shown.panel.show();
    QTRY_COMPARE(shown.rows(), 3);
}

void TestPoints::everyControlHasANameAndALanguage()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 2);
    const ShownPoints shown(database);
    QTRY_COMPARE(shown.rows(), 2);
    QCOMPARE(namelessControls(shown.panel).join(u'\n'), QString());
    MarkedLanguage language;
    QCoreApplication::installTranslator(&language);
    QCoreApplication::sendPostedEvents();
    QVERIFY(shown.panel.title().startsWith(u'«'));
    QVERIFY(shown.asOf().startsWith(u'«'));
    for (const CellsTable* table : shown.panel.findChildren<CellsTable*>())
        for (int column = 0; column < table->model()->columnCount(); ++column)
            QVERIFY(table->model()->headerData(column, Qt::Horizontal).toString().startsWith(u'«'));
    QCoreApplication::removeTranslator(&language);
}

QTEST_MAIN(TestPoints)
#include "tst_points.moc"
