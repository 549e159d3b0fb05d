// Where secrets are looked for, in which order, and that they stay out of sight.
#include "core/base/log.h"
#include "core/config/secrets.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>

using namespace chainpoints;

namespace {

constexpr auto kVariable = "CHAINPOINTS_SECRET_NODE_KEY";
constexpr auto kCredentials = "CREDENTIALS_DIRECTORY";

QString q(const std::string& text)
{
    return QString::fromStdString(text);
}

class SecretsFolder
{
public:
    std::filesystem::path path() const { return m_folder.path().toStdString(); }
    void write(const std::string& name, const std::string& content, std::filesystem::perms mode) const
    {
        std::ofstream(path() / name, std::ios::binary) << content;
        std::filesystem::permissions(path() / name, mode);
    }

private:
    QTemporaryDir m_folder;
};

constexpr auto kPrivate = std::filesystem::perms(0600);

SecretResolver::Keychain keychainWith(const std::string& name, const std::string& secret)
{
    return [=](const std::string& asked) -> Result<std::optional<std::string>> {
        return asked == name ? std::optional(secret) : std::nullopt;
    };
}

} // namespace

class TestSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        qunsetenv(kVariable);
        qunsetenv(kCredentials);
    }

    void environmentComesFirst();
    void fileComesSecond();
    void keychainComesLast();
    void emptyVariableAndEmptyKeychainEntryCountAsNotSet();
    void anEmptyCredentialIsRefused();
    void aTrailingNewlineIsDropped_data();
    void aTrailingNewlineIsDropped();
    void aFileThatOthersCanReadIsRefused_data();
    void aFileThatOthersCanReadIsRefused();
    void anUnusableFileIsRefused();
    void anUnresolvedSecretNamesTheThreePlaces();
    void aFailingKeychainIsTold();
    void severalReferencesAreFilledIn();
    void filledInTextIsNotReadAgain();
    void malformedReferencesAreErrors_data();
    void malformedReferencesAreErrors();
    void foundSecretsAreRedacted();
};

void TestSecrets::environmentComesFirst()
{
    const SecretsFolder folder;
    folder.write("node-key", "from file", kPrivate);
    qputenv(kVariable, "from environment");
    const auto resolver = SecretResolver(keychainWith("node-key", "from keychain")).withFolder(folder.path());
    const auto text = resolver.resolve("<{secret:node-key}>");
    QVERIFY(text);
    QCOMPARE(q(text->resolved), q("<from environment>"));
    QCOMPARE(q(text->shown), q("<{secret:node-key}>"));
}

void TestSecrets::fileComesSecond()
{
    const SecretsFolder folder;
    folder.write("node-key", "from file", kPrivate);
    const auto resolver = SecretResolver(keychainWith("node-key", "from keychain")).withFolder(folder.path());
    QCOMPARE(q(resolver.resolve("{secret:node-key}")->resolved), q("from file"));
}

void TestSecrets::keychainComesLast()
{
    const SecretsFolder folder;
    const auto resolver = SecretResolver(keychainWith("node-key", "from keychain")).withFolder(folder.path());
    QCOMPARE(q(resolver.resolve("{secret:node-key}")->resolved), q("from keychain"));
    QCOMPARE(q(**SecretResolver(keychainWith("api", "token")).find("api")), q("token"));
}

void TestSecrets::emptyVariableAndEmptyKeychainEntryCountAsNotSet()
{
    qputenv(kVariable, "");
    const auto found = SecretResolver(keychainWith("node-key", "")).find("node-key");
    QVERIFY(found);
    QVERIFY(!found->has_value());
}

void TestSecrets::anEmptyCredentialIsRefused()
{
    const SecretsFolder credentials;
    credentials.write("node-key", "\r\n", kPrivate);
    credentials.write("api", "token\n", kPrivate);
    qputenv(kCredentials, QByteArray::fromStdString(credentials.path().string()));
    const auto found = SecretResolver(keychainWith("node-key", "another")).find("node-key");
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::BadInput);
    QCOMPARE(q(**SecretResolver().find("api")), q("token"));
    QCOMPARE(q(**SecretResolver(keychainWith("other", "third")).find("other")), q("third"));
}

void TestSecrets::aTrailingNewlineIsDropped_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("secret");
    QTest::newRow("none") << QByteArray("key") << QByteArray("key");
    QTest::newRow("newline") << QByteArray("key\n") << QByteArray("key");
    QTest::newRow("Windows newline") << QByteArray("key\r\n") << QByteArray("key");
    QTest::newRow("only one") << QByteArray("key\n\n") << QByteArray("key\n");
    QTest::newRow("inner blanks stay") << QByteArray(" a b \n") << QByteArray(" a b ");
}

void TestSecrets::aTrailingNewlineIsDropped()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, secret);
    const SecretsFolder folder;
    folder.write("key", content.toStdString(), kPrivate);
    const auto found = SecretResolver().withFolder(folder.path()).find("key");
    QVERIFY(found && *found);
    QCOMPARE(QByteArray::fromStdString(**found), secret);
}

void TestSecrets::aFileThatOthersCanReadIsRefused_data()
{
    QTest::addColumn<unsigned>("mode");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("0600") << 0600U << true;
    QTest::newRow("0400") << 0400U << true;
    QTest::newRow("0640") << 0640U << false;
    QTest::newRow("0604") << 0604U << false;
    QTest::newRow("0620") << 0620U << false;
    QTest::newRow("0644") << 0644U << false;
    QTest::newRow("0700") << 0700U << false;
}

