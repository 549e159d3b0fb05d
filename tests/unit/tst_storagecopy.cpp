// A copy into another database has the same rows, whichever two kinds they are; one that is not whole is
// known.
#include "core/audit/auditor.h"
#include "core/storage/leasestore.h"
#include "core/storage/migrator.h"
#include "core/storage/storagecopy.h"
#include "tests/support/mariadbserver.h"
#include "tests/support/storedfacts.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>

using namespace chainpoints;

namespace {

/// A database with nothing in it.
class EmptyDatabase
{
public:
    explicit EmptyDatabase(bool server)
        : m_server(server ? std::optional(MariadbServer::shared().newDatabase()) : std::nullopt),
          m_connection(open(sql::Access::ReadWrite))
    {
    }

    [[nodiscard]] std::unique_ptr<sql::Connection> open(sql::Access access) const
    {
        auto opened = m_server
                          ? sql::Connection::openMysql(*m_server, access)
                          : sql::Connection::openSqlite(
                                std::filesystem::path(m_folder.path().toStdString()) / "copy.db", access);
        if (!opened)
            qFatal("%s", opened.error().message.c_str());
        return std::move(*opened);
    }
    [[nodiscard]] sql::Connection& connection() { return *m_connection; }

private:
    QTemporaryDir m_folder;
    const std::optional<sql::MysqlServer> m_server;
    const std::unique_ptr<sql::Connection> m_connection;
};

/// Rows in every table that is copied.
void fill(TestDatabase& database)
{
    Dice dice(7);
    database.follow(randomStory(dice, at(3), 40, 6), "a", 9);
    database.follow(toldStory("13:30 0>1:100 14:40 1>2:30 17:05 1>9:70", at(18, 50)), "b");
    database.ownedBy({"host", 7, "instance"}, "a");
    const std::string failure = database.value("SELECT MAX(id) FROM user_points_change");
    const std::string hash = "'" + chainpoints::hash(1).hex() + "'";
    for (const std::string& statement : {
             std::string(
                 "INSERT INTO chain_status (chain_id, state, head_block, alerts, last_error, updated_at) "
                 "VALUES (1, 'live', NULL, '[]', 'Grüße \"''; \\n -- €', 5)"),
             std::string(
                 "INSERT INTO user_status (user_id, effective_at, status, action_id) VALUES (1, 1, 0, 1), "
                 "(1, 2, 1, NULL)"),
             std::string(
                 "INSERT INTO operator_action (id, kind, details, requested_at, requested_by, "
                 "requested_from, finished_at, result) VALUES (41, 'pause', '{\"a\": \"ü\"}', 1, 'x', 'api', "
                 "NULL, ''), (42, 'pause', '{}', 1, 'x', 'api', 2, 'done')"),
             std::string(
                 "INSERT INTO operator_action_item (action_id, chain_id, failure_id, state, sentence) VALUES "
                 "(41, 1, 0, 'waiting', ''), (42, 1, 3, 'done', ''), (42, 2, 1, 'done', '')"),
             "INSERT INTO incident (id, chain_id, kind, happened_at, old_tip_block, old_tip_hash, "
             "new_tip_block, "
             "new_tip_hash, rows_removed, users_changed, sentence, evidence) VALUES (9, 1, 'rollback', 1, "
             "2, " +
                 hash + ", 3, " + hash + ", 4, 5, 's', '[]')",
             "INSERT INTO points_restatement (id, chain_id, user_address, reason, incident_id, requested_by, "
             "restated_at, rows_removed, points_before, points_after, difference, settled_before, "
             "settled_after) "
             "VALUES (3, 1, '" +
                 user(1).hex() + "', 'rollback', 9, '', 1, 2, '3', '-4', '-7', 5, 6)",
             std::string(
                 "INSERT INTO chain_skipped (chain_id, block_height, logs) VALUES (1, 2, 3), (2, 1, 9)"),
             std::string("UPDATE chain SET skipped_logs = (SELECT SUM(k.logs) FROM chain_skipped k WHERE "
                         "k.chain_id = chain.id)"),
             "INSERT INTO opening_request (action_id, user_address, balance) VALUES (42, '" + user(1).hex() +
                 "', '115792089237316195423570985008687907853269984665640564039457584007913129639935')",
             "INSERT INTO failure_dismissal (failure_id, dismissed_at, dismissed_by, note) VALUES (" +
                 failure + ", 1, 'x', '')",
             std::string("INSERT INTO chain_doubt (chain_id, kind, first_block, last_block, evidence, since) "
                         "VALUES (1, 'supply', 1, 2, 'e', 3), (1, 'bloom', 1, 2, 'e', 3)"),
             "INSERT INTO pending_block (chain_id, block_height, block_hash, parent_hash, block_time, "
             "skipped_logs, transfers) VALUES (1, 900, " +
                 hash + ", " + hash + ", 1, 0, '[]')",
         })
        database.spoil(statement);
    // Its number is not to be given again.
    database.spoil("INSERT INTO operator_action (id, kind, requested_at, requested_by, requested_from) "
                   "VALUES (77, 'pause', 1, 'x', 'api')");
    database.spoil("DELETE FROM operator_action WHERE id = 77");
}

std::vector<TestChain> twoChains()
{
    return {TestChain{"a", 1, 18, {user(5)}}, TestChain{"b", 2, 0, {}}};
}

bool leftOut(const std::string& table)
{
    const auto all = tablesLeftOut();
    return std::ranges::find(all, table, &TableLeftOut::table) != all.end();
}

/// Every value of every table that is to be copied.
std::map<std::string, std::string> content(sql::Connection& connection)
{
    std::map<std::string, std::string> all;
    auto tables = storedTables(connection);
    if (!tables)
        qFatal("%s", tables.error().message.c_str());
    for (const StoredTable& table : *tables) {
        if (leftOut(table.name))
            continue;
        std::vector<std::string> columns;
        for (const StoredColumn& column : table.columns)
            columns.push_back(column.name);
        std::ranges::sort(columns);
        std::string list;
        for (const std::string& column : columns)
            list += (list.empty() ? "" : ", ") + column;
        std::string keys;
        for (const auto& key : table.key)
            keys += (keys.empty() ? "" : ", ") + table.columns[key.column].name;
        all[table.name] = list + "\n" +
                          lines(connection, "SELECT " + list + " FROM " + table.name + " ORDER BY " + keys,
                                int(columns.size()));
    }
    return all;
}

/// All steps; the differences, or the error, or nothing.
QString copied(sql::Connection& source, sql::Connection& target, StorageCopy::Listener listener = {},
               std::size_t rowsAtOnce = 5)
{
    StorageCopy copy(source, target, std::move(listener), rowsAtOnce);
    if (auto begun = copy.begin(); !begun)
        return failure(begun);
    if (auto rows = copy.copyRows(); !rows)
        return failure(rows);
    auto wrong = copy.differences();
    if (!wrong)
        return failure(wrong);
    QString all;
    for (const std::string& sentence : *wrong)
        all += text(sentence) + QLatin1Char('\n');
    if (!all.isEmpty())
        return all;
    const auto finished = copy.finish();
    return finished ? QString() : failure(finished);
}

} // namespace

