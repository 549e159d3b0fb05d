// What only happens with a database server: refusals that name the remedy, connections and transactions that
// are lost, statements larger than it takes, definitions that commit by themselves.
#include "core/storage/migrator.h"
#include "core/storage/sql/bulkinsert.h"
#include "core/storage/sql/repeated.h"
#include "tests/support/mariadbserver.h"
#include "tests/support/storedfacts.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QTest>

#include <atomic>
#include <latch>
#include <thread>

using namespace chainpoints;
using sql::Access;
using sql::Connection;
using sql::MysqlServer;

namespace {

std::unique_ptr<Connection> open(const MysqlServer& server, Access access = Access::ReadWrite)
{
    auto connection = Connection::openMysql(server, access);
    if (!connection)
        qFatal("%s", connection.error().message.c_str());
    return std::move(*connection);
}

/// The sentence with which a connection is refused.
QString refusalOf(const MysqlServer& server, ErrorCode code = ErrorCode::Database)
{
    const auto connection = Connection::openMysql(server, Access::ReadWrite);
    if (connection)
        return QStringLiteral("(accepted)");
    return connection.error().code == code ? text(connection.error().message)
                                           : QStringLiteral("(wrong code)");
}

/// Sets a variable for new connections as long as it lives.
struct Setting
{
    Setting(std::string variable, const std::string& value)
        : name(std::move(variable)), before(MariadbServer::shared().administer("SELECT @@GLOBAL." + name))
    {
        MariadbServer::shared().administer("SET GLOBAL " + name + " = " + value);
        before.pop_back();
        if (before.find_first_not_of("0123456789") != std::string::npos)
            before = "'" + before + "'";
    }
    ~Setting() { MariadbServer::shared().administer("SET GLOBAL " + name + " = " + before); }

    std::string name;
    std::string before;
};

} // namespace

class TestMysql : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusalsNameTheRemedy();
    void aMissingRightIsNamed();
    void serversThatDoNotFitAreRefused();
    void encryption();
    void tablesOfOthersAreLeftAlone();
    void migrationsGoOnAfterAKill();
    void aMigrationThatIsHeldUpIsNotDone();
    void twoProcessesMigrateAtOnce();
    void bulkInsertsFitThePacket();
    void aDeadlockIsRunAgain();
    void aLostConnectionIsOpenedAnew();
    void aLostCommitIsAllOrNothing();
};

void TestMysql::refusalsNameTheRemedy()
{
    const MysqlServer good = MariadbServer::shared().newDatabase();
    QCOMPARE(refusalOf(good), QStringLiteral("(accepted)"));
    MysqlServer server = good;
    server.database = "t_missing";
    QVERIFY2(refusalOf(server).contains(QLatin1String("CREATE DATABASE")), qPrintable(refusalOf(server)));
    server = good;
    server.password = "not-the-pa55word";
    const QString refused = refusalOf(server);
    QVERIFY2(refused.contains(QLatin1String("database.password")), qPrintable(refused));
    QVERIFY(!refused.contains(QLatin1String("pa55word")));
    server = good;
    server.database = "mysql";
    QVERIFY2(refusalOf(server).contains(QLatin1String("database.name")), qPrintable(refusalOf(server)));
    server = good;
    server.port = 1;
    QVERIFY2(refusalOf(server).contains(QLatin1String("whether it runs")), qPrintable(refusalOf(server)));
    QVERIFY2(refusalOf(server).startsWith(QLatin1String("database t_")), qPrintable(refusalOf(server)));
}

void TestMysql::aMissingRightIsNamed()
{
    MysqlServer server = MariadbServer::shared().newDatabase();
    MariadbServer::shared().administer(
        "CREATE USER 'reader'@'127.0.0.1' IDENTIFIED BY 'r'; GRANT SELECT ON " + server.database +
        ".* TO 'reader'@'127.0.0.1'");
    server.user = "reader";
    server.password = "r";
    const auto refused = migrate(*open(server));
    QVERIFY(!refused && refused.error().code == ErrorCode::Database);
    QVERIFY2(failure(refused).contains(QLatin1String("lacks a right")), qPrintable(failure(refused)));
    QVERIFY2(failure(refused).contains(QLatin1String("GRANT")), qPrintable(failure(refused)));
}

