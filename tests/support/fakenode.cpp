#include "tests/support/fakenode.h"

#include <httplib.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <thread>

namespace chainpoints {
namespace {

using nlohmann::json;

constexpr std::size_t kServerThreads = 16;
/// The library compresses what it knows as JSON without this parameter.
constexpr const char* kPlainJson = "application/json; charset=utf-8";

} // namespace

struct FakeNode::State
{
    struct Play
    {
        HttpTrick trick = HttpTrick::None;
        int times = 0;
    };

    mutable std::mutex mutex;
    mutable std::condition_variable changed;
    FakeChain chain;
    std::map<std::string, Handler> handlers;
    std::size_t batchLimit = SIZE_MAX;
    bool reverseBatches = false;
    Play everyRequest;
    std::map<std::string, Play> byMethod;
    std::string retryAfter = "1";
    bool compress = false;
    bool released = false;
    int requests = 0;
    std::map<std::string, int> calls;
    std::set<int> clientPorts;
    std::multimap<std::string, std::string> lastHeaders;

    httplib::Server server;
    int port = 0;
    std::thread thread;

    // With the mutex held.
    HttpTrick takeTrick(const json& request);

    // Without the mutex.
    std::string answerTo(const json& call);
    std::string bodyFor(const json& request);
    void serve(const httplib::Request& request, httplib::Response& response);
    void perform(HttpTrick trick, const json& request, httplib::Response& response);
};

HttpTrick FakeNode::State::takeTrick(const json& request)
{
    const auto take = [](Play& play) {
        if (play.times == 0)
            return HttpTrick::None;
        if (play.times > 0)
            --play.times;
        return play.trick;
    };
    for (auto& [method, play] : byMethod) {
        const json batch = request.is_array() ? request : json::array({request});
        const bool holdsIt = std::any_of(batch.begin(), batch.end(),
                                         [&](const json& call) { return call.at("method") == method; });
        if (const HttpTrick trick = holdsIt ? take(play) : HttpTrick::None; trick != HttpTrick::None)
            return trick;
    }
    return take(everyRequest);
}

std::string FakeNode::State::answerTo(const json& call)
{
    const std::string method = call.at("method");
    const json params = call.value("params", json::array());
    Handler handler;
    FakeAnswer answer;
    {
        const std::scoped_lock lock(mutex);
        ++calls[method];
        const auto found = handlers.find(method);
        if (found != handlers.end())
            handler = found->second;
        else
            answer = chain.answer(method, params);
    }
    if (handler)
        answer = handler(params);
    std::string text = R"({"jsonrpc":"2.0","id":)" + call.at("id").dump();
    if (!answer.failed)
        return text + R"(,"result":)" + answer.result + "}";
    json error = {{"code", answer.code}, {"message", answer.message}};
    if (!answer.data.empty())
        error["data"] = answer.data;
    return text + R"(,"error":)" + error.dump() + "}";
}

std::string FakeNode::State::bodyFor(const json& request)
{
    if (!request.is_array())
        return answerTo(request);
    bool reverse = false;
    {
        const std::scoped_lock lock(mutex);
        if (request.size() > batchLimit)
            return R"({"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"batch of more calls than allowed"}})";
        reverse = reverseBatches;
    }
    std::vector<std::string> answers;
    for (const json& call : request)
        answers.push_back(answerTo(call));
    if (reverse)
        std::reverse(answers.begin(), answers.end());
    std::string body = "[";
    for (std::size_t i = 0; i < answers.size(); ++i)
        body += (i > 0 ? "," : "") + answers[i];
    return body + "]";
}

void FakeNode::State::perform(HttpTrick trick, const json& request, httplib::Response& response)
{
    switch (trick) {
    case HttpTrick::None:
        break;
    case HttpTrick::Hang: {
        std::unique_lock lock(mutex);
        changed.wait(lock, [this] { return released; });
        return;
    }
    case HttpTrick::TooManyRequests:
        response.status = 429;
        response.set_header("Retry-After", retryAfter);
        return;
    case HttpTrick::BadGateway:
        response.status = 502;
        response.set_content("<html><h1>502 Bad Gateway</h1></html>", "text/html");
        return;
    case HttpTrick::PaymentRequired:
        response.status = 402;
        return;
    case HttpTrick::HtmlPage:
        response.set_content("<!DOCTYPE html><html><body>Just a moment...</body></html>", "text/html");
        return;
    case HttpTrick::CutJson: {
        const std::string body = bodyFor(request);
        response.set_content(body.substr(0, body.size() / 2), kPlainJson);
        return;
    }
    case HttpTrick::CloseConnection:
        response.set_content_provider(10'000, "application/json",
                                      [](std::size_t, std::size_t, httplib::DataSink&) { return false; });
        return;
    case HttpTrick::Redirect:
        response.status = 307;
        response.set_header("Location", "http://127.0.0.1:1/elsewhere");
        return;
    }
    const std::string body = bodyFor(request);
    const std::scoped_lock lock(mutex);
    response.set_content(body, compress ? "application/json" : kPlainJson);
}

