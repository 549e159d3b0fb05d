// Incidents and restatements, in the window.
#include "core/storage/incidentstore.h"
#include "tests/ui/panelfixture.h"
#include "ui/activity/activitypanel.h"
#include "ui/activity/incidentsmodel.h"
#include "ui/activity/pasttext.h"
#include "ui/activity/restatementsmodel.h"
#include "ui/widgets/emptypage.h"
#include "ui/widgets/rowtable.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTabWidget>

using namespace chainpoints;
using namespace Qt::StringLiterals;

class TestPastPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingHappened();
    void anIncidentTellsWhatItChanged();
    void usersThatCannotBeReadAreAskedForAgain();
    void aChainThatHadToHaltStaysOpen();
    void aRestatementTellsBothNumbers();
    void restatementsOfOneUser();
    void everyReasonHasAName();
};

namespace {

struct ShownPast
{
    OperatorDesk desk;
    ActivityPanel panel;

    ShownPast(TestDatabase& database, int tab) : desk(doorsOf(database)), panel(desk)
    {
        panel.resize(1140, 600);
        panel.show();
        find<QTabWidget>(u"activityTabs"_s)->setCurrentIndex(tab);
    }
    template <typename T>
    [[nodiscard]] T* find(const QString& name) const
    {
        T* found = panel.findChild<T*>(name);
        if (!found)
            qFatal("no %s", qPrintable(name));
        return found;
    }
    [[nodiscard]] QAbstractItemModel* rows(const QString& table) const
    {
        return find<RowTable>(table)->model();
    }
    [[nodiscard]] QString cell(const QString& table, int column, int row = 0) const
    {
        return rows(table)->index(row, column).data().toString();
    }
    [[nodiscard]] QString detail(const QString& name) const
    {
        return find<QPlainTextEdit>(name)->toPlainText();
    }
};

constexpr int kIncidents = 1;
constexpr int kRestatements = 2;

void tellIncident(TestDatabase& database, const std::string& kind, const std::string& resolvedAt)
{
    database.spoil("INSERT INTO incident (chain_id, kind, happened_at, ancestor_block, old_tip_block, "
                   "old_tip_hash, new_tip_block, new_tip_hash, depth, rows_removed, users_changed, sentence, "
                   "evidence, resolved_at) VALUES (1, '" +
                   kind + "', " + std::to_string(at(15).value()) +
                   ", 2, 9, '0xaa', 8, '0xbb', 7, 12, 1, 'a fork 7 blocks deep', '{\"blocks\":[]}', " +
                   resolvedAt + ")");
}

/// 100 points before, 99 afterwards.
void tellRestatement(TestDatabase& database, std::uint32_t holder, const std::string& reason)
{
    const std::string hour = std::to_string(at(15).value());
    database.spoil(
        "INSERT INTO points_restatement (chain_id, user_address, reason, incident_id, requested_by, "
        "restated_at, rows_removed, points_before, points_after, difference, settled_before, settled_after) "
        "VALUES (1, '" +
        user(holder).hex() + "', '" + reason + "', (SELECT MAX(id) FROM incident), 'me@here', " + hour +
        ", 1, '360000000000000000000000000000000', '356400000000000000000000000000000', "
        "'-3600000000000000000000000000000', " +
        hour + ", " + hour + ")");
}

} // namespace

void TestPastPages::nothingHappened()
{
    TestDatabase database(Backend::Sqlite);
    const ShownPast incidents(database, kIncidents);
    QTRY_COMPARE(incidents.find<EmptyPage>(u"incidentsEmpty"_s)->headline(), u"Nothing happened yet"_s);
    const ShownPast restatements(database, kRestatements);
    QTRY_COMPARE(restatements.find<EmptyPage>(u"restatementsEmpty"_s)->headline(),
                 u"No settled points were changed"_s);
}

void TestPastPages::anIncidentTellsWhatItChanged()
{
    TestDatabase database(Backend::Sqlite);
    tellIncident(database, "deep_fork", std::to_string(at(16).value()));
    tellRestatement(database, 5, "fork");
    const ShownPast shown(database, kIncidents);
    const QAbstractItemModelTester tester(shown.rows(u"incidentsTable"_s));
    QTRY_COMPARE(shown.rows(u"incidentsTable"_s)->rowCount(), 1);
    QCOMPARE(shown.cell(u"incidentsTable"_s, IncidentsModel::State), u"Over"_s);
    QCOMPARE(shown.cell(u"incidentsTable"_s, IncidentsModel::When), u"2025-01-01 15:00:00"_s);
    QCOMPARE(shown.cell(u"incidentsTable"_s, IncidentsModel::What), u"Deep fork\nsepolia"_s);
    QCOMPARE(shown.cell(u"incidentsTable"_s, IncidentsModel::Blocks), u"7"_s);
    QCOMPARE(shown.cell(u"incidentsTable"_s, IncidentsModel::Sentence), u"a fork 7 blocks deep"_s);
    shown.find<RowTable>(u"incidentsTable"_s)->selectRow(0);
    QTRY_VERIFY(shown.detail(u"incidentDetail"_s).contains(u"Last common block: 2"_s));
    QVERIFY(shown.detail(u"incidentDetail"_s).contains(u"Before: block 9, 0xaa"_s));
    QVERIFY(shown.detail(u"incidentDetail"_s).contains(u"Over since 2025-01-01 16:00:00 UTC"_s));
    QTRY_VERIFY2(
        shown.detail(u"incidentDetail"_s).contains(u": 100 points before, 99 after; difference -1"_s),
        qPrintable(shown.detail(u"incidentDetail"_s)));
}

