// What holds for all that the window shows, whatever panel it belongs to.
#include "core/base/logmemory.h"
#include "tests/ui/picturestory.h"
#include "tests/ui/shownwindow.h"
#include "ui/charts/historychart.h"
#include "ui/failures/failuresmodel.h"
#include "ui/widgets/columnchoice.h"
#include "ui/widgets/rowtable.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>

#include <set>

using namespace chainpoints;
using namespace Qt::StringLiterals;

namespace {

/// The zone of the system, as the program finds it.
class SystemZone
{
public:
    explicit SystemZone(const QByteArray& id) : m_before(qgetenv("TZ")) { qputenv("TZ", id); }
    ~SystemZone() { qputenv("TZ", m_before); }
    SystemZone(const SystemZone&) = delete;
    SystemZone& operator=(const SystemZone&) = delete;

private:
    const QByteArray m_before;
};

void addTexts(const QAbstractItemModel& model, std::set<QString>& texts)
{
    for (int column = 0; column < model.columnCount(); ++column) {
        texts.insert(model.headerData(column, Qt::Horizontal).toString());
        for (int row = 0; row < model.rowCount(); ++row)
            for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole})
                texts.insert(model.index(row, column).data(role).toString());
    }
}

/// Every text that can be seen or heard now.
std::set<QString> textsOf(const QWidget& window)
{
    std::set<QString> texts;
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible())
            continue;
        texts.insert({widget->toolTip(), widget->accessibleName(), widget->accessibleDescription()});
        if (const auto* label = qobject_cast<const QLabel*>(widget))
            texts.insert(label->text());
        else if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            texts.insert(button->text());
        else if (const auto* text = qobject_cast<const QPlainTextEdit*>(widget))
            texts.insert(text->toPlainText());
        else if (const auto* view = qobject_cast<const QAbstractItemView*>(widget); view && view->model())
            addTexts(*view->model(), texts);
        else if (const auto* plot = qobject_cast<const Plot*>(widget))
            texts.insert(plot->hoverText());
    }
    return texts;
}

/// A time on a clock; not one as logs and machines write it, with a T in front and a Z behind.
bool tellsATime(const QString& text)
{
    static const QRegularExpression clock(u"(?<![T\\d:+-])\\d\\d:\\d\\d(?!\\d)"_s);
    return clock.match(text).hasMatch();
}

} // namespace

class TestWholeWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyTimeFollowsTheZone_data();
    void everyTimeFollowsTheZone();
    void theZoneIsKept();
    void theColumnsAreKept();
    void cleanup() { zone::use(QTimeZone::utc()); }

private:
    /// Shows a panel with all that it has to tell.
    void fill(const ShownWindow& shown, const QString& panel) const;

    std::unique_ptr<TestDatabase> m_database;
};

void TestWholeWindow::initTestCase()
{
    m_database = std::make_unique<TestDatabase>(
        Backend::Sqlite, std::vector<TestChain>{{kLiveChain, 11'155'111}, {kLateChain, 84'532}});
    tellPictureStory(*m_database);
    log::remember(1000, log::Level::Info);
    log::info("ethereum-sepolia", "Live.");
}

void TestWholeWindow::fill(const ShownWindow& shown, const QString& panel) const
{
    shown.press(panel + u"Button"_s);
    for (auto* table : shown.find<Panel>(panel)->findChildren<QTableView*>()) {
        if (!table->isVisible())
            continue;
        QTRY_VERIFY(table->model()->rowCount() > 0);
        table->setCurrentIndex(table->model()->index(0, 0));
    }
    for (const auto* chart : shown.find<Panel>(panel)->findChildren<HistoryChart*>()) {
        QTRY_VERIFY(chart->isDrawn());
        chart->plot().pointAt(chart->plot().series().front().end);
    }
}

void TestWholeWindow::everyTimeFollowsTheZone_data()
{
    QTest::addColumn<QString>("panel");
    for (const char* panel : {"overviewPanel", "usersPanel", "failuresPanel", "activityPanel", "logsPanel"})
        QTest::newRow(panel) << QString::fromLatin1(panel);
}

void TestWholeWindow::everyTimeFollowsTheZone()
{
    QFETCH(const QString, panel);
    if (!QTimeZone("Asia/Kolkata").isValid())
        QSKIP("the system does not know the zone");
    const SystemZone system("Asia/Kolkata");
    ShownWindow shown(u"en"_s, u"light"_s);
    shown.open(*m_database);
    shown.window->setEngineState(EngineFailed{u"No node answers."_s, wallClock() + 60});
    QTRY_COMPARE(shown.chainsInStatusLine(), 2);
    fill(shown, panel);
    const std::set<QString> before = textsOf(*shown.window);
    QTest::keyClick(shown.window.get(), Qt::Key_T, Qt::ControlModifier);
    QCoreApplication::processEvents();
    const std::set<QString> after = textsOf(*shown.window);
    static const QRegularExpression otherZone(u"UTC(?!\\+05:30)"_s);
    int times = 0;
    for (const QString& text : after) {
        times += tellsATime(text) ? 1 : 0;
        QVERIFY2(!tellsATime(text) || !before.contains(text), qPrintable(text));
        QVERIFY2(!text.contains(otherZone), qPrintable(text));
    }
    QVERIFY(times > 0);
    QVERIFY(shown.find<QLabel>(u"statusAsOf"_s)->text().endsWith(u" UTC+05:30"_s));
    // And back.
    QTest::keyClick(shown.window.get(), Qt::Key_T, Qt::ControlModifier);
    QCoreApplication::processEvents();
    for (const QString& text : textsOf(*shown.window))
        QVERIFY2(!tellsATime(text) || !after.contains(text), qPrintable(text));
}

void TestWholeWindow::theZoneIsKept()
{
    if (!QTimeZone("Europe/Berlin").isValid())
        QSKIP("the system does not know the zone");
    const SystemZone system("Europe/Berlin");
    ShownWindow shown(u"en"_s, u"light"_s);
    auto* action = shown.find<QAction>(u"localTimeAction"_s);
    QCOMPARE(action->text(), u"&Local time instead of UTC (Berlin)"_s);
    QVERIFY(!action->isChecked());
    action->trigger();
    QCOMPARE(shown.settings.value(settingskeys::kZone).toString(), u"local"_s);
    QCOMPARE(zone::name(), u"Berlin"_s);
    shown.remake();
    QVERIFY(shown.find<QAction>(u"localTimeAction"_s)->isChecked());
    QCOMPARE(zone::name(), u"Berlin"_s);
}

void TestWholeWindow::theColumnsAreKept()
{
    ShownWindow shown(u"en"_s, u"light"_s);
    shown.open(*m_database);
    const auto failures = [&] { return shown.find<RowTable>(u"failuresTable"_s); };
    failures()->columnChoice()->setDeclined(FailuresModel::Attempts, true);
    failures()->horizontalHeader()->moveSection(FailuresModel::Reason, 0);
    const QStringList state = failures()->columnChoice()->state();
    int choices = 0;
    for (const ColumnChoice* choice : shown.window->findChildren<ColumnChoice*>()) {
        const auto* table = qobject_cast<const RowTable*>(choice->parent());
        QCOMPARE(choice->count(), table->model()->columnCount());
        ++choices;
    }
    QVERIFY(choices >= 7);
    shown.window->close();
    shown.remake();
    shown.open(*m_database);
    QCOMPARE(failures()->columnChoice()->state(), state);
    QVERIFY(failures()->isColumnHidden(FailuresModel::Attempts));
}

QTEST_MAIN(TestWholeWindow)
#include "tst_wholewindow.moc"
