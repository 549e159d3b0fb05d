// Where the secrets of a configuration are; keeping them and forgetting them.
#include "core/base/log.h"
#include "tests/support/testkeychain.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace chainpoints;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kVariable = "CHAINPOINTS_SECRET_NODE_KEY";
constexpr auto kToken = "a-token-of-the-api";

QString q(const std::string& text)
{
    return QString::fromStdString(text);
}

/// "node-key=keychain api=–": what is listed.
QString listed(const SecretKeeper& keeper)
{
    QStringList words;
    for (const SecretState& state : keeper.list()) {
        const QStringList places{u"environment"_s, u"file"_s, u"keychain"_s};
        words << q(state.name) + u'=' +
                     (state.problem ? u"?"_s
                      : state.place ? places[int(*state.place)]
                                    : u"–"_s);
    }
    return words.join(u' ');
}

struct Keeping
{
    [[nodiscard]] SecretKeeper keeper(const nlohmann::json& more = nlohmann::json::object()) const
    {
        nlohmann::json tree{
            {"secrets_dir", "secrets"},
            {"chains",
             {{{"name", "sepolia"}, {"rpc", {"https://a/{secret:node-key}", "https://b"}}},
              {{"name", "base"}, {"rpc", nlohmann::json::array({"https://c/{secret:node-key}"})}}}}};
        tree.update(more);
        const auto config = readSecretsConfigText(tree.dump(), file("config.json"));
        if (!config)
            qFatal("%s", config.error().message.c_str());
        return {keychain.access(), *config};
    }
    [[nodiscard]] std::filesystem::path file(const std::string& name) const
    {
        return std::filesystem::path(folder.path().toStdString()) / name;
    }
    [[nodiscard]] QByteArray bytes(const std::string& name) const
    {
        QFile kept(q(file(name).string()));
        return kept.open(QIODevice::ReadOnly) ? kept.readAll() : QByteArray();
    }

    QTemporaryDir folder;
    mutable TestKeychain keychain;
};

} // namespace

class TestSecretKeeper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { qunsetenv(kVariable); }
    void eachUseIsNamed();
    void theApiHasATokenOfItsOwn();
    void whereEachIsIsListed();
    void aSilentKeychainIsAskedOnce();
    void aFileThatCannotBeUsedIsTold();
    void theKeychainKeepsIt();
    void aFileKeepsItForItsOwnerAlone();
    void anEarlierPlaceIsTold();
    void whatIsRefused_data();
    void whatIsRefused();
    void withoutAFolderThereAreNoFiles();
    void itIsRemovedFromEverywhere();
    void whatCannotBeRemovedIsTold();
    void keptSecretsAreRedacted();
};

void TestSecretKeeper::eachUseIsNamed()
{
    const Keeping keeping;
    const auto states = keeping.keeper().list();
    QCOMPARE(states.size(), std::size_t(2));
    QCOMPARE(states[1].name, std::string("node-key"));
    QCOMPARE(states[1].variable, std::string(kVariable));
    QCOMPARE(states[1].uses, (std::vector<std::string>{"chains[sepolia].rpc[0]", "chains[base].rpc[0]"}));
    QVERIFY(states[1].isNeeded);
}

void TestSecretKeeper::theApiHasATokenOfItsOwn()
{
    const Keeping keeping;
    QVERIFY(!keeping.keeper().list().front().isNeeded);
    QCOMPARE(listed(keeping.keeper({{"api", {{"listen", "off"}}}})), u"node-key=–"_s);
    // Where something else goes by it, it is needed.
    const auto named = keeping.keeper({{"database", {{"password", "{secret:api}"}}}}).list().front();
    QVERIFY(named.isNeeded);
    QCOMPARE(named.uses, (std::vector<std::string>{"database.password", "api"}));
}

