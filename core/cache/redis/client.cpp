#include "core/cache/redis/client.h"

#include "core/base/log.h"

#include <algorithm>
#include <array>
#include <utility>

namespace chainpoints::redis {
namespace {

constexpr std::size_t kMostQuoted = 200;

/// What Redis says by the first word of a refusal.
struct Meaning
{
    std::string_view word;
    std::string_view sentence;
};
constexpr std::array kMeanings{
    Meaning{"NOAUTH", "asks for a password; put it into cache.url"},
    Meaning{"WRONGPASS", "refuses the user or the password of cache.url"},
    Meaning{"NOPERM", "does not give the user of cache.url the rights that the cache needs"},
    Meaning{"READONLY", "is a replica, which cannot be written; name the master in cache.url, or Sentinels"},
    Meaning{"LOADING", "is still loading its data"},
    Meaning{"MASTERDOWN", "is a replica that lost its master"},
    Meaning{"OOM", "is full; raise its maxmemory, or let it evict"},
    Meaning{"MISCONF", "takes no writes, since it cannot save its data"},
    Meaning{"MOVED", "belongs to a Redis Cluster; the cache needs a server of its own, or Sentinels"},
    Meaning{"CLUSTERDOWN", "belongs to a Redis Cluster; the cache needs a server of its own, or Sentinels"},
    Meaning{"WRONGTYPE", "holds another kind of value at a key of the cache"},
};

/// Redis may repeat what it was sent.
std::string quotable(const std::string& refusal)
{
    std::string text = log::redactedHead(refusal, kMostQuoted);
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return text;
}

Error explained(const Link& link, const std::string& refusal)
{
    const std::string word = refusal.substr(0, refusal.find(' '));
    const auto* meaning = std::find_if(kMeanings.begin(), kMeanings.end(),
                                       [&](const Meaning& known) { return known.word == word; });
    const std::string what =
        meaning == kMeanings.end() ? "refuses a command" : std::string(meaning->sentence);
    return {word == "WRONGTYPE" ? ErrorCode::Corrupt : ErrorCode::Database,
            link.name() + " " + what + " (" + quotable(refusal) + ")"};
}

/// The answers, none of them a refusal.
Result<std::vector<Answer>> accepted(Link& link, const std::vector<Command>& commands)
{
    auto answers = link.exchange(commands);
    if (answers)
        for (const Answer& answer : *answers)
            if (answer.kind == Answer::Kind::Refusal)
                return explained(link, answer.text);
    return answers;
}

Command login(const std::string& user, const std::string& password)
{
    return user.empty() ? Command{"AUTH", password} : Command{"AUTH", user, password};
}

} // namespace

Result<std::vector<Answer>> Client::run(const std::vector<Command>& commands)
{
    const bool wasConnected = m_link != nullptr;
    auto answers = attempt(commands);
    if (!answers && wasConnected && answers.error().code == ErrorCode::Database)
        answers = attempt(commands);
    return answers;
}

Result<std::vector<Answer>> Client::attempt(const std::vector<Command>& commands)
{
    if (!m_link)
        if (auto connected = connect(); !connected)
            return connected.error();
    auto answers = accepted(*m_link, commands);
    if (!answers)
        m_link.reset();
    return answers;
}

Result<void> Client::connect()
{
    auto server = m_config.master.empty() ? Result<HostPort>(m_config.servers.front()) : findMaster();
    if (!server)
        return server.error();
    auto link = Link::open(m_config, *server, m_stop);
    if (!link)
        return link.error();
    std::vector<Command> greeting;
    if (!m_config.password.empty())
        greeting.push_back(login(m_config.user, m_config.password));
    if (m_config.database != 0)
        greeting.push_back({"SELECT", std::to_string(m_config.database)});
    if (auto greeted = accepted(**link, greeting); !greeted)
        return greeted.error();
    m_link = std::move(*link);
    return {};
}

Result<HostPort> Client::findMaster()
{
    Result<HostPort> master = Error{ErrorCode::Database, "no Sentinel is configured"};
    for (const HostPort& sentinel : m_config.servers) {
        master = askSentinel(sentinel);
        if (master || master.error().code == ErrorCode::Stopped)
            return master;
    }
    return inContext("no Sentinel tells where the Redis master " + m_config.master + " is", master.error());
}

Result<HostPort> Client::askSentinel(const HostPort& sentinel)
{
    auto link = Link::open(m_config, sentinel, m_stop);
    if (!link)
        return link.error();
    std::vector<Command> commands;
    if (!m_config.sentinelPassword.empty())
        commands.push_back(login({}, m_config.sentinelPassword));
    commands.push_back({"SENTINEL", "get-master-addr-by-name", m_config.master});
    auto answers = accepted(**link, commands);
    if (!answers)
        return answers.error();
    const Answer& address = answers->back();
    if (address.elements.size() != 2)
        return Error{ErrorCode::Database, (*link)->name() + " watches no master of that name"};
    const std::string host = address.elements[0].text;
    const bool v6 = host.find(':') != std::string::npos;
    auto server = parseHostPort((v6 ? "[" + host + "]" : host) + ":" + address.elements[1].text);
    if (!server)
        return Error{ErrorCode::Database,
                     (*link)->name() + " tells an address that cannot be: " + server.error().message};
    return server;
}

} // namespace chainpoints::redis