void FakeNode::State::serve(const httplib::Request& request, httplib::Response& response)
{
    const json body = json::parse(request.body);
    HttpTrick trick = HttpTrick::None;
    {
        const std::scoped_lock lock(mutex);
        ++requests;
        clientPorts.insert(request.remote_port);
        lastHeaders.clear();
        lastHeaders.insert(request.headers.begin(), request.headers.end());
        trick = takeTrick(body);
        changed.notify_all();
    }
    perform(trick, body, response);
}

FakeNode::FakeNode(std::int64_t chainId, std::int64_t head) : m_state(std::make_unique<State>())
{
    m_state->chain.chainId = chainId;
    m_state->chain.head = head;
    httplib::Server& server = m_state->server;
    server.new_task_queue = [] { return new httplib::ThreadPool(kServerThreads); };
    server.set_tcp_nodelay(true);
    server.set_keep_alive_max_count(1'000'000);
    server.Post(".*", [this](const httplib::Request& request, httplib::Response& response) {
        m_state->serve(request, response);
    });
    m_state->port = server.bind_to_any_port("127.0.0.1");
    m_state->thread = std::thread([this] { m_state->server.listen_after_bind(); });
    while (!server.is_running())
        std::this_thread::yield();
}

FakeNode::~FakeNode()
{
    release();
    m_state->server.stop();
    m_state->thread.join();
}

std::string FakeNode::url() const
{
    return "http://127.0.0.1:" + std::to_string(m_state->port) + "/";
}

void FakeNode::setHead(std::int64_t head)
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->chain.head = head;
}

void FakeNode::setFork(std::int64_t height, int salt)
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->chain.forkHeight = height;
    m_state->chain.forkSalt = salt;
}

std::string FakeNode::blockHash(std::int64_t height) const
{
    const std::scoped_lock lock(m_state->mutex);
    return m_state->chain.blockHash(height);
}

std::int64_t FakeNode::blockTime(std::int64_t height)
{
    return FakeChain::blockTime(height);
}

void FakeNode::setLogs(std::vector<FakeLog> logs)
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->chain.logs = std::move(logs);
}

void FakeNode::addLog(FakeLog log)
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->chain.logs.push_back(std::move(log));
}

void FakeNode::setCallResult(const std::string& selector, const std::string& hex)
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->chain.callResults[selector] = hex;
}

void FakeNode::on(const std::string& method, Handler handler)
{
    const std::scoped_lock lock(m_state->mutex);
    if (handler)
        m_state->handlers[method] = std::move(handler);
    else
        m_state->handlers.erase(method);
}

void FakeNode::on(const std::string& method, FakeAnswer answer)
{
    on(method, [answer = std::move(answer)](const json&) { return answer; });
}

void FakeNode::limitRange(std::int64_t blocks, std::int64_t code, const std::string& message)
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->chain.rangeLimit = blocks;
    m_state->chain.rangeError = FakeAnswer::error(code, message);
}

void FakeNode::ignoreLogRange(bool ignore)
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->chain.ignoreRange = ignore;
}

void FakeNode::limitBatch(std::size_t calls)
{
    const std::scoped_lock lock(m_state->mutex);
    // One call in an array is a batch as well.
    m_state->batchLimit = calls > 1 ? calls : 0;
}

void FakeNode::reverseBatches(bool reverse)
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->reverseBatches = reverse;
}

void FakeNode::play(HttpTrick trick, int times)
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->everyRequest = {trick, times};
}

void FakeNode::playOn(const std::string& method, HttpTrick trick, int times)
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->byMethod[method] = {trick, times};
}

void FakeNode::setRetryAfter(const std::string& value)
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->retryAfter = value;
}

void FakeNode::compress(bool on)
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->compress = on;
}

void FakeNode::release()
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->released = true;
    m_state->changed.notify_all();
}

int FakeNode::requests() const
{
    const std::scoped_lock lock(m_state->mutex);
    return m_state->requests;
}

int FakeNode::calls(const std::string& method) const
{
    const std::scoped_lock lock(m_state->mutex);
    const auto found = m_state->calls.find(method);
    return found == m_state->calls.end() ? 0 : found->second;
}

int FakeNode::connections() const
{
    const std::scoped_lock lock(m_state->mutex);
    return static_cast<int>(m_state->clientPorts.size());
}

std::string FakeNode::lastHeader(const std::string& name) const
{
    const std::scoped_lock lock(m_state->mutex);
    const auto found = m_state->lastHeaders.find(name);
    return found == m_state->lastHeaders.end() ? std::string() : found->second;
}

bool FakeNode::waitForRequests(int count, std::chrono::milliseconds timeout) const
{
    std::unique_lock lock(m_state->mutex);
    return m_state->changed.wait_for(lock, timeout, [&] { return m_state->requests >= count; });
}

} // namespace chainpoints
