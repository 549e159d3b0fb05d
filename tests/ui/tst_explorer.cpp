// The pages of public explorers: which there are, and how one comes to them. No browser is opened.
#include "tests/ui/overviewfixture.h"
#include "tests/ui/usersfixture.h"
#include "ui/explorer.h"
#include "ui/widgets/cellstable.h"

#include <QAction>
#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>

using namespace chainpoints;

class TestExplorer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesOfAKnownNetwork();
    void knownNetworks_data();
    void knownNetworks();
    void aNetworkWithoutAnExplorerHasNoPages();
    void theOverviewLeadsToContractAndBlock();
    void theOverviewOfANetworkOfOnesOwn();
    void theUsersLeadToAddressAndTransaction();
    void theUsersOfANetworkOfOnesOwn();
};

namespace {

constexpr std::int64_t kOwnNetwork = 31'337;

/// One mint and one burn of user 1, on this network.
void tell(TestDatabase& database)
{
    database.follow(toldStory("15:10 0>1:100 15:30 1>0:30", at(16)));
}

QAction& action(const QWidget& in, const char* name)
{
    auto* found = in.findChild<QAction*>(QString::fromLatin1(name));
    if (!found)
        qFatal("no %s", name);
    return *found;
}

} // namespace

void TestExplorer::pagesOfAKnownNetwork()
{
    const Explorer explorer = explorerOf(EvmChainId(11'155'111));
    QCOMPARE(explorer.host, u"sepolia.etherscan.io"_s);
    QCOMPARE(explorer.address("0xab"), QUrl(u"https://sepolia.etherscan.io/address/0xab"_s));
    QCOMPARE(explorer.block(BlockHeight(7'412'880)), QUrl(u"https://sepolia.etherscan.io/block/7412880"_s));
    QCOMPARE(explorer.transaction("0xcd"), QUrl(u"https://sepolia.etherscan.io/tx/0xcd"_s));
    QVERIFY(explorer.transaction({}).isEmpty());
}

void TestExplorer::knownNetworks_data()
{
    QTest::addColumn<qint64>("network");
    QTest::addColumn<QString>("host");
    QTest::newRow("Ethereum") << qint64(1) << u"etherscan.io"_s;
    QTest::newRow("Base") << qint64(8453) << u"basescan.org"_s;
    QTest::newRow("Base Sepolia") << qint64(84532) << u"sepolia.basescan.org"_s;
    QTest::newRow("Optimism") << qint64(10) << u"optimistic.etherscan.io"_s;
    QTest::newRow("OP Sepolia") << qint64(11155420) << u"sepolia-optimism.etherscan.io"_s;
    QTest::newRow("Arbitrum One") << qint64(42161) << u"arbiscan.io"_s;
    QTest::newRow("Arbitrum Sepolia") << qint64(421614) << u"sepolia.arbiscan.io"_s;
    QTest::newRow("Polygon") << qint64(137) << u"polygonscan.com"_s;
}

void TestExplorer::knownNetworks()
{
    QFETCH(const qint64, network);
    QFETCH(const QString, host);
    const Explorer explorer = explorerOf(EvmChainId(network));
    QCOMPARE(explorer.host, host);
    QCOMPARE(explorer.block(BlockHeight(1)), QUrl(u"https://%1/block/1"_s.arg(host)));
}

void TestExplorer::aNetworkWithoutAnExplorerHasNoPages()
{
    const Explorer none = explorerOf(EvmChainId(kOwnNetwork));
    QVERIFY(none.host.isEmpty());
    QVERIFY(none.address("0xab").isEmpty());
    QVERIFY(none.block(BlockHeight(1)).isEmpty());
    QVERIFY(none.transaction("0xcd").isEmpty());
}

void TestExplorer::theOverviewLeadsToContractAndBlock()
{
    TestDatabase database(Backend::Sqlite);
    OverviewFixture overview(database);
    QTRY_VERIFY(overview.canPress("explorerButton"));
    QVERIFY(overview.find<QPushButton>("explorerButton")->toolTip().contains(u"sepolia.etherscan.io"_s));
    QVERIFY(!action(overview.panel, "explorerBlock").isEnabled()); // nothing is processed yet
    tell(database);
    QTRY_VERIFY(action(overview.panel, "explorerBlock").isEnabled());
    QCOMPARE(overview.prompts.pages, QList<QUrl>());
    action(overview.panel, "explorerContract").trigger();
    action(overview.panel, "explorerBlock").trigger();
    const ChainRecord chain = database.chain("sepolia");
    QCOMPARE(overview.prompts.pages,
             (QList{QUrl(u"https://sepolia.etherscan.io/address/%1"_s.arg(
                        QString::fromStdString(chain.contract.hex()))),
                    QUrl(u"https://sepolia.etherscan.io/block/%1"_s.arg(chain.processed.value()))}));
    overview.panel.activateWindow();
    overview.table().setFocus();
    QTest::keyClick(&overview.table(), Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(overview.prompts.pages.size(), 3);
}

void TestExplorer::theOverviewOfANetworkOfOnesOwn()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"own", kOwnNetwork}});
    const OverviewFixture overview(database);
    QTRY_VERIFY(overview.canPress("pauseButton"));
    QVERIFY(!overview.canPress("explorerButton"));
    QVERIFY(overview.find<QPushButton>("explorerButton")->toolTip().contains(u"No explorer"_s));
}

void TestExplorer::theUsersLeadToAddressAndTransaction()
{
    TestDatabase database(Backend::Sqlite);
    tell(database);
    ShownUsers users(database);
    QTRY_COMPARE(users.rows(), 1);
    auto* button = users.find<QToolButton>(u"userExplorer"_s);
    users.clickRow(0);
    QTRY_VERIFY(button->isVisible() && button->isEnabled());
    QVERIFY(button->toolTip().contains(u"sepolia.etherscan.io"_s));
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(users.prompts.pages,
             QList{QUrl(u"https://sepolia.etherscan.io/address/"_s + textOf(1).toLower())});
    QVERIFY(users.table()->actions().contains(&action(users.panel, "explorerAddress")));

    users.find<QTabWidget>(u"userTabs"_s)->setCurrentIndex(1);
    auto* changes = users.find<CellsTable>(u"userChanges"_s);
    QTRY_COMPARE(changes->model()->rowCount(), 2);
    QAction& show = action(*changes->parentWidget(), "explorerTransaction");
    QVERIFY(!show.isEnabled()); // none is chosen
    changes->selectRow(1);
    QVERIFY(show.isEnabled());
    show.trigger();
    const QString hash = QString::fromStdString(
        database.value("SELECT tx_hash FROM user_balance_change ORDER BY block_height LIMIT 1"));
    QCOMPARE(users.prompts.pages.back(), QUrl(u"https://sepolia.etherscan.io/tx/"_s + hash));
    // An opening balance came by none.
    database.spoil("UPDATE user_balance_change SET change_type = 'opening' WHERE change_type = 'mint'");
    users.panel.refresh();
    QTRY_VERIFY(!show.isEnabled());
}

void TestExplorer::theUsersOfANetworkOfOnesOwn()
{
    TestDatabase database(Backend::Sqlite, {TestChain{"sepolia", kOwnNetwork}});
    tell(database);
    const ShownUsers users(database);
    QTRY_COMPARE(users.rows(), 1);
    users.clickRow(0);
    auto* button = users.find<QToolButton>(u"userExplorer"_s);
    QTRY_VERIFY(button->isVisible());
    QVERIFY(!button->isEnabled());
}

QTEST_MAIN(TestExplorer)
#include "tst_explorer.moc"
