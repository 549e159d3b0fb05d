// The columns of a table, as an operator wants them.
#include "ui/widgets/cellstable.h"
#include "ui/widgets/columnchoice.h"
#include "ui/widgets/columnmenu.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QScrollBar>
#include <QTabWidget>
#include <QTest>

using namespace chainpoints;
using namespace Qt::StringLiterals;

class TestRowTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void orderAndChoiceComeBackByName();
    void anotherVersionsColumnsAreNoHarm_data();
    void anotherVersionsColumnsAreNoHarm();
    void aWidthChosenByHandStays();
    void theMenuChoosesAndTakesBack();
    void theMenuMovesColumns();
    void theKeysReachTheMenuAndSkipWhatIsHidden();
    void theColumnThatTellsTheRowApartStays();
    void aTableThatOffersNoChoiceStaysAsItIs();
    void columnsWithoutRoomAreCopied();
    void rowsThatNeedAScrollBarCutNothing();
};

namespace {

const QStringList kDefault{u"a"_s, u"b"_s, u"c"_s};

struct Shown
{
    CellsTable table{u"table"_s};

    explicit Shown(bool offers = true)
    {
        table.cells().setColumns({{u"First"_s}, {u"Second"_s}, {u"Third"_s}});
        table.cells().setRows({{{u"1"_s}, {u"2"_s}, {u"3"_s}}, {{u"4"_s}, {u"5"_s}, {u"6"_s}}});
        table.setWidest(0, u"wide"_s);
        table.setWidest(1, u"wider"_s);
        table.setFlexible(2, u"least"_s, u"as much as there is"_s);
        if (offers)
            table.offerColumns(kDefault, 1);
        table.resize(600, 200);
        table.show();
        table.fitColumns();
    }
    [[nodiscard]] ColumnChoice& choice() const { return *table.columnChoice(); }
    [[nodiscard]] QHeaderView& header() const { return *table.horizontalHeader(); }
    [[nodiscard]] int room() const { return table.viewport()->width(); }
    [[nodiscard]] QAction* entry(const QString& text) const
    {
        auto* menu = table.findChild<ColumnMenu*>();
        Q_EMIT menu->aboutToShow();
        for (QAction* action : menu->actions())
            if (action->text() == text)
                return action;
        return nullptr;
    }
    /// Drags the right border of a column.
    void drag(int column, int by) const
    {
        const QPoint border(header().sectionViewportPosition(column) + header().sectionSize(column) - 1,
                            header().height() / 2);
        QTest::mousePress(header().viewport(), Qt::LeftButton, {}, border);
        QTest::mouseMove(header().viewport(), border + QPoint(by, 0));
        QTest::mouseRelease(header().viewport(), Qt::LeftButton, {}, border + QPoint(by, 0));
    }
};

} // namespace

void TestRowTable::orderAndChoiceComeBackByName()
{
    const Shown first;
    QCOMPARE(first.choice().state(), kDefault);
    first.header().moveSection(2, 0);
    first.choice().setDeclined(0, true);
    const QStringList state = first.choice().state();
    QCOMPARE(state, (QStringList{u"c"_s, u"-a"_s, u"b"_s}));

    const Shown second;
    second.choice().restore(state);
    QCOMPARE(second.choice().state(), state);
    QVERIFY(second.table.isColumnHidden(0) && !second.table.isColumnHidden(1));
    QCOMPARE(second.header().visualIndex(2), 0);
    // The others take the room.
    QCOMPARE(second.table.columnWidth(1) + second.table.columnWidth(2), second.room());
}

void TestRowTable::anotherVersionsColumnsAreNoHarm_data()
{
    QTest::addColumn<QStringList>("state");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("none") << QStringList() << kDefault;
    QTest::newRow("one that is gone")
        << QStringList{u"b"_s, u"-old"_s, u"a"_s, u"c"_s} << QStringList{u"b"_s, u"a"_s, u"c"_s};
    QTest::newRow("one that is new") << QStringList{u"c"_s, u"-a"_s} << QStringList{u"c"_s, u"-a"_s, u"b"_s};
    QTest::newRow("all declined") << QStringList{u"-a"_s, u"-b"_s, u"-c"_s}
                                  << QStringList{u"-a"_s, u"b"_s, u"-c"_s};
    QTest::newRow("twice") << QStringList{u"c"_s, u"c"_s, u"a"_s} << QStringList{u"c"_s, u"a"_s, u"b"_s};
    QTest::newRow("nonsense") << QStringList{u""_s, u"-"_s, u":"_s, u"a:wide"_s, u"b:-3"_s, u"c:"_s}
                              << kDefault;
    QTest::newRow("much too wide") << QStringList{u"a:2000000000"_s}
                                   << QStringList{u"a:4000"_s, u"b"_s, u"c"_s};
}

void TestRowTable::anotherVersionsColumnsAreNoHarm()
{
    QFETCH(const QStringList, state);
    QFETCH(const QStringList, expected);
    const Shown shown;
    shown.choice().restore(state);
    QCOMPARE(shown.choice().state(), expected);
}

