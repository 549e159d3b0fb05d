#include "core/http/apiserver.h"

#include "core/base/log.h"
#include "core/config/netaddress.h"
#include "core/http/answerthreads.h"
#include "core/http/connectionthreads.h"
#include "core/http/querytext.h"
#include "core/http/socketstream.h"
#include "core/http/tlsidentity.h"
#include "core/meter/meter.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <map>
#include <mutex>
#include <thread>

namespace chainpoints {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kShortAnswersAtOnce = 2;
constexpr std::size_t kMostWaiting = 100; // for one of these places
constexpr auto kPatience = 10s;           // with those before

constexpr int kWaitingToConnect = 512;
constexpr int kRequestsPerConnection = 1000;
constexpr auto kRequestTime = 5s; // for a request until its end, or its body
constexpr auto kBodyTime = 15s;   // for that
constexpr auto kAnswerTime = 60s; // for the answer, which the client may take slowly
constexpr auto kPieceTime = 20s;  // for each piece of an answer that goes on and on
constexpr auto kIdleTime = 30s;   // between two requests
constexpr auto kDrainTime = 1s;
constexpr auto kListenAgain = 1s; // after it failed
constexpr std::size_t kMostHead = 65'536;
constexpr std::size_t kMostBody = 1'048'576;

/// Low priority alone is not enough: a scheduler that has to move threads between full processors lets the
/// engine wait. So half of them, and two at most, make long answers.
std::size_t longAnswersAtOnce()
{
    return std::clamp<std::size_t>(std::thread::hardware_concurrency() / 2, 1, 2);
}

void setSocketOptions(socket_t socket)
{
    // Not the library's default, SO_REUSEPORT, with which a second program on the same port goes unnoticed.
    const int yes = 1;
#ifdef _WIN32
    ::setsockopt(socket, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, reinterpret_cast<const char*>(&yes), sizeof yes);
#else
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
#endif
}

bool hasBody(const httplib::Request& request)
{
    return request.has_header("Transfer-Encoding") ||
           (request.has_header("Content-Length") && request.get_header_value("Content-Length") != "0");
}

ApiResponse tooLarge()
{
    return errorResponse(413, "the request is too large");
}

bool isTooLarge(const httplib::Request& request)
{
    return request.has_header("Content-Length") &&
           std::strtoull(request.get_header_value("Content-Length").c_str(), nullptr, 10) > kMostBody;
}

void put(const ApiResponse& from, httplib::Response& to)
{
    to.status = from.status;
    to.set_header("Cache-Control", "no-store");
    to.set_header("X-Content-Type-Options", "nosniff");
    if (!from.allow.empty())
        to.set_header("Allow", from.allow);
    if (from.asksForToken)
        to.set_header("WWW-Authenticate", "Bearer realm=\"chainpoints\"");
    if (!from.location.empty())
        to.set_header("Location", from.location);
    if (from.retryAfter > 0)
        to.set_header("Retry-After", std::to_string(from.retryAfter));
    if (!from.stream) {
        to.set_content(from.body, from.contentType);
        return;
    }
    to.set_chunked_content_provider(
        from.contentType, [stream = from.stream](std::size_t, httplib::DataSink& sink) {
            stream([&](const std::string& piece) { return sink.write(piece.data(), piece.size()); });
            sink.done();
            return true;
        });
}

void putAndCount(const ApiResponse& from, httplib::Response& to)
{
    meter::answered(from.status, {});
    put(from, to);
}

std::string reasonOf(const std::exception_ptr& cause)
{
    try {
        std::rethrow_exception(cause);
    } catch (const std::exception& exception) {
        return exception.what();
    } catch (...) {
        return "of an unknown kind";
    }
}

/// Without the port; an IPv6 address without its brackets.
std::string hostOf(const std::string& header)
{
    if (header.starts_with('['))
        return header.substr(1, header.find(']') - 1);
    return header.substr(0, header.find(':'));
}

std::string shown(const ApiConfig& config)
{
    const bool isV6 = config.host.find(':') != std::string::npos;
    return (isV6 ? "[" + config.host + "]" : config.host) + ":" + std::to_string(config.port);
}

} // namespace