void TestMysql::serversThatDoNotFitAreRefused()
{
    MysqlServer server = MariadbServer::shared().newDatabase();
    {
        const Setting lax("sql_mode", "''");
        const QString refused = refusalOf(server, ErrorCode::BadInput);
        QVERIFY2(refused.contains(QLatin1String("STRICT_TRANS_TABLES")), qPrintable(refused));
    }
    QCOMPARE(refusalOf(server), QStringLiteral("(accepted)"));
    server.tlsRequired = true;
    const QString refused = refusalOf(server, ErrorCode::BadInput);
    QVERIFY2(refused.contains(QLatin1String("database.tls")), qPrintable(refused));
}

void TestMysql::encryption()
{
    QTemporaryDir folder;
    const auto file = [&](const char* name) { return folder.filePath(QLatin1String(name)); };
    const auto openssl = [&](const QStringList& arguments) {
        QProcess process;
        process.start(QStringLiteral("openssl"), arguments);
        return process.waitForFinished() && process.exitCode() == 0;
    };
    for (const char* name : {"ca", "server", "stranger"})
        QVERIFY(openssl({QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
                         QStringLiteral("rsa:2048"), QStringLiteral("-nodes"), QStringLiteral("-days"),
                         QStringLiteral("2"), QStringLiteral("-subj"), QStringLiteral("/CN=127.0.0.1"),
                         QStringLiteral("-addext"), QStringLiteral("subjectAltName=IP:127.0.0.1"),
                         QStringLiteral("-keyout"), file(name) + QStringLiteral(".key"),
                         QStringLiteral("-out"), file(name) + QStringLiteral(".pem")}));
    MariadbServer server(
        {QStringLiteral("ssl_cert=") + file("server.pem"), QStringLiteral("ssl_key=") + file("server.key")});
    MysqlServer database = server.newDatabase();
    database.tlsRequired = true;
    database.tlsCa = file("server.pem").toStdString();
    const auto connection = open(database);
    QVERIFY(lines(*connection, "SHOW SESSION STATUS LIKE 'Ssl_cipher'", 2).size() > 15);
    database.tlsCa = file("stranger.pem").toStdString();
    QVERIFY2(refusalOf(database).contains(QLatin1String("database.tls")), qPrintable(refusalOf(database)));
}

void TestMysql::tablesOfOthersAreLeftAlone()
{
    const auto connection = open(MariadbServer::shared().newDatabase());
    QVERIFY(connection->run("CREATE TABLE something (a INT)"));
    QVERIFY(connection->run("CREATE TABLE chain (a INT)"));
    const auto refused = migrate(*connection);
    QVERIFY(!refused && refused.error().code == ErrorCode::BadInput);
    QVERIFY2(failure(refused).contains(QLatin1String("table chain that is none of this program's")),
             qPrintable(failure(refused)));
    QCOMPARE(text(lines(*connection, "SHOW TABLES", 1)), QStringLiteral("chain\nsomething\n"));
    QVERIFY(connection->run("DROP TABLE chain"));
    QVERIFY(migrate(*connection));
}

void TestMysql::migrationsGoOnAfterAKill()
{
    const MysqlServer server = MariadbServer::shared().newDatabase();
    const auto connection = open(server);
    const auto schema = [&] {
        return lines(*connection,
                     "SELECT table_name, column_name, column_type, column_key FROM "
                     "information_schema.columns WHERE table_schema = DATABASE() ORDER BY table_name, "
                     "ordinal_position",
                     4) +
               lines(*connection,
                     "SELECT table_name, index_name, seq_in_index, column_name FROM "
                     "information_schema.statistics WHERE table_schema = DATABASE() ORDER BY table_name, "
                     "index_name, seq_in_index",
                     4);
    };
    QVERIFY(migrate(*connection));
    const std::string whole = schema();
    // As after a kill behind any definition of the last migrations: what comes later is not there yet.
    for (const char* missing :
         {"DROP TABLE operator_action_item", "DROP TABLE operator_action",
          "ALTER TABLE user_points DROP KEY user_points_by_points, DROP COLUMN points_sort",
          "DROP TABLE pending_block"}) {
        QVERIFY(connection->run("SET SESSION foreign_key_checks = OFF"));
        QVERIFY2(connection->run(missing), missing);
        QVERIFY(connection->run("DELETE FROM schema_migration"));
        const auto migrated = migrate(*connection);
        QVERIFY2(migrated, qPrintable(failure(migrated)));
        QCOMPARE(text(schema()), text(whole));
        QVERIFY(requireCurrentSchema(*connection));
    }
}

