#include "core/cache/embeddedcache.h"
#include "tests/ui/picturestory.h"
#include "tests/ui/screenshots/scenes.h"
#include "ui/widgets/notice.h"

#include <QDialog>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>

namespace chainpoints {
namespace {

void overview(Stage& stage)
{
    stage.shown.open(stage.filled);
    QTRY_COMPARE(stage.shown.rowsOf(u"chainsTable"_s), 2);
    QTRY_COMPARE(stage.shown.chainsInStatusLine(), 2);
    stage.shown.find<QTableView>(u"chainsTable"_s)->selectRow(1);
    stage.keep(u"overview"_s);
}

void backfill(Stage& stage)
{
    stage.shown.open(stage.filled);
    QTRY_COMPARE(stage.shown.rowsOf(u"chainsTable"_s), 2);
    QTRY_COMPARE(stage.shown.chainsInStatusLine(), 2);
    stage.shown.find<QTableView>(u"chainsTable"_s)->selectRow(0);
    stage.keep(u"overview-backfill"_s);
}

/// One chain is halted, the other has no node left and half of its points to settle.
void failing(Stage& stage)
{
    TestDatabase database(Backend::Sqlite,
                          {TestChain{kLiveChain, 11'155'111}, TestChain{kLateChain, 84'532}});
    const UnixTime now(QDateTime::currentSecsSinceEpoch());
    ChainStatus halted;
    halted.state = ChainState::FinalityViolated;
    halted.head = BlockHeight(7'421'885);
    halted.updatedAt = now;
    halted.lastError = "the chain replaced more than 256 processed blocks (max_rollback)";
    halted.alerts = {{"finality_violated", halted.lastError, now - 1980}};
    ChainStatus late;
    late.state = ChainState::Backfilling;
    late.head = BlockHeight(21'659'985);
    late.updatedAt = now;
    late.endpoints = drawnEndpoints(now);
    late.endpoints.erase(late.endpoints.begin());
    ChainStore store(database.connection());
    startAt(database, kLiveChain, 7'412'880);
    startAt(database, kLateChain, 21'530'400);
    database.spoil("UPDATE chain SET last_confirmed_block = last_confirmed_block + 9000, "
                   "last_processed_block = last_processed_block + 7000, "
                   "last_calculated_block = last_calculated_block + 4000");
    for (const auto& [chain, status] : {std::pair(kLiveChain, halted), std::pair(kLateChain, late)}) {
        QVERIFY(store.setStatus(database.chain(chain).id, status));
        database.ownedBy({"harbour-server", 4711, "daemon"}, chain);
    }
    stage.shown.open(database);
    QTRY_COMPARE(stage.shown.rowsOf(u"chainsTable"_s), 2);
    QTRY_COMPARE(stage.shown.chainsInStatusLine(), 2);
    stage.shown.find<QTableView>(u"chainsTable"_s)->selectRow(1);
    stage.keep(u"overview-failing"_s);
    stage.shown.window.reset();
    stage.shown.desk.reset();
}

Hash drawnHash(const QByteArray& name)
{
    return *Hash::parse("0x" +
                        QCryptographicHash::hash(name, QCryptographicHash::Sha256).toHex().toStdString());
}

/// The live chain, and the blocks on it that wait.
void pending(Stage& stage)
{
    TestDatabase database(Backend::Sqlite, {TestChain{kLiveChain, 11'155'111}});
    const UnixTime now(QDateTime::currentSecsSinceEpoch());
    startAt(database, kLiveChain, 7'412'880);
    database.spoil("UPDATE chain SET last_confirmed_block = 7421885, last_processed_block = 7421885");
    std::vector<PendingBlock> blocks;
    for (std::int64_t height = 7'421'886; height <= 7'421'891; ++height) {
        const Hash id = drawnHash(QByteArray::number(qlonglong(height)));
        blocks.push_back({{BlockHeight(height), id, id, now - (7'421'891 - height) * 12}, {}, 0});
    }
    EmbeddedCache cache(database.connection(), database.chain(kLiveChain).id);
    QVERIFY(cache.store(blocks));
    ChainStatus live;
    live.state = ChainState::Live;
    live.head = BlockHeight(7'421'891);
    live.updatedAt = now;
    live.endpoints = drawnEndpoints(now);
    QVERIFY(ChainStore(database.connection()).setStatus(database.chain(kLiveChain).id, live));
    database.ownedBy({"harbour-server", 4711, "daemon"}, kLiveChain);
    stage.shown.open(database);
    QTRY_COMPARE(stage.shown.rowsOf(u"chainsTable"_s), 1);
    QTRY_COMPARE(stage.shown.chainsInStatusLine(), 1);
    QTRY_COMPARE(stage.shown.rowsOf(u"pendingBlocks"_s), 6);
    stage.keep(u"overview-pending"_s);
    stage.shown.window.reset();
    stage.shown.desk.reset();
}

/// What going back takes is told.
void rollback(Stage& stage)
{
    stage.shown.open(stage.filled);
    QTRY_COMPARE(stage.shown.rowsOf(u"chainsTable"_s), 2);
    QTRY_COMPARE(stage.shown.chainsInStatusLine(), 2);
    stage.shown.find<QTableView>(u"chainsTable"_s)->selectRow(1);
    stage.shown.press(u"rollbackButton"_s);
    auto* dialog = stage.shown.find<QDialog>(u"rollbackDialog"_s);
    stage.shown.find<QLineEdit>(u"rollbackBlock"_s)->setText(u"12"_s);
    stage.keep(u"overview-rollback-bad"_s, dialog);
    stage.shown.find<QLineEdit>(u"rollbackBlock"_s)->setText(u"7,413,000"_s);
    stage.shown.find<QLineEdit>(u"rollbackReason"_s)->setText(u"rpc.other.example.org left out logs"_s);
    QTRY_VERIFY(stage.shown.find<QPushButton>(u"rollbackGo"_s)->isEnabled());
    stage.keep(u"overview-rollback"_s, dialog);
}

/// Two nodes that nobody runs.
void nodeTest(Stage& stage)
{
    stage.shown.settingsFile = stage.shown.folder.filePath(u"points.json"_s);
    QFile file(stage.shown.settingsFile);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"chains": [{"name": "base-sepolia", "chain_id": 84532,
        "contract": "0x5fbdb2315678afecb367f032d93f642f64180aa3",
        "rpc": ["http://127.0.0.1:1", "http://127.0.0.1:2/v3/key"]}]})");
    file.close();
    stage.shown.open(stage.filled);
    QTRY_COMPARE(stage.shown.rowsOf(u"chainsTable"_s), 2);
    QTRY_COMPARE(stage.shown.chainsInStatusLine(), 2);
    stage.shown.find<QTableView>(u"chainsTable"_s)->selectRow(0);
    stage.shown.press(u"testButton"_s);
    auto* dialog = stage.shown.find<QDialog>(u"nodeTestDialog"_s);
    QTRY_COMPARE(stage.shown.rowsOf(u"nodesFindings"_s), 4);
    const auto* verdict = stage.shown.find<Notice>(u"nodesVerdict"_s);
    QTRY_VERIFY(verdict->sentence().contains(u'2')); // two steps failed
    stage.keep(u"overview-test"_s, dialog);
}

} // namespace

std::vector<Scene> overviewScenes()
{
    return {{"overview", &overview}, {"backfill", &backfill}, {"failing", &failing},
            {"pending", &pending},   {"rollback", &rollback}, {"nodeTest", &nodeTest}};
}

} // namespace chainpoints