/// The library's server with connections of our own, so that they have deadlines and can be cut.
class ApiServer::Server final : public httplib::Server
{
public:
    /// Without `identity` nothing is encrypted.
    Server(const ApiRoutes& routes, ChainWatch& watch, std::string host,
           std::unique_ptr<TlsIdentity> identity)
        : m_routes(routes), m_watch(watch), m_host(std::move(host)), m_identity(std::move(identity)),
          m_onlyLocal(isLoopback(m_host))
    {
        new_task_queue = [this] {
            return new ConnectionThreads([this] { cutTheIdlest(); }, [this] { cutAll(); });
        }; // it deletes it
        set_socket_options([this](socket_t socket) {
            setSocketOptions(socket);
            m_listening = socket;
        });
        set_tcp_nodelay(true);
        set_payload_max_length(kMostBody);
        // Whatever can be told without the body is told before it is read.
        set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
            if (auto refused = refusal(request)) {
                ownConnectionIsAnswered();
                putAndCount(*refused, response);
            } else if (hasBody(request) && (request.method == "POST" || request.method == "PUT")) {
                return HandlerResponse::Unhandled;
            } else {
                answer(request, response);
            }
            return HandlerResponse::Handled;
        });
        const auto withBody = [this](const httplib::Request& request, httplib::Response& response) {
            answer(request, response);
        };
        Post(".*", withBody).Put(".*", withBody);
        // What the library refuses by itself: a request that is none, a URL that is too long.
        set_error_handler(
            HandlerWithResponse([](const httplib::Request& request, httplib::Response& response) {
                if (!response.body.empty())
                    return HandlerResponse::Handled;
                const bool isTooMuch = response.status == 413 || request.body.size() > kMostBody;
                putAndCount(isTooMuch ? tooLarge()
                                      : errorResponse(response.status, "the request cannot be understood, or "
                                                                       "is too large"),
                            response);
                return HandlerResponse::Handled;
            }));
        set_exception_handler([](const httplib::Request& request, httplib::Response& response,
                                 const std::exception_ptr& cause) {
            log::error("http",
                       request.method + " " + request.target + " ended in an exception: " + reasonOf(cause));
            putAndCount(errorResponse(500, "the answer could not be made; the log tells why"), response);
        });
    }

    ~Server() override { stopThread(); }

    /// False: it cannot be listened on; errno may tell why. Port 0 takes a free one.
    bool bind(int port)
    {
        if (port == 0)
            port = bind_to_any_port(m_host);
        else if (!bind_to_port(m_host, port))
            return false;
        m_port = port;
        // The library lets five connections wait. Those beyond are not heard, and their clients try again
        // after a second, then after three.
        return port > 0 && ::listen(m_listening, kWaitingToConnect) == 0;
    }

    [[nodiscard]] int port() const { return m_port; }

    /// After bind().
    void startThread()
    {
        m_thread = std::thread([this] { listenUntilStopped(); });
    }

    void stopThread()
    {
        if (!m_thread.joinable())
            return;
        {
            const std::lock_guard guard(m_mutex);
            m_stopping = true;
        }
        m_stopAsked.notify_all();
        cutAll();
        // The library ignores a stop that comes before it listens, and must not be told twice.
        for (bool told = false; !m_ended; std::this_thread::sleep_for(1ms))
            if (!told && is_running()) {
                told = true;
                stop();
            }
        m_thread.join();
    }

