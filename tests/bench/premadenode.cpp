#include "tests/bench/premadenode.h"

#include "core/base/hex.h"

#include <httplib.h>
#include <nlohmann/json.hpp>

#include <random>
#include <thread>

namespace chainpoints::bench {
namespace {

constexpr std::int64_t kGenesisTime = 1'735'743'600;
constexpr int kSpacing = 12;
constexpr int kEmptyBlocksAtEnd = 100;
constexpr const char* kTransferTopic = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";

std::string word(std::uint64_t value)
{
    char text[67];
    std::snprintf(text, sizeof text, "0x%064llx", static_cast<unsigned long long>(value));
    return text;
}

std::string blockHash(std::int64_t height)
{
    return "0xb10c" + word(static_cast<std::uint64_t>(height) + 1).substr(6);
}

/// Spread over all addresses, as real ones are.
std::string userTopic(std::uint64_t user)
{
    const std::uint64_t spread = user * 0x9e3779b97f4a7c15ULL | 1;
    return "0x" + std::string(24, '0') + word(spread).substr(50) + word(~spread).substr(50) +
           word(user).substr(58);
}

std::string header(std::int64_t height)
{
    return R"({"number":")" + toHexQuantity(height) + R"(","hash":")" + blockHash(height) +
           R"(","parentHash":")" + blockHash(height - 1) + R"(","timestamp":")" +
           toHexQuantity(kGenesisTime + height * kSpacing) + R"(","logsBloom":"0x)" + std::string(512, '0') +
           R"(","receiptsRoot":")" + word(0) + R"("})";
}

} // namespace

struct PremadeNode::Private
{
    std::vector<std::string> logsOfBlock; ///< each ends with a comma where it has logs
    std::int64_t head = 0;
    httplib::Server server;
    int port = 0;
    std::thread thread;

    std::string answer(const nlohmann::json& request) const
    {
        const std::string method = request.value("method", "");
        std::string result = "null";
        if (method == "eth_chainId")
            result = "\"0x1\"";
        else if (method == "eth_blockNumber")
            result = '"' + toHexQuantity(head) + '"';
        else if (method == "eth_getBlockByNumber") {
            const std::string which = request["params"][0];
            const auto height = which == "latest" ? Result<std::int64_t>(head) : parseHexQuantity(which);
            result = height && *height <= head ? header(*height) : "null";
        } else if (method == "eth_getLogs")
            result = logs(request["params"][0]);
        return R"({"jsonrpc":"2.0","id":)" + request["id"].dump() + R"(,"result":)" + result + "}";
    }

    std::string logs(const nlohmann::json& filter) const
    {
        if (filter.contains("blockHash")) {
            const std::string hash = filter["blockHash"];
            const auto height = parseHexQuantity("0x" + hash.substr(hash.size() - 12));
            return logsBetween(*height - 1, *height - 1);
        }
        return logsBetween(*parseHexQuantity(filter.value("fromBlock", "")),
                           *parseHexQuantity(filter.value("toBlock", "")));
    }

    std::string logsBetween(std::int64_t from, std::int64_t to) const
    {
        std::string list = "[";
        for (std::int64_t h = from; h <= to && h < static_cast<std::int64_t>(logsOfBlock.size()); ++h)
            list += logsOfBlock[static_cast<std::size_t>(h)];
        if (list.ends_with(','))
            list.pop_back();
        return list + "]";
    }
};

PremadeNode::PremadeNode(const Workload& workload) : m_private(std::make_unique<Private>())
{
    std::mt19937_64 random(42);
    const auto user = [&] { return userTopic(1 + random() % static_cast<std::uint64_t>(workload.users)); };
    const std::string nobody = word(0);
    m_private->head = workload.blocks + kEmptyBlocksAtEnd;
    m_private->logsOfBlock.resize(static_cast<std::size_t>(workload.blocks) + 1);
    for (int i = 0; i < workload.logs; ++i) {
        const std::int64_t height = 1 + std::int64_t(i) * workload.blocks / workload.logs;
        std::string from = user();
        std::string to = user();
        if (i % workload.oneSided == 0)
            (i % 2 == 0 ? from : to) = nobody;
        m_private->logsOfBlock[static_cast<std::size_t>(height)] +=
            R"({"address":")" + contract().hex() + R"(","topics":[")" + kTransferTopic + R"(",")" + from +
            R"(",")" + to + R"("],"data":")" + word(1 + random() % 1'000'000'000'000ULL) +
            R"(","blockNumber":")" + toHexQuantity(height) + R"(","transactionHash":")" +
            word(static_cast<std::uint64_t>(i) + 1) + R"(","transactionIndex":"0x0","blockHash":")" +
            blockHash(height) + R"(","logIndex":")" + toHexQuantity(i) + R"(","removed":false},)";
    }
    m_private->server.Post("/", [this](const httplib::Request& request, httplib::Response& response) {
        const auto body = nlohmann::json::parse(request.body);
        std::string text;
        if (body.is_array()) {
            for (const auto& item : body)
                text += (text.empty() ? "[" : ",") + m_private->answer(item);
            text += "]";
        } else {
            text = m_private->answer(body);
        }
        // Under its right name httplib would compress it, by Brotli at its slowest.
        response.set_content(std::move(text), "application/octet-stream");
    });
    m_private->server.set_keep_alive_max_count(1'000'000);
    m_private->server.set_tcp_nodelay(true);
    m_private->port = m_private->server.bind_to_any_port("127.0.0.1");
    m_private->thread = std::thread([this] { m_private->server.listen_after_bind(); });
}

PremadeNode::~PremadeNode()
{
    m_private->server.stop();
    m_private->thread.join();
}

std::string PremadeNode::url() const
{
    return "http://127.0.0.1:" + std::to_string(m_private->port);
}

Address PremadeNode::contract()
{
    return *Address::parse("0x00000000000000000000000000000000000c0ffe");
}

std::string PremadeNode::logsRequest(BlockRange range)
{
    return R"({"jsonrpc":"2.0","id":1,"method":"eth_getLogs","params":[{"address":")" + contract().hex() +
           R"(","topics":[")" + kTransferTopic + R"("],"fromBlock":")" + toHexQuantity(range.first.value()) +
           R"(","toBlock":")" + toHexQuantity(range.last.value()) + R"("}]})";
}

std::size_t PremadeNode::fetchAll(const std::vector<BlockRange>& ranges) const
{
    httplib::Client client("127.0.0.1", m_private->port);
    client.set_keep_alive(true);
    client.set_tcp_nodelay(true);
    std::size_t bytes = 0;
    for (const BlockRange& range : ranges)
        if (const auto answer = client.Post("/", logsRequest(range), "application/json"))
            bytes += answer->body.size();
    return bytes;
}

} // namespace chainpoints::bench
