#include "app/desktopinstance.h"

#include "core/base/log.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QLocalSocket>
#include <QThread>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr char kAnswer[] = "shown\n";
constexpr int kBetweenAttemptsMs = 50;

/// Short enough for a socket's path everywhere.
QString nameOf(const std::filesystem::path& config, const std::filesystem::path& folder)
{
    std::error_code unknown;
    const std::filesystem::path whole = std::filesystem::weakly_canonical(config, unknown);
    const std::string both = (unknown ? config : whole).string() + '\n' + folder.string();
    const QByteArray hash = QCryptographicHash::hash(QByteArrayView(both.data(), qsizetype(both.size())),
                                                     QCryptographicHash::Sha256);
    return u"chainpoints-"_s + QString::fromLatin1(hash.toHex().left(24));
}

} // namespace

DesktopInstance::DesktopInstance(const std::filesystem::path& config, const std::filesystem::path& folder)
{
    const QString name = nameOf(config, folder);
    std::error_code unwritable; // then the file cannot be held either
    std::filesystem::create_directories(folder, unwritable);
    m_held = holdFile(folder / (name.toStdString() + ".lock"), MissingFile::Make);
    if (m_held)
        listen(name);
    else
        m_taken = ask(name);
}

void DesktopInstance::listen(const QString& name)
{
    // The file is held by this process: a socket of that name is one that a dead process left.
    QLocalServer::removeServer(name);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    QObject::connect(&m_server, &QLocalServer::newConnection, &m_server, [this] {
        QLocalSocket* socket = m_server.nextPendingConnection();
        QObject::connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        m_show();
        socket->write(kAnswer);
        socket->disconnectFromServer();
    });
    if (!m_server.listen(name))
        log::warning("window",
                     "a second start will open a second window: " + m_server.errorString().toStdString());
}

bool DesktopInstance::ask(const QString& name)
{
    // The other process may have the file but not listen yet.
    const QDeadlineTimer end(kLongestWaitMs);
    while (!end.hasExpired()) {
        QLocalSocket socket;
        socket.connectToServer(name, QLocalSocket::ReadOnly);
        if (socket.waitForConnected(int(end.remainingTime()))) {
            while (!socket.canReadLine() && socket.waitForReadyRead(int(end.remainingTime()))) {
            }
            if (socket.readLine() == kAnswer)
                return true;
        }
        QThread::msleep(kBetweenAttemptsMs);
    }
    return false;
}

} // namespace chainpoints
