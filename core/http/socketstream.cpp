#include "core/http/socketstream.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <cstring>

#ifdef _WIN32
#define poll WSAPoll
#else
#include <fcntl.h>
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
void neverBlock(socket_t socket)
{
    u_long yes = 1;
    ioctlsocket(socket, FIONBIO, &yes);
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
void neverBlock(socket_t socket)
{
    ::fcntl(socket, F_SETFL, ::fcntl(socket, F_GETFL, 0) | O_NONBLOCK);
}
#endif

constexpr std::size_t kMostDrained = 1'048'576;
constexpr std::size_t kMostAtOnce = 1'048'576;

} // namespace

SocketStream::~SocketStream()
{
    closeSocket(m_socket);
}

void SocketStream::cut()
{
    ::shutdown(m_socket, kShutBoth);
}

void SocketStream::TlsEnd::operator()(ssl_st* tls) const
{
    SSL_free(tls);
}

bool SocketStream::encrypt(ssl_ctx_st* context)
{
    neverBlock(m_socket);
    m_tls.reset(SSL_new(context));
    if (!m_tls || SSL_set_fd(m_tls.get(), static_cast<int>(m_socket)) != 1)
        return false;
    for (;;) {
        ERR_clear_error();
        const int outcome = SSL_accept(m_tls.get());
        if (outcome == 1)
            return true;
        if (!waitForTls(outcome))
            return false;
    }
}

bool SocketStream::waitForTls(int outcome) const
{
    switch (SSL_get_error(m_tls.get(), outcome)) {
    case SSL_ERROR_WANT_READ:
        return wait(POLLIN);
    case SSL_ERROR_WANT_WRITE:
        return wait(POLLOUT);
    default:
        return false;
    }
}

void SocketStream::finishSending()
{
    if (m_tls)
        SSL_shutdown(m_tls.get()); // only says so; the client's own word is not waited for
    ::shutdown(m_socket, kShutSend);
    setAllowance(kMostDrained);
    std::array<char, 4096> rest;
    while (read(rest.data(), rest.size()) > 0) {
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
    return m_begin < m_end || (m_tls && SSL_pending(m_tls.get()) > 0) || wait(POLLIN);
}

bool SocketStream::is_writable() const
{
    return wait(POLLOUT);
}

ssize_t SocketStream::read(char* bytes, size_t size)
{
    if (m_allowance == 0)
        return -1;
    if (m_begin == m_end) {
        if (!is_readable())
            return -1;
        const ssize_t got = receive();
        if (got <= 0)
            return got;
        m_begin = 0;
        m_end = static_cast<std::size_t>(got);
    }
    const std::size_t taken = std::min({size, m_end - m_begin, m_allowance});
    std::memcpy(bytes, m_buffer.data() + m_begin, taken);
    m_begin += taken;
    m_allowance -= taken;
    return static_cast<ssize_t>(taken);
}

ssize_t SocketStream::receive()
{
    if (!m_tls)
        return static_cast<ssize_t>(::recv(m_socket, m_buffer.data(), m_buffer.size(), 0));
    for (;;) {
        ERR_clear_error();
        const int got = SSL_read(m_tls.get(), m_buffer.data(), static_cast<int>(m_buffer.size()));
        if (got > 0)
            return got;
        if (SSL_get_error(m_tls.get(), got) == SSL_ERROR_ZERO_RETURN)
            return 0;
        if (!waitForTls(got))
            return -1;
    }
}

ssize_t SocketStream::write(const char* bytes, size_t size)
{
    if (m_pieceTime)
        m_deadline = Clock::now() + *m_pieceTime;
    if (m_tls) {
        for (;;) {
            ERR_clear_error();
            const int sent =
                SSL_write(m_tls.get(), bytes, static_cast<int>(std::min<size_t>(size, kMostAtOnce)));
            if (sent > 0)
                return sent;
            if (!waitForTls(sent))
                return -1;
        }
    }
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
