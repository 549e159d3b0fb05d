// The API over real sockets: what clients get.
#include "core/http/querytext.h"
#include "tests/support/servedapi.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <thread>

using namespace chainpoints;

class TestHttpServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itAnswers();
    void aValueBeginsBehindTheFirstEquals();
    void aTokenIsAskedFor();
    void oneConnectionCarriesSeveralRequests();
    void aBodyIsNeverTakenForARequest();
    void whatIsTooLargeIsRefused();
    void whatIsRefusedIsCounted();
    void aBodyIsRead();
    void otherHostsAreRefused();
    void eventsAreStreamed();
    void nonsenseIsRefused_data();
    void nonsenseIsRefused();
    void manyClientsAtOnce();
    void itStopsWhateverClientsDo();
    void stoppingTwiceAndStartingAgain();
    void aPortInUseIsTold();
    void anAddressOfAnotherMachineIsTold();
};

namespace {

/// How many answers with this status the metrics tell of.
qint64 counterIn(const QByteArray& metrics, const QByteArray& status)
{
    const QByteArray name = "chainpoints_http_request_duration_seconds_count{status=\"" + status + "\"} ";
    const qsizetype at = metrics.indexOf(name);
    if (at < 0)
        return 0;
    const qsizetype begin = at + name.size();
    return metrics.mid(begin, metrics.indexOf('\n', begin) - begin).toLongLong();
}

} // namespace

void TestHttpServer::itAnswers()
{
    Served served;
    const QByteArray health = Client(served.server().port()).ask("GET /healthz HTTP/1.1");
    QCOMPARE(statusOf(health), QByteArray("200"));
    QVERIFY2(health.endsWith("\r\n\r\n{\"status\":\"ok\"}"), health.constData());
    QVERIFY2(health.contains("Content-Type: application/json\r\n"), health.constData());
    QVERIFY2(health.contains("Cache-Control: no-store\r\n"), health.constData());

    const QByteArray chain =
        Client(served.server().port()).ask(authorized("GET /api/v1/chains/sepolia HTTP/1.1"));
    QCOMPARE(statusOf(chain), QByteArray("200"));
    QVERIFY2(chain.contains("{\"name\":\"sepolia\",\"evm_chain_id\":11155111,"), chain.constData());
    QCOMPARE(statusOf(Client(served.server().port()).ask(authorized("GET /nothing HTTP/1.1"))),
             QByteArray("404"));
    QCOMPARE(
        statusOf(Client(served.server().port()).ask(authorized("GET /api/v1/chains/%73epolia HTTP/1.1"))),
        QByteArray("200"));
    // A door for each that needs one, and one to look at the chains.
    QTRY_COMPARE(served.opened, 3);
}

void TestHttpServer::aValueBeginsBehindTheFirstEquals()
{
    using Query = std::vector<std::pair<std::string, std::string>>;
    QVERIFY((queryOf("/api/v1/users?chain=nope=a&limit=1") == Query{{"chain", "nope=a"}, {"limit", "1"}}));
    QVERIFY((queryOf("/a?x=%3D+%26&&y&=z#end") == Query{{"x", "= &"}, {"y", ""}, {"", "z"}}));
    QVERIFY(queryOf("/a").empty() && queryOf("/a?").empty());
}

void TestHttpServer::aTokenIsAskedFor()
{
    Served served;
    const QByteArray answer = Client(served.server().port()).ask("GET /api/v1/chains HTTP/1.1");
    QCOMPARE(statusOf(answer), QByteArray("401"));
    QVERIFY2(answer.contains("WWW-Authenticate: Bearer"), answer.constData());
    QVERIFY2(answer.contains("{\"error\":{\"code\":\"unauthorized\""), answer.constData());
    QTRY_COMPARE(served.opened, 1); // that of the look at the chains
}

void TestHttpServer::oneConnectionCarriesSeveralRequests()
{
    Served served;
    Client client(served.server().port());
    for (int i = 0; i < 5; ++i)
        QCOMPARE(statusOf(client.ask("GET /healthz HTTP/1.1")), QByteArray("200"));
    // Sent together, answered one after the other.
    client.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET /x HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QCOMPARE(statusOf(client.answer()), QByteArray("200"));
    QCOMPARE(statusOf(client.answer()), QByteArray("401"));
    client.send("GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n");
    QCOMPARE(statusOf(client.answer()), QByteArray("200"));
    QVERIFY(client.isClosed());
}

void TestHttpServer::aBodyIsNeverTakenForARequest()
{
    Served served;
    for (const QByteArray method : {"GET", "POST"}) {
        for (const QByteArray framing : {"Content-Length: 39", "Transfer-Encoding: chunked"}) {
            Client client(served.server().port());
            client.send(authorized(method + " /api/v1/chains HTTP/1.1") + "\r\n" + framing +
                        "\r\n\r\nGET /healthz HTTP/1.1\r\nHost: inner\r\n\r\n");
            const QByteArray first = client.answer();
            QCOMPARE(statusOf(first), method == "GET" ? QByteArray("200") : QByteArray("405"));
            QVERIFY2(first.contains("Connection: close"), first.constData());
            QVERIFY(client.isClosed());
            QCOMPARE(client.answer(), QByteArray());
        }
    }
}

