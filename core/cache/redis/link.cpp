#include "core/cache/redis/link.h"

#include <QFile>
#include <QNetworkProxy>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTimer>

#include <initializer_list>

namespace chainpoints::redis {
namespace {

constexpr int kWholeExchangeFactor = 10;
constexpr std::size_t kMostBytes = 256 * 1024 * 1024;

std::string textOf(const HostPort& server)
{
    const bool v6 = server.host.find(':') != std::string::npos;
    return (v6 ? "[" + server.host + "]" : server.host) + ":" + std::to_string(server.port);
}

QByteArray contentOf(const std::filesystem::path& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QSslKey keyIn(const std::filesystem::path& path)
{
    const QByteArray pem = contentOf(path);
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec})
        if (QSslKey key(pem, algorithm); !key.isNull())
            return key;
    return {};
}

} // namespace

Link::Link(const RedisConfig& config, const HostPort& server, std::stop_token stop)
    : m_config(config), m_name("Redis at " + textOf(server)), m_stop(std::move(stop))
{
    m_socket.setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    for (const auto happened : {&QAbstractSocket::connected, &QAbstractSocket::disconnected})
        QObject::connect(&m_socket, happened, &m_loop, &QEventLoop::quit);
    QObject::connect(&m_socket, &QSslSocket::encrypted, &m_loop, &QEventLoop::quit);
    QObject::connect(&m_socket, &QIODevice::readyRead, &m_loop, &QEventLoop::quit);
    QObject::connect(&m_socket, &QIODevice::bytesWritten, &m_loop, &QEventLoop::quit);
    QObject::connect(&m_socket, &QAbstractSocket::errorOccurred, &m_loop, &QEventLoop::quit);
}

Result<std::unique_ptr<Link>> Link::open(const RedisConfig& config, const HostPort& server,
                                         std::stop_token stop)
{
    std::unique_ptr<Link> link(new Link(config, server, std::move(stop)));
    if (config.encrypted)
        if (auto ready = link->setUpTls(); !ready)
            return ready.error();
    if (auto connected = link->connect(server); !connected)
        return connected.error();
    return link;
}

Result<void> Link::setUpTls()
{
    const auto unusable = [](const char* key, const std::filesystem::path& path, const char* what) {
        return Error{ErrorCode::Database, std::string("cache.tls.") + key + ": there is no " + what +
                                              " in PEM to be read in " + path.string()};
    };
    if (!QSslSocket::supportsSsl())
        return Error{ErrorCode::Database, "this system's Qt lacks TLS; install its OpenSSL plugin"};
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    const TlsFiles& files = m_config.tls;
    if (!files.authorities.empty()) {
        const auto authorities = QSslCertificate::fromData(contentOf(files.authorities), QSsl::Pem);
        if (authorities.isEmpty())
            return unusable("ca", files.authorities, "certificate");
        tls.setCaCertificates(authorities);
    }
    if (!files.certificate.empty()) {
        const auto chain = QSslCertificate::fromData(contentOf(files.certificate), QSsl::Pem);
        const QSslKey key = keyIn(files.key);
        if (chain.isEmpty())
            return unusable("cert", files.certificate, "certificate");
        if (key.isNull())
            return unusable("key", files.key, "key without a passphrase");
        tls.setLocalCertificateChain(chain);
        tls.setPrivateKey(key);
    }
    m_socket.setSslConfiguration(tls);
    return {};
}

Result<void> Link::connect(const HostPort& server)
{
    const QString host = QString::fromStdString(server.host);
    const auto port = static_cast<quint16>(server.port);
    if (m_config.encrypted)
        m_socket.connectToHostEncrypted(host, port);
    else
        m_socket.connectToHost(host, port);
    const QDeadlineTimer whole(m_config.timeout);
    while (m_config.encrypted ? !m_socket.isEncrypted() : m_socket.state() != QAbstractSocket::ConnectedState)
        if (auto waited = wait(whole); !waited)
            return waited;
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    return {};
}

Result<std::vector<Answer>> Link::exchange(const std::vector<Command>& commands)
{
    for (const Command& command : commands)
        m_socket.write(QByteArray::fromStdString(encoded(command)));
    const QDeadlineTimer whole(m_config.timeout * kWholeExchangeFactor);
    std::vector<Answer> answers;
    std::size_t bytes = 0;
    while (answers.size() < commands.size()) {
        const QByteArray read = m_socket.readAll();
        bytes += static_cast<std::size_t>(read.size());
        if (bytes > kMostBytes)
            return failure("answers with more than " + std::to_string(kMostBytes / 1024 / 1024) + " MB");
        m_answers.feed({read.data(), static_cast<std::size_t>(read.size())});
        auto answer = m_answers.next();
        for (; answer && *answer; answer = m_answers.next()) {
            answers.push_back(std::move(**answer));
            m_answered = true;
        }
        if (!answer)
            return failure(answer.error().message);
        if (answers.size() < commands.size() && m_socket.bytesAvailable() == 0)
            if (auto waited = wait(whole); !waited)
                return waited.error();
    }
    return answers;
}

/// Until something happens to the socket.
Result<void> Link::wait(const QDeadlineTimer& whole)
{
    if (m_stop.stop_requested())
        return Error{ErrorCode::Stopped, m_name + " was not asked: stopped"};
    if (m_socket.state() == QAbstractSocket::UnconnectedState)
        return broken();
    bool silent = false;
    QTimer silence;
    silence.setSingleShot(true);
    QObject::connect(&silence, &QTimer::timeout, &m_loop, [&] {
        silent = true;
        m_loop.quit();
    });
    // Queued, since a quit before exec() would be forgotten.
    const std::stop_callback wake(
        m_stop, [this] { QMetaObject::invokeMethod(&m_loop, &QEventLoop::quit, Qt::QueuedConnection); });
    silence.start(std::min<std::chrono::milliseconds>(
        m_config.timeout, std::chrono::ceil<std::chrono::milliseconds>(whole.remainingTimeAsDuration())));
    m_loop.exec();
    if (silent)
        return failure("did not answer within " + std::to_string(m_config.timeout.count()) + " ms");
    return {};
}

Error Link::failure(const std::string& what) const
{
    return {ErrorCode::Database, m_name + " " + what};
}

Error Link::broken() const
{
    switch (m_socket.error()) {
    case QAbstractSocket::ConnectionRefusedError:
        return failure("refused the connection; is it running?");
    case QAbstractSocket::HostNotFoundError:
        return failure("was not found by name");
    case QAbstractSocket::SslHandshakeFailedError:
        return failure("failed in the TLS handshake (" + m_socket.errorString().toStdString() +
                       "); check cache.tls, and whether the server speaks TLS at that port");
    case QAbstractSocket::RemoteHostClosedError:
        return failure(m_config.encrypted && !m_answered
                           ? "closed the connection; if it asks for a certificate, set cache.tls.cert"
                           : "closed the connection");
    default:
        return failure("cannot be used: " + m_socket.errorString().toStdString());
    }
}

} // namespace chainpoints::redis
