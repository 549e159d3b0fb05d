// The log lines in the window.
#include "tests/ui/panelfixture.h"
#include "ui/logs/logspanel.h"
#include "ui/widgets/notice.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>

using namespace chainpoints;
using namespace Qt::StringLiterals;

class TestLogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theNewestAreKept();
    void whatIsSaidShows();
    void secretsDoNotShow();
    void filters();
    void goesToAChainAndATime();
    void followingEndsWhereSomebodyReads();
    void forgottenLinesLeaveWhatIsRead();
    void copiesWholeLines();
    void everyControlHasANameAndALanguage();
};

namespace {

std::vector<log::Entry> entries(std::uint64_t first, std::size_t count, log::Level level = log::Level::Info)
{
    std::vector<log::Entry> all;
    for (std::size_t i = 0; i < count; ++i)
        all.push_back({first + i, std::chrono::sys_days(std::chrono::year(2025) / 1 / 1), level, "sepolia",
                       "line " + std::to_string(first + i)});
    return all;
}

struct ShownLogs
{
    TestDatabase database{Backend::Sqlite};
    OperatorDesk desk{doorsOf(database)};
    LogsPanel panel{desk};

    ShownLogs()
    {
        panel.resize(1000, 500);
        panel.show();
    }
    template <typename T>
    [[nodiscard]] T* find(const QString& name) const
    {
        T* found = panel.findChild<T*>(name);
        if (!found)
            qFatal("no %s", qPrintable(name));
        return found;
    }
    [[nodiscard]] QTableView* table() const { return find<QTableView>(u"logTable"_s); }
    [[nodiscard]] QStringList messages() const
    {
        QStringList all;
        for (int row = 0; row < table()->model()->rowCount(); ++row)
            all += table()->model()->index(row, LogsModel::Message).data().toString();
        return all;
    }
};

} // namespace

void TestLogs::init()
{
    log::remember(0, log::Level::Debug);
    log::remember(LogsModel::kMost, log::Level::Debug);
}

void TestLogs::theNewestAreKept()
{
    LogsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setFilter({.least = log::Level::Info, .component = {}, .text = {}});
    model.append(entries(1, 10, log::Level::Debug));
    QCOMPARE(model.rowCount(), 0);
    model.append(entries(11, LogsModel::kMost));
    QCOMPARE(model.rowCount(), int(LogsModel::kMost));
    model.append(entries(LogsModel::kMost + 11, 5));
    QCOMPARE(model.rowCount(), int(LogsModel::kMost));
    QCOMPARE(model.kept(), LogsModel::kMost);
    QCOMPARE(model.entryAt(0)->number, std::uint64_t(16));
    QCOMPARE(model.lastNumber(), std::uint64_t(LogsModel::kMost + 15));

    log::remember(3, log::Level::Info);
    log::debug("a", "too little");
    for (const char* message : {"1", "2", "3", "4"})
        log::info("a", message);
    const auto kept = log::remembered(0);
    QCOMPARE(kept.size(), std::size_t(3));
    QCOMPARE(kept.front().message, std::string("2"));
    QCOMPARE(log::remembered(kept.front().number).size(), std::size_t(2));
    QVERIFY(log::remembered(kept.back().number).empty());
}

void TestLogs::whatIsSaidShows()
{
    ShownLogs shown;
    log::warning("sepolia", "The node does not answer.");
    QTRY_COMPARE(shown.messages(), QStringList{u"The node does not answer."_s});
    const auto* model = shown.table()->model();
    QCOMPARE(model->index(0, LogsModel::Level).data().toString(), u"Warning"_s);
    QCOMPARE(model->index(0, LogsModel::Component).data().toString(), u"sepolia"_s);
    QCOMPARE(model->headerData(LogsModel::Component, Qt::Horizontal).toString(), u"Component"_s);
    QCOMPARE(shown.find<QComboBox>(u"logComponent"_s)->accessibleName(), u"Component"_s);
    shown.panel.hide();
    log::error("http", "While nobody looks.");
    shown.panel.show();
    QTRY_COMPARE(shown.messages().size(), 2);
}

void TestLogs::secretsDoNotShow()
{
    log::redact("hunter2-hunter2");
    ShownLogs shown;
    log::info("rpc", "asked https://example.org/hunter2-hunter2");
    QTRY_COMPARE(shown.messages(), QStringList{u"asked https://example.org/***"_s});
}

void TestLogs::filters()
{
    ShownLogs shown;
    log::debug("sepolia", "one");
    log::info("sepolia", "two");
    log::error("http", "three");
    QTRY_COMPARE(shown.messages(), QStringList({u"two"_s, u"three"_s}));
    auto* level = shown.find<QComboBox>(u"logLevel"_s);
    level->setCurrentIndex(0);
    QCOMPARE(shown.messages().size(), 3);
    level->setCurrentIndex(3);
    QCOMPARE(shown.messages(), QStringList{u"three"_s});
    level->setCurrentIndex(0);
    auto* component = shown.find<QComboBox>(u"logComponent"_s);
    component->setCurrentIndex(component->findText(u"sepolia"_s));
    QCOMPARE(shown.messages(), QStringList({u"one"_s, u"two"_s}));
    QTest::keyClicks(shown.find<QLineEdit>(u"logSearch"_s), u"TW"_s);
    QCOMPARE(shown.messages(), QStringList{u"two"_s});
    log::info("base", "two more");
    log::info("sepolia", "twelve");
    QTRY_COMPARE(shown.messages(), QStringList({u"two"_s, u"twelve"_s}));
    QCOMPARE(component->currentText(), u"sepolia"_s);
}