void TestSecretKeeper::whereEachIsIsListed()
{
    Keeping keeping;
    QCOMPARE(listed(keeping.keeper()), u"api=– node-key=–"_s);
    keeping.keychain.set("node-key", "x");
    QCOMPARE(listed(keeping.keeper()), u"api=– node-key=keychain"_s);
    QVERIFY(keeping.keeper().store("node-key", "y", SecretPlace::File));
    QCOMPARE(listed(keeping.keeper()), u"api=– node-key=file"_s);
    qputenv(kVariable, "z");
    QCOMPARE(listed(keeping.keeper()), u"api=– node-key=environment"_s);
}

void TestSecretKeeper::aSilentKeychainIsAskedOnce()
{
    Keeping keeping;
    keeping.keychain.fail("it is locked");
    QCOMPARE(listed(keeping.keeper()), u"api=? node-key=?"_s);
    QCOMPARE(keeping.keychain.questions(), 1);
    QCOMPARE(keeping.keeper().list()[1].problem->code, ErrorCode::Unreachable);
    qputenv(kVariable, "z");
    QCOMPARE(listed(keeping.keeper()), u"api=? node-key=environment"_s);
}

void TestSecretKeeper::aFileThatCannotBeUsedIsTold()
{
    const Keeping keeping;
    QVERIFY(keeping.keeper().store("node-key", "y", SecretPlace::File));
    QVERIFY(QFile::resize(q(keeping.file("secrets/node-key").string()), 0));
    const auto state = keeping.keeper().list()[1];
    QCOMPARE(state.problem->code, ErrorCode::BadInput);
    QVERIFY2(state.problem->message.find("is empty") != std::string::npos, state.problem->message.c_str());
}

void TestSecretKeeper::theKeychainKeepsIt()
{
    const Keeping keeping;
    const auto used = keeping.keeper().store("node-key", "one", SecretPlace::Keychain);
    QVERIFY(used);
    QCOMPARE(*used, SecretPlace::Keychain);
    QVERIFY(keeping.keeper().store("node-key", "two", SecretPlace::Keychain));
    QCOMPARE(keeping.keychain.secret("node-key"), std::string("two"));
    keeping.keychain.fail("it is locked");
    const auto failed = keeping.keeper().store("node-key", "three", SecretPlace::Keychain);
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, ErrorCode::Unreachable);
}

void TestSecretKeeper::aFileKeepsItForItsOwnerAlone()
{
    const Keeping keeping;
    const auto used = keeping.keeper().store("node-key", "one", SecretPlace::File);
    QVERIFY(used);
    QCOMPARE(*used, SecretPlace::File);
    QCOMPARE(keeping.bytes("secrets/node-key"), QByteArray("one"));
#ifndef Q_OS_WIN
    using std::filesystem::perms;
    QCOMPARE(std::filesystem::status(keeping.file("secrets/node-key")).permissions(), perms(0600));
    QCOMPARE(std::filesystem::status(keeping.file("secrets")).permissions(), perms(0700));
#endif
    // A folder is in the way.
    QVERIFY(std::filesystem::create_directory(keeping.file("secrets/api")));
    const auto failed = keeping.keeper().store("api", kToken, SecretPlace::File);
    QVERIFY(!failed);
    QVERIFY2(failed.error().message.find("cannot be written") != std::string::npos,
             failed.error().message.c_str());
}

void TestSecretKeeper::anEarlierPlaceIsTold()
{
    const Keeping keeping;
    QVERIFY(keeping.keeper().store("node-key", "one", SecretPlace::File));
    QCOMPARE(*keeping.keeper().store("node-key", "two", SecretPlace::Keychain), SecretPlace::File);
    qputenv(kVariable, "z");
    QCOMPARE(*keeping.keeper().store("node-key", "two", SecretPlace::Keychain), SecretPlace::Environment);
}

