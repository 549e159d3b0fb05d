// The figures for Prometheus: names, labels, and that they are what the chains say.
#include "core/http/metrics.h"
#include "core/meter/meter.h"
#include "tests/support/builders.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace chainpoints;

class TestHttpMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chains();
    void whatIsNotKnownIsLeftOut();
    void whatWasMeasured();
    void whatIsWatchedIsThere_data();
    void whatIsWatchedIsThere();
};

namespace {

using namespace std::chrono_literals;

QStringList linesOf(std::span<const ChainView> chains)
{
    return text(metricsText(chains, at(16))).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
}

/// Of the one line that starts so.
QString valueOf(const QStringList& lines, const QString& name)
{
    const QStringList found = lines.filter(
        QRegularExpression(QStringLiteral("^") + QRegularExpression::escape(name) + QStringLiteral(" ")));
    return found.size() == 1 ? found.first().section(QLatin1Char(' '), -1)
                             : QStringLiteral("%1 lines").arg(found.size());
}

} // namespace

void TestHttpMetrics::chains()
{
    ChainView chain;
    chain.name = "sepolia";
    chain.state = ChainState::Live;
    chain.head = BlockHeight(120);
    chain.confirmed = BlockHeight(114);
    chain.processed = BlockHeight(110);
    chain.processedTime = at(15, 59);
    chain.calculatedTime = at(15);
    chain.openFailures = 3;
    chain.alerts.push_back({"rpc_unreachable", "down", at(15)});
    const QStringList lines = linesOf({&chain, 1});
    const auto value = [&](const char* name) {
        return valueOf(lines, QLatin1String(name) + QStringLiteral("{chain=\"sepolia\"}"));
    };
    QCOMPARE(value("chainpoints_chain_head_block"), QStringLiteral("120"));
    QCOMPARE(value("chainpoints_chain_lag_blocks"), QStringLiteral("4"));
    QCOMPARE(value("chainpoints_chain_pending_blocks"), QStringLiteral("6"));
    QCOMPARE(value("chainpoints_chain_lag_seconds"), QStringLiteral("60"));
    QCOMPARE(value("chainpoints_chain_open_failures"), QStringLiteral("3"));
    QCOMPARE(value("chainpoints_chain_owned"), QStringLiteral("0"));
    QCOMPARE(valueOf(lines, QStringLiteral("chainpoints_chain_state{chain=\"sepolia\",state=\"live\"}")),
             QStringLiteral("1"));
    QCOMPARE(valueOf(lines, QStringLiteral("chainpoints_chain_state{chain=\"sepolia\",state=\"paused\"}")),
             QStringLiteral("0"));
    QCOMPARE(
        valueOf(lines, QStringLiteral("chainpoints_chain_alert{chain=\"sepolia\",code=\"rpc_unreachable\"}")),
        QStringLiteral("1"));
    // Every figure is explained.
    QVERIFY(lines.contains(QStringLiteral("# TYPE chainpoints_chain_lag_blocks gauge")));
}

void TestHttpMetrics::whatIsNotKnownIsLeftOut()
{
    ChainView chain;
    chain.name = "sepolia";
    QVERIFY(linesOf({&chain, 1}).filter(QStringLiteral("chainpoints_chain_head_block{")).isEmpty());
    QVERIFY(linesOf({&chain, 1}).filter(QStringLiteral("chainpoints_chain_lag_seconds{")).isEmpty());
    QVERIFY(linesOf({}).filter(QStringLiteral("chainpoints_chain_users{")).isEmpty());
}

void TestHttpMetrics::whatWasMeasured()
{
    meter::batchStored(meter::Batch::Ledger, "a", 30ms, 200);
    meter::batchStored(meter::Batch::Ledger, "a", 3s, 1);
    meter::nodeAsked("node.example", "timed_out", 10s);
    meter::forked("a", 3);
    meter::answered(404, 1ms);
    const QStringList lines = linesOf({});
    const auto value = [&](const char* name) { return valueOf(lines, QLatin1String(name)); };
    QCOMPARE(value("chainpoints_batch_duration_seconds_count{chain=\"a\",kind=\"ledger\"}"),
             QStringLiteral("2"));
    QCOMPARE(value("chainpoints_batch_duration_seconds_bucket{chain=\"a\",kind=\"ledger\",le=\"0.05\"}"),
             QStringLiteral("1"));
    QCOMPARE(value("chainpoints_batch_rows_total{chain=\"a\",kind=\"ledger\"}"), QStringLiteral("201"));
    QCOMPARE(value("chainpoints_rpc_requests_total{endpoint=\"node.example\",outcome=\"timed_out\"}"),
             QStringLiteral("1"));
    QCOMPARE(value("chainpoints_fork_depth_blocks_bucket{chain=\"a\",le=\"3\"}"), QStringLiteral("1"));
    QCOMPARE(value("chainpoints_http_request_duration_seconds_count{status=\"404\"}"), QStringLiteral("1"));
}

void TestHttpMetrics::whatIsWatchedIsThere_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("alerts") << "alerts.yml";
    QTest::newRow("dashboard") << "dashboard.json";
}

void TestHttpMetrics::whatIsWatchedIsThere()
{
    QFETCH(const QString, file);
    ChainView chain;
    chain.name = "sepolia";
    chain.head = BlockHeight(120);
    chain.processedTime = at(15, 59);
    chain.calculatedTime = at(15);
    chain.alerts.push_back({"rpc_unreachable", "down", at(15)});
    meter::batchStored(meter::Batch::Ledger, "sepolia", 1s, 1);
    meter::nodeAsked("host", "ok", 1s);
    meter::forked("sepolia", 1);
    meter::answered(200, 1s);
    meter::settlesEach(3600s);
    const QString told = linesOf({&chain, 1}).join(u'\n');
    QFile watched(QStringLiteral(MONITORING_FOLDER) + u'/' + file);
    QVERIFY(watched.open(QIODevice::ReadOnly));
    const QString content = QString::fromUtf8(watched.readAll());
    static const QRegularExpression metric(QStringLiteral("chainpoints_[a-z_]+"));
    int found = 0;
    for (auto names = metric.globalMatch(content); names.hasNext(); ++found) {
        const QString name = names.next().captured();
        QVERIFY2(told.contains(QRegularExpression(u"\n" + name + u"[{ ]")), qPrintable(name));
    }
    QVERIFY(found > 5);
}

CP_REGISTER_TEST(TestHttpMetrics);
#include "tst_httpmetrics.moc"
