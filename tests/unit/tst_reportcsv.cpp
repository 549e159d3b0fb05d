// CSV text, exactly, and files that appear whole or not at all.
#include "core/report/csvwriter.h"
#include "tests/support/builders.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sstream>
#include <thread>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#endif

using namespace chainpoints;

class TestReportCsv : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fieldsAreQuotedOnlyWhereNeeded_data();
    void fieldsAreQuotedOnlyWhereNeeded();
    void rowsEndWithOneLineFeed();
    void aFileAppearsWhenItIsFinished();
    void anUnfinishedFileLeavesTheOldOneAndNothingElse();
    void aFolderThatIsMissingIsTold();
    void aFullDiskIsTold();
    void aFullDiskLeavesTheOldFile();
    void aPipeIsWrittenToAndStaysOne();
    void aStreamThatFailsIsTold();
    void onlyTheSelectedPlacesAreWritten();
};

namespace {

std::string line(std::initializer_list<std::string_view> fields)
{
    std::ostringstream out;
    CsvStream csv(out);
    return csv.row(fields) && csv.finish() ? out.str() : "(error)";
}

QByteArray content(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
}

class Folder
{
public:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    std::filesystem::path file(const char* name) const { return path(QLatin1String(name)).toStdString(); }
    QStringList names() const { return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden); }

private:
    QTemporaryDir m_folder;
};

} // namespace

void TestReportCsv::fieldsAreQuotedOnlyWhereNeeded_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << "abc"
                           << "abc";
    QTest::newRow("empty") << ""
                           << "";
    QTest::newRow("blank") << " a b "
                           << " a b ";
    QTest::newRow("comma") << "a,b"
                           << "\"a,b\"";
    QTest::newRow("quote") << "say \"x\""
                           << "\"say \"\"x\"\"\"";
    QTest::newRow("only a quote") << "\""
                                  << "\"\"\"\"";
    QTest::newRow("line feed") << "a\nb"
                               << "\"a\nb\"";
    QTest::newRow("carriage return") << "a\rb"
                                     << "\"a\rb\"";
    QTest::newRow("UTF-8") << QStringLiteral("\u00fc\u2211") << QStringLiteral("\u00fc\u2211");
    QTest::newRow("semicolon") << "a;b"
                               << "a;b";
}

void TestReportCsv::fieldsAreQuotedOnlyWhereNeeded()
{
    QFETCH(const QString, field);
    QFETCH(const QString, expected);
    QCOMPARE(text(line({"1", field.toStdString(), "2"})), QStringLiteral("1,%1,2\n").arg(expected));
}

void TestReportCsv::rowsEndWithOneLineFeed()
{
    std::ostringstream out;
    CsvStream csv(out);
    QVERIFY(csv.row({"a", "b"}));
    QVERIFY(csv.row({"", ""}));
    QVERIFY(csv.row({"c"}));
    QVERIFY(csv.row({""}));
    QVERIFY(csv.finish());
    QCOMPARE(text(out.str()), QStringLiteral("a,b\n,\nc\n\"\"\n"));
}

void TestReportCsv::aFileAppearsWhenItIsFinished()
{
    const Folder folder;
    auto file = CsvFile::create(folder.file("r.csv"));
    QVERIFY(file);
    QVERIFY((*file)->row({"a", "b"}));
    QVERIFY(!QFile::exists(folder.path(QStringLiteral("r.csv"))));
    QVERIFY((*file)->finish());
    QCOMPARE(content(folder.path(QStringLiteral("r.csv"))), QByteArray("a,b\n"));
    QCOMPARE(folder.names(), QStringList{QStringLiteral("r.csv")});
}