void TestLogs::goesToAChainAndATime()
{
    ShownLogs shown;
    shown.panel.hide();
    log::info("sepolia", "Before.");
    const UnixTime before = wallClock();
    QTRY_VERIFY(wallClock() > before);
    const UnixTime time = wallClock();
    for (int i = 0; i < 100; ++i)
        log::info(i % 2 == 0 ? "sepolia" : "base", "Line " + std::to_string(i));
    QVERIFY(shown.panel.showLog(u"sepolia"_s, time));
    shown.panel.show();
    QCOMPARE(shown.messages().size(), 51);
    QCOMPARE(shown.find<QPlainTextEdit>(u"logDetail"_s)->toPlainText().right(6), u"Line 0"_s);
    QVERIFY(!shown.find<QPushButton>(u"logFollow"_s)->isChecked());
    QVERIFY(shown.table()->viewport()->rect().intersects(
        shown.table()->visualRect(shown.table()->currentIndex())));

    // Of a chain that says nothing by itself: the lines that name it. Of a time that is forgotten: the end.
    log::info("engine", "Follows gnosis.");
    QVERIFY(shown.panel.showLog(u"gnosis"_s, UnixTime(1)));
    QCOMPARE(shown.messages(), QStringList(u"Follows gnosis."_s));
    QVERIFY(shown.find<QPushButton>(u"logFollow"_s)->isChecked());
    const auto* notice = shown.find<Notice>(u"logNotice"_s);
    QVERIFY2(notice->sentence().contains(u"1970-01-01"_s), qPrintable(notice->sentence()));
    QVERIFY(shown.panel.showLog(u"sepolia"_s, time)); // which is there
    QCOMPARE(notice->sentence(), QString());
    QVERIFY(shown.panel.showLog(u"sepolia"_s, UnixTime(1)));
    QVERIFY(!notice->sentence().isEmpty());
    shown.find<QLineEdit>(u"logSearch"_s)->setText(u"Line"_s); // something else is looked for
    QCOMPARE(notice->sentence(), QString());
}

void TestLogs::followingEndsWhereSomebodyReads()
{
    ShownLogs shown;
    for (int i = 0; i < 200; ++i)
        log::info("a", std::to_string(i));
    QTRY_COMPARE(shown.messages().size(), 200);
    auto* follow = shown.find<QPushButton>(u"logFollow"_s);
    QScrollBar* bar = shown.table()->verticalScrollBar();
    QTRY_COMPARE(bar->value(), bar->maximum());
    QVERIFY(follow->isChecked());
    bar->setValue(10);
    QVERIFY(!follow->isChecked());
    log::info("a", "more");
    QTRY_COMPARE(shown.messages().size(), 201);
    QCOMPARE(bar->value(), 10);
    QTest::mouseClick(follow, Qt::LeftButton);
    QTRY_COMPARE(bar->value(), bar->maximum());
}

void TestLogs::forgottenLinesLeaveWhatIsRead()
{
    ShownLogs shown;
    for (std::size_t i = 0; i < LogsModel::kMost; ++i)
        log::info("a", std::to_string(i));
    QTRY_COMPARE(shown.messages().size(), int(LogsModel::kMost));
    QScrollBar* bar = shown.table()->verticalScrollBar();
    bar->setValue(1000);
    const auto top = [&] { return shown.table()->indexAt({0, 0}).siblingAtColumn(LogsModel::Message); };
    QCOMPARE(top().data().toString(), u"1000"_s);
    for (int i = 0; i < 300; ++i)
        log::info("a", "more");
    QTRY_COMPARE(top().row(), 700);
    QCOMPARE(top().data().toString(), u"1000"_s);
    for (int i = 0; i < 800; ++i) // beyond what is read
        log::info("a", "more");
    QTRY_COMPARE(top().data().toString(), u"1100"_s);
    QCOMPARE(top().row(), 0);
}

void TestLogs::copiesWholeLines()
{
    ShownLogs shown;
    log::info("a", "first");
    log::error("b", "second\nwith a second line");
    QTRY_COMPARE(shown.messages().size(), 2);
    shown.table()->setFocus();
    shown.table()->selectAll();
    const QString text = shown.find<QPlainTextEdit>(u"logDetail"_s)->toPlainText();
    QVERIFY2(text.contains(u"Z info [a] first\n"_s), qPrintable(text));
    QVERIFY2(text.endsWith(u"Z error [b] second\nwith a second line"_s), qPrintable(text));
    shown.panel.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&shown.panel));
    QTest::keyClick(shown.table(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), text);
}

void TestLogs::everyControlHasANameAndALanguage()
{
    ShownLogs shown;
    log::info("a", "b");
    QTRY_COMPARE(shown.messages().size(), 1);
    QCOMPARE(namelessControls(shown.panel), QStringList());
    MarkedLanguage language;
    QCoreApplication::installTranslator(&language);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(shown.panel.title(), u"«Logs»"_s);
    QCOMPARE(shown.find<QPushButton>(u"logFollow"_s)->text(), u"«F&ollow»"_s);
    QCOMPARE(shown.table()->model()->index(0, LogsModel::Level).data().toString(), u"«Info»"_s);
}

QTEST_MAIN(TestLogs)
#include "tst_logs.moc"
