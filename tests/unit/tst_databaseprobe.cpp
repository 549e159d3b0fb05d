// What a probe tells of a database, on SQLite and on a server, and that it leaves nothing behind.
#include "core/storage/databaseprobe.h"

#include "core/storage/migrator.h"
#include "tests/support/mariadbserver.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <fstream>

using namespace chainpoints;
using namespace Qt::StringLiterals;
using sql::Connection;

namespace {

using Findings = std::vector<ProbeFinding>;

Findings probed(const DatabaseConfig& database, const OpenDatabase& open, std::stop_token stop = {})
{
    Findings findings;
    probeDatabase(
        database, open, [&](const ProbeFinding& finding) { findings.push_back(finding); }, std::move(stop));
    return findings;
}

Findings probedFile(const std::filesystem::path& file)
{
    return probed({file, std::nullopt},
                  [file](sql::Access access) { return Connection::openSqlite(file, access); });
}

Findings probedServer(const sql::MysqlServer& server)
{
    MysqlConfig config;
    config.host = server.host;
    return probed({{}, config},
                  [server](sql::Access access) { return Connection::openMysql(server, access); });
}

QString shapeOf(const Findings& findings)
{
    QString shape;
    for (const ProbeFinding& finding : findings)
        shape += finding.passed ? u'+' : u'-';
    return shape;
}

const ProbeFinding& at(const Findings& findings, ProbeStep step)
{
    const auto found = std::ranges::find(findings, step, &ProbeFinding::step);
    if (found == findings.end())
        qFatal("the probe has no such step");
    return *found;
}

} // namespace

class TestDatabaseProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = QTemporaryDir(); }
    void aFileOfThisProgramPassesEveryStep();
    void aFileThatIsMissingIsNotMade();
    void aFolderThatIsMissingIsToldAndNotMade();
    void aFolderThatCannotBeIsTold();
    void aFileThatIsNoDatabaseIsTold();
    void aNewerSchemaIsTold();
    void aServerPassesEveryStep();
    void aWrongPasswordIsTold();
    void aMissingRightIsToldAndNothingStays_data();
    void aMissingRightIsToldAndNothingStays();
    void aServerThatTakesNoWritesNeedsNoGrant();
    void aTableOfAnInterruptedProbeHindersNothing();
    void aStopEndsIt();

private:
    [[nodiscard]] std::filesystem::path file(const char* name = "a.db") const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    [[nodiscard]] QStringList names() const
    {
        return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden);
    }

    QTemporaryDir m_folder;
};

void TestDatabaseProbe::aFileOfThisProgramPassesEveryStep()
{
    {
        auto connection = Connection::openSqlite(file(), sql::Access::ReadWrite);
        QVERIFY(connection && migrate(**connection));
    }
    const QStringList before = names();
    const Findings findings = probedFile(file());
    QCOMPARE(shapeOf(findings), u"+++++"_s);
    QCOMPARE(at(findings, ProbeStep::Open).numbers, std::vector<std::int64_t>{1});
    QVERIFY(at(findings, ProbeStep::Version).text.starts_with("SQLite 3"));
    const auto& versions = at(findings, ProbeStep::Schema).numbers;
    QVERIFY(versions.at(0) > 0);
    QCOMPARE(versions.at(0), versions.at(1));
    QVERIFY(std::abs(at(findings, ProbeStep::Clock).numbers.at(0)) <= 1);
    QCOMPARE(names(), before);
    auto connection = Connection::openSqlite(file(), sql::Access::ReadOnly);
    auto left = (*connection)->query("SELECT name FROM sqlite_master WHERE name LIKE '%probe%'");
    QVERIFY(left && !*(*left)->next());
}

void TestDatabaseProbe::aFileThatIsMissingIsNotMade()
{
    const Findings findings = probedFile(file());
    QCOMPARE(shapeOf(findings), u"++"_s);
    QCOMPARE(at(findings, ProbeStep::Open).numbers, std::vector<std::int64_t>{0});
    QVERIFY(names().isEmpty());
}

void TestDatabaseProbe::aFolderThatIsMissingIsToldAndNotMade()
{
    const Findings findings = probedFile(file("nowhere") / "inside" / "a.db");
    QCOMPARE(shapeOf(findings), u"+-"_s);
    QCOMPARE(findings.back().remedy, ProbeRemedy::CheckDatabase);
    QVERIFY(findings.back().text.find("no folder") != std::string::npos);
    QVERIFY(QDir(m_folder.path()).isEmpty());
}

void TestDatabaseProbe::aFolderThatCannotBeIsTold()
{
    std::ofstream(file("blocked")) << "a file, no folder";
    const Findings findings = probedFile(file("blocked") / "inside" / "a.db");
    QVERIFY(!findings.empty() && !findings.back().passed);
    QCOMPARE(findings.back().remedy, ProbeRemedy::CheckDatabase);
    QVERIFY(findings.back().text.find("blocked") != std::string::npos);
}

void TestDatabaseProbe::aFileThatIsNoDatabaseIsTold()
{
    std::ofstream(file()) << std::string(5000, 'x');
    const Findings findings = probedFile(file());
    QCOMPARE(shapeOf(findings), u"-"_s);
    QCOMPARE(findings.front().remedy, ProbeRemedy::CheckDatabase);
}

