// The API on a database of a test's own, and a client of it.
#pragma once

#include "core/http/apiserver.h"
#include "tests/support/testdoor.h"

#include <QTcpSocket>

#include <atomic>
#include <utility>

namespace chainpoints {

inline constexpr const char* kToken = "0123456789abcdef";
inline constexpr int kPatience = 10'000;

inline ApiConfig anyPort()
{
    ApiConfig config;
    config.port = 0;
    return config;
}

/// A server on a database, listening.
class Served
{
public:
    Served()
        : m_server(anyPort(), kToken,
                   {[this] {
                        ++opened;
                        return doorOf(m_database);
                    },
                    [this] { return accountsOf(m_database); }})
    {
        const auto started = m_server.start();
        if (!started)
            qWarning("%s", started.error().message.c_str());
    }

    ApiServer& server() { return m_server; }
    std::atomic<int> opened = 0;

private:
    TestDatabase m_database{Backend::Sqlite};
    ApiServer m_server;
};

class Client
{
public:
    explicit Client(int port)
    {
        m_socket.connectToHost(QStringLiteral("127.0.0.1"), static_cast<quint16>(port));
        connected = m_socket.waitForConnected(kPatience);
    }

    void send(const QByteArray& bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }
    /// Head and body of one answer; what there is, once the server has closed.
    QByteArray answer()
    {
        for (;;) {
            const qsizetype head = m_received.indexOf("\r\n\r\n");
            if (head >= 0) {
                const qsizetype size = head + 4 + length(m_received.left(head));
                if (m_received.size() >= size) {
                    const QByteArray one = m_received.left(size);
                    m_received.remove(0, size);
                    return one;
                }
            }
            if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(kPatience)) {
                return std::exchange(m_received, {});
            }
            m_received += m_socket.readAll();
        }
    }
    QByteArray ask(const QByteArray& head)
    {
        send(head + "\r\nHost: localhost\r\n\r\n");
        return answer();
    }
    /// Whatever comes next.
    QByteArray more()
    {
        if (m_socket.bytesAvailable() == 0)
            m_socket.waitForReadyRead(kPatience);
        return m_socket.readAll();
    }
    bool isAnswered() { return m_socket.bytesAvailable() > 0 || m_socket.waitForReadyRead(50); }
    bool isClosed(int patience = kPatience)
    {
        return m_socket.state() != QTcpSocket::ConnectedState || m_socket.waitForDisconnected(patience);
    }
    /// Returns once the system has taken all, or the connection is gone.
    void sendAll(const QByteArray& bytes)
    {
        m_socket.write(bytes);
        while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(kPatience)) {
        }
    }

    bool connected = false;

private:
    static qsizetype length(const QByteArray& head)
    {
        const qsizetype at = head.toLower().indexOf("content-length: ");
        return at < 0 ? 0 : head.mid(at + 16, head.indexOf('\r', at + 16) - at - 16).toLongLong();
    }

    QTcpSocket m_socket;
    QByteArray m_received;
};

inline QByteArray authorized(const QByteArray& requestLine)
{
    return requestLine + "\r\nAuthorization: Bearer " + kToken;
}

inline QByteArray statusOf(const QByteArray& answer)
{
    return answer.mid(9, 3);
}

} // namespace chainpoints
