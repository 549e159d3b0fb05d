// The HTTP API of the daemon.
#pragma once

#include "core/config/config.h"
#include "core/http/apiroutes.h"

#include <memory>
#include <string>

namespace chainpoints {

/// Serves in threads of its own, one for each connection. All methods from the thread that made it.
class ApiServer
{
public:
    /// `token` must not be empty. Doors are made in the serving threads, for each request.
    ApiServer(const ApiConfig& config, std::string token, const ApiDoors& doors, TipLimits limits = {});
    /// Stops.
    ~ApiServer();
    ApiServer(const ApiServer&) = delete;
    ApiServer& operator=(const ApiServer&) = delete;

    /// Listens from then on. Unreachable if the address cannot be listened on, BadInput if the certificate
    /// cannot be used. Port 0 takes a free one.
    [[nodiscard]] Result<void> start();
    /// Cuts all connections and joins the threads, within a second unless an answer takes longer. May be
    /// called again.
    void stop();

    /// What this process itself has against a chain, which it may be unable to write into the database;
    /// empty: nothing any more. From any thread.
    void hear(const std::string& chain, std::string problem);

    /// After start(): where it listens.
    [[nodiscard]] int port() const { return m_port; }

private:
    class Server;
    ApiConfig m_config;
    ChainWatch m_watch;
    ApiRoutes m_routes;
    std::unique_ptr<Server> m_server;
    int m_port = 0;
};

} // namespace chainpoints
