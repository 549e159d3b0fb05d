#include "core/rpc/nodereach.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QHostAddress>
#include <QHostInfo>
#include <QNetworkProxy>
#include <QSslSocket>
#include <QTimer>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kHttpPort = 80;
constexpr int kHttpsPort = 443;

bool isEncrypted(const QUrl& url)
{
    return url.scheme().compare(u"https"_s, Qt::CaseInsensitive) == 0;
}

/// Until the loop is told to quit, or the stop.
void runUntil(QEventLoop& loop, const std::stop_token& stop)
{
    // Queued, since a quit before exec() would be forgotten.
    const std::stop_callback wake(
        stop, [&loop] { QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection); });
    loop.exec();
}

} // namespace

Result<std::int64_t> addressesOf(const QUrl& url, std::stop_token stop)
{
    if (!QHostAddress(url.host()).isNull())
        return std::int64_t(1);
    QEventLoop loop;
    std::optional<QHostInfo> info;
    const int lookup = QHostInfo::lookupHost(url.host(), &loop, [&](const QHostInfo& answer) {
        info = answer;
        loop.quit();
    });
    if (!info)
        runUntil(loop, stop);
    if (!info) {
        QHostInfo::abortHostLookup(lookup);
        return Error{ErrorCode::Stopped, "the name was not looked up to the end"};
    }
    if (info->addresses().isEmpty())
        return Error{ErrorCode::NotFound, "the name " + url.host().toStdString() +
                                              " was not found: " + info->errorString().toStdString()};
    return std::int64_t(info->addresses().size());
}

Reached reach(const QUrl& url, std::chrono::milliseconds timeout, std::stop_token stop)
{
    const bool encrypted = isEncrypted(url);
    const int port = url.port(encrypted ? kHttpsPort : kHttpPort);
    const std::string where = url.host().toStdString() + ":" + std::to_string(port);
    QEventLoop loop;
    QSslSocket socket;
    socket.setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    QObject::connect(&socket, &QAbstractSocket::errorOccurred, &loop, &QEventLoop::quit);
    if (encrypted)
        QObject::connect(&socket, &QSslSocket::encrypted, &loop, &QEventLoop::quit);
    else
        QObject::connect(&socket, &QAbstractSocket::connected, &loop, &QEventLoop::quit);
    bool late = false;
    QTimer::singleShot(timeout, &loop, [&] {
        late = true;
        loop.quit();
    });
    QElapsedTimer watch;
    watch.start();
    if (encrypted)
        socket.connectToHostEncrypted(url.host(), quint16(port));
    else
        socket.connectToHost(url.host(), quint16(port));
    const auto isThere = [&] {
        return encrypted ? socket.isEncrypted() : socket.state() == QAbstractSocket::ConnectedState;
    };
    if (!isThere())
        runUntil(loop, stop);
    Reached reached;
    reached.took = std::chrono::milliseconds(watch.elapsed());
    if (!isThere()) {
        reached.encryption = socket.error() == QAbstractSocket::SslHandshakeFailedError;
        reached.problem = where + (late ? " did not answer within " + std::to_string(timeout.count()) + " ms"
                                        : " cannot be reached: " + socket.errorString().toStdString());
    }
    socket.disconnect(&loop);
    socket.abort();
    return reached;
}

} // namespace chainpoints