class TestStorageCopy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }
    void everyTableIsFilledOrLeftOut();
    void thereAndBack();
    void piecesOfAnySize();
    void numbersGoOn();
    void theNextTermFollows();
    void aTextThatIsNoUtf8();
    void anUnfinishedCopyIsRefusedAndBegunAnew();
    void whatDoesNotFitIsRefused();
    void differencesAreNamed();
    void aSecondCopyEndsTheFirst();
    void theSourceIsOneSnapshot();
};

/// Fails when a migration adds a table: fill it above, or leave it out and say why.
void TestStorageCopy::everyTableIsFilledOrLeftOut()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase source(backend, twoChains());
    fill(source);
    const auto tables = storedTables(source.connection());
    QVERIFY2(tables, qPrintable(failure(tables)));
    std::size_t copiedTables = 0;
    for (const StoredTable& table : *tables) {
        QVERIFY2(!table.key.empty(), table.name.c_str());
        if (leftOut(table.name))
            continue;
        ++copiedTables;
        QVERIFY2(source.value("SELECT COUNT(*) FROM " + table.name) != "0", table.name.c_str());
    }
    QCOMPARE(tables->size() - copiedTables, tablesLeftOut().size());
}

void TestStorageCopy::thereAndBack()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase source(backend, twoChains());
    fill(source);
    const auto before = content(source.connection());
    for (const bool server : {true, false}) {
        EmptyDatabase there(server);
        QCOMPARE(copied(*source.openReader(), there.connection()), QString());
        EmptyDatabase back(!server);
        QCOMPARE(copied(*there.open(sql::Access::ReadOnly), back.connection()), QString());
        for (EmptyDatabase* copy : {&there, &back}) {
            for (const auto& [table, rows] : content(copy->connection()))
                QCOMPARE(text(rows), text(before.at(table)));
            QVERIFY(requireCurrentSchema(copy->connection()));
            QVERIFY(migrate(copy->connection()));
            QCOMPARE(text(lines(copy->connection(), "SELECT COUNT(*) FROM pending_block", 1)),
                     QStringLiteral("0\n"));
        }
    }
    QVERIFY(content(source.connection()) == before);
}

