#include "core/rpc/httptransport.h"

#include <QDateTime>
#include <QEventLoop>
#include <QMetaEnum>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTimer>

#include <memory>

namespace chainpoints {
namespace {

constexpr std::chrono::seconds kWaits{1};
constexpr int kWholeAnswerFactor = 10;

QNetworkRequest makeRequest(QUrl url)
{
    const QString user = url.userName(QUrl::FullyDecoded);
    const QString credentials = user % u':' % url.password(QUrl::FullyDecoded);
    url.setUserInfo(QString());
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
    request.setHeader(QNetworkRequest::UserAgentHeader, QByteArray("chainpoints/" CHAINPOINTS_VERSION));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    // One call at a time gains nothing from HTTP/2.
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    // Blocks of zeros compress well, which Qt would take for a bomb; the cap on the body guards instead.
    request.setDecompressedSafetyCheckThreshold(-1);
    if (!user.isEmpty())
        request.setRawHeader("Authorization", "Basic " + credentials.toUtf8().toBase64());
    return request;
}

/// Seconds or an HTTP date.
std::optional<std::chrono::milliseconds> parseRetryAfter(const QByteArray& value)
{
    bool isNumber = false;
    const qint64 seconds = value.trimmed().toLongLong(&isNumber);
    if (isNumber && seconds >= 0)
        return std::chrono::seconds(std::min<qint64>(seconds, 86400));
    const QDateTime date = QDateTime::fromString(QString::fromLatin1(value), Qt::RFC2822Date);
    if (!date.isValid())
        return std::nullopt;
    return std::chrono::milliseconds(std::max<qint64>(0, QDateTime::currentDateTimeUtc().msecsTo(date)));
}

/// Not errorString(), which may hold the whole address.
std::string describe(const QNetworkReply& reply)
{
    switch (reply.error()) {
    case QNetworkReply::ConnectionRefusedError:
        return "refused the connection";
    case QNetworkReply::RemoteHostClosedError:
        return "closed the connection";
    case QNetworkReply::HostNotFoundError:
        return "was not found by name";
    case QNetworkReply::SslHandshakeFailedError:
        return "failed in the TLS handshake; its certificate may be invalid";
    default:
        return std::string("failed with the network error ") +
               QMetaEnum::fromType<QNetworkReply::NetworkError>().valueToKey(reply.error());
    }
}

bool isAnswer(const QNetworkReply& reply, int status)
{
    return status > 0 && (reply.error() == QNetworkReply::NoError || status >= 400) &&
           reply.error() != QNetworkReply::RemoteHostClosedError;
}

} // namespace

std::string shownOrigin(const QUrl& url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment)
        .toStdString();
}

HttpTransport::HttpTransport(qint64 mostBodyBytes) : m_mostBodyBytes(mostBodyBytes)
{
    m_network.setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    m_network.setAutoDeleteReplies(false);
}

HttpAnswer HttpTransport::post(const QUrl& url, const QByteArray& body, std::chrono::milliseconds timeout,
                               const std::stop_token& stop, const std::function<void()>& waits)
{
    HttpAnswer answer;
    const auto ended = [&](HttpAnswer::End end, const std::string& problem) {
        answer.end = end;
        answer.problem = shownOrigin(url) + " " + problem;
        return answer;
    };
    if (stop.stop_requested())
        return ended(HttpAnswer::End::Stopped, "was not asked: stopped");

    QEventLoop loop;
    bool timedOut = false;
    bool tooLarge = false;
    const std::unique_ptr<QNetworkReply> reply(m_network.post(makeRequest(url), body));
    QTimer silence;
    silence.setSingleShot(true);
    const auto giveUp = [&] {
        timedOut = true;
        loop.quit();
    };
    QObject::connect(&silence, &QTimer::timeout, &loop, giveUp);
    QTimer::singleShot(timeout * kWholeAnswerFactor, &loop, giveUp);
    QTimer waiting;
    if (waits) {
        QObject::connect(&waiting, &QTimer::timeout, &loop, waits);
        waiting.start(kWaits);
    }
    QObject::connect(reply.get(), &QNetworkReply::readyRead, &loop, [&] {
        silence.start();
        if (reply->bytesAvailable() > m_mostBodyBytes) {
            tooLarge = true;
            loop.quit();
        }
    });
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    silence.start(timeout);
    {
        // Queued, since a quit before exec() would be forgotten.
        const std::stop_callback wake(
            stop, [&loop] { QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection); });
        if (!reply->isFinished())
            loop.exec();
    }

    if (!reply->isFinished()) {
        reply->disconnect(&loop);
        reply->abort();
        if (tooLarge)
            return ended(HttpAnswer::End::TooLarge,
                         "answered more than " + std::to_string(m_mostBodyBytes / 1024 / 1024) + " MB");
        if (timedOut)
            return ended(HttpAnswer::End::TimedOut,
                         "did not answer within " + std::to_string(timeout.count()) + " ms");
        return ended(HttpAnswer::End::Stopped, "was left: stopped");
    }
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (!isAnswer(*reply, answer.status))
        return ended(HttpAnswer::End::Failed, describe(*reply));
    answer.end = HttpAnswer::End::Answered;
    answer.body = reply->readAll();
    if (answer.body.size() > m_mostBodyBytes)
        return ended(HttpAnswer::End::TooLarge, "answered too much");
    answer.retryAfter = parseRetryAfter(reply->rawHeader("Retry-After"));
    return answer;
}

} // namespace chainpoints
