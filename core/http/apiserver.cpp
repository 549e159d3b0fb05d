#include "core/http/apiserver.h"

#include "core/base/log.h"
#include "core/http/socketstream.h"

#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <set>
#include <thread>

namespace chainpoints {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kThreads = 4;
constexpr std::size_t kMostClients = 64; // served or waiting
constexpr int kRequestsPerConnection = 100;
constexpr auto kRequestTime = 5s; // for a request and its answer
constexpr auto kIdleTime = 2s;    // between two requests; longer would let idle clients hold all threads
constexpr auto kDrainTime = 1s;
constexpr std::uint64_t kMostBody = 1'048'576;

/// The library's threads, with a queue that has an end: what does not fit waits in the system's own queue.
class BoundedPool final : public httplib::TaskQueue
{
public:
    BoundedPool() : m_pool(kThreads) {}

    void enqueue(std::function<void()> task) override
    {
        std::unique_lock lock(m_mutex);
        m_room.wait(lock, [this] { return m_clients < kMostClients; });
        ++m_clients;
        lock.unlock();
        m_pool.enqueue([this, task = std::move(task)] {
            task();
            const std::lock_guard guard(m_mutex);
            --m_clients;
            m_room.notify_one();
        });
    }
    void shutdown() override { m_pool.shutdown(); }

private:
    httplib::ThreadPool m_pool;
    std::mutex m_mutex;
    std::condition_variable m_room;
    std::size_t m_clients = 0;
};

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
    to.set_content(from.body, "application/json");
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
    explicit Server(const ApiRoutes& routes) : m_routes(routes)
    {
        new_task_queue = [] { return new BoundedPool; }; // the library deletes it
        set_socket_options(setSocketOptions);
        set_tcp_nodelay(true);
        // No call takes a body yet, so everything is answered before one would be read.
        set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
            put(answer(request), response);
            return HandlerResponse::Handled;
        });
        // What the library refuses by itself: a request that is none, a URL that is too long.
        set_error_handler(HandlerWithResponse([](const httplib::Request&, httplib::Response& response) {
            if (response.body.empty())
                put(errorResponse(response.status, "the request cannot be understood"), response);
            return HandlerResponse::Handled;
        }));
        set_exception_handler([](const httplib::Request&, httplib::Response& response, std::exception_ptr) {
            log::error("http", "A request ended in an exception");
            put(errorResponse(500, "the answer could not be made; the log tells why"), response);
        });
    }

    bool startThread()
    {
        m_thread = std::thread([this] {
            listen_after_bind();
            const std::lock_guard guard(m_mutex);
            m_ended = true;
        });
        // The library ignores a stop that comes before it runs.
        while (!is_running()) {
            std::this_thread::sleep_for(1ms);
            const std::lock_guard guard(m_mutex);
            if (m_ended)
                return false;
        }
        return true;
    }

    void stopThread()
    {
        {
            const std::lock_guard guard(m_mutex);
            m_stopping = true;
            for (SocketStream* stream : m_streams)
                stream->cut();
        }
        stop();
        if (m_thread.joinable())
            m_thread.join();
    }

private:
    ApiResponse answer(const httplib::Request& request) const
    {
        if (isTooLarge(request))
            return errorResponse(413, "the request is too large");
        return m_routes.answer({request.method, request.path, request.get_header_value("Authorization")});
    }

    bool process_and_close_socket(socket_t socket) override
    {
        SocketStream stream(socket);
        if (!enter(stream))
            return false;
        const bool served = serve(stream);
        leave(stream);
        return served;
    }

    bool serve(SocketStream& stream)
    {
        for (int request = 1; request <= kRequestsPerConnection; ++request) {
            stream.setDeadline(SocketStream::Clock::now() + (request == 1 ? kRequestTime : kIdleTime));
            if (!stream.is_readable())
                break;
            stream.setDeadline(SocketStream::Clock::now() + kRequestTime);
            bool close = request == kRequestsPerConnection;
            bool closed = false;
            const bool understood = process_request(stream, close, closed, [&](httplib::Request& headers) {
                if (!hasBody(headers))
                    return;
                // The body stays unread and must not be taken for the next request.
                close = true;
                headers.headers.erase("Connection");
                headers.set_header("Connection", "close");
            });
            if (!understood || closed || close) {
                stream.setDeadline(SocketStream::Clock::now() + kDrainTime);
                stream.finishSending();
                return understood;
            }
        }
        return true;
    }

    bool enter(SocketStream& stream)
    {
        const std::lock_guard guard(m_mutex);
        return !m_stopping && m_streams.insert(&stream).second;
    }

    void leave(SocketStream& stream)
    {
        const std::lock_guard guard(m_mutex);
        m_streams.erase(&stream);
    }

    const ApiRoutes& m_routes;
    std::thread m_thread;

    std::mutex m_mutex; ///< guards all below
    std::set<SocketStream*> m_streams;
    bool m_stopping = false;
    bool m_ended = false;
};

ApiServer::ApiServer(const ApiConfig& config, std::string token, MakeDoor makeDoor)
    : m_config(config), m_routes(std::move(token), std::move(makeDoor))
{
}

ApiServer::~ApiServer()
{
    stop();
}

Result<void> ApiServer::start()
{
    auto server = std::make_unique<Server>(m_routes);
    errno = 0;
    if (m_config.port == 0)
        m_port = server->bind_to_any_port(m_config.host);
    else
        m_port = server->bind_to_port(m_config.host, m_config.port) ? m_config.port : -1;
    const std::string reason = errno != 0 ? std::string(" (") + std::strerror(errno) + ")" : "";
    if (m_port < 0 || !server->startThread())
        return Error{ErrorCode::Unreachable,
                     "api.listen: " + shown(m_config) + " cannot be listened on" + reason +
                         "; end the other program that does, or set another address or \"off\""};
    m_server = std::move(server);
    log::info("http", "Listens on " + shown(m_config));
    return {};
}

void ApiServer::stop()
{
    if (m_server)
        m_server->stopThread();
    m_server.reset();
}

} // namespace chainpoints