void TestStorageCopy::piecesOfAnySize()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase source(backend);
    Dice dice(3);
    source.follow(randomStory(dice, at(3), 60, 12));
    const auto tables = storedTables(source.connection());
    for (const StoredTable& table : *tables) {
        std::int64_t expected = std::stoll(source.value("SELECT COUNT(*) FROM " + table.name));
        std::optional<TableDigest> first;
        for (const std::size_t size : {1, 2, 3, 7, 64, 100'000}) {
            TableReader reader(source.connection(), table, size);
            TableDigest digest;
            for (;;) {
                const auto rows = reader.next();
                QVERIFY2(rows, qPrintable(failure(rows)));
                if (rows->empty())
                    break;
                QVERIFY(rows->size() <= size);
                for (const StoredRow& row : *rows)
                    digest.add(row);
                // All but the last piece are full.
                QVERIFY(rows->size() == size || digest.rows() == expected);
            }
            QCOMPARE(digest.rows(), expected);
            QVERIFY(!first || *first == digest);
            first = digest;
        }
    }
}

void TestStorageCopy::numbersGoOn()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase source(backend, twoChains());
    fill(source);
    for (const bool server : {true, false}) {
        EmptyDatabase there(server);
        QCOMPARE(copied(*source.openReader(), there.connection()), QString());
        EmptyDatabase back(!server);
        QCOMPARE(copied(*there.open(sql::Access::ReadOnly), back.connection()), QString());
        for (EmptyDatabase* copy : {&there, &back}) {
            QVERIFY(copy->connection().write(
                "INSERT INTO operator_action (kind, requested_at, requested_by, requested_from) "
                "VALUES ('pause', 1, 'x', 'api')"));
            QCOMPARE(*copy->connection().lastInsertId(), 78);
        }
    }
}

/// The lease of the copy is free, and its next owner's number a new one.
void TestStorageCopy::theNextTermFollows()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase source(backend, twoChains());
    fill(source);
    const ChainId chain = source.chain("a").id;
    for (const bool server : {true, false}) {
        EmptyDatabase there(server);
        QCOMPARE(copied(*source.openReader(), there.connection()), QString());
        LeaseStore leases(there.connection());
        const auto lease = leases.read(chain);
        QVERIFY(lease && !lease->holder && lease->expired);
        QCOMPARE(lease->fencing, LeaseStore(source.connection()).read(chain)->fencing);
        const auto taken = leases.take(chain, *lease, {"other", 8, "another"});
        QVERIFY2(taken && *taken, qPrintable(failure(taken)));
        const auto audited = audit(*there.open(sql::Access::ReadOnly), {"b", {}});
        QVERIFY2(audited && audited->ok(), qPrintable(failure(audited)));
    }
}

void TestStorageCopy::aTextThatIsNoUtf8()
{
    QFETCH_GLOBAL(Backend, backend);
    if (backend == Backend::Mariadb)
        QSKIP("A server takes no such text");
    TestDatabase source(backend, twoChains());
    source.spoil(
        "INSERT INTO chain_status (chain_id, state, alerts, last_error, updated_at) VALUES (1, 'live', "
        "'[]', CAST(X'4772c3' AS TEXT), 1)");
    EmptyDatabase there(true);
    QCOMPARE(copied(*source.openReader(), there.connection()), QString());
    QCOMPARE(text(lines(there.connection(), "SELECT last_error FROM chain_status", 1)),
             QStringLiteral("Gr\uFFFD\n"));
}

void TestStorageCopy::anUnfinishedCopyIsRefusedAndBegunAnew()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase source(backend, twoChains());
    fill(source);
    const auto before = content(source.connection());
    for (const bool server : {true, false}) {
        EmptyDatabase there(server);
        for (const int steps : {0, 7, 60}) {
            int left = steps;
            const QString stopped = copied(*source.openReader(), there.connection(),
                                           [&](const CopyProgress&) { return left-- > 0; });
            QVERIFY2(stopped.contains(QLatin1String("the copy was stopped")), qPrintable(stopped));
            for (const auto& refused :
                 {migrate(there.connection()), requireCurrentSchema(there.connection())}) {
                QVERIFY(!refused);
                QCOMPARE(refused.error().code, ErrorCode::BadInput);
                QVERIFY2(failure(refused).contains(QLatin1String("migrate-storage")),
                         qPrintable(failure(refused)));
            }
        }
        QCOMPARE(copied(*source.openReader(), there.connection()), QString());
        for (const auto& [table, rows] : content(there.connection()))
            QCOMPARE(text(rows), text(before.at(table)));
    }
    QVERIFY(content(source.connection()) == before);
}

