// An EVM node over HTTP that lies on command. For tests of whatever asks a node.
#pragma once

#include "tests/support/fakechain.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace chainpoints {

/// What becomes of a whole HTTP request.
enum class HttpTrick {
    None,
    Hang,            ///< no answer until release() or the node's end
    TooManyRequests, ///< 429 with Retry-After, see setRetryAfter()
    BadGateway,      ///< 502
    PaymentRequired, ///< 402
    HtmlPage,        ///< a page with status 200
    CutJson,         ///< status 200, the second half of the answer missing
    CloseConnection, ///< the connection breaks within the body
    Redirect,        ///< 307 to another address
};

/// Serves a made-up chain on a free port of 127.0.0.1 from construction to destruction: blocks 0 to head()
/// twelve seconds apart, the given logs, the given contract answers. Safe from any thread; each node is
/// independent of others.
class FakeNode
{
public:
    using Handler = std::function<FakeAnswer(const nlohmann::json& params)>;
    static constexpr int kForEver = -1;

    explicit FakeNode(std::int64_t chainId = kFakeChainId, std::int64_t head = 1000);
    ~FakeNode();

    /// "http://127.0.0.1:port/"
    [[nodiscard]] std::string url() const;

    // The chain.
    void setHead(std::int64_t head);
    /// Blocks from `height` on get other hashes; another `salt` is another fork.
    void setFork(std::int64_t height, int salt);
    [[nodiscard]] std::string blockHash(std::int64_t height) const;
    [[nodiscard]] static std::int64_t blockTime(std::int64_t height);
    void setLogs(std::vector<FakeLog> logs);
    void addLog(FakeLog log);
    /// What eth_call returns for a function ("0x06fdde03"); it reverts for others.
    void setCallResult(const std::string& selector, const std::string& hex);

    // Lies about calls.
    /// Answers calls of `method` from now on; an empty handler restores the chain's own answer.
    void on(const std::string& method, Handler handler);
    void on(const std::string& method, FakeAnswer answer);
    /// eth_getLogs of more blocks fails with this error.
    void limitRange(std::int64_t blocks, std::int64_t code, const std::string& message);
    /// eth_getLogs ignores the range and returns all logs.
    void ignoreLogRange(bool ignore);
    /// Batches of more calls are refused as a whole with a JSON-RPC error; 1 refuses all batches.
    void limitBatch(std::size_t calls);
    /// Answers of a batch come in reverse order.
    void reverseBatches(bool reverse);

    // Lies about HTTP.
    /// The next `times` requests end so; kForEver: until told otherwise.
    void play(HttpTrick trick, int times = kForEver);
    /// The same, only for requests that hold a call of `method`; others are answered.
    void playOn(const std::string& method, HttpTrick trick, int times = kForEver);
    void setRetryAfter(const std::string& value);
    /// Answers compressed with what the client takes; off at first, since it costs time.
    void compress(bool on);
    /// Ends all Hangs, now and later.
    void release();

    // What it was asked.
    [[nodiscard]] int requests() const;
    [[nodiscard]] int calls(const std::string& method) const;
    [[nodiscard]] int connections() const;
    /// A header of the last request.
    [[nodiscard]] std::string lastHeader(const std::string& name) const;
    /// False if there were not so many requests in time.
    [[nodiscard]] bool waitForRequests(int count,
                                       std::chrono::milliseconds timeout = std::chrono::seconds(20)) const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace chainpoints
