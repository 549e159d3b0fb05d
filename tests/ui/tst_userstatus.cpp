// Disabling and enabling a user in the page of users.
#include "tests/ui/heldlane.h"
#include "tests/ui/usersfixture.h"
#include "ui/users/userstatusdialog.h"
#include "ui/widgets/cellstable.h"
#include "ui/widgets/instantedit.h"
#include "ui/widgets/notice.h"
#include "ui/zone.h"

using namespace chainpoints;

namespace {

/// The only user is chosen, and the dialog is open.
struct ShownDialog : ShownUsers
{
    explicit ShownDialog(TestDatabase& database) : ShownUsers(database)
    {
        if (!QTest::qWaitFor([this] { return rows() > 0; }))
            qFatal("no users");
        clickRow(0);
        open();
    }
    void open() const { QTest::mouseClick(find<QPushButton>(u"userStatusChange"_s), Qt::LeftButton); }
    [[nodiscard]] bool isOpen() const { return panel.findChild<QDialog*>(u"userStatusDialog"_s) != nullptr; }
    void fill(UnixTime from, const QString& reason) const
    {
        find<InstantEdit>(u"statusDate"_s)->setInstant(from);
        find<QLineEdit>(u"statusReason"_s)->setText(reason);
    }
    [[nodiscard]] QPushButton* go() const { return find<QPushButton>(u"statusGo"_s); }
    void press() const { QTest::mouseClick(go(), Qt::LeftButton); }
    [[nodiscard]] QString notice(const QString& name) const { return find<Notice>(name)->sentence(); }
};

/// What stands in each row, with bars in between.
QStringList rowsOf(const CellsTable& table)
{
    QStringList rows;
    for (int row = 0; row < table.model()->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < table.model()->columnCount(); ++column)
            cells += table.model()->index(row, column).data().toString();
        rows += cells.join(u'|');
    }
    return rows;
}

QString detailsOfAction(TestDatabase& database)
{
    return text(
        database.value("SELECT kind || ' ' || details FROM operator_action ORDER BY id DESC LIMIT 1"));
}

} // namespace

class TestUserStatus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReasonIsNeeded();
    void cancellingAsksForNothing();
    void whatIsOnItsWayIsNotCancelled();
    void theDateIsInTheZoneOfTheWindow();
    void aWholeTimeIsTyped();
    void aUserIsDisabledAndEnabled();
    void whatCameOfEachUsersChangeIsKept();
    void settledTimeIsPreviewedFirst();
    void anotherDateIsPreviewedAnew();
    void whatCannotBeRecordedIsSaid();
    void everyControlHasANameAndALanguage();
};

void TestUserStatus::aReasonIsNeeded()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 1);
    const ShownDialog shown(database);
    QVERIFY(!shown.go()->isEnabled());
    shown.fill(at(17), u"   "_s);
    QVERIFY(!shown.go()->isEnabled());
    QTest::keyClick(shown.find<QLineEdit>(u"statusReason"_s), Qt::Key_Return);
    QVERIFY(shown.isOpen());
    shown.fill(at(17), u"a contract"_s);
    QVERIFY(shown.go()->isEnabled());
    QCOMPARE(waitingParts(database), 0);
}

void TestUserStatus::cancellingAsksForNothing()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 1);
    const ShownDialog shown(database);
    shown.fill(at(17), u"a contract"_s);
    QTest::mouseClick(shown.find<QPushButton>(u"statusCancel"_s), Qt::LeftButton);
    QTRY_VERIFY(!shown.isOpen());
    QCOMPARE(waitingParts(database), 0);
}

void TestUserStatus::whatIsOnItsWayIsNotCancelled()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 1);
    ShownDialog shown(database);
    auto* dialog = shown.find<QDialog>(u"userStatusDialog"_s);
    const auto* cancel = shown.find<QPushButton>(u"statusCancel"_s);
    shown.fill(at(17), u"a contract"_s);
    HeldLane held(shown.desk, OperatorDesk::Lane::Requests);
    shown.press();
    QVERIFY(!cancel->isEnabled());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->close());
    QVERIFY(dialog->isVisible());
    held.release();
    QTRY_VERIFY(!shown.isOpen());
    QCOMPARE(waitingParts(database), 1);
    QVERIFY(shown.notice(u"userStatusNotice"_s).contains(u"waits for the engine"_s)); // it is followed
    shown.open();
    QVERIFY(shown.find<QPushButton>(u"statusCancel"_s)->isEnabled());
}

void TestUserStatus::theDateIsInTheZoneOfTheWindow()
{
    const auto utc = zone::current();
    zone::use(QTimeZone("Asia/Kolkata"));
    const auto back = qScopeGuard([&] { zone::use(utc); });
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 1);
    const ShownDialog shown(database);
    auto* date = shown.find<InstantEdit>(u"statusDate"_s);
    QVERIFY2(date->accessibleName().contains(zone::name()), qPrintable(date->accessibleName()));
    date->setDateTime(QDateTime(QDate(2025, 1, 1), QTime(22, 30), Qt::UTC)); // what one reads there
    shown.find<QLineEdit>(u"statusReason"_s)->setText(u"a contract"_s);
    shown.press();
    QTRY_VERIFY(!shown.isOpen());
    QVERIFY2(detailsOfAction(database).contains(QString::number(at(17).value())),
             qPrintable(detailsOfAction(database)));
}