void TestHttpServer::whatIsTooLargeIsRefused()
{
    Served served;
    Client body(served.server().port());
    body.send("POST /healthz HTTP/1.1\r\nContent-Length: 1048577\r\n\r\n");
    QCOMPARE(statusOf(body.answer()), QByteArray("413"));
    Client uri(served.server().port());
    uri.send("GET /" + QByteArray(9000, 'a') + " HTTP/1.1\r\n\r\n");
    const QByteArray answer = uri.answer();
    QVERIFY2(statusOf(answer).startsWith("4"), answer.constData());
    Client header(served.server().port());
    header.send("GET /healthz HTTP/1.1\r\nX: " + QByteArray(100'000, 'a') + "\r\n\r\n");
    QVERIFY(!statusOf(header.answer()).startsWith("2"));
    QCOMPARE(statusOf(Client(served.server().port()).ask("GET /healthz HTTP/1.1")), QByteArray("200"));
}

void TestHttpServer::whatIsRefusedIsCounted()
{
    Served served;
    const auto counted = [&](const QByteArray& status) {
        const QByteArray metrics = Client(served.server().port()).ask(authorized("GET /metrics HTTP/1.1"));
        return counterIn(metrics, status);
    };
    const std::vector<std::pair<QByteArray, QByteArray>> refusals{
        {"401", "GET /api/v1/chains HTTP/1.1\r\n\r\n"},
        {"403", "GET /healthz HTTP/1.1\r\nHost: evil.example\r\n\r\n"},
        {"404", authorized("GET /nothing HTTP/1.1") + "\r\n\r\n"},
        {"413", "POST /healthz HTTP/1.1\r\nContent-Length: 1048577\r\n\r\n"},
        {"400", "hello\r\n\r\n"},
    };
    for (const auto& [status, request] : refusals) {
        const qint64 before = counted(status);
        Client client(served.server().port());
        client.send(request);
        QCOMPARE(statusOf(client.answer()), status);
        QCOMPARE(counted(status), before + 1);
    }
}

void TestHttpServer::aBodyIsRead()
{
    Served served;
    const QByteArray head = authorized("POST /api/v1/failures/retry HTTP/1.1") +
                            "\r\nContent-Type: application/json; charset=utf-8\r\n";
    Client plain(served.server().port());
    plain.send(head + "Content-Length: 19\r\n\r\n{\"chain\":\"sepolia\"}");
    const QByteArray answer = plain.answer();
    QCOMPARE(statusOf(answer), QByteArray("202"));
    QVERIFY2(answer.contains("\r\nLocation: /api/v1/actions/1\r\n"), answer.constData());
    QVERIFY2(answer.endsWith("{\"action_id\":1}"), answer.constData());
    Client chunked(served.server().port());
    chunked.send(head + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
    QCOMPARE(statusOf(chunked.answer()), QByteArray("202"));
    Client wrong(served.server().port());
    wrong.send(head + "Content-Length: 4\r\n\r\nnull");
    QCOMPARE(statusOf(wrong.answer()), QByteArray("400"));
    Client packed(served.server().port());
    packed.send(head + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}");
    QCOMPARE(statusOf(packed.answer()), QByteArray("415"));
    Client form(served.server().port());
    form.send(authorized("POST /api/v1/failures/retry HTTP/1.1") +
              "\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}");
    QCOMPARE(statusOf(form.answer()), QByteArray("415"));
    Client parts(served.server().port());
    const QByteArray part =
        "--b\r\nContent-Disposition: form-data; name=\"chain\"\r\n\r\nsepolia\r\n--b--\r\n";
    parts.send(authorized("POST /api/v1/failures/retry HTTP/1.1") +
               "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: " +
               QByteArray::number(part.size()) + "\r\n\r\n" + part);
    QCOMPARE(statusOf(parts.answer()), QByteArray("415"));
    Client endless(served.server().port());
    endless.send(head + "Transfer-Encoding: chunked\r\n\r\n" + "100001\r\n" + QByteArray(0x100001, ' ') +
                 "\r\n0\r\n\r\n");
    QCOMPARE(statusOf(endless.answer()), QByteArray("413"));
}

void TestHttpServer::otherHostsAreRefused()
{
    Served served;
    for (const QByteArray host : {"evil.example", "evil.example:8787", "127.0.0.1.evil.example", "[::2]:1"}) {
        Client client(served.server().port());
        client.send("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        const QByteArray answer = client.answer();
        QVERIFY2(statusOf(answer) == "403" && answer.contains("\"forbidden\""),
                 QByteArray(host + answer).constData());
    }
    for (const QByteArray host : {"localhost", "localhost:8787", "127.0.0.1:1", "[::1]:8787", "127.8.9.1"}) {
        Client client(served.server().port());
        client.send("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        QCOMPARE(statusOf(client.answer()), QByteArray("200"));
    }
}

void TestHttpServer::eventsAreStreamed()
{
    Served served;
    Client client(served.server().port());
    client.send(authorized("GET /api/v1/events HTTP/1.1") + "\r\n\r\n");
    QByteArray heard;
    while (!heard.contains("event: chain\ndata: {\"chain\":\"sepolia\"")) {
        const QByteArray more = client.more();
        QVERIFY2(!more.isEmpty(), heard.constData());
        heard += more;
    }
    QCOMPARE(statusOf(heard), QByteArray("200"));
    QVERIFY2(heard.contains("Content-Type: text/event-stream\r\n"), heard.constData());
    QElapsedTimer time;
    time.start();
    served.server().stop();
    QVERIFY2(time.elapsed() < 1000, qPrintable(QString::number(time.elapsed())));
    QVERIFY(client.isClosed());
}

void TestHttpServer::nonsenseIsRefused_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("no HTTP") << QByteArray("hello\r\n\r\n");
    QTest::newRow("bytes") << QByteArray("\0\1\2\xff\r\n\r\n", 8);
    QTest::newRow("line ends") << QByteArray("\r\n\r\n\r\n");
    QTest::newRow("unknown method") << QByteArray("FETCH /healthz HTTP/1.1\r\n\r\n");
    QTest::newRow("unknown version") << QByteArray("GET /healthz HTTP/9.9\r\n\r\n");
    QTest::newRow("a length that is none")
        << QByteArray("POST /healthz HTTP/1.1\r\nContent-Length: x\r\n\r\n");
    QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n", 13);
}

void TestHttpServer::nonsenseIsRefused()
{
    QFETCH(const QByteArray, sent);
    Served served;
    {
        Client client(served.server().port());
        client.send(sent);
        const QByteArray answer = client.answer();
        QVERIFY2(answer.isEmpty() ||
                     (statusOf(answer).startsWith("4") && answer.contains("{\"error\":{\"code\":")),
                 answer.constData());
    }
    QCOMPARE(statusOf(Client(served.server().port()).ask("GET /healthz HTTP/1.1")), QByteArray("200"));
}

void TestHttpServer::manyClientsAtOnce()
{
    Served served;
    std::atomic<int> right = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 16; ++i)
        threads.emplace_back([&, port = served.server().port()] {
            for (int j = 0; j < 5; ++j)
                if (statusOf(Client(port).ask(authorized("GET /api/v1/chains HTTP/1.1"))) == "200")
                    ++right;
        });
    for (std::thread& thread : threads)
        thread.join();
    QCOMPARE(right, 80);
}

void TestHttpServer::itStopsWhateverClientsDo()
{
    Served served;
    Client silent(served.server().port());
    Client half(served.server().port());
    half.send("GET /healthz HT");
    Client kept(served.server().port());
    QCOMPARE(statusOf(kept.ask("GET /healthz HTTP/1.1")), QByteArray("200"));
    std::vector<std::unique_ptr<Client>> waiting;
    for (int i = 0; i < 66; ++i)
        waiting.push_back(std::make_unique<Client>(served.server().port()));
    QElapsedTimer time;
    time.start();
    served.server().stop();
    QVERIFY2(time.elapsed() < 1000, qPrintable(QString::number(time.elapsed())));
    QVERIFY(silent.isClosed() && half.isClosed() && kept.isClosed());
}

void TestHttpServer::stoppingTwiceAndStartingAgain()
{
    Served served;
    served.server().stop();
    served.server().stop();
    QVERIFY(served.server().start());
    QCOMPARE(statusOf(Client(served.server().port()).ask("GET /healthz HTTP/1.1")), QByteArray("200"));
}

void TestHttpServer::aPortInUseIsTold()
{
    Served first;
    ApiConfig config;
    config.port = first.server().port();
    const TestDatabase database(Backend::Sqlite);
    ApiServer second(config, kToken,
                     {[&] { return doorOf(database); }, [&] { return accountsOf(database); }});
    const auto started = second.start();
    QVERIFY(!started && started.error().code == ErrorCode::Unreachable);
    QVERIFY2(failure(started).startsWith(QStringLiteral("api.listen: 127.0.0.1:%1 ").arg(config.port)),
             qPrintable(failure(started)));
    QVERIFY2(failure(started).contains(QStringLiteral("in use")), qPrintable(failure(started)));
    // The first one is not disturbed, and its port is free at once when it ends.
    QCOMPARE(statusOf(Client(first.server().port()).ask("GET /healthz HTTP/1.1")), QByteArray("200"));
    first.server().stop();
    QVERIFY(second.start());
}

void TestHttpServer::anAddressOfAnotherMachineIsTold()
{
    ApiConfig config;
    config.host = "192.0.2.1"; // for documentation; no machine has it
    ApiServer server(config, kToken, {});
    const auto started = server.start();
    QVERIFY(!started && started.error().code == ErrorCode::Unreachable);
}

CP_REGISTER_TEST(TestHttpServer);
#include "tst_httpserver.moc"
