// Whatever bytes a client may send to the HTTP API: over a socket, to the server on a small database.
#include "core/http/apiserver.h"
#include "tests/fuzz/require.h"
#include "tests/support/testdoor.h"

#include <QCoreApplication>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace chainpoints;

namespace {

ApiConfig anyPort()
{
    ApiConfig config;
    config.port = 0;
    return config;
}

class Served
{
public:
    Served()
        : m_database(Backend::Sqlite, {TestChain{"a", 1, 18, {}}, TestChain{"b", 2, 6, {}}}),
          m_server(anyPort(), "token",
                   {[this] { return doorOf(m_database); }, [this] { return accountsOf(m_database); }})
    {
        m_database.follow(toldStory("14:10 0>1:5 | 14:40 1>2:2 | 15:20 2>1:1", at(16)), "a");
        require(static_cast<bool>(m_server.start()), "the server starts");
    }

    [[nodiscard]] int port() const { return m_server.port(); }

private:
    TestDatabase m_database;
    ApiServer m_server;
};

int portOfServer()
{
    static int argc = 1;
    static char name[] = "fuzz";
    static char* argv[] = {name, nullptr};
    static const QCoreApplication application(argc, argv);
    static const Served served;
    return served.port();
}

/// All that comes back, or the head of what never ends.
std::string answerTo(const char* bytes, std::size_t size)
{
    const int client = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(portOfServer()));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    require(::connect(client, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0,
            "it listens");
    while (size > 0) {
        const ssize_t sent = ::send(client, bytes, size, MSG_NOSIGNAL);
        if (sent <= 0)
            break; // it has heard enough
        bytes += sent;
        size -= static_cast<std::size_t>(sent);
    }
    ::shutdown(client, SHUT_WR);
    std::string answer;
    char piece[4096];
    for (ssize_t got = 0; (got = ::recv(client, piece, sizeof piece, 0)) > 0;) {
        answer.append(piece, static_cast<std::size_t>(got));
        if (answer.find("text/event-stream") != std::string::npos)
            break;
    }
    ::close(client);
    return answer;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string answer = answerTo(reinterpret_cast<const char*>(data), size);
    require(answer.empty() || answer.starts_with("HTTP/1.1 "), "an answer is HTTP");
    require(answer.find("HTTP/1.1 500 ") == std::string::npos, "nothing ends in an exception");
    return 0;
}
