// The window on the demo's two real chains: what is minted by hand shows in the charts.
#include "app/composition.h"
#include "app/demo/demoworld.h"
#include "app/desktopsession.h"
#include "core/base/shellword.h"
#include "tests/support/scriptedprompts.h"
#include "tests/support/testsettingsdesk.h"
#include "tests/ui/chartsfixture.h"
#include "tests/ui/demonode.h"
#include "ui/charts/historychart.h"
#include "ui/panels.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QJsonArray>
#include <QJsonObject>
#include <QLineEdit>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace chainpoints;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000;
const QString kNewcomer = u"0x00000000000000000000000000000000c0ffee03"_s;
const QString kMinted = u"25"_s;

qint64 numberOf(const QJsonValue& hex)
{
    return hex.toString().toLongLong(nullptr, 16);
}

/// mint(address,uint256) of the demo's token; returns the block that holds it.
qint64 mintByHand(const DemoNode& node)
{
    const QString data = u"0x40c10f19"_s + kNewcomer.mid(2).rightJustified(64, u'0') +
                         u"15af1d78b58c40000"_s.rightJustified(64, u'0'); // 25 * 10^18
    const QJsonValue hash = call(node, u"eth_sendTransaction"_s,
                                 {QJsonObject{{u"from"_s, QString::fromStdString(node.admin)},
                                              {u"to"_s, QString::fromStdString(node.token)},
                                              {u"data"_s, data}}});
    QJsonValue receipt;
    if (!QTest::qWaitFor(
            [&] {
                receipt = call(node, u"eth_getTransactionReceipt"_s, {hash});
                return receipt.isObject();
            },
            kPatienceMs))
        qFatal("nobody mines");
    return numberOf(receipt[u"blockNumber"_s]);
}

/// What stands at the pointer where it tells something, as far right as that is.
QString newest(const HistoryChart& chart)
{
    const QRectF area = chart.plot().places().area;
    for (qreal x = area.right() - 1; x > area.left() && chart.isDrawn(); x -= 2) {
        moveMouse(chart.plot(), {x, area.center().y()});
        if (const QString text = chart.plot().hoverText(); !text.isEmpty())
            return text;
    }
    return {};
}

} // namespace

class TestDemoWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCommandThatIsToldIsOneToCopy();
    void aMintByHandShowsInTheCharts();
};

void TestDemoWindow::theCommandThatIsToldIsOneToCopy()
{
    DemoScene scene;
    scene.config = "/two words/chainpoints.json";
    const std::string word = shellWord(scene.config.string());
    QVERIFY(word != scene.config.string());
    QVERIFY2(howToAsk(scene).ends_with(" status --config " + word + '\n'), howToAsk(scene).c_str());
}

void TestDemoWindow::aMintByHandShowsInTheCharts()
{
    std::promise<Result<DemoScene>> told;
    DemoWorld world({[](const std::string&) {}, [&](const DemoScene& scene) { told.set_value(scene); },
                     [&](const Error& error) { told.set_value(error); }});
    world.start();
    const Result<DemoScene> scene = told.get_future().get();
    QVERIFY2(scene, scene ? "" : scene.error().message.c_str());
    const Result<Config> config = loadConfig(scene->config);
    QVERIFY(config);

    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"window.ini"_s), QSettings::IniFormat);
    settings.setValue(u"window/1/language"_s, u"en"_s);
    ScriptedPrompts prompts;
    TestSettingsDesk settingsDesk;
    MainWindow window({.settings = settings,
                       .prompts = prompts,
                       .panels = allPanels(),
                       .settingsDesk = settingsDesk.desk,
                       .setupFile = {},
                       .suggestedDatabase = {}});
    window.resize(1280, 720);
    window.show();
    const DesktopSession session(*config, window, {.demo = true});

    QTest::mouseClick(window.findChild<QAbstractButton*>(u"usersPanelButton"_s), Qt::LeftButton);
    auto* chains = window.findChild<QComboBox*>(u"usersChain"_s);
    const DemoNode& node = scene->nodes.front();
    QTRY_VERIFY_WITH_TIMEOUT(chains->findData(QString::fromStdString(node.chain)) >= 0, kPatienceMs);
    chains->setCurrentIndex(chains->findData(QString::fromStdString(node.chain)));
    QTest::keyClicks(window.findChild<QLineEdit*>(u"usersSearch"_s), kNewcomer);
    auto* table = window.findChild<QTableView*>(u"usersTable"_s);
    const auto* balance = window.findChild<BalanceChart*>();
    const auto* points = window.findChild<PointsChart*>();

    const qint64 block = mintByHand(node);
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, kPatienceMs);
    QVERIFY(numberOf(call(node, u"eth_blockNumber"_s, {})) >= block + 6);
    table->setCurrentIndex(table->model()->index(0, 0));
    QTRY_VERIFY_WITH_TIMEOUT(newest(*balance).endsWith(u"Balance "_s + kMinted), kPatienceMs);

    // A second mint arrives in the chart by itself.
    (void)mintByHand(node);
    (void)call(node, u"anvil_mine"_s, {u"0x6"_s});
    QTRY_VERIFY_WITH_TIMEOUT(newest(*balance).endsWith(u"Balance 50"_s), kPatienceMs);

    (void)call(node, u"evm_increaseTime"_s, {3600});
    (void)call(node, u"anvil_mine"_s, {u"0x7"_s});
    QTRY_VERIFY_WITH_TIMEOUT(newest(*points).contains(u"Total "_s), kPatienceMs);
    QVERIFY2(!newest(*points).endsWith(u"Total 0"_s), qPrintable(newest(*points)));
}

QTEST_MAIN(TestDemoWindow)
#include "tst_demowindow.moc"
