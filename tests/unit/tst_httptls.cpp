// The API over TLS: only TLS, with the certificate that is in the file now.
#include "core/http/apiserver.h"
#include "tests/support/testdoor.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace chainpoints;

namespace {

constexpr const char* kToken = "0123456789abcdef";
constexpr int kPatience = 10'000;

/// Certificates that sign themselves, and a server that shows one of them.
class Served
{
public:
    Served() { makeCertificate(QStringLiteral("first")); }

    /// NAME.pem and NAME.key
    void makeCertificate(const QString& name)
    {
        QProcess openssl;
        openssl.start(QStringLiteral("openssl"),
                      {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
                       QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
                       QStringLiteral("ec_paramgen_curve:prime256v1"), QStringLiteral("-nodes"),
                       QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-subj"),
                       QStringLiteral("/CN=") + name, QStringLiteral("-addext"),
                       QStringLiteral("subjectAltName=IP:127.0.0.1"), QStringLiteral("-keyout"),
                       file(name + QStringLiteral(".key")), QStringLiteral("-out"),
                       file(name + QStringLiteral(".pem"))});
        if (!openssl.waitForFinished(kPatience) || openssl.exitCode() != 0)
            qFatal("openssl makes no certificate");
    }
    /// `part`: "pem" or "key".
    void show(const QString& name, const QString& part)
    {
        const QString shown = file(QStringLiteral("shown.") + part);
        QFile::remove(shown);
        if (!QFile::copy(file(name + u'.' + part), shown))
            qFatal("no certificate was copied");
    }
    void show(const QString& name)
    {
        show(name, QStringLiteral("pem"));
        show(name, QStringLiteral("key"));
    }
    Result<void> start()
    {
        ApiConfig config;
        config.port = 0;
        config.tls = TlsFiles{{},
                              file(QStringLiteral("shown.pem")).toStdString(),
                              file(QStringLiteral("shown.key")).toStdString()};
        m_server = std::make_unique<ApiServer>(
            config, kToken,
            ApiDoors{[this] { return doorOf(m_database); }, [this] { return accountsOf(m_database); }});
        return m_server->start();
    }
    void started()
    {
        show(QStringLiteral("first"));
        const auto started = start();
        if (!started)
            qFatal("%s", started.error().message.c_str());
    }

    [[nodiscard]] quint16 port() const { return static_cast<quint16>(m_server->port()); }
    void stop() { m_server->stop(); }
    [[nodiscard]] QString file(const QString& name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
    TestDatabase m_database{Backend::Sqlite};
    std::unique_ptr<ApiServer> m_server;
};

/// Speaks TLS and believes any certificate.
class Client
{
public:
    explicit Client(quint16 port, QSsl::SslProtocol protocol = QSsl::TlsV1_2OrLater)
    {
        QSslConfiguration configuration = m_socket.sslConfiguration();
        configuration.setProtocol(protocol);
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        m_socket.setSslConfiguration(configuration);
        m_socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
        encrypted = m_socket.waitForEncrypted(kPatience);
    }

