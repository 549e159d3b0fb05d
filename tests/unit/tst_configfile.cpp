// A configuration that is changed on the disk: whole or not at all, and what was there is kept.
#include "configfixture.h"
#include "core/settings/configfile.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <sstream>

using namespace chainpoints;
namespace fs = std::filesystem;

class TestConfigFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = QTemporaryDir(); }
    void aNewFileCanBeReadAfterwards();
    void onlyItsOwnerReadsANewOne();
    void whatWasThereIsKeptBesideIt();
    void theRightsStay();
    void changedUnderneathIsRefused();
    void madeUnderneathIsRefused();
    void aWriteProtectedFileIsRefused();
    void withoutACopyNothingIsWritten();
    void aFolderThatCannotBeIsTold();

private:
    [[nodiscard]] fs::path file() const { return fs::path(m_folder.path().toStdString()) / "a" / "b.json"; }
    [[nodiscard]] QStringList names() const
    {
        return QDir(q(file().parent_path().string())).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    void put(const std::string& text) const
    {
        fs::create_directories(file().parent_path());
        std::ofstream(file()) << text;
    }
    [[nodiscard]] static std::string textOf(const fs::path& path)
    {
        std::ostringstream text;
        text << std::ifstream(path).rdbuf();
        return text.str();
    }
    /// What a person does: reads it and gives it one chain, or another name.
    [[nodiscard]] ConfigDraft draft() const
    {
        auto read = readDraft(file());
        if (!read)
            qFatal("%s", read.error().message.c_str());
        return *read;
    }
    [[nodiscard]] static ConfigPlan renamed(const ConfigDraft& draft)
    {
        Settings settings = draft.settings;
        if (settings.chains.empty()) {
            const std::string text = minimal().dump();
            settings = draftOf(draft.file, &text)->settings;
            settings.chains.front().origin = {};
        }
        settings.chains.front().texts["name"] = "renamed";
        return *planOf(draft, settings);
    }

    QTemporaryDir m_folder;
};

void TestConfigFile::aNewFileCanBeReadAfterwards()
{
    const ConfigDraft fresh = draft();
    QVERIFY(!fresh.exists);
    QVERIFY(writePlan(fresh, renamed(fresh)));
    const auto config = readConfig(file(), SecretResolver());
    QVERIFY(config);
    QCOMPARE(q(config->chains.front().name), q("renamed"));
    QCOMPARE(names(), QStringList{q("b.json")});
}

void TestConfigFile::onlyItsOwnerReadsANewOne()
{
#ifndef _WIN32
    const ConfigDraft fresh = draft();
    QVERIFY(writePlan(fresh, renamed(fresh)));
    QCOMPARE(int(fs::status(file()).permissions()), 0600);
#endif
}

void TestConfigFile::whatWasThereIsKeptBesideIt()
{
    const std::string before = "// mine\n" + minimal().dump();
    put(before);
    QVERIFY(writePlan(draft(), renamed(draft())));
    QCOMPARE(names(), (QStringList{q("b.json"), q("b.json.bak")}));
    QCOMPARE(textOf(file().string() + ".bak"), before);
    QCOMPARE(draft().settings.chains.front().texts.at("name"), std::string("renamed"));
}

void TestConfigFile::theRightsStay()
{
#ifndef _WIN32
    put(minimal().dump());
    fs::permissions(file(), fs::perms(0640));
    QVERIFY(writePlan(draft(), renamed(draft())));
    QCOMPARE(int(fs::status(file()).permissions()), 0640);
    QCOMPARE(int(fs::status(file().string() + ".bak").permissions()), 0640);
#endif
}

void TestConfigFile::changedUnderneathIsRefused()
{
    put(minimal().dump());
    const ConfigDraft old = draft();
    put(minimal().dump() + "\n");
    const auto written = writePlan(old, renamed(old));
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::Conflict);
    QCOMPARE(textOf(file()), minimal().dump() + "\n");
    QCOMPARE(names(), QStringList{q("b.json")});
}

void TestConfigFile::madeUnderneathIsRefused()
{
    const ConfigDraft fresh = draft();
    put("mine");
    const auto written = writePlan(fresh, renamed(fresh));
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::Conflict);
    QCOMPARE(textOf(file()), std::string("mine"));
}

void TestConfigFile::aWriteProtectedFileIsRefused()
{
    put(minimal().dump());
    fs::permissions(file(), fs::perms::owner_write, fs::perm_options::remove);
    const auto written = writePlan(draft(), renamed(draft()));
    QVERIFY(!written);
    QVERIFY(written.error().message.find("write-protected") != std::string::npos);
    QCOMPARE(names(), QStringList{q("b.json")});
}

void TestConfigFile::withoutACopyNothingIsWritten()
{
    put(minimal().dump());
    fs::create_directory(file().string() + ".bak");
    const auto written = writePlan(draft(), renamed(draft()));
    QVERIFY(!written);
    QVERIFY(written.error().message.find("b.json.bak") != std::string::npos);
    QCOMPARE(textOf(file()), minimal().dump());
}

void TestConfigFile::aFolderThatCannotBeIsTold()
{
    const ConfigDraft fresh = draft();
    std::ofstream(file().parent_path()) << "a file, no folder";
    const auto written = writePlan(fresh, renamed(fresh));
    QVERIFY(!written);
    QVERIFY(written.error().message.find(file().string()) != std::string::npos);
}

QTEST_GUILESS_MAIN(TestConfigFile)
#include "tst_configfile.moc"
