// A SQLite file that is deleted, moved or replaced while the program uses it.
#include "core/storage/sql/connection.h"
#include "core/storage/sql/repeated.h"
#include "tests/support/storedfacts.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QFileInfo>
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

    [[nodiscard]] QString aside() const { return folder.filePath(u"aside.db"_s); }
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

/// Of all values in that file.
std::int64_t sumIn(const QString& file)
{
    auto connection = Connection::openSqlite(file.toStdString(), Access::ReadWrite);
    if (!connection)
        return -1;
    auto sum = (*connection)->query("SELECT SUM(value) FROM seen");
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
    void whatWasBegunIsNotCommitted();
    void anotherFileIsNotOpened();
    void theJournalIsNotLeftToAnotherFile();
    void theJournalOfAnotherFileStays();
    void aJournalThatWentWithItsFileStays();
};

void TestLostFile::aDeletedFileTakesNoWrites()
{
    const Place place;
    const auto connection = place.open();
    QVERIFY(connection && writeTo(*connection, 2));
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

void TestLostFile::whatWasBegunIsNotCommitted()
{
    const Place place;
    auto connection = place.open();
    QVERIFY(connection);
    {
        auto transaction = Transaction::begin(*connection);
        QVERIFY(transaction && connection->run("INSERT INTO seen (value) VALUES (2)"));
        QVERIFY(QFile::rename(place.path, place.aside()));
        QVERIFY(!transaction->commit());
    }
    connection.reset();
    QCOMPARE(sumIn(place.aside()), 1);
}

void TestLostFile::anotherFileIsNotOpened()
{
    const Place place;
    Place::makeAt(place.folder.filePath(u"backup.db"_s), 100);
    auto first = place.open();
    QVERIFY(first);
    QVERIFY(QFile::rename(place.path, place.aside()));
    QVERIFY(QFile::rename(place.folder.filePath(u"backup.db"_s), place.path));
    // The first has not noticed yet.
    QVERIFY(!place.open());
    // Not even when the last one is gone, as other processes may have the former file; or when it is back.
    first.reset();
    QVERIFY(!place.open());
    QVERIFY(QFile::remove(place.path) && QFile::rename(place.aside(), place.path));
    QVERIFY(!place.open());
}

void TestLostFile::theJournalIsNotLeftToAnotherFile()
{
    const Place place;
    Place::makeAt(place.folder.filePath(u"backup.db"_s), 100);
    auto connection = place.open();
    QVERIFY(connection && writeTo(*connection, 50));
    QVERIFY(QFile::rename(place.path, place.aside()));
    QVERIFY(QFile::rename(place.folder.filePath(u"backup.db"_s), place.path));
    QVERIFY(!writeTo(*connection, 2));
    connection.reset();
    // As the next process finds them: that of this one's path is closed for good.
    const QString next = place.folder.filePath(u"next.db"_s);
    QVERIFY(QFile::copy(place.path, next));
    QVERIFY(!QFile::exists(place.path + u"-wal"_s) || QFile::copy(place.path + u"-wal"_s, next + u"-wal"_s));
    QCOMPARE(sumIn(next), 100);
    QCOMPARE(sumIn(place.aside()), 51);
}

void TestLostFile::theJournalOfAnotherFileStays()
{
    const Place place;
    auto connection = place.open();
    QVERIFY(connection && writeTo(*connection, 2));
    const QString journal = place.path + u"-wal"_s;
    for (const QString& file : {place.path, journal, QString(place.path + u"-shm"_s)})
        QVERIFY(QFile::remove(file));
    // Another process has begun anew in the same place.
    for (const QString& file : {place.path, journal}) {
        QFile other(file);
        QVERIFY(other.open(QIODevice::WriteOnly) && other.write("another's") > 0);
    }
    QVERIFY(!writeTo(*connection, 4));
    connection.reset();
    QFile other(journal);
    QVERIFY(other.open(QIODevice::ReadOnly));
    QCOMPARE(other.readAll(), QByteArray("another's"));
}

void TestLostFile::aJournalThatWentWithItsFileStays()
{
    const Place place;
    auto connection = place.open();
    QVERIFY(connection && writeTo(*connection, 2));
    const QString journal = place.aside() + u"-wal"_s;
    QVERIFY(QFile::rename(place.path, place.aside()) && QFile::rename(place.path + u"-wal"_s, journal));
    const qint64 size = QFileInfo(journal).size();
    QVERIFY(size > 0 && !writeTo(*connection, 4));
    connection.reset();
    QCOMPARE(QFileInfo(journal).size(), size);
    QCOMPARE(sumIn(place.aside()), 3);
}

CP_REGISTER_TEST(TestLostFile);
#include "tst_lostfile.moc"
