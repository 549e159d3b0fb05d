// Texts in command lines, as one word for each shell.
#include "core/base/shellword.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace chainpoints;

class TestShellWord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneWord_data();
    void oneWord();
    void theProgramComesFirst();
};

void TestShellWord::oneWord_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("posix");
    QTest::addColumn<QByteArray>("powerShell");
    const auto row = [](const char* name, const char* text, const char* posix, const char* powerShell) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(posix) << QByteArray(powerShell);
    };
    row("plain", "/var/a-b_1.json", "/var/a-b_1.json", "/var/a-b_1.json");
    row("nothing", "", "''", "''");
    row("space", "my points.json", "'my points.json'", "'my points.json'");
    row("apostrophe", "it's", R"('it'\''s')", "'it''s'");
    row("typographic apostrophe", "it\u2019s \u2018so\u201a\u201b", "'it\u2019s \u2018so\u201a\u201b'",
        "'it\u2019\u2019s \u2018\u2018so\u201a\u201a\u201b\u201b'");
    row("variable", "$HOME", "'$HOME'", "'$HOME'");
    row("other letters", "/var/积分", "'/var/积分'", "'/var/积分'");
    row("a folder of Windows", R"(C:\points\)", R"('C:\points\')", R"(C:\points\)");
    row("one with a space", R"(C:\my points\a)", R"('C:\my points\a')", R"('C:\my points\a')");
    row("hostile: another command", R"(x" & calc & ")", R"('x" & calc & "')", R"('x" & calc & "')");
    row("hostile: a command within", "$(calc)`calc`", "'$(calc)`calc`'", "'$(calc)`calc`'");
    row("hostile: out of the quotes", "'; calc; '", R"(''\''; calc; '\''')", "'''; calc; '''");
    row("hostile: out by another quote", "\u2019; calc #", "'\u2019; calc #'", "'\u2019\u2019; calc #'");
}

void TestShellWord::oneWord()
{
    QFETCH(const QByteArray, text);
    QTEST(QByteArray::fromStdString(shellWord(text.toStdString(), Shell::Posix)), "posix");
    QTEST(QByteArray::fromStdString(shellWord(text.toStdString(), Shell::PowerShell)), "powerShell");
}

void TestShellWord::theProgramComesFirst()
{
    QCOMPARE(shellProgram("/opt/my points/p", Shell::Posix), std::string("'/opt/my points/p'"));
    QCOMPARE(shellProgram(R"(C:\my points\p.exe)", Shell::PowerShell),
             std::string(R"(& 'C:\my points\p.exe')"));
    QCOMPARE(shellProgram(R"(C:\points\p.exe)", Shell::PowerShell), std::string(R"(C:\points\p.exe)"));
}

CP_REGISTER_TEST(TestShellWord);
#include "tst_shellword.moc"
