// One client's connection: reads and writes with a deadline, and can be cut from outside. Internal to
// core/http; the only header that names the HTTP library.
#pragma once

#include <httplib.h>

#include <array>
#include <chrono>
#include <limits>
#include <memory>
#include <optional>

struct ssl_st;
struct ssl_ctx_st;

namespace chainpoints {

/// Owns its socket. Used by one thread; only `cut` may be called by others, and not after the destructor
/// began.
class SocketStream final : public httplib::Stream
{
public:
    using Clock = std::chrono::steady_clock;

    explicit SocketStream(socket_t socket) : m_socket(socket) {}
    ~SocketStream() override;
    SocketStream(const SocketStream&) = delete;
    SocketStream& operator=(const SocketStream&) = delete;

    /// From now on everything is encrypted. False: the client does not speak TLS, or not in time.
    [[nodiscard]] bool encrypt(ssl_ctx_st* context);

    /// All reads and writes together must be done by then, so that a client who sends byte by byte holds no
    /// thread.
    void setDeadline(Clock::time_point deadline) { m_deadline = deadline; }
    /// From now on each write has so much time of its own instead, and there is no end. Nothing: no longer.
    void setPieceTime(std::optional<std::chrono::seconds> time) { m_pieceTime = time; }
    /// So many bytes more may be read, then reads fail: what makes sense of them may keep all it gets.
    void setAllowance(std::size_t bytes) { m_allowance = bytes; }
    /// Makes all waiting and further reads and writes fail.
    void cut();
    /// Says that nothing more comes, and takes what the client still sends, so that the answer is not lost in
    /// a reset.
    void finishSending();

    bool is_readable() const override;
    bool is_writable() const override;
    ssize_t read(char* bytes, size_t size) override;
    ssize_t write(const char* bytes, size_t size) override;
    void get_remote_ip_and_port(std::string& ip, int& port) const override;
    void get_local_ip_and_port(std::string& ip, int& port) const override;
    socket_t socket() const override { return m_socket; }

private:
    [[nodiscard]] bool wait(short events) const;
    [[nodiscard]] ssize_t receive();
    /// For what TLS waits after a call that answered `outcome`; false: it failed, or the time is over.
    [[nodiscard]] bool waitForTls(int outcome) const;

    struct TlsEnd
    {
        void operator()(ssl_st* tls) const;
    };

    const socket_t m_socket;
    std::unique_ptr<ssl_st, TlsEnd> m_tls; ///< none: not encrypted
    Clock::time_point m_deadline = Clock::time_point::max();
    std::optional<std::chrono::seconds> m_pieceTime;
    std::size_t m_allowance = std::numeric_limits<std::size_t>::max();
    std::array<char, 4096> m_buffer{};
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
};

} // namespace chainpoints