void TestStorageCopy::whatDoesNotFitIsRefused()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase source(backend, twoChains());
    const auto refusal = [&](sql::Connection& from, sql::Connection& to) {
        StorageCopy copy(from, to, {});
        const auto begun = copy.begin();
        return begun || begun.error().code == ErrorCode::BadInput ? failure(begun)
                                                                  : QStringLiteral("(wrong code)");
    };
    // Data, a table of somebody else, nothing to copy, a source that is no whole copy itself.
    TestDatabase other(backend);
    QVERIFY2(refusal(*source.openReader(), other.connection()).contains(QLatin1String("holds data already")),
             qPrintable(refusal(*source.openReader(), other.connection())));
    QVERIFY(requireCurrentSchema(other.connection()));
    for (const bool server : {true, false}) {
        EmptyDatabase foreign(server);
        QVERIFY(foreign.connection().run("CREATE TABLE incident (id INTEGER PRIMARY KEY)"));
        QVERIFY(refusal(*source.openReader(), foreign.connection())
                    .contains(QLatin1String("none of this program's")));
        EmptyDatabase empty(server);
        QVERIFY(migrate(empty.connection()));
        EmptyDatabase there(!server);
        QVERIFY(
            refusal(empty.connection(), there.connection()).contains(QLatin1String("holds no chain yet")));
        // Tables without rows are as good as none.
        QCOMPARE(refusal(*source.openReader(), empty.connection()), QStringLiteral("(none)"));
        QVERIFY(refusal(empty.connection(), there.connection()).contains(QLatin1String("is not finished")));
    }
}

void TestStorageCopy::differencesAreNamed()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase source(backend, twoChains());
    fill(source);
    EmptyDatabase there(backend != Backend::Mariadb);
    const auto reader = source.openReader();
    StorageCopy copy(*reader, there.connection(), {}, 5);
    QVERIFY(copy.begin() && copy.copyRows());
    QVERIFY(copy.differences()->empty());
    QVERIFY(there.connection().write("DELETE FROM user_balance WHERE user_id = 1"));
    QVERIFY(there.connection().write("UPDATE user_points SET points_raw = '1' WHERE user_id = 1"));
    QVERIFY(there.connection().write("UPDATE incident SET depth = 0"));
    const auto wrong = copy.differences();
    QVERIFY2(wrong, qPrintable(failure(wrong)));
    QCOMPARE(wrong->size(), std::size_t(3));
    for (const char* table : {"user_balance:", "user_points:", "incident:"})
        QVERIFY2(std::ranges::any_of(
                     *wrong,
                     [&](const std::string& sentence) { return sentence.find(table) != std::string::npos; }),
                 table);
}

void TestStorageCopy::aSecondCopyEndsTheFirst()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase source(backend, twoChains());
    EmptyDatabase there(backend != Backend::Mariadb);
    const auto reader = source.openReader();
    StorageCopy first(*reader, there.connection(), {});
    QVERIFY(first.begin());
    QCOMPARE(copied(*source.openReader(), *there.open(sql::Access::ReadWrite)), QString());
    const auto ended = first.copyRows();
    QVERIFY(!ended);
    QCOMPARE(ended.error().code, ErrorCode::Conflict);
    QVERIFY(!first.finish());
    QVERIFY(requireCurrentSchema(there.connection()));
}

void TestStorageCopy::theSourceIsOneSnapshot()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase source(backend, twoChains());
    fill(source);
    const auto before = content(source.connection());
    EmptyDatabase there(backend != Backend::Mariadb);
    bool written = false;
    QCOMPARE(copied(*source.openReader(), there.connection(),
                    [&](const CopyProgress&) {
                        if (!std::exchange(written, true))
                            source.spoil("UPDATE user_points SET points_raw = '1'");
                        return true;
                    }),
             QString());
    for (const auto& [table, rows] : content(there.connection()))
        QCOMPARE(text(rows), text(before.at(table)));
}

CP_REGISTER_TEST(TestStorageCopy);
#include "tst_storagecopy.moc"