void TestPastPages::usersThatCannotBeReadAreAskedForAgain()
{
    TestDatabase database(Backend::Sqlite);
    tellIncident(database, "deep_fork", std::to_string(at(16).value()));
    tellRestatement(database, 5, "fork");
    const ShownPast shown(database, kIncidents);
    QTRY_COMPARE(shown.rows(u"incidentsTable"_s)->rowCount(), 1);
    database.spoil("ALTER TABLE points_restatement RENAME TO elsewhere");
    shown.find<RowTable>(u"incidentsTable"_s)->selectRow(0);
    QTRY_VERIFY2(shown.detail(u"incidentDetail"_s).contains(u"The users cannot be read: "_s),
                 qPrintable(shown.detail(u"incidentDetail"_s)));
    database.spoil("ALTER TABLE elsewhere RENAME TO points_restatement");
    QTRY_VERIFY2(shown.detail(u"incidentDetail"_s).contains(u": 100 points before, 99 after"_s),
                 qPrintable(shown.detail(u"incidentDetail"_s)));
    QVERIFY(!shown.detail(u"incidentDetail"_s).contains(u"cannot be read"_s));
}

void TestPastPages::aChainThatHadToHaltStaysOpen()
{
    TestDatabase database(Backend::Sqlite);
    tellIncident(database, "finality_violated", "NULL");
    const ShownPast shown(database, kIncidents);
    QTRY_COMPARE(shown.rows(u"incidentsTable"_s)->rowCount(), 1);
    QCOMPARE(shown.cell(u"incidentsTable"_s, IncidentsModel::State), u"Open"_s);
    shown.find<RowTable>(u"incidentsTable"_s)->selectRow(0);
    QTRY_VERIFY(
        shown.detail(u"incidentDetail"_s).contains(u"chainpoints rollback --chain sepolia --to BLOCK"_s));
}

void TestPastPages::aRestatementTellsBothNumbers()
{
    TestDatabase database(Backend::Sqlite);
    tellRestatement(database, 5, "recalculation");
    const ShownPast shown(database, kRestatements);
    const QAbstractItemModelTester tester(shown.rows(u"restatementsTable"_s));
    QTRY_COMPARE(shown.rows(u"restatementsTable"_s)->rowCount(), 1);
    QCOMPARE(shown.cell(u"restatementsTable"_s, RestatementsModel::Why), u"Recalculation\nme@here"_s);
    QCOMPARE(shown.cell(u"restatementsTable"_s, RestatementsModel::Before), u"100"_s);
    QCOMPARE(shown.cell(u"restatementsTable"_s, RestatementsModel::After), u"99"_s);
    QCOMPARE(shown.cell(u"restatementsTable"_s, RestatementsModel::Difference), u"-1"_s);
    shown.find<RowTable>(u"restatementsTable"_s)->selectRow(0);
    QTRY_VERIFY(shown.detail(u"restatementDetail"_s)
                    .contains(u"After: 99 points, settled up to 2025-01-01 15:00:00 UTC"_s));
}

void TestPastPages::restatementsOfOneUser()
{
    TestDatabase database(Backend::Sqlite);
    for (const std::uint32_t holder : {5u, 6u, 7u})
        tellRestatement(database, holder, "fork");
    const ShownPast shown(database, kRestatements);
    QTRY_COMPARE(shown.rows(u"restatementsTable"_s)->rowCount(), 3);
    shown.find<QLineEdit>(u"restatementsSearch"_s)->setText(text(user(6).hex()));
    QTRY_COMPARE(shown.rows(u"restatementsTable"_s)->rowCount(), 1);
    QVERIFY(shown.cell(u"restatementsTable"_s, RestatementsModel::User).startsWith(u"0x"_s));
}

void TestPastPages::everyReasonHasAName()
{
    for (const char* reason : {RestatementCause::kFork, RestatementCause::kRollback,
                               RestatementCause::kOpening, RestatementCause::kRecalculation})
        QVERIFY2(PastText::reason(reason) != text(reason), reason);
    for (const char* kind : {Incident::kDeepFork, Incident::kFinalityViolated})
        QVERIFY2(PastText::incident(kind) != text(kind), kind);
}

QTEST_MAIN(TestPastPages)
#include "tst_pastpages.moc"
