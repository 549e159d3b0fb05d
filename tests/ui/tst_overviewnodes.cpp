// The test of a chain's nodes from the overview: good, dead, silent, not known.
#include "tests/support/fakenode.h"
#include "tests/ui/overviewfixture.h"
#include "ui/overview/nodetestdialog.h"
#include "ui/widgets/cellstable.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace chainpoints;
using namespace Qt::StringLiterals;

class TestOverviewNodes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNodesOfTheChosenChainAreTried();
    void theStepThatFailsIsNamed();
    void aSilentNodeCanBeLeft();
    void aChainThatIsNotConfigured();
    void aConfigurationThatCannotBeRead();
    void withoutAConfigurationThereIsNoTest();
};

namespace {

constexpr int kPatienceMs = 12000;

/// A configuration of one chain, its database, and the overview of it.
struct NodesFixture
{
    explicit NodesFixture(const QString& url, const QString& chain = u"sepolia"_s)
    {
        const QJsonObject one{{u"name"_s, chain},
                              {u"chain_id"_s, qint64(kFakeChainId)},
                              {u"contract"_s, QString::fromUtf8(kFakeContract)},
                              {u"timeout_ms"_s, 2000},
                              {u"rpc"_s, QJsonArray{url}}};
        write(QJsonDocument(QJsonObject{{u"chains"_s, QJsonArray{one}}}).toJson());
    }
    void write(const QByteArray& text) const
    {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly) || file.write(text) < 0)
            qFatal("the configuration of the test cannot be written");
    }
    [[nodiscard]] QString path() const { return folder.filePath(u"points.json"_s); }
    void open()
    {
        overview = std::make_unique<OverviewFixture>(doorsOf(database), path());
        if (!QTest::qWaitFor([&] { return overview->canPress("testButton"); }))
            qFatal("no chain shows");
        overview->press("testButton");
        dialog = overview->find<NodeTestDialog>("nodeTestDialog");
    }
    [[nodiscard]] QString sentence(const char* notice) const
    {
        const auto* found = dialog->findChild<Notice*>(QString::fromLatin1(notice));
        return found->isHidden() ? QString() : found->sentence();
    }
    /// "Connect|failed: ...; ..."
    [[nodiscard]] QString findings() const
    {
        const QAbstractItemModel& model = *overview->find<CellsTable>("nodesFindings")->model();
        QStringList rows;
        for (int row = 0; row < model.rowCount(); ++row)
            rows << model.index(row, 1).data().toString() + u'|' + model.index(row, 2).data().toString();
        return rows.join(u"; "_s);
    }

    QTemporaryDir folder;
    TestDatabase database{Backend::Sqlite};
    std::unique_ptr<OverviewFixture> overview;
    QPointer<NodeTestDialog> dialog;
};

} // namespace

void TestOverviewNodes::theNodesOfTheChosenChainAreTried()
{
    const FakeNode good;
    NodesFixture nodes(QString::fromStdString(good.url()));
    nodes.open();
    QVERIFY(nodes.dialog->windowTitle().contains(u"sepolia"_s));
    // It begins by itself and tells what it found step by step.
    QTRY_VERIFY2_WITH_TIMEOUT(
        nodes.findings().contains(u"EVM chain id|passed: "_s + QString::number(kFakeChainId)),
        qPrintable(nodes.findings()), kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(nodes.overview->find<QAbstractButton>("nodesTest")->text(), u"&Test"_s,
                              kPatienceMs);
    QCOMPARE(namelessControls(*nodes.dialog), QStringList());
    nodes.overview->press("nodesClose");
    QTRY_VERIFY(!nodes.dialog);
}

void TestOverviewNodes::theStepThatFailsIsNamed()
{
    NodesFixture nodes(u"http://127.0.0.1:1"_s);
    nodes.open();
    QTRY_VERIFY2_WITH_TIMEOUT(nodes.findings().contains(u"Connect|failed: "_s), qPrintable(nodes.findings()),
                              kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(nodes.sentence("nodesVerdict").contains(u"failed"_s), kPatienceMs);
}

void TestOverviewNodes::aSilentNodeCanBeLeft()
{
    FakeNode silent;
    silent.play(HttpTrick::Hang);
    NodesFixture nodes(QString::fromStdString(silent.url()));
    nodes.open();
    QTRY_VERIFY_WITH_TIMEOUT(nodes.findings().contains(u"Connect|passed"_s), kPatienceMs);
    QCOMPARE(nodes.overview->find<QAbstractButton>("nodesTest")->text(), u"Cancel test"_s);
    nodes.overview->press("nodesTest");
    QVERIFY(nodes.sentence("nodesVerdict").contains(u"cancelled"_s));
    nodes.overview->press("nodesTest");
    QCOMPARE(nodes.overview->find<QAbstractButton>("nodesTest")->text(), u"Cancel test"_s);
    QTest::keyClick(nodes.dialog, Qt::Key_Escape);
    QTRY_VERIFY(!nodes.dialog);
    silent.release();
}

void TestOverviewNodes::aChainThatIsNotConfigured()
{
    NodesFixture nodes(u"http://127.0.0.1:1"_s, u"another"_s);
    nodes.open();
    QTRY_VERIFY(nodes.sentence("nodesProblem").contains(u"does not have this chain"_s));
    QVERIFY(!nodes.overview->find<QAbstractButton>("nodesTest")->isVisible());
}

void TestOverviewNodes::aConfigurationThatCannotBeRead()
{
    NodesFixture nodes(u"http://127.0.0.1:1"_s);
    nodes.write("{ no");
    nodes.open();
    QTRY_VERIFY(nodes.sentence("nodesProblem").contains(u"points.json"_s));
}

void TestOverviewNodes::withoutAConfigurationThereIsNoTest()
{
    TestDatabase database(Backend::Sqlite);
    const OverviewFixture overview(database);
    QTRY_VERIFY(overview.canPress("pauseButton"));
    QVERIFY(!overview.canPress("testButton"));
}

QTEST_MAIN(TestOverviewNodes)
#include "tst_overviewnodes.moc"
