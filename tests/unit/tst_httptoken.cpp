// Where the API's token comes from, and who may read it.
#include "core/base/log.h"
#include "core/http/apitoken.h"
#include "tests/support/builders.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace chainpoints;
namespace fs = std::filesystem;

class TestHttpToken : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theConfiguredOneComesFirst();
    void itIsMadeOnceAndKept();
    void itIsKeptOutOfTheLog();
    void aFileThatOthersCanReadIsRefused_data();
    void aFileThatOthersCanReadIsRefused();
    void aFileWithoutATokenIsRefused_data();
    void aFileWithoutATokenIsRefused();
    void aFolderThatIsMissingIsTold();
};

namespace {

class Folder
{
public:
    Folder() { m_config.dataFolder = m_folder.path().toStdString(); }
    Config& config() { return m_config; }
    fs::path file() const { return m_config.dataFolder / "api-token"; }
    void write(const std::string& content, fs::perms mode = fs::perms(0600)) const
    {
        std::ofstream(file(), std::ios::binary) << content;
        fs::permissions(file(), mode);
    }
    QStringList names() const { return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden); }

private:
    QTemporaryDir m_folder;
    Config m_config;
};

} // namespace

void TestHttpToken::theConfiguredOneComesFirst()
{
    Folder folder;
    folder.config().api.token = "from-the-configuration";
    folder.write("from-the-file-that-is-there\n");
    QCOMPARE(text(*apiToken(folder.config())), QStringLiteral("from-the-configuration"));
}

void TestHttpToken::itIsMadeOnceAndKept()
{
    Folder folder;
    Folder other;
    const auto made = apiToken(folder.config());
    QVERIFY2(made, qPrintable(failure(made)));
    QCOMPARE(made->size(), 64U);
    QVERIFY(made->find_first_not_of("0123456789abcdef") == std::string::npos);
    QCOMPARE(folder.names(), QStringList{QStringLiteral("api-token")});
#ifdef Q_OS_UNIX
    QVERIFY(fs::status(folder.file()).permissions() == fs::perms(0600));
#endif
    QCOMPARE(text(*apiToken(folder.config())), text(*made));
    QVERIFY(*apiToken(other.config()) != *made);
}

void TestHttpToken::itIsKeptOutOfTheLog()
{
    Folder folder;
    const auto made = apiToken(folder.config());
    QVERIFY(made);
    QCOMPARE(text(log::redacted("a " + *made + " b")), QStringLiteral("a *** b"));
}

void TestHttpToken::aFileThatOthersCanReadIsRefused_data()
{
    QTest::addColumn<int>("mode");
    for (const int mode : {0640, 0604, 0660, 0601, 0644})
        QTest::addRow("%o", static_cast<unsigned>(mode)) << mode;
}

void TestHttpToken::aFileThatOthersCanReadIsRefused()
{
#ifndef Q_OS_UNIX
    QSKIP("permissions are others here");
#endif
    QFETCH(const int, mode);
    Folder folder;
    folder.write("0123456789abcdef0123456789abcdef\n", fs::perms(mode));
    const auto token = apiToken(folder.config());
    QVERIFY(!token && token.error().code == ErrorCode::BadInput);
    QVERIFY2(failure(token).contains(QStringLiteral("chmod 600 ") + text(folder.file().string())),
             qPrintable(failure(token)));
}

void TestHttpToken::aFileWithoutATokenIsRefused_data()
{
    QTest::addColumn<QString>("content");
    QTest::newRow("empty") << "";
    QTest::newRow("only a line end") << "\n";
    QTest::newRow("short") << "0123456789abcde\n";
    QTest::newRow("two lines") << "0123456789abcdef\n0123456789abcdef\n";
    QTest::newRow("blanks") << "0123456789 abcdef";
}

void TestHttpToken::aFileWithoutATokenIsRefused()
{
    QFETCH(const QString, content);
    Folder folder;
    folder.write(content.toStdString());
    const auto token = apiToken(folder.config());
    QVERIFY(!token && token.error().code == ErrorCode::BadInput);
    QVERIFY2(failure(token).contains(QStringLiteral("delete it")), qPrintable(failure(token)));
}

void TestHttpToken::aFolderThatIsMissingIsTold()
{
    Folder folder;
    folder.config().dataFolder /= "missing";
    const auto token = apiToken(folder.config());
    QVERIFY(!token && token.error().code == ErrorCode::BadInput);
    QVERIFY2(failure(token).contains(QStringLiteral("api-token")), qPrintable(failure(token)));
}

CP_REGISTER_TEST(TestHttpToken);
#include "tst_httptoken.moc"