    /// Who the server says it is.
    QString name() { return m_socket.peerCertificate().subjectInfo(QSslCertificate::CommonName).value(0); }
    /// All of an answer, behind which the server ends the connection.
    QByteArray ask(const QByteArray& head)
    {
        m_socket.write(head + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        QByteArray answer;
        while (m_socket.bytesAvailable() > 0 || m_socket.waitForReadyRead(kPatience))
            answer += m_socket.readAll();
        return answer;
    }
    bool isClosed() { return m_socket.waitForDisconnected(kPatience); }

    bool encrypted = false;

private:
    QSslSocket m_socket;
};

} // namespace

class TestHttpTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void itAnswers();
    void aLongAnswerArrivesWhole();
    void whoSpeaksNoTlsGetsNothing();
    void oldTlsIsRefused();
    void aNewCertificateIsShown();
    void filesThatDoNotFitAreNamed();
    void itStopsWhateverClientsDo();
};

void TestHttpTls::initTestCase()
{
    QVERIFY2(QSslSocket::supportsSsl(), "Qt has no TLS here");
}

void TestHttpTls::itAnswers()
{
    Served served;
    served.started();
    Client client(served.port());
    QVERIFY(client.encrypted);
    QCOMPARE(client.name(), QStringLiteral("first"));
    const QByteArray answer = client.ask("GET /healthz HTTP/1.1");
    QVERIFY2(answer.startsWith("HTTP/1.1 200") && answer.endsWith("{\"status\":\"ok\"}"), answer.constData());
    const QByteArray refused = Client(served.port()).ask("GET /api/v1/chains HTTP/1.1");
    QVERIFY2(refused.startsWith("HTTP/1.1 401"), refused.constData());
    const QByteArray chains =
        Client(served.port())
            .ask(QByteArray("GET /api/v1/chains HTTP/1.1\r\nAuthorization: Bearer ") + kToken);
    QVERIFY2(chains.contains("\"name\":\"sepolia\""), chains.constData());
}

void TestHttpTls::aLongAnswerArrivesWhole()
{
    Served served;
    served.started();
    const QByteArray answer =
        Client(served.port())
            .ask(QByteArray("GET /api/v1/openapi.json HTTP/1.1\r\nAuthorization: Bearer ") + kToken);
    QVERIFY(answer.size() > 50'000);
    QCOMPARE(answer.count('{'), answer.count('}'));
}

void TestHttpTls::whoSpeaksNoTlsGetsNothing()
{
    Served served;
    served.started();
    QTcpSocket plain;
    plain.connectToHost(QStringLiteral("127.0.0.1"), served.port());
    QVERIFY(plain.waitForConnected(kPatience));
    plain.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QVERIFY(plain.waitForDisconnected(kPatience));
    QVERIFY(!plain.readAll().contains("HTTP"));
    // One who says nothing at all holds up nobody, and only for some seconds.
    QTcpSocket silent;
    silent.connectToHost(QStringLiteral("127.0.0.1"), served.port());
    QVERIFY(silent.waitForConnected(kPatience));
    QVERIFY(Client(served.port()).ask("GET /healthz HTTP/1.1").startsWith("HTTP/1.1 200"));
    QVERIFY(silent.waitForDisconnected(kPatience));
}

void TestHttpTls::oldTlsIsRefused()
{
    Served served;
    served.started();
    QT_WARNING_PUSH
    QT_WARNING_DISABLE_DEPRECATED
    QVERIFY(!Client(served.port(), QSsl::TlsV1_1).encrypted);
    QT_WARNING_POP
    QVERIFY(Client(served.port(), QSsl::TlsV1_2).encrypted);
    QVERIFY(Client(served.port(), QSsl::TlsV1_3).encrypted);
}

void TestHttpTls::aNewCertificateIsShown()
{
    Served served;
    served.started();
    served.makeCertificate(QStringLiteral("second"));
    const auto shown = [&] { return Client(served.port()).name(); };
    QCOMPARE(shown(), QStringLiteral("first"));
    // Half of a renewal: the key does not fit yet.
    served.show(QStringLiteral("second"), QStringLiteral("pem"));
    QElapsedTimer time;
    time.start();
    while (!time.hasExpired(1500))
        QCOMPARE(shown(), QStringLiteral("first"));
    served.show(QStringLiteral("second"), QStringLiteral("key"));
    QTRY_COMPARE_WITH_TIMEOUT(shown(), QStringLiteral("second"), kPatience);
}

void TestHttpTls::filesThatDoNotFitAreNamed()
{
    Served served;
    auto refused = served.start();
    QVERIFY(!refused && refused.error().code == ErrorCode::BadInput);
    QVERIFY2(failure(refused).startsWith(QLatin1String("api.tls.cert: ")), qPrintable(failure(refused)));
    served.show(QStringLiteral("first"), QStringLiteral("pem"));
    served.makeCertificate(QStringLiteral("second"));
    served.show(QStringLiteral("second"), QStringLiteral("key"));
    refused = served.start();
    QVERIFY2(failure(refused).startsWith(QLatin1String("api.tls.key: ")), qPrintable(failure(refused)));
}

void TestHttpTls::itStopsWhateverClientsDo()
{
    Served served;
    served.started();
    QTcpSocket silent;
    silent.connectToHost(QStringLiteral("127.0.0.1"), served.port());
    QVERIFY(silent.waitForConnected(kPatience));
    Client idle(served.port());
    QVERIFY(idle.encrypted);
    QElapsedTimer time;
    time.start();
    served.stop();
    QVERIFY(time.elapsed() < 1000);
    QVERIFY(idle.isClosed());
}

CP_REGISTER_TEST(TestHttpTls);
#include "tst_httptls.moc"