void TestReportCsv::anUnfinishedFileLeavesTheOldOneAndNothingElse()
{
    const Folder folder;
    {
        auto old = CsvFile::create(folder.file("r.csv"));
        QVERIFY(old && (*old)->row({"old"}) && (*old)->finish());
        auto file = CsvFile::create(folder.file("r.csv"));
        QVERIFY(file && (*file)->row({"new"}));
    }
    QCOMPARE(content(folder.path(QStringLiteral("r.csv"))), QByteArray("old\n"));
    QCOMPARE(folder.names(), QStringList{QStringLiteral("r.csv")});
}

void TestReportCsv::aFolderThatIsMissingIsTold()
{
    const Folder folder;
    const auto file = CsvFile::create(folder.file("missing/r.csv"));
    QVERIFY(!file);
    QVERIFY(failure(file).contains(QStringLiteral("missing/r.csv")));
    QVERIFY(folder.names().isEmpty());
}

void TestReportCsv::aFullDiskIsTold()
{
    const std::filesystem::path full("/dev/full");
    if (!std::filesystem::is_character_file(full))
        QSKIP("no /dev/full here");
    auto file = CsvFile::create(full);
    QVERIFY2(file, qPrintable(failure(file)));
    bool told = false;
    for (int i = 0; i < 100'000 && !told; ++i)
        told = !(*file)->row({"some text to fill it up"});
    QVERIFY(told || !(*file)->finish());
    QVERIFY(std::filesystem::is_character_file(full)); // a device is written to, never replaced
}

void TestReportCsv::aFullDiskLeavesTheOldFile()
{
#ifndef Q_OS_UNIX
    QSKIP("no limit of a file's size here");
#else
    const Folder folder;
    auto old = CsvFile::create(folder.file("r.csv"));
    QVERIFY(old && (*old)->row({"old"}) && (*old)->finish());
    // So little that it is still in the buffer when the file is finished.
    auto file = CsvFile::create(folder.file("r.csv"));
    QVERIFY(file && (*file)->row({"new, and longer than what fits"}));
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit full{8, before.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &full), 0);
    const auto finished = (*file)->finish();
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
    static_cast<void>(std::signal(SIGXFSZ, handler));
    QVERIFY(!finished);
    file->reset();
    QCOMPARE(content(folder.path(QStringLiteral("r.csv"))), QByteArray("old\n"));
    QCOMPARE(folder.names(), QStringList{QStringLiteral("r.csv")});
#endif
}

void TestReportCsv::aPipeIsWrittenToAndStaysOne()
{
#ifndef Q_OS_UNIX
    QSKIP("no pipes with a name here");
#else
    const Folder folder;
    const QString path = folder.path(QStringLiteral("pipe"));
    QCOMPARE(::mkfifo(qPrintable(path), 0600), 0);
    QByteArray read;
    std::thread reader([&] { read = content(path); });
    auto file = CsvFile::create(folder.file("pipe"));
    const bool written = file && (*file)->row({"a", "b"}) && (*file)->finish();
    if (file)
        file->reset();
    reader.join();
    QVERIFY(written);
    QCOMPARE(read, QByteArray("a,b\n"));
    QVERIFY(std::filesystem::is_fifo(folder.file("pipe")));
#endif
}

void TestReportCsv::aStreamThatFailsIsTold()
{
    std::ostringstream out;
    out.setstate(std::ios::badbit);
    CsvStream csv(out);
    QVERIFY(failure(csv.row({"a"})).contains(QStringLiteral("cannot be written")));
    QVERIFY(!csv.finish());
}

void TestReportCsv::onlyTheSelectedPlacesAreWritten()
{
    std::ostringstream out;
    CsvStream csv(out);
    csv.select({0, 2});
    QVERIFY(csv.row({"a", "b", "c,d"}) && csv.row({"1", "2", "3"}) && csv.finish());
    csv.select({1});
    QVERIFY(csv.row({"x", "", "y"}) && csv.finish());
    QCOMPARE(text(out.str()), QStringLiteral("a,\"c,d\"\n1,3\n\"\"\n"));
}

CP_REGISTER_TEST(TestReportCsv);
#include "tst_reportcsv.moc"
