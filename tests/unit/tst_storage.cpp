// The schema, connections, transactions and statements.
#include "core/storage/migrator.h"
#include "core/storage/sql/bulkinsert.h"
#include "tests/support/storedfacts.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace chainpoints;

class TestStorage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }
    void migratingAgainDoesNothing();
    void newerSchemaIsRefused();
    void readersCannotWrite();
    void transactionsRollBackUnlessCommitted();
    void statementsKeepValues();
};

void TestStorage::migratingAgainDoesNothing()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase database(backend);
    database.follow(toldStory("15:10 0>1:100", at(18)));
    const std::string definitions =
        backend == Backend::Mariadb
            ? "SELECT table_name, column_name, column_type FROM information_schema.columns WHERE "
              "table_schema = DATABASE() ORDER BY table_name, ordinal_position"
            : "SELECT type, name, sql FROM sqlite_master ORDER BY name";
    const auto schema = [&] {
        return lines(database.connection(), definitions, 3) +
               lines(database.connection(), "SELECT version, applied_at FROM schema_migration", 2);
    };
    const std::string before = schema() + everything(database.connection());
    for (int i = 0; i < 3; ++i) {
        const auto migrated = migrate(database.connection());
        QVERIFY2(migrated, qPrintable(failure(migrated)));
    }
    QCOMPARE(text(schema() + everything(database.connection())), text(before));
    QVERIFY(requireCurrentSchema(database.connection()));
}

void TestStorage::newerSchemaIsRefused()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase database(backend);
    database.spoil("INSERT INTO schema_migration (version, applied_at) VALUES (999, 0)");
    for (const auto& refused :
         {migrate(database.connection()), requireCurrentSchema(database.connection())}) {
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::BadInput);
        QVERIFY(failure(refused).contains(QLatin1String("999")));
    }
    database.spoil("DELETE FROM schema_migration");
    QVERIFY(!requireCurrentSchema(database.connection()));
}

void TestStorage::readersCannotWrite()
{
    QFETCH_GLOBAL(Backend, backend);
    const Story story = toldStory("15:10 0>1:100", at(18));
    TestDatabase database(backend);
    database.follow(story);
    const std::string before = everything(database.connection());
    const auto reader = database.openReader();
    QVERIFY(!reader->run("DELETE FROM user_points"));
    QVERIFY(!reader->write("UPDATE user_balance SET balance = '0'"));
    QVERIFY(!reader->run("CREATE TABLE mine (id INTEGER)"));
    QVERIFY(!LedgerStore(*reader, ChainId(1), BlockHeight(1), kHour, 64).append(story.page(0, 0)));
    SettlementPass pass = passAgain(database);
    QVERIFY(!PointsStore(*reader, ChainId(1), 18, BlockHeight(1), kHour).settleBatch(pass, 10));
    QCOMPARE(text(everything(*reader)), text(before));
    QCOMPARE(text(everything(database.connection())), text(before));
    const auto missing = sql::Connection::openSqlite(database.folder() / "missing.db", sql::Access::ReadOnly);
    QVERIFY(!missing && missing.error().code == ErrorCode::Database);
    QVERIFY(!std::filesystem::exists(database.folder() / "missing.db"));
}

void TestStorage::transactionsRollBackUnlessCommitted()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase database(backend);
    sql::Connection& connection = database.connection();
    const auto add = [&](const char* name) {
        return connection.run("INSERT INTO setting (name, value) VALUES (?, ?)",
                              {std::string(name), std::string("1")});
    };
    {
        auto transaction = sql::Transaction::begin(connection);
        QVERIFY(transaction && add("a"));
    }
    {
        auto transaction = sql::Transaction::begin(connection);
        QVERIFY(transaction && add("b"));
        const auto twice = add("b");
        QVERIFY(!twice && twice.error().code == ErrorCode::Corrupt);
        QVERIFY(add("c") && transaction->commit());
    }
    QCOMPARE(text(database.value("SELECT COUNT(*) || MIN(name) || MAX(name) FROM setting WHERE value = '1'")),
             QStringLiteral("2bc"));
    QVERIFY(!connection.write("INSERT INTO setting (name, value) VALUES (?, ?)",
                              {std::string("c"), std::string("2")}));
    QVERIFY(connection.write("UPDATE setting SET value = ? WHERE name = ?",
                             {std::string("2"), std::string("c")}));
    QCOMPARE(text(database.value("SELECT value FROM setting WHERE name = 'c'")), QStringLiteral("2"));
    // A snapshot does not see what another connection commits meanwhile.
    const auto reader = database.openReader();
    auto snapshot = sql::Transaction::begin(*reader, sql::Transaction::Kind::Read);
    QVERIFY(snapshot);
    const std::string count = lines(*reader, "SELECT COUNT(*) FROM setting", 1);
    QVERIFY(connection.write("INSERT INTO setting (name, value) VALUES ('d', '1')"));
    QCOMPARE(text(lines(*reader, "SELECT COUNT(*) FROM setting", 1)), text(count));
}

void TestStorage::statementsKeepValues()
{
    QFETCH_GLOBAL(Backend, backend);
    TestDatabase database(backend);
    sql::Connection& connection = database.connection();
    QVERIFY(connection.run("CREATE TABLE sample (id BIGINT PRIMARY KEY, number BIGINT, words TEXT)"));
    sql::BulkInsert bulk(connection, "sample", {"id", "number", "words"});
    QVERIFY(bulk.add({std::int64_t(1), INT64_MAX, std::string("Grüße \"'; \\n --\n€")}));
    QVERIFY(bulk.add({std::int64_t(2), INT64_MIN, std::string()}));
    QVERIFY(bulk.add({std::int64_t(3), sql::Value(), sql::Value()}));
    QVERIFY(bulk.finish());
    QVERIFY(!bulk.add({std::int64_t(3), std::int64_t(0), std::string()}) || !bulk.finish());

    auto query = connection.query("SELECT number, words FROM sample ORDER BY id");
    QVERIFY(query);
    QVERIFY(*(*query)->next());
    QCOMPARE((*query)->integer(0), INT64_MAX);
    QCOMPARE(text((*query)->text(1)), QStringLiteral("Grüße \"'; \\n --\n€"));
    QVERIFY(*(*query)->next());
    QCOMPARE((*query)->integer(0), INT64_MIN);
    QVERIFY((*query)->text(1).empty() && !(*query)->isNull(1));
    QVERIFY(*(*query)->next());
    QVERIFY((*query)->isNull(0) && (*query)->isNull(1));
    QVERIFY(!*(*query)->next());
    QVERIFY(!connection.query("SELECT nothing FROM nowhere"));
    QCOMPARE(*connection.run("UPDATE sample SET number = 1"), 3);
}

CP_REGISTER_TEST(TestStorage);
#include "tst_storage.moc"
