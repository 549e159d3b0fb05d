// What ill-behaved clients, a database that hangs and a system without means cannot do to the API.
#include "core/base/logmemory.h"
#include "tests/support/servedapi.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <thread>

#ifdef Q_OS_LINUX
#include <netinet/in.h>
#include <sys/socket.h>
#endif

using namespace chainpoints;

class TestHttpLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHeadIsReadUpToItsLimit_data();
    void aHeadIsReadUpToItsLimit();
    void aChunkedBodyIsReadUpToItsLimit();
    void tooManyConnectionsEndTheIdlest();
    void slowClientsHoldNobodyUp();
    void healthAsksTheDatabaseOnceForAll();
    void whoIsAnsweredIsNotCut();
    void aSocketThatFailsIsSetUpAgain();
};

namespace {

#ifdef Q_OS_LINUX
/// As if the system had failed: whatever accepts at this port does so no more.
bool endListening(int port)
{
    for (int socket = 3; socket < 1024; ++socket) {
        int accepts = 0;
        socklen_t size = sizeof accepts;
        sockaddr_in address{};
        socklen_t addressSize = sizeof address;
        if (::getsockopt(socket, SOL_SOCKET, SO_ACCEPTCONN, &accepts, &size) == 0 && accepts != 0 &&
            ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &addressSize) == 0 &&
            ntohs(address.sin_port) == port)
            return ::shutdown(socket, SHUT_RDWR) == 0;
    }
    return false;
}
#endif

} // namespace

void TestHttpLimits::aHeadIsReadUpToItsLimit_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("piece");
    QTest::newRow("headers") << QByteArray("GET /healthz HTTP/1.1\r\n") << QByteArray("a: b\r\n");
    QTest::newRow("a header") << QByteArray("GET /healthz HTTP/1.1\r\nA: ") << QByteArray("aaaaaa");
    QTest::newRow("an address") << QByteArray("GET /") << QByteArray("aaaaaa");
}