void TestSecrets::aFileThatOthersCanReadIsRefused()
{
#ifdef Q_OS_WIN
    QSKIP("no modes on Windows");
#endif
    QFETCH(unsigned, mode);
    QFETCH(bool, accepted);
    const SecretsFolder folder;
    folder.write("key", "very secret", std::filesystem::perms(mode));
    const auto found = SecretResolver(keychainWith("key", "other")).withFolder(folder.path()).find("key");
    QCOMPARE(found.has_value(), accepted);
    if (accepted)
        return;
    QCOMPARE(found.error().code, ErrorCode::BadInput);
    const QString message = q(found.error().message);
    QVERIFY2(message.contains(q((folder.path() / "key").string())), qPrintable(message));
    QVERIFY2(message.contains(QStringLiteral("chmod 600")), qPrintable(message));
    QVERIFY2(!message.contains(QStringLiteral("very secret")), qPrintable(message));
}

void TestSecrets::anUnusableFileIsRefused()
{
    const SecretsFolder folder;
    folder.write("empty", "\n", kPrivate);
    folder.write("huge", std::string(70000, 'x'), kPrivate);
    std::filesystem::create_directory(folder.path() / "folder");
    const auto resolver = SecretResolver().withFolder(folder.path());
    for (const char* name : {"empty", "huge", "folder"}) {
        const auto found = resolver.find(name);
        QVERIFY2(!found, name);
        QVERIFY2(found.error().message.find(name) != std::string::npos, found.error().message.c_str());
    }
}

void TestSecrets::anUnresolvedSecretNamesTheThreePlaces()
{
    const SecretsFolder folder;
    const auto text = SecretResolver(keychainWith("other", "x"))
                          .withFolder(folder.path())
                          .resolve("https://n/{secret:node-key}");
    QVERIFY(!text);
    QCOMPARE(text.error().code, ErrorCode::BadInput);
    const QString message = q(text.error().message);
    for (const std::string& part : {std::string("\"node-key\""), std::string(kVariable),
                                    (folder.path() / "node-key").string(), std::string("keychain")})
        QVERIFY2(message.contains(q(part)), qPrintable(message));

    const QString bare = q(SecretResolver().resolve("{secret:node-key}").error().message);
    QVERIFY2(bare.contains(QStringLiteral("secrets_dir")) && bare.contains(QStringLiteral("not available")),
             qPrintable(bare));
}

void TestSecrets::aFailingKeychainIsTold()
{
    const SecretResolver resolver([](const std::string&) -> Result<std::optional<std::string>> {
        return Error{ErrorCode::Unreachable, "it is locked"};
    });
    const auto text = resolver.resolve("{secret:node-key}");
    QVERIFY(!text);
    QCOMPARE(text.error().code, ErrorCode::BadInput);
    QVERIFY2(text.error().message.find("it is locked") != std::string::npos, text.error().message.c_str());
    const auto found = resolver.find("node-key");
    QVERIFY2(found && !*found, "a secret that may be missing does not need the keychain");
}

void TestSecrets::severalReferencesAreFilledIn()
{
    const SecretResolver resolver([](const std::string& name) -> Result<std::optional<std::string>> {
        return std::optional("<" + name + ">");
    });
    QCOMPARE(q(resolver.resolve("a{secret:x}b{secret:Y_1}{secret:z-2}")->resolved), q("a<x>b<Y_1><z-2>"));
    QCOMPARE(q(resolver.resolve("no reference {here}")->resolved), q("no reference {here}"));
    QCOMPARE(q(resolver.resolve("")->resolved), q(""));
}

void TestSecrets::filledInTextIsNotReadAgain()
{
    QCOMPARE(q(SecretResolver(keychainWith("a", "{secret:a}")).resolve("{secret:a}")->resolved),
             q("{secret:a}"));
}

void TestSecrets::malformedReferencesAreErrors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no end") << QByteArray("https://n/{secret:key");
    QTest::newRow("no name") << QByteArray("{secret:}");
    QTest::newRow("blank in name") << QByteArray("{secret:my key}");
    QTest::newRow("leaves the folder") << QByteArray("{secret:../key}");
    QTest::newRow("name of 65 letters") << "{secret:" + QByteArray(65, 'k') + "}";
    QTest::newRow("second one") << QByteArray("{secret:key}{secret:");
}

void TestSecrets::malformedReferencesAreErrors()
{
    QFETCH(QByteArray, text);
    const auto resolved = SecretResolver(keychainWith("key", "value")).resolve(text.toStdString());
    QVERIFY(!resolved);
    QCOMPARE(resolved.error().code, ErrorCode::BadInput);
    QVERIFY(resolved.error().message.find("{secret:NAME}") != std::string::npos);
}

void TestSecrets::foundSecretsAreRedacted()
{
    const SecretResolver resolver(keychainWith("key", "Zq81-unmistakable"));
    QVERIFY(log::redacted("GET /Zq81-unmistakable") == "GET /Zq81-unmistakable");
    QVERIFY(resolver.find("key"));
    QVERIFY(log::redacted("GET /Zq81-unmistakable") == "GET /***");
}

QTEST_APPLESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
