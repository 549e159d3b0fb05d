// Host names, addresses and URLs: which can be right, and what of them may be shown.
#include "core/config/netaddress.h"

#include <QTest>

using namespace chainpoints;

class TestNetAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsHostAndPort_data();
    void readsHostAndPort();
    void refusesHostAndPort_data();
    void refusesHostAndPort();
    void knowsLoopback();
    void readsUrls_data();
    void readsUrls();
    void refusesUrls_data();
    void refusesUrls();
    void hidesPasswords_data();
    void hidesPasswords();
};

void TestNetAddress::readsHostAndPort_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("port");
    const auto row = [](const char* text, const char* host, int port) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(host) << port;
    };
    row("127.0.0.1:1", "127.0.0.1", 1);
    row("0.0.0.0:65535", "0.0.0.0", 65535);
    row("localhost:80", "localhost", 80);
    row("a-1.example.org.:80", "a-1.example.org.", 80);
    row("container_name:80", "container_name", 80);
    row("[::1]:8787", "::1", 8787);
    row("[::]:80", "::", 80);
    row("[1::]:80", "1::", 80);
    row("[1:2:3:4:5:6:7:8]:80", "1:2:3:4:5:6:7:8", 80);
    row("[FE80::1:2]:80", "FE80::1:2", 80);
    row("[::ffff:10.0.0.1]:80", "::ffff:10.0.0.1", 80);
    row("[1:2:3:4:5:6:10.0.0.1]:80", "1:2:3:4:5:6:10.0.0.1", 80);
}

void TestNetAddress::readsHostAndPort()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, host);
    QFETCH(int, port);
    const auto parsed = parseHostPort(text.toStdString());
    QVERIFY2(parsed, parsed ? "" : parsed.error().message.c_str());
    QCOMPARE(QByteArray::fromStdString(parsed->host), host);
    QCOMPARE(parsed->port, port);
}

void TestNetAddress::refusesHostAndPort_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"",
                             "off",
                             "127.0.0.1",
                             ":8787",
                             "127.0.0.1:",
                             "127.0.0.1:0",
                             "127.0.0.1:65536",
                             "127.0.0.1:-1",
                             "127.0.0.1:http",
                             "127.0.0.1:80:80",
                             "127.0.0.256:80",
                             "127.0.0.01:80",
                             "127.1:80",
                             "a..b:80",
                             ".a:80",
                             "-a:80",
                             "a-:80",
                             "a b:80",
                             "a/b:80",
                             "http://127.0.0.1:80",
                             "me@a:80",
                             "::1:8787",
                             "[::1]",
                             "[::1]8787",
                             "[::1:8787",
                             "[]:80",
                             "[a]:80",
                             "[:::1]:80",
                             "[:1]:80",
                             "[1:]:80",
                             "[1:2:3]:80",
                             "[1:2:3:4:5:6:7:8:9]:80",
                             "[1:2:3:4:5:6:7:8::]:80",
                             "[1::2::3]:80",
                             "[12345::]:80",
                             "[g::]:80",
                             "[1.2.3.4]:80",
                             "[1.2.3.4::]:80",
                             "[::1.2.3]:80",
                             "[1:2:3:4:5:6:7:1.2.3.4]:80"})
        QTest::addRow("<%s>", text) << QByteArray(text);
    QTest::newRow("label of 64 letters") << QByteArray(64, 'a') + ":80";
    QTest::newRow("name of 254 letters") << QByteArray("a.").repeated(126) + "aa:80";
}

void TestNetAddress::refusesHostAndPort()
{
    QFETCH(QByteArray, text);
    const auto parsed = parseHostPort(text.toStdString());
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, ErrorCode::BadInput);
}

void TestNetAddress::knowsLoopback()
{
    for (const char* host :
         {"127.0.0.1", "127.200.0.9", "::1", "0:0:0:0:0:0:0:1", "0::0.0.0.1", "localhost", "LocalHost"})
        QVERIFY2(isLoopback(host), host);
    for (const char* host :
         {"0.0.0.0", "128.0.0.1", "10.0.0.1", "::", "::2", "1::1", "::ffff:10.0.0.1", "localhost.org", ""})
        QVERIFY2(!isLoopback(host), host);
}

