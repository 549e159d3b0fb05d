#include "tests/support/redisserver.h"

#include <QFile>
#include <QTcpServer>
#include <QTest>

#include <cstdio>
#include <cstdlib>

#ifdef __linux__
#include <csignal>
#include <sys/prctl.h>
#endif

namespace chainpoints {
namespace {

constexpr int kPatience = 15000; // milliseconds

[[noreturn]] void giveUp(const QString& what)
{
    std::fprintf(stderr, "redis of the test: %s\n", qPrintable(what));
    std::exit(1);
}

QString output(const QString& program, const QStringList& arguments, bool mustSucceed)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    const bool ended = process.waitForFinished(kPatience);
    const QString text = QString::fromUtf8(process.readAll()).trimmed();
    if (mustSucceed && (!ended || process.exitCode() != 0))
        giveUp(program + u' ' + arguments.join(u' ') + QStringLiteral(": ") + text);
    return text;
}

} // namespace

int freePort()
{
    QTcpServer probe;
    if (!probe.listen(QHostAddress::LocalHost))
        giveUp(probe.errorString());
    return probe.serverPort();
}

RedisServer::RedisServer(Kind kind, QStringList options)
    : m_kind(kind), m_options(std::move(options)), m_port(freePort())
{
    if (m_kind == Kind::Tls)
        makeCertificates();
    m_process.setWorkingDirectory(m_folder.path());
    m_process.setProcessChannelMode(QProcess::MergedChannels);
#ifdef __linux__
    // Nothing that a test started outlives the test.
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
#endif
    start();
}

RedisServer::~RedisServer()
{
    kill();
}

void RedisServer::start()
{
    const QString port = QString::number(m_port);
    QStringList arguments{QStringLiteral("--save"), QString(), QStringLiteral("--bind"),
                          QStringLiteral("127.0.0.1")};
    if (m_kind == Kind::Sentinel) {
        QFile file(m_folder.filePath(QStringLiteral("sentinel.conf")));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            giveUp(file.errorString());
        file.write(
            (QStringLiteral("port %1\nbind 127.0.0.1\n").arg(port) + m_options.join(u'\n') + u'\n').toUtf8());
        arguments = {file.fileName(), QStringLiteral("--sentinel")};
    } else if (m_kind == Kind::Tls) {
        arguments << QStringLiteral("--port") << QStringLiteral("0") << QStringLiteral("--tls-port") << port
                  << QStringLiteral("--tls-ca-cert-file") << QStringLiteral("ca.crt")
                  << QStringLiteral("--tls-cert-file") << QStringLiteral("server.crt")
                  << QStringLiteral("--tls-key-file") << QStringLiteral("server.key") << m_options;
    } else {
        arguments << QStringLiteral("--port") << port << m_options;
    }
    m_process.start(QStringLiteral("redis-server"), arguments);
    if (!m_process.waitForStarted(kPatience))
        giveUp(QStringLiteral("redis-server cannot be started"));
    const bool answers = QTest::qWaitFor(
        [this] {
            const QString answer = cli({QStringLiteral("PING")});
            return m_process.state() == QProcess::NotRunning || answer.contains(QStringLiteral("PONG")) ||
                   answer.contains(QStringLiteral("NOAUTH"));
        },
        kPatience);
    if (!answers || m_process.state() == QProcess::NotRunning)
        giveUp(QString::fromUtf8(m_process.readAll()));
}

void RedisServer::kill()
{
    m_process.kill();
    m_process.waitForFinished(kPatience);
}

void RedisServer::pause()
{
    signal("STOP");
}

void RedisServer::goOn()
{
    signal("CONT");
}

void RedisServer::signal(const char* name)
{
    output(QStringLiteral("kill"),
           {QStringLiteral("-") + QString::fromLatin1(name), QString::number(m_process.processId())}, true);
}

QStringList RedisServer::cliArguments() const
{
    QStringList arguments{QStringLiteral("-h"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"),
                          QString::number(m_port)};
    if (m_kind == Kind::Tls)
        arguments << QStringLiteral("--tls") << QStringLiteral("--cacert")
                  << m_folder.filePath(QStringLiteral("ca.crt")) << QStringLiteral("--cert")
                  << m_folder.filePath(QStringLiteral("client.crt")) << QStringLiteral("--key")
                  << m_folder.filePath(QStringLiteral("client.key"));
    return arguments;
}

QString RedisServer::cli(const QStringList& words) const
{
    return output(QStringLiteral("redis-cli"), cliArguments() + words, false);
}

RedisConfig RedisServer::config() const
{
    RedisConfig config;
    config.servers = {address()};
    config.encrypted = m_kind == Kind::Tls;
    if (config.encrypted)
        config.tls = {file("ca.crt"), file("client.crt"), file("client.key")};
    return config;
}

std::filesystem::path RedisServer::file(const char* name) const
{
    return std::filesystem::path(m_folder.path().toStdString()) / name;
}

void RedisServer::makeCertificates()
{
    const auto path = [this](const char* name, const char* ending) {
        return m_folder.filePath(QString::fromLatin1(name) + QString::fromLatin1(ending));
    };
    const auto make = [&](const char* name, const QStringList& more) {
        output(QStringLiteral("openssl"),
               QStringList{QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
                           QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
                           QStringLiteral("ec_paramgen_curve:prime256v1"), QStringLiteral("-nodes"),
                           QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-subj"),
                           QStringLiteral("/CN=") + QString::fromLatin1(name), QStringLiteral("-keyout"),
                           path(name, ".key"), QStringLiteral("-out"), path(name, ".crt")} +
                   more,
               true);
    };
    const QStringList signedByCa{
        QStringLiteral("-CA"),     path("ca", ".crt"),
        QStringLiteral("-CAkey"),  path("ca", ".key"),
        QStringLiteral("-addext"), QStringLiteral("basicConstraints=critical,CA:FALSE")};
    make("ca", {});
    make("stranger", {});
    make("client", signedByCa);
    make("server",
         signedByCa + QStringList{QStringLiteral("-addext"), QStringLiteral("subjectAltName=IP:127.0.0.1")});
}

} // namespace chainpoints