void TestSecretKeeper::whatIsRefused_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QByteArray>("why");
    const auto row = [](const char* tag, const QByteArray& name, const QByteArray& secret, const char* why) {
        QTest::newRow(tag) << name << secret << QByteArray(why);
    };
    row("bad name", "a b", "x", "1 to 64 of the letters");
    row("another folder", "../x", "x", "1 to 64 of the letters");
    row("nothing", "db", "", "must not be empty");
    row("two lines", "db", "one\ntwo", "one line of text");
    row("a zero", "db", QByteArray("one\0two", 7), "one line of text");
    row("too long", "db", QByteArray(16'385, 'x'), "longer than 16384 bytes");
    row("short token", "api", "fifteen-letters", "at least 16 characters");
    row("token with a blank", "api", "two words for the api", "no HTTP header can carry");
}

void TestSecretKeeper::whatIsRefused()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, secret);
    QFETCH(QByteArray, why);
    const Keeping keeping;
    for (const SecretPlace place : {SecretPlace::File, SecretPlace::Keychain}) {
        const auto stored = keeping.keeper().store(name.toStdString(), secret.toStdString(), place);
        QVERIFY(!stored);
        QCOMPARE(stored.error().code, ErrorCode::BadInput);
        QVERIFY2(q(stored.error().message).contains(QString::fromLatin1(why)),
                 stored.error().message.c_str());
        QVERIFY(secret.size() < 8 || !q(stored.error().message).contains(QString::fromLatin1(secret)));
    }
    QVERIFY(keeping.keychain.secret(name.toStdString()).empty());
    QVERIFY(!std::filesystem::exists(keeping.file("secrets")));
}

void TestSecretKeeper::withoutAFolderThereAreNoFiles()
{
    Keeping keeping;
    const SecretKeeper keeper(keeping.keychain.access(), {});
    const auto stored = keeper.store("db", "x", SecretPlace::File);
    QVERIFY(!stored);
    QVERIFY(stored.error().message.find("secrets_dir") != std::string::npos);
    QVERIFY(!keeper.accepts("db", SecretPlace::File));
    QVERIFY(keeper.accepts("db", SecretPlace::Keychain));
}

void TestSecretKeeper::itIsRemovedFromEverywhere()
{
    const Keeping keeping;
    QVERIFY(keeping.keeper().store("node-key", "one", SecretPlace::File));
    QVERIFY(keeping.keeper().store("node-key", "two", SecretPlace::Keychain));
    const auto left = keeping.keeper().remove("node-key");
    QVERIFY(left);
    QVERIFY(!*left);
    QVERIFY(keeping.keychain.secret("node-key").empty());
    QVERIFY(!std::filesystem::exists(keeping.file("secrets/node-key")));
    const auto again = keeping.keeper().remove("node-key");
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::NotFound);
}

void TestSecretKeeper::whatCannotBeRemovedIsTold()
{
    Keeping keeping;
    qputenv(kVariable, "z");
    QVERIFY(keeping.keeper().store("node-key", "two", SecretPlace::Keychain));
    const auto left = keeping.keeper().remove("node-key");
    QVERIFY(left);
    QCOMPARE(**left, SecretPlace::Environment);
    QVERIFY(!keeping.keeper().remove("../config.json"));
    keeping.keychain.fail("it is locked");
    const auto failed = keeping.keeper().remove("node-key");
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, ErrorCode::Unreachable);
    QVERIFY(keeping.keeper().store("node-key", "one", SecretPlace::File));
    QVERIFY(keeping.keeper().remove("node-key")); // as on a server without a keychain
    QVERIFY(!std::filesystem::exists(keeping.file("secrets/node-key")));
}

void TestSecretKeeper::keptSecretsAreRedacted()
{
    const Keeping keeping;
    QVERIFY(keeping.keeper().store("node-key", "Zq82-unmistakable", SecretPlace::Keychain));
    QCOMPARE(q(log::redacted("GET /Zq82-unmistakable")), u"GET /***"_s);
}

QTEST_APPLESS_MAIN(TestSecretKeeper)
#include "tst_secretkeeper.moc"