void TestMysql::aMigrationThatIsHeldUpIsNotDone()
{
    const MysqlServer server = MariadbServer::shared().newDatabase();
    const auto connection = open(server);
    QVERIFY(migrate(*connection));
    QVERIFY(connection->run("ALTER TABLE user_points_change DROP KEY user_points_change_open, DROP KEY "
                            "user_points_change_tried"));
    QVERIFY(connection->run("DELETE FROM schema_migration"));
    QVERIFY(connection->run("SET SESSION lock_wait_timeout = 1"));
    // Who has read a table in a transaction keeps its definition as it is.
    const auto other = open(server);
    auto reading = sql::Transaction::begin(*other, sql::Transaction::Kind::Read);
    QVERIFY(reading);
    QCOMPARE(text(lines(*other, "SELECT COUNT(*) FROM user_points_change", 1)), QStringLiteral("0\n"));
    const auto heldUp = migrate(*connection);
    QVERIFY2(!heldUp && heldUp.error().code == ErrorCode::Conflict, qPrintable(failure(heldUp)));
    QVERIFY(!requireCurrentSchema(*connection));
    QVERIFY(reading->commit());
    QVERIFY(migrate(*connection));
    QCOMPARE(text(lines(*connection,
                        "SELECT COUNT(*) FROM information_schema.statistics WHERE table_schema = DATABASE() "
                        "AND index_name = 'user_points_change_tried'",
                        1)),
             QStringLiteral("1\n"));
}

void TestMysql::twoProcessesMigrateAtOnce()
{
    // Each definition commits, so that no transaction keeps them apart.
    const MysqlServer server = MariadbServer::shared().newDatabase();
    std::latch ready(2);
    const auto start = [&] {
        const auto connection = open(server);
        ready.arrive_and_wait();
        return migrate(*connection);
    };
    Result<void> other;
    std::thread thread([&] { other = start(); });
    const Result<void> mine = start();
    thread.join();
    QVERIFY2(mine && other, qPrintable(failure(mine ? other : mine)));
    QVERIFY(requireCurrentSchema(*open(server)));
}

void TestMysql::bulkInsertsFitThePacket()
{
    const MysqlServer server = MariadbServer::shared().newDatabase();
    const Setting small("max_allowed_packet", "1048576");
    const auto connection = open(server);
    QVERIFY(connection->run("CREATE TABLE sample (id BIGINT PRIMARY KEY, words LONGTEXT)"));
    sql::BulkInsert bulk(*connection, "sample", {"id", "words"});
    constexpr int kRows = 300;
    for (std::int64_t id = 0; id < kRows; ++id)
        QVERIFY(bulk.add({id, std::string(static_cast<std::size_t>(id) * 100, 'x')}));
    const auto finished = bulk.finish();
    QVERIFY2(finished, qPrintable(failure(finished)));
    QCOMPARE(text(lines(*connection, "SELECT COUNT(*), SUM(LENGTH(words)) FROM sample", 2)),
             QStringLiteral("300|4485000\n"));
    sql::BulkInsert tooLarge(*connection, "sample", {"id", "words"});
    QVERIFY(tooLarge.add({std::int64_t(kRows), std::string(2'000'000, 'x')}));
    const auto refused = tooLarge.finish();
    QVERIFY(!refused && refused.error().code == ErrorCode::Database);
    QCOMPARE(text(lines(*open(server), "SELECT COUNT(*) FROM sample", 1)), QStringLiteral("300\n"));
}