void TestRowTable::aWidthChosenByHandStays()
{
    Shown shown;
    const int before = shown.table.columnWidth(0);
    shown.drag(0, 50);
    QCOMPARE(shown.table.columnWidth(0), before + 50);
    QCOMPARE(shown.choice().state().first(), u"a:%1"_s.arg(before + 50));
    QCOMPARE(shown.header().length(), shown.room()); // the flexible one gave way
    shown.table.resize(500, 200);
    shown.table.fitColumns();
    QCOMPARE(shown.table.columnWidth(0), before + 50);
    QCOMPARE(shown.header().length(), shown.room());

    const Shown second;
    second.choice().restore(shown.choice().state());
    QCOMPARE(second.table.columnWidth(0), before + 50);
    second.choice().reset();
    QCOMPARE(second.table.columnWidth(0), before);
    QCOMPARE(second.choice().state(), kDefault);
}

void TestRowTable::theMenuChoosesAndTakesBack()
{
    const Shown shown;
    QVERIFY(shown.entry(u"Third"_s)->isChecked());
    shown.entry(u"Third"_s)->trigger();
    QVERIFY(shown.table.isColumnHidden(2));
    QVERIFY(!shown.entry(u"Third"_s)->isChecked());
    shown.entry(u"Third"_s)->trigger();
    QVERIFY(!shown.table.isColumnHidden(2));
    shown.entry(u"First"_s)->trigger();
    shown.header().moveSection(2, 0);
    shown.entry(u"Default columns"_s)->trigger();
    QCOMPARE(shown.choice().state(), kDefault);
    QVERIFY(!shown.table.isColumnHidden(0));
}

void TestRowTable::theMenuMovesColumns()
{
    Shown shown;
    QVERIFY(!shown.entry(u"Move First to the left"_s)); // no column is meant
    shown.table.setCurrentIndex(shown.table.cells().index(0, 0));
    QVERIFY(!shown.entry(u"Move First to the left"_s)->isEnabled());
    shown.choice().setDeclined(2, true);
    shown.entry(u"Move First to the right"_s)->trigger();
    QCOMPARE(shown.choice().state(), (QStringList{u"b"_s, u"a"_s, u"-c"_s}));
    QVERIFY(!shown.entry(u"Move First to the right"_s)->isEnabled()); // nothing is seen there
}

void TestRowTable::theKeysReachTheMenuAndSkipWhatIsHidden()
{
    Shown shown;
    QVERIFY(shown.table.actions().contains(shown.table.findChild<ColumnMenu*>()->menuAction()));
    shown.table.setCurrentIndex(shown.table.cells().index(0, 0));
    shown.choice().setDeclined(0, true);
    QTest::keyClick(&shown.table, Qt::Key_Down);
    QCOMPARE(shown.table.currentIndex(), shown.table.cells().index(1, 1));
    QVERIFY(shown.table.selectionModel()->isRowSelected(1) &&
            !shown.table.selectionModel()->isRowSelected(0));
}

void TestRowTable::theColumnThatTellsTheRowApartStays()
{
    const Shown shown;
    QVERIFY(!shown.entry(u"Second"_s)->isEnabled() && shown.entry(u"Second"_s)->isChecked());
    shown.entry(u"First"_s)->trigger();
    shown.entry(u"Third"_s)->trigger();
    shown.choice().setDeclined(1, true);
    QVERIFY(!shown.table.isColumnHidden(1));
}

void TestRowTable::aTableThatOffersNoChoiceStaysAsItIs()
{
    const Shown shown(false);
    QVERIFY(!shown.table.columnChoice() && !shown.table.findChild<ColumnMenu*>());
    QVERIFY(!shown.header().sectionsMovable());
    const int before = shown.table.columnWidth(0);
    shown.drag(0, 50);
    QVERIFY(shown.table.columnWidth(0) != before); // till the next change of the room
}

void TestRowTable::columnsWithoutRoomAreCopied()
{
    Shown shown;
    shown.header().moveSection(2, 0);
    shown.table.setDispensable({0});
    shown.table.resize(60, 200);
    QVERIFY(shown.table.isColumnHidden(0));
    shown.table.selectAll();
    const auto copied = [&] {
        shown.table.findChild<QAction*>(u"copyRows"_s)->trigger();
        return QGuiApplication::clipboard()->text();
    };
    QCOMPARE(copied(), u"3\t1\t2\n6\t4\t5\n"_s);
    shown.choice().setDeclined(0, true);
    QCOMPARE(copied(), u"3\t2\n6\t5\n"_s);
}

void TestRowTable::rowsThatNeedAScrollBarCutNothing()
{
    // As the drawer of a user: the rows come while another tab is seen.
    QTabWidget tabs;
    auto* table = new CellsTable(u"table"_s);
    tabs.addTab(new QWidget, u"Charts"_s);
    tabs.addTab(table, u"Table"_s);
    table->cells().setColumns({{u"Since"_s}, {u"Balance"_s, true}});
    table->setWidest(0, u"2025-01-01 15:00:00"_s);
    table->setFlexible(1, u"12,345,678.123"_s, u"1,234,567,890.123456789012345678"_s);
    table->fitColumns();
    tabs.resize(445, 250);
    tabs.show();
    QVERIFY(QTest::qWaitForWindowExposed(&tabs));
    const CellsModel::Row row{{u"2025-01-01 15:00:00"_s}, {u"1,492.666666666666666666"_s}};
    table->cells().setRows(std::vector(12, row));
    tabs.setCurrentIndex(1);
    QTRY_VERIFY(table->verticalScrollBar()->isVisible());
    QTRY_COMPARE(table->horizontalHeader()->length(), table->viewport()->width());
    QVERIFY(!table->horizontalScrollBar()->isVisible());
}

QTEST_MAIN(TestRowTable)
#include "tst_rowtable.moc"
