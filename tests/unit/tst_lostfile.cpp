// A SQLite file that is deleted, moved or replaced while the program uses it.
#include "core/storage/sql/connection.h"
#include "core/storage/sql/repeated.h"
#include "tests/support/storedfacts.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace chainpoints;
using namespace chainpoints::sql;
using namespace Qt::StringLiterals;

namespace {

/// A folder with a file of one table and one row, and a way to it.
struct Place
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"points.db"_s);

    Place() { makeAt(path, 1); }

    static void makeAt(const QString& file, int value)
    {
        const auto connection = Connection::openSqlite(file.toStdString(), Access::ReadWrite);
        if (!connection || !(*connection)->run("CREATE TABLE seen (value INTEGER)") ||
            !(*connection)->write("INSERT INTO seen (value) VALUES (?)", {std::int64_t(value)}))
            qFatal("no database %s", qPrintable(file));
    }

    [[nodiscard]] std::unique_ptr<Connection> open() const
    {
        auto connection = Connection::openSqlite(path.toStdString(), Access::ReadWrite);
        return connection ? std::move(*connection) : nullptr;
    }
};

Result<void> writeTo(Connection& connection, std::int64_t value)
{
    return inTransaction(connection, [&]() -> Result<void> {
        auto written = connection.run("INSERT INTO seen (value) VALUES (?)", {value});
        return written ? Result<void>() : written.error();
    });
}

std::int64_t sumIn(Connection& connection)
{
    auto sum = connection.query("SELECT SUM(value) FROM seen");
    if (!sum || !(*sum)->next())
        return -1;
    const std::int64_t value = (*sum)->integer(0);
    (*sum)->close();
    return value;
}

} // namespace

class TestLostFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDeletedFileTakesNoWrites();
    void anotherFileIsLeftAloneUntilAllAreGone();
    void aFileThatComesBackServesAgain();
    void theJournalOfAnotherFileStays();
};

void TestLostFile::aDeletedFileTakesNoWrites()
{
    const Place place;
    const auto connection = place.open();
    QVERIFY(writeTo(*connection, 2));
    QVERIFY(QFile::remove(place.path));
    const auto refused = writeTo(*connection, 4);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Database);
    const QString sentence = failure(refused);
    QVERIFY2(sentence.contains(place.path) && sentence.contains(u"deleted, moved or replaced"_s),
             qPrintable(sentence));
    QVERIFY(!Transaction::begin(*connection, Transaction::Kind::Read));
    QVERIFY(!QFile::exists(place.path));
}

void TestLostFile::anotherFileIsLeftAloneUntilAllAreGone()
{
    const Place place;
    Place::makeAt(place.folder.filePath(u"backup.db"_s), 100);
    auto first = place.open();
    auto second = place.open();
    QVERIFY(writeTo(*second, 50)); // into the journal, which lies beside the new file then
    QVERIFY(QFile::rename(place.path, place.folder.filePath(u"former.db"_s)));
    QVERIFY(QFile::rename(place.folder.filePath(u"backup.db"_s), place.path));
    QVERIFY(!writeTo(*first, 2));
    first.reset();
    QVERIFY(!place.open());
    second.reset();
    const auto fresh = place.open();
    QVERIFY(fresh);
    QCOMPARE(sumIn(*fresh), 100);
    QVERIFY(writeTo(*fresh, 3));
    QCOMPARE(sumIn(*fresh), 103);
    const auto former =
        Connection::openSqlite(place.folder.filePath(u"former.db"_s).toStdString(), Access::ReadOnly);
    QVERIFY(former);
    QCOMPARE(sumIn(**former), 51);
}

void TestLostFile::aFileThatComesBackServesAgain()
{
    const Place place;
    auto connection = place.open();
    const QString aside = place.folder.filePath(u"aside.db"_s);
    QVERIFY(QFile::rename(place.path, aside));
    QVERIFY(!writeTo(*connection, 2));
    QVERIFY(QFile::rename(aside, place.path));
    connection.reset();
    const auto again = place.open();
    QVERIFY(again);
    QVERIFY(writeTo(*again, 3));
    QCOMPARE(sumIn(*again), 4);
}

void TestLostFile::theJournalOfAnotherFileStays()
{
    const Place place;
    auto connection = place.open();
    QVERIFY(writeTo(*connection, 2));
    const QString journal = place.path + u"-wal"_s;
    for (const QString& file : {place.path, journal, QString(place.path + u"-shm"_s)})
        QVERIFY(QFile::remove(file));
    // Another process has begun anew in the same place.
    for (const QString& file : {place.path, journal}) {
        QFile other(file);
        QVERIFY(other.open(QIODevice::WriteOnly) && other.write("another's") > 0);
    }
    connection.reset();
    QFile other(journal);
    QVERIFY(other.open(QIODevice::ReadOnly));
    QCOMPARE(other.readAll(), QByteArray("another's"));
}

CP_REGISTER_TEST(TestLostFile);
#include "tst_lostfile.moc"
