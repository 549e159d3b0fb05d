#include "core/http/socketstream.h"

#include <algorithm>
#include <cstring>

#ifdef _WIN32
#define poll WSAPoll
#else
#include <poll.h>
#endif

namespace chainpoints {
namespace {

#ifdef _WIN32
constexpr int kShutBoth = SD_BOTH;
constexpr int kShutSend = SD_SEND;
constexpr int kSendFlags = 0;
void closeSocket(socket_t socket)
{
    closesocket(socket);
}
bool wasInterrupted()
{
    return false;
}
#else
constexpr int kShutBoth = SHUT_RDWR;
constexpr int kShutSend = SHUT_WR;
#ifdef MSG_NOSIGNAL
constexpr int kSendFlags = MSG_NOSIGNAL;
#else
constexpr int kSendFlags = 0;
#endif
void closeSocket(socket_t socket)
{
    ::close(socket);
}
bool wasInterrupted()
{
    return errno == EINTR;
}
#endif

constexpr std::size_t kMostDrained = 1'048'576;

} // namespace

SocketStream::~SocketStream()
{
    closeSocket(m_socket);
}

void SocketStream::cut()
{
    ::shutdown(m_socket, kShutBoth);
}

void SocketStream::finishSending()
{
    ::shutdown(m_socket, kShutSend);
    std::array<char, 4096> rest;
    for (std::size_t drained = 0; drained < kMostDrained;) {
        const ssize_t got = read(rest.data(), rest.size());
        if (got <= 0)
            return;
        drained += static_cast<std::size_t>(got);
    }
}

bool SocketStream::wait(short events) const
{
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_deadline - Clock::now()).count();
        if (left <= 0)
            return false;
        pollfd waited{m_socket, events, 0};
        const int ready = ::poll(&waited, 1, static_cast<int>(std::min<std::int64_t>(left, 60'000)));
        if (ready > 0)
            return true; // an error too: the read or write that follows tells
        if (ready < 0 && !wasInterrupted())
            return false;
    }
}

bool SocketStream::is_readable() const
{
    return m_begin < m_end || wait(POLLIN);
}

bool SocketStream::is_writable() const
{
    return wait(POLLOUT);
}

ssize_t SocketStream::read(char* bytes, size_t size)
{
    if (m_begin == m_end) {
        if (!is_readable())
            return -1;
        const auto got = ::recv(m_socket, m_buffer.data(), m_buffer.size(), 0);
        if (got <= 0)
            return static_cast<ssize_t>(got);
        m_begin = 0;
        m_end = static_cast<std::size_t>(got);
    }
    const std::size_t taken = std::min(size, m_end - m_begin);
    std::memcpy(bytes, m_buffer.data() + m_begin, taken);
    m_begin += taken;
    return static_cast<ssize_t>(taken);
}

ssize_t SocketStream::write(const char* bytes, size_t size)
{
    if (m_pieceTime)
        m_deadline = Clock::now() + *m_pieceTime;
    if (!is_writable())
        return -1;
#ifdef _WIN32
    return ::send(m_socket, bytes, static_cast<int>(size), kSendFlags);
#else
    // Never blocks: a client who takes nothing is given up at the deadline.
    return ::send(m_socket, bytes, size, kSendFlags | MSG_DONTWAIT);
#endif
}

// Nothing here depends on who the peer is.
void SocketStream::get_remote_ip_and_port(std::string&, int&) const {}
void SocketStream::get_local_ip_and_port(std::string&, int&) const {}

} // namespace chainpoints