void TestMysql::aDeadlockIsRunAgain()
{
    const MysqlServer server = MariadbServer::shared().newDatabase();
    const auto connection = open(server);
    QVERIFY(connection->run("CREATE TABLE account (id BIGINT PRIMARY KEY, amount BIGINT NOT NULL)"));
    QVERIFY(connection->run("INSERT INTO account (id, amount) VALUES (1, 0), (2, 0)"));
    std::atomic<int> attempts = 0;
    std::atomic<int> waiting = 0;
    // Both lock their first row before either asks for the other's: one of them has to be undone.
    const auto transfer = [&](std::int64_t first, std::int64_t second) {
        const auto own = open(server);
        const auto add = [&](std::int64_t id) {
            return own->run("UPDATE account SET amount = amount + 1 WHERE id = ?", {id});
        };
        bool met = false;
        return sql::inTransaction(*own, [&]() -> Result<void> {
            ++attempts;
            if (auto added = add(first); !added)
                return added.error();
            if (!met) {
                met = true;
                ++waiting;
                while (waiting < 2)
                    std::this_thread::yield();
            }
            auto added = add(second);
            return added ? Result<void>() : added.error();
        });
    };
    Result<void> other;
    std::thread thread([&] { other = transfer(2, 1); });
    const Result<void> mine = transfer(1, 2);
    thread.join();
    QVERIFY2(mine && other, qPrintable(failure(mine ? other : mine)));
    QVERIFY(attempts > 2);
    QCOMPARE(text(lines(*connection, "SELECT id, amount FROM account ORDER BY id", 2)),
             QStringLiteral("1|2\n2|2\n"));
}

void TestMysql::aLostConnectionIsOpenedAnew()
{
    // A server of its own, which may be killed; its commits survive that.
    MariadbServer server({QStringLiteral("innodb_flush_log_at_trx_commit=2")});
    const MysqlServer database = server.newDatabase();
    auto connection = open(database);
    QVERIFY(connection->run("CREATE TABLE sample (id BIGINT PRIMARY KEY)"));
    QVERIFY(connection->write("INSERT INTO sample (id) VALUES (?)", {std::int64_t(1)}));
    server.kill();
    const auto lost = connection->write("INSERT INTO sample (id) VALUES (?)", {std::int64_t(2)});
    QVERIFY(!lost && lost.error().code == ErrorCode::Database);
    QVERIFY2(failure(lost).contains(QLatin1String("whether it runs")), qPrintable(failure(lost)));
    QVERIFY(refusalOf(database).contains(QLatin1String("whether it runs")));
    server.start();
    connection = open(database);
    QCOMPARE(text(lines(*connection, "SELECT id FROM sample", 1)), QStringLiteral("1\n"));
}

void TestMysql::aLostCommitIsAllOrNothing()
{
    // The commit was asked for, its answer was lost: whoever tries again learns from the cursor what came of
    // it.
    const Story story = toldStory("15:10 0>1:100 | 15:30 0>1:100", at(16));
    TestDatabase whole(Backend::Mariadb), cut(Backend::Mariadb);
    whole.follow(story, "sepolia", 0, false);
    LedgerStore ledger = ledgerOf(cut);
    QVERIFY(ledger.append(story.page(0, 0)));
    {
        const auto other = cut.openWriter();
        LedgerStore first(*other, cut.chain().id, BlockHeight(1), kHour, 64);
        QVERIFY(first.append(story.page(1, story.headers().size() - 1)));
    }
    const auto again = ledger.append(story.page(1, story.headers().size() - 1));
    QVERIFY(!again && again.error().code == ErrorCode::Conflict);
    QCOMPARE(text(everything(cut.connection())), text(everything(whole.connection())));

    // And where the connection ends before the commit, nothing stays.
    const std::string before = everything(cut.connection());
    {
        const auto other = cut.openWriter();
        auto transaction = sql::Transaction::begin(*other);
        QVERIFY(transaction && other->run("UPDATE chain SET last_processed_block = 99"));
        const std::string id = lines(*other, "SELECT CONNECTION_ID()", 1);
        MariadbServer::shared().administer("KILL " + id);
        const auto committed = transaction->commit();
        QVERIFY(!committed && committed.error().code == ErrorCode::Database);
    }
    QCOMPARE(text(everything(cut.connection())), text(before));
}

CP_REGISTER_TEST(TestMysql);
#include "tst_mysql.moc"
