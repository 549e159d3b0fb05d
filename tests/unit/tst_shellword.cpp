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
};

void TestShellWord::oneWord_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("posix");
    QTest::addColumn<QByteArray>("windows");
    const auto row = [](const char* name, const char* text, const char* posix, const char* windows) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(posix) << QByteArray(windows);
    };
    row("plain", "/var/a-b_1.json", "/var/a-b_1.json", "/var/a-b_1.json");
    row("nothing", "", "''", R"("")");
    row("space", "my points.json", "'my points.json'", R"("my points.json")");
    row("apostrophe", "it's", R"('it'\''s')", R"("it's")");
    row("variable", "$HOME", "'$HOME'", R"("$HOME")");
    row("other letters", "/var/积分", "'/var/积分'", R"("/var/积分")");
    row("a folder of Windows", R"(C:\points\)", R"('C:\points\')", R"(C:\points\)");
    row("one with a space", R"(C:\my points\)", R"('C:\my points\')", R"("C:\my points\\")");
    row("quotes", R"(a "b\")", R"('a "b\"')", R"("a \"b\\\"")");
}

void TestShellWord::oneWord()
{
    QFETCH(const QByteArray, text);
    QTEST(QByteArray::fromStdString(shellWord(text.toStdString(), Shell::Posix)), "posix");
    QTEST(QByteArray::fromStdString(shellWord(text.toStdString(), Shell::Windows)), "windows");
}

CP_REGISTER_TEST(TestShellWord);
#include "tst_shellword.moc"
