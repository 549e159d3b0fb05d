// A configuration made in the window: what is wrong is refused, what is there stays.
#include "app/newconfig.h"
#include "configfixture.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace chainpoints;
namespace fs = std::filesystem;

class TestNewConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = QTemporaryDir(); }
    void itCanBeReadAfterwards();
    void onlyItsOwnerReadsIt();
    void whatIsWrongIsRefusedAndNotWritten();
    void aFileThatIsThereStays();
    void aFolderThatCannotBeIsTold();
    void aSecretIsNotAskedFor();

private:
    [[nodiscard]] fs::path file() const { return fs::path(m_folder.path().toStdString()) / "a" / "b.json"; }
    [[nodiscard]] QStringList names() const
    {
        return QDir(q(file().parent_path().string())).entryList(QDir::Files | QDir::Hidden);
    }

    QTemporaryDir m_folder;
};

void TestNewConfig::itCanBeReadAfterwards()
{
    QVERIFY(saveNewConfig(file(), minimal().dump()));
    const auto config = readConfig(file(), SecretResolver());
    QVERIFY(config);
    QCOMPARE(q(config->chains.front().name), q("sepolia"));
    QCOMPARE(names(), QStringList{q("b.json")});
}

void TestNewConfig::onlyItsOwnerReadsIt()
{
#ifndef _WIN32
    QVERIFY(saveNewConfig(file(), minimal().dump()));
    QCOMPARE(int(fs::status(file()).permissions()), 0600);
#endif
}

void TestNewConfig::whatIsWrongIsRefusedAndNotWritten()
{
    auto config = minimal();
    config["chains"][0]["chain_id"] = "one";
    const auto saved = saveNewConfig(file(), config.dump());
    QVERIFY(!saved);
    QCOMPARE(saved.error().code, ErrorCode::BadInput);
    QVERIFY(saved.error().message.find("chains[0].chain_id") != std::string::npos);
    QVERIFY(!fs::exists(file()));
}

void TestNewConfig::aFileThatIsThereStays()
{
    fs::create_directories(file().parent_path());
    std::ofstream(file()) << "mine";
    const auto saved = saveNewConfig(file(), minimal().dump());
    QVERIFY(!saved);
    QVERIFY(saved.error().message.find("there already") != std::string::npos);
    std::string text;
    std::ifstream(file()) >> text;
    QCOMPARE(q(text), q("mine"));
    QCOMPARE(names(), QStringList{q("b.json")});
}

void TestNewConfig::aFolderThatCannotBeIsTold()
{
    std::ofstream(file().parent_path()) << "a file, no folder";
    const auto saved = saveNewConfig(file(), minimal().dump());
    QVERIFY(!saved);
    QVERIFY(saved.error().message.find(file().string()) != std::string::npos);
}

void TestNewConfig::aSecretIsNotAskedFor()
{
    auto config = minimal();
    config["chains"][0]["rpc"] = {"https://a.example.org/{secret:nowhere-yet}"};
    QVERIFY(saveNewConfig(file(), config.dump()));
}

QTEST_GUILESS_MAIN(TestNewConfig)
#include "tst_newconfig.moc"