private:
    static ApiRequest valuesOf(const httplib::Request& request)
    {
        ApiRequest values{request.method,
                          request.path,
                          request.get_header_value("Authorization"),
                          queryOf(request.target),
                          request.get_header_value("Content-Type"),
                          request.body};
        return values;
    }

    std::optional<ApiResponse> refusal(const httplib::Request& request) const
    {
        if (isTooLarge(request))
            return tooLarge();
        // A web page that makes its own name point to this machine must not reach the program.
        if (m_onlyLocal && request.has_header("Host") &&
            !isLoopback(hostOf(request.get_header_value("Host"))))
            return errorResponse(
                403, "this program is only for its own machine; call it as 127.0.0.1 or localhost");
        if (request.has_header("Content-Encoding"))
            return errorResponse(415, "send the body as it is, without Content-Encoding");
        return m_routes.refusal(valuesOf(request));
    }

    /// In the thread of its connection, once all of it is there.
    void answer(const httplib::Request& request, httplib::Response& response)
    {
        SocketStream& stream = ownConnectionIsAnswered();
        const meter::Stopwatch stopwatch;
        const ApiResponse made =
            request.body.size() > kMostBody ? tooLarge() : answerInTurn(valuesOf(request));
        if (made.stream)
            stream.setPieceTime(kPieceTime);
        meter::answered(made.status, stopwatch.time());
        put(made, response);
    }

    ApiResponse answerInTurn(const ApiRequest& values)
    {
        if (ApiRoutes::isUrgent(values.path))
            return answerTo(values);
        ApiResponse response;
        AnswerThreads& threads = ApiRoutes::isLong(values.path) ? m_longAnswers : m_shortAnswers;
        if (threads.run(kPatience, [&] { response = answerTo(values); }))
            return response;
        response = errorResponse(429, "too many requests at the same time; try again in a second");
        response.retryAfter = 1;
        return response;
    }

    ApiResponse answerTo(const ApiRequest& values) const
    {
        ApiResponse response = m_routes.answer(values);
        if (values.method == "HEAD")
            response.stream = nullptr;
        return response;
    }

    /// Whatever ends the listening but a stop, it begins anew.
    void listenUntilStopped()
    {
        for (;;) {
            listen_after_bind();
            std::unique_lock lock(m_mutex);
            if (!m_stopping)
                log::error("http", "The API's socket takes no more connections; it is set up again");
            do {
                if (m_stopAsked.wait_for(lock, kListenAgain, [this] { return m_stopping; })) {
                    m_ended = true;
                    return;
                }
            } while (!bind(m_port));
            m_isCut = false;
        }
    }

    bool process_and_close_socket(socket_t socket) override
    {
        SocketStream stream(socket);
        if (!enter(stream))
            return false;
        stream.setDeadline(SocketStream::Clock::now() + kRequestTime);
        const TlsIdentity::Context shown = m_identity ? m_identity->current() : nullptr;
        const bool served = (!shown || stream.encrypt(shown.get())) && serve(stream);
        if (served)
            stream.finishSending();
        leave();
        return served;
    }

    /// False: the client is to be left at once.
    bool serve(SocketStream& stream)
    {
        for (int request = 1; request <= kRequestsPerConnection; ++request) {
            stream.setPieceTime({});
            stream.setAllowance(kMostHead);
            stream.setDeadline(SocketStream::Clock::now() + (request == 1 ? kRequestTime : kIdleTime));
            ownConnectionWaits();
            if (!stream.is_readable())
                return false;
            stream.setDeadline(SocketStream::Clock::now() + kRequestTime);
            bool isHeadRead = false;
            bool close = request == kRequestsPerConnection;
            bool closed = false;
            const bool understood = process_request(stream, close, closed, [&](httplib::Request& headers) {
                isHeadRead = true;
                headers.ranges.clear(); // a piece of JSON is no JSON
                if (!hasBody(headers))
                    return;
                stream.setAllowance(kMostBody + kMostHead); // chunks have heads too
                stream.setDeadline(SocketStream::Clock::now() + kBodyTime);
                // A body that stays unread must not be taken for the next request.
                close = true;
                headers.headers.erase("Connection");
                headers.set_header("Connection", "close");
            });
            // Nor what is left of a head that was not understood.
            if (!understood || !isHeadRead || closed || close) {
                stream.setDeadline(SocketStream::Clock::now() + kDrainTime);
                return true;
            }
        }
        return true;
    }

    bool enter(SocketStream& stream)
    {
        const std::lock_guard guard(m_mutex);
        return !m_isCut && m_connections.emplace(std::this_thread::get_id(), Connection{&stream, {}}).second;
    }

    void leave()
    {
        const std::lock_guard guard(m_mutex);
        m_connections.erase(std::this_thread::get_id());
    }

    void ownConnectionWaits()
    {
        const std::lock_guard guard(m_mutex);
        m_connections.at(std::this_thread::get_id()).waitsSince = SocketStream::Clock::now();
    }

    SocketStream& ownConnectionIsAnswered()
    {
        const std::lock_guard guard(m_mutex);
        Connection& own = m_connections.at(std::this_thread::get_id());
        own.waitsSince.reset();
        own.stream->setDeadline(SocketStream::Clock::now() + kAnswerTime);
        return *own.stream;
    }

    /// Of those whose request is not complete.
    void cutTheIdlest()
    {
        const std::lock_guard guard(m_mutex);
        Connection* idlest = nullptr;
        for (auto& [thread, connection] : m_connections)
            if (connection.waitsSince && (!idlest || *connection.waitsSince < *idlest->waitsSince))
                idlest = &connection;
        if (!idlest)
            return;
        idlest->stream->cut();
        idlest->waitsSince.reset();
    }

    /// Nobody is served any more until it listens again.
    void cutAll()
    {
        const std::lock_guard guard(m_mutex);
        m_isCut = true;
        for (const auto& [thread, connection] : m_connections)
            connection.stream->cut();
        m_watch.endStreams();
    }

    struct Connection
    {
        SocketStream* stream;
        /// Since when it waits for a request to become complete; nothing while that is answered.
        std::optional<SocketStream::Clock::time_point> waitsSince;
    };

    const ApiRoutes& m_routes;
    ChainWatch& m_watch;
    const std::string m_host;
    const std::unique_ptr<TlsIdentity> m_identity;
    const bool m_onlyLocal; ///< it listens on loopback
    socket_t m_listening = INVALID_SOCKET;
    int m_port = -1;
    AnswerThreads m_shortAnswers{kShortAnswersAtOnce, kMostWaiting, AnswerThreads::Priority::Normal};
    AnswerThreads m_longAnswers{longAnswersAtOnce(), kMostWaiting, AnswerThreads::Priority::Background};
    std::thread m_thread;
    std::atomic<bool> m_ended = false; ///< the thread has nothing more to do

    std::mutex m_mutex; ///< guards all below
    std::condition_variable m_stopAsked;
    std::map<std::thread::id, Connection> m_connections; ///< by the thread that serves each
    bool m_stopping = false;
    bool m_isCut = false;
};

