// A redis-server or a Sentinel of a test's own: own folder, own port of the loopback, ended with the test.
#pragma once

#include "core/config/cacheconfig.h"

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <string>

namespace chainpoints {

/// A port of the loopback that nobody listens on at the moment.
[[nodiscard]] int freePort();

/// Failures of the set-up end the test program with a sentence.
class RedisServer
{
public:
    enum class Kind { Plain, Tls, Sentinel };

    /// `options` are of redis-server's command line, like {"--requirepass", "word"}; with Sentinel they are
    /// the lines of its configuration.
    explicit RedisServer(Kind kind = Kind::Plain, QStringList options = {});
    ~RedisServer();
    RedisServer(const RedisServer&) = delete;
    RedisServer& operator=(const RedisServer&) = delete;

    /// kill -9
    void kill();
    /// On the same port, with no data.
    void start();
    /// Answers nobody until it goes on.
    void pause();
    void goOn();

    /// What the default user's redis-cli prints for a command.
    QString cli(const QStringList& words) const;

    [[nodiscard]] HostPort address() const { return {"127.0.0.1", m_port}; }
    /// The way in for the default user.
    [[nodiscard]] RedisConfig config() const;
    /// "ca.crt", "client.crt", "client.key", "stranger.crt" (an authority that signed nothing)
    [[nodiscard]] std::filesystem::path file(const char* name) const;

private:
    void makeCertificates();
    [[nodiscard]] QStringList cliArguments() const;
    void signal(const char* name);

    const Kind m_kind;
    const QStringList m_options;
    const int m_port;
    QTemporaryDir m_folder;
    QProcess m_process;
};

} // namespace chainpoints