void TestUserStatus::aWholeTimeIsTyped()
{
    InstantEdit date;
    date.setInstant(at(8, 17));
    date.show();
    date.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&date));
    date.setFocus();
    QTest::keyClick(&date, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(&date, u"2025-01-01 03:30:00"_s);
    QCOMPARE(date.instant().value(), at(3, 30).value());
}

void TestUserStatus::aUserIsDisabledAndEnabled()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 1);
    const ShownDialog shown(database);
    QCOMPARE(shown.label(u"userStatus"_s), u"Gains points"_s);
    shown.fill(at(16), u"a contract"_s);
    shown.press();
    QTRY_VERIFY(!shown.isOpen());
    QVERIFY(shown.notice(u"userStatusNotice"_s).contains(u"waits for the engine"_s));
    QVERIFY(detailsOfAction(database).startsWith(u"disable "_s));
    QVERIFY(detailsOfAction(database).contains(u"a contract"_s));
    QCOMPARE(runActions(database), 1);
    QTRY_COMPARE(shown.notice(u"userStatusNotice"_s), u"The change is in effect."_s);
    QTRY_COMPARE(shown.label(u"userStatus"_s), u"Disabled: gains no points"_s);
    QTRY_COMPARE(shown.model().user(0).status, UserStatus::Disabled);
    shown.open();
    shown.fill(at(17), u"no contract"_s);
    shown.press();
    QTRY_VERIFY(!shown.isOpen());
    QVERIFY(detailsOfAction(database).startsWith(u"enable "_s));
}

void TestUserStatus::whatCameOfEachUsersChangeIsKept()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 3);
    const ShownDialog shown(database); // of the first row
    shown.fill(at(16), u"a contract"_s);
    shown.press();
    QTRY_VERIFY(!shown.isOpen());
    shown.clickRow(1);
    shown.open();
    shown.fill(at(17), u"another one"_s);
    shown.press();
    QTRY_VERIFY(!shown.isOpen());
    QVERIFY(shown.notice(u"userStatusNotice"_s).contains(u"waits for the engine"_s));
    shown.clickRow(2);
    QCOMPARE(shown.notice(u"userStatusNotice"_s), QString());
    QCOMPARE(runActions(database), 2);
    for (const int row : {0, 1}) {
        shown.clickRow(row);
        QTRY_COMPARE(shown.notice(u"userStatusNotice"_s), u"The change is in effect."_s);
    }
}

void TestUserStatus::settledTimeIsPreviewedFirst()
{
    TestDatabase database(Backend::Sqlite);
    database.follow(toldStory("15:00 0>1:100", at(16)));
    ShownDialog shown(database);
    shown.fill(at(15, 30), u"a contract"_s);
    shown.press();
    auto* changes = shown.find<CellsTable>(u"statusChanges"_s);
    QTRY_VERIFY(changes->isVisible());
    QCOMPARE(rowsOf(*changes), QStringList{u"sepolia|5|2.5|-2.5"_s});
    auto* cancel = shown.find<QPushButton>(u"statusCancel"_s);
    QVERIFY(cancel->isDefault() && cancel->hasFocus() && !shown.go()->isDefault());
    QCOMPARE(shown.go()->text(), u"Disable and recalculate"_s);
    QCOMPARE(waitingParts(database), 0);
    shown.press();
    QTRY_VERIFY(!shown.isOpen());
    QCOMPARE(runActions(database), 1);
    QTRY_COMPARE(shown.fact(u"userPoints"_s), u"2.5"_s);
}

void TestUserStatus::anotherDateIsPreviewedAnew()
{
    TestDatabase database(Backend::Sqlite);
    database.follow(toldStory("15:00 0>1:100", at(16)));
    const ShownDialog shown(database);
    shown.fill(at(15, 30), u"a contract"_s);
    shown.press();
    auto* changes = shown.find<CellsTable>(u"statusChanges"_s);
    QTRY_VERIFY(changes->isVisible());
    shown.fill(at(15, 15), u"a contract"_s);
    QVERIFY(!changes->isVisible());
    QCOMPARE(shown.go()->text(), u"Disable"_s);
    shown.press();
    QTRY_VERIFY(changes->isVisible());
    QCOMPARE(rowsOf(*changes), QStringList{u"sepolia|5|1.25|-3.75"_s});
    QCOMPARE(waitingParts(database), 0);
}

void TestUserStatus::whatCannotBeRecordedIsSaid()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 1);
    const ShownDialog shown(database);
    shown.fill(at(17), u"a contract"_s);
    database.spoil("ALTER TABLE operator_action RENAME TO elsewhere");
    shown.press();
    QTRY_VERIFY(!shown.notice(u"statusNotice"_s).isEmpty());
    QVERIFY(shown.isOpen());
    QVERIFY(shown.go()->isEnabled());
}

void TestUserStatus::everyControlHasANameAndALanguage()
{
    TestDatabase database(Backend::Sqlite);
    tellUsers(database, 1);
    const ShownDialog shown(database);
    const auto* dialog = shown.find<QDialog>(u"userStatusDialog"_s);
    QCOMPARE(namelessControls(*dialog).join(u'\n'), QString());
    MarkedLanguage language;
    QCoreApplication::installTranslator(&language);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(unmarkedButtons(*dialog), QStringList());
    QVERIFY(dialog->windowTitle().startsWith(u'«'));
    QVERIFY(shown.find<QPushButton>(u"userStatusChange"_s)->text().startsWith(u'«'));
    QCoreApplication::removeTranslator(&language);
}

QTEST_MAIN(TestUserStatus)
#include "tst_userstatus.moc"