void TestNetAddress::readsUrls_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("password");
    const auto row = [](const char* url, const char* host, const char* password) {
        QTest::newRow(url) << QByteArray(url) << QByteArray(host) << QByteArray(password);
    };
    row("https://a.example.org", "a.example.org", "");
    row("HTTP://a.example.org:8545/", "a.example.org", "");
    row("http://10.0.0.1?key=a@b", "10.0.0.1", "");
    row("http://[::1]:8545/v3/key:x@y", "::1", "");
    row("https://me@a", "a", "");
    row("https://me:word@a:1/x", "a", "word");
    row("https://:w:o@r%20d@[::1]", "::1", "w:o@r%20d");
}

void TestNetAddress::readsUrls()
{
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, password);
    const auto parsed = parseHttpUrl(url.toStdString());
    QVERIFY2(parsed, parsed ? "" : parsed.error().message.c_str());
    QCOMPARE(QByteArray::fromStdString(parsed->host), host);
    QCOMPARE(QByteArray::fromStdString(parsed->password), password);
}

void TestNetAddress::refusesUrls_data()
{
    QTest::addColumn<QByteArray>("url");
    for (const char* url : {"",
                            "a.example.org",
                            "//a",
                            "://a",
                            "ws://a",
                            "wss://a",
                            "ftp://a",
                            "file:///a",
                            "https:/a",
                            "https:a",
                            "https://",
                            "https:///path",
                            "https://:8545",
                            "https://?x",
                            "https://me@",
                            "https://me:word@",
                            "https://a b",
                            "https://a/b c",
                            " https://a",
                            "https://a\n",
                            "https://a\t",
                            "https://a:0",
                            "https://a:65536",
                            "https://a:",
                            "https://a:b",
                            "https://a:1:2",
                            "https://a..b",
                            "https://-a",
                            "https://10.0.0.300",
                            "https://[::1",
                            "https://[zz]",
                            "https://::1",
                            "https://a/#b",
                            "https://a#b",
                            "https://a/{infura}",
                            "https://a/${INFURA}",
                            "https://a/<key>",
                            "https://\xC3\xA9.org",
                            "https://a/\xC3\xA9",
                            "https://a\\b"})
        QTest::addRow("<%s>", QByteArray(url).toPercentEncoding("/:").constData()) << QByteArray(url);
}

void TestNetAddress::refusesUrls()
{
    QFETCH(QByteArray, url);
    const auto parsed = parseHttpUrl(url.toStdString());
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, ErrorCode::BadInput);
}

void TestNetAddress::hidesPasswords_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("shown");
    const auto row = [](const char* url, const char* shown) {
        QTest::newRow(url) << QByteArray(url) << QByteArray(shown);
    };
    row("https://me:word@a/v3?x=y", "https://me:***@a/v3?x=y");
    row("https://:word@a", "https://:***@a");
    row("https://me:word@[::1]:8545/", "https://me:***@[::1]:8545/");
    row("https://me:w:o@rd@a", "https://me:***@a");
    row("https://{secret:user}:word@a", "https://{secret:user}:***@a");
    row("https://me:{secret:pw}@a", "https://me:{secret:pw}@a");
    row("https://me:word{secret:pw}@a", "https://me:***@a");
    row("https://me:{secret:pw}word@a", "https://me:***@a");
    row("https://me:{secret:pw}word{secret:pw}@a", "https://me:***@a");
    row("https://me@a/b:c@d", "https://me@a/b:c@d");
    row("https://a:8545/b@c", "https://a:8545/b@c");
    row("{secret:url}", "{secret:url}");
    row("{secret:base}/v3", "{secret:base}/v3");
}

void TestNetAddress::hidesPasswords()
{
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, shown);
    QCOMPARE(QByteArray::fromStdString(hidePassword(url.toStdString())), shown);
}

QTEST_APPLESS_MAIN(TestNetAddress)
#include "tst_netaddress.moc"