void TestHttpLimits::aHeadIsReadUpToItsLimit()
{
    QFETCH(const QByteArray, begin);
    QFETCH(const QByteArray, piece);
    Served served;
    Client client(served.server().port());
    // Less than twice as much as is read, so that the answer is not lost, and no end.
    client.send(begin + piece.repeated(20'000));
    const QByteArray answer = client.answer();
    QVERIFY2(answer.isEmpty() || statusOf(answer).startsWith("4"), answer.constData());
    QVERIFY(client.isClosed());
    QCOMPARE(client.answer(), QByteArray());
    // What is left behind 200,000 headers is never taken for a request.
    Client whole(served.server().port());
    whole.send(begin + piece.repeated(200'000) + "\r\n\r\nGET /healthz HTTP/1.1\r\n\r\n");
    QVERIFY(whole.isClosed());
    QVERIFY(!statusOf(whole.answer()).startsWith("2"));
    QCOMPARE(whole.answer(), QByteArray());
}

void TestHttpLimits::aChunkedBodyIsReadUpToItsLimit()
{
    Served served;
    Client client(served.server().port());
    client.send(authorized("POST /api/v1/failures/retry HTTP/1.1") +
                "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
    const QByteArray chunk = "100000\r\n" + QByteArray(0x100000, ' ') + "\r\n";
    int sent = 0;
    for (; sent < 64 && !client.isClosed(1); ++sent)
        client.sendAll(chunk);
    QVERIFY2(sent < 64, "64 MB were taken");
    const QByteArray answer = client.answer();
    QVERIFY2(answer.isEmpty() || statusOf(answer) == "413", answer.constData());
    QCOMPARE(statusOf(Client(served.server().port()).ask("GET /healthz HTTP/1.1")), QByteArray("200"));
}

void TestHttpLimits::tooManyConnectionsEndTheIdlest()
{
    Served served;
    Client first(served.server().port());
    QCOMPARE(statusOf(first.ask("GET /healthz HTTP/1.1")), QByteArray("200"));
    std::vector<std::unique_ptr<Client>> others;
    for (int i = 0; i < 520; ++i)
        others.push_back(std::make_unique<Client>(served.server().port()));
    QCOMPARE(statusOf(Client(served.server().port()).ask("GET /healthz HTTP/1.1")), QByteArray("200"));
    QVERIFY(first.isClosed());
    QCOMPARE(statusOf(others.back()->ask("GET /healthz HTTP/1.1")), QByteArray("200"));
}

void TestHttpLimits::slowClientsHoldNobodyUp()
{
    Served served;
    std::vector<std::unique_ptr<Client>> idle;
    for (int i = 0; i < 40; ++i) {
        idle.push_back(std::make_unique<Client>(served.server().port()));
        idle.back()->send("GET /healthz HTTP/1.1\r\nX: ");
    }
    QElapsedTimer time;
    time.start();
    Client patient(served.server().port());
    patient.send("GET /healthz HTTP/1.1\r\n\r\n");
    while (time.elapsed() < 2000 && !patient.isAnswered())
        for (const auto& client : idle)
            client->send("a"); // never longer silent than a read may last
    QCOMPARE(statusOf(patient.answer()), QByteArray("200"));
    QVERIFY2(time.elapsed() < 2000, qPrintable(QString::number(time.elapsed())));
}

void TestHttpLimits::healthAsksTheDatabaseOnceForAll()
{
    const TestDatabase database(Backend::Sqlite);
    std::atomic<bool> hangs = false;
    std::atomic<int> opening = 0;
    std::atomic<int> most = 0;
    const DoorParts::Open open = [&]() -> Result<std::unique_ptr<sql::Connection>> {
        most = std::max<int>(most, ++opening);
        while (hangs)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        --opening;
        return database.openReader();
    };
    ApiServer server(anyPort(), kToken,
                     {[&] {
                          return std::make_unique<OperatorDoor>(DoorParts{open, open, "tester@host", "test"});
                      },
                      [&] { return std::make_unique<AccountDoor>(open); }});
    QVERIFY(server.start());
    QCOMPARE(statusOf(Client(server.port()).ask("GET /healthz HTTP/1.1")), QByteArray("200"));
    hangs = true;
    QTRY_COMPARE(opening, 1);
    QElapsedTimer time;
    time.start();
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 200; ++i) {
        clients.push_back(std::make_unique<Client>(server.port()));
        clients.back()->send("GET /healthz HTTP/1.1\r\n\r\n");
    }
    for (const auto& client : clients)
        QCOMPARE(statusOf(client->answer()), QByteArray("200"));
    QVERIFY2(time.elapsed() < 5000, qPrintable(QString::number(time.elapsed())));
    QCOMPARE(most, 1);
    hangs = false;
}

void TestHttpLimits::whoIsAnsweredIsNotCut()
{
    const TestDatabase database(Backend::Sqlite);
    std::atomic<bool> hangs = true;
    std::atomic<int> opening = 0;
    const DoorParts::Open openWriter = [&]() -> Result<std::unique_ptr<sql::Connection>> {
        ++opening;
        while (hangs)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return database.openWriter();
    };
    const DoorParts::Open openReader = [&]() -> Result<std::unique_ptr<sql::Connection>> {
        return database.openReader();
    };
    ApiServer server(
        anyPort(), kToken,
        {[&] {
             return std::make_unique<OperatorDoor>(DoorParts{openReader, openWriter, "tester@host", "test"});
         },
         [&] { return std::make_unique<AccountDoor>(openReader); }});
    QVERIFY(server.start());
    Client client(server.port());
    client.send(authorized("POST /api/v1/failures/retry HTTP/1.1") +
                "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
    QTRY_COMPARE(opening, 1);
    std::vector<std::unique_ptr<Client>> others;
    for (int i = 0; i < 520; ++i)
        others.push_back(std::make_unique<Client>(server.port()));
    QCOMPARE(statusOf(Client(server.port()).ask("GET /healthz HTTP/1.1")), QByteArray("200"));
    hangs = false;
    QCOMPARE(statusOf(client.answer()), QByteArray("202"));
}

void TestHttpLimits::aSocketThatFailsIsSetUpAgain()
{
#ifdef Q_OS_LINUX
    log::remember(10, log::Level::Error);
    Served served;
    Client events(served.server().port());
    events.send(authorized("GET /api/v1/events HTTP/1.1") + "\r\n\r\n");
    QCOMPARE(statusOf(events.more()), QByteArray("200"));
    QVERIFY(endListening(served.server().port()));
    QVERIFY(events.isClosed());
    const auto asked = [&] {
        Client client(served.server().port());
        return client.connected ? statusOf(client.ask("GET /healthz HTTP/1.1")) : QByteArray();
    };
    QTRY_COMPARE(asked(), QByteArray("200"));
    const auto lines = log::remembered(0);
    QVERIFY(std::any_of(lines.begin(), lines.end(), [](const log::Entry& line) {
        return line.level == log::Level::Error && line.message.starts_with("The API's socket");
    }));
    log::remember(0, log::Level::Error);
    served.server().stop();
    QVERIFY(!Client(served.server().port()).connected);
#else
    QSKIP("only Linux ends a listening like this");
#endif
}

CP_REGISTER_TEST(TestHttpLimits);
#include "tst_httplimits.moc"