ApiServer::ApiServer(const ApiConfig& config, std::string token, const ApiDoors& doors, TipLimits limits)
    : m_config(config), m_watch(doors, std::move(limits)), m_routes(std::move(token), doors, &m_watch)
{
}

ApiServer::~ApiServer()
{
    stop();
}

Result<void> ApiServer::start()
{
    std::unique_ptr<TlsIdentity> identity;
    if (m_config.tls) {
        auto loaded = TlsIdentity::load(*m_config.tls);
        if (!loaded)
            return loaded.error();
        identity = std::move(*loaded);
    }
    auto server = std::make_unique<Server>(m_routes, m_watch, m_config.host, std::move(identity));
    errno = 0;
    if (!server->bind(m_config.port)) {
        const std::string reason = errno != 0 ? std::string(" (") + std::strerror(errno) + ")" : "";
        return Error{ErrorCode::Unreachable,
                     "api.listen: " + shown(m_config) + " cannot be listened on" + reason +
                         "; end the other program that does, or set another address or \"off\""};
    }
    m_port = server->port();
    server->startThread();
    m_server = std::move(server);
    m_watch.start();
    log::info("http", "Listens on " + shown(m_config) + (m_config.tls ? " with TLS" : ""));
    return {};
}

void ApiServer::hear(const std::string& chain, std::string problem)
{
    m_watch.hear(chain, std::move(problem));
}

void ApiServer::stop()
{
    m_watch.stop();
    m_server.reset();
}

} // namespace chainpoints