void TestDatabaseProbe::aNewerSchemaIsTold()
{
    {
        auto connection = Connection::openSqlite(file(), sql::Access::ReadWrite);
        QVERIFY(connection && migrate(**connection));
        QVERIFY((*connection)->write("INSERT INTO schema_migration (version, applied_at) VALUES (9999, 1)"));
    }
    const Findings findings = probedFile(file());
    QCOMPARE(shapeOf(findings), u"+++-"_s);
    QCOMPARE(findings.back().remedy, ProbeRemedy::UseOtherDatabase);
    QVERIFY(findings.back().text.find("9999") != std::string::npos);
}

void TestDatabaseProbe::aServerPassesEveryStep()
{
    const sql::MysqlServer server = MariadbServer::shared().newDatabase();
    const Findings findings = probedServer(server);
    QCOMPARE(shapeOf(findings), u"+++++"_s);
    QCOMPARE(at(findings, ProbeStep::Schema).numbers.at(0), 0);
    QVERIFY(!at(findings, ProbeStep::Version).text.empty());
    QCOMPARE(MariadbServer::shared().administer("SHOW TABLES FROM " + server.database), std::string());
}

void TestDatabaseProbe::aWrongPasswordIsTold()
{
    sql::MysqlServer server = MariadbServer::shared().newDatabase();
    server.password = "not-the-pa55word";
    const Findings findings = probedServer(server);
    QCOMPARE(shapeOf(findings), u"-"_s);
    QCOMPARE(findings.front().remedy, ProbeRemedy::CheckDatabase);
    QVERIFY(findings.front().text.find("pa55word") == std::string::npos);
}

void TestDatabaseProbe::aMissingRightIsToldAndNothingStays_data()
{
    QTest::addColumn<QString>("missing");
    // MariaDB makes foreign keys also without REFERENCES.
    for (const char* right : {"INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "INDEX", "DROP"})
        QTest::newRow(right) << QString::fromLatin1(right);
}

void TestDatabaseProbe::aMissingRightIsToldAndNothingStays()
{
    QFETCH(const QString, missing);
    sql::MysqlServer server = MariadbServer::shared().newDatabase();
    QStringList rights{u"SELECT"_s, u"INSERT"_s, u"UPDATE"_s, u"DELETE"_s,    u"CREATE"_s,
                       u"ALTER"_s,  u"INDEX"_s,  u"DROP"_s,   u"REFERENCES"_s};
    rights.removeOne(missing);
    const std::string user = "no" + missing.toLower().toStdString();
    MariadbServer::shared().administer("CREATE USER '" + user + "'@'127.0.0.1' IDENTIFIED BY 'r'; GRANT " +
                                       rights.join(u", ").toStdString() + " ON " + server.database +
                                       ".* TO '" + user + "'@'127.0.0.1'");
    server.user = user;
    server.password = "r";
    const Findings findings = probedServer(server);
    QCOMPARE(shapeOf(findings), u"++-"_s);
    QCOMPARE(findings.back().step, ProbeStep::Rights);
    QCOMPARE(findings.back().remedy, ProbeRemedy::GrantRights);
    QVERIFY2(findings.back().text.find(missing.toStdString()) != std::string::npos,
             findings.back().text.c_str());
    QCOMPARE(MariadbServer::shared().administer("SHOW TABLES FROM " + server.database), std::string());
}

void TestDatabaseProbe::aServerThatTakesNoWritesNeedsNoGrant()
{
    const sql::MysqlServer server = MariadbServer::shared().newDatabase();
    const auto readOnly = [](bool on) {
        MariadbServer::shared().administer(std::string("SET GLOBAL read_only = ") + (on ? "1" : "0"));
    };
    MariadbServer::shared().administer("CREATE USER IF NOT EXISTS 'plain'@'127.0.0.1' IDENTIFIED BY 'r'; "
                                       "GRANT ALL ON " +
                                       server.database + ".* TO 'plain'@'127.0.0.1'");
    sql::MysqlServer plain = server;
    plain.user = "plain"; // the fixture's own may write even so
    plain.password = "r";
    readOnly(true);
    const Findings findings = probedServer(plain);
    readOnly(false);
    QCOMPARE(shapeOf(findings), u"++-"_s);
    QCOMPARE(findings.back().step, ProbeStep::Rights);
    QCOMPARE(findings.back().remedy, ProbeRemedy::CheckDatabase);
    QVERIFY2(findings.back().text.find("not take writes") != std::string::npos, findings.back().text.c_str());
}

void TestDatabaseProbe::aTableOfAnInterruptedProbeHindersNothing()
{
    const sql::MysqlServer server = MariadbServer::shared().newDatabase();
    auto connection = Connection::openMysql(server, sql::Access::ReadWrite);
    QVERIFY(connection && (*connection)->run("CREATE TABLE chainpoints_probe_7 (id INTEGER)"));
    QCOMPARE(shapeOf(probedServer(server)), u"+++++"_s);
    QVERIFY(migrate(**connection));
}

void TestDatabaseProbe::aStopEndsIt()
{
    {
        auto connection = Connection::openSqlite(file(), sql::Access::ReadWrite);
        QVERIFY(connection && migrate(**connection));
    }
    std::stop_source stop;
    stop.request_stop();
    const std::filesystem::path path = file();
    const Findings findings = probed(
        {path, std::nullopt}, [path](sql::Access access) { return Connection::openSqlite(path, access); },
        stop.get_token());
    QCOMPARE(shapeOf(findings), u"+"_s);
}

CP_REGISTER_TEST(TestDatabaseProbe);
#include "tst_databaseprobe.moc"
