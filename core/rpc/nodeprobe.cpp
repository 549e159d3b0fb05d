#include "core/rpc/nodeprobe.h"

#include "core/base/hex.h"
#include "core/base/log.h"
#include "core/base/time.h"
#include "core/rpc/endpointcalls.h"
#include "core/rpc/nodereach.h"
#include "core/rpc/tokencalls.h"

#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <optional>
#include <utility>

namespace chainpoints {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kTheOne = 0; // of a pool with one endpoint
// So many of the newest states are kept by nodes that are no archive.
constexpr std::int64_t kStatesOfAll = 128;
constexpr std::size_t kLatencies = 10;
// Slow networks make a block in a minute, and quiet ones wait for a transaction.
constexpr std::int64_t kOldHeadSeconds = 900;

ProbeRemedy remedyFor(const Fault& fault)
{
    switch (fault.kind) {
    case FaultKind::Billing:
        return ProbeRemedy::CheckKey;
    case FaultKind::RateLimited:
        return ProbeRemedy::AskLessOften;
    case FaultKind::TimedOut:
        return ProbeRemedy::GiveMoreTime;
    case FaultKind::WrongChain:
        return ProbeRemedy::CheckChainId;
    case FaultKind::Behind:
        return ProbeRemedy::WaitForNode;
    case FaultKind::Down:
    case FaultKind::Malformed:
        return ProbeRemedy::CheckServer;
    case FaultKind::Refused:
        return fault.noSuchMethod ? ProbeRemedy::AskAnother : ProbeRemedy::CheckKey;
    case FaultKind::RangeTooWide:
    case FaultKind::TooDense:
    case FaultKind::Doubtful:
    case FaultKind::Reverted:
    case FaultKind::Stopped:
        break;
    }
    return ProbeRemedy::AskAnother;
}

/// Of a node that has answered other questions, so that its key is good.
ProbeRemedy remedyOfAnswering(const Fault& fault)
{
    return fault.kind == FaultKind::Refused ? ProbeRemedy::AskAnother : remedyFor(fault);
}

/// Fewer blocks may be given.
bool isOfTheRange(const Fault& fault)
{
    return (fault.kind == FaultKind::RangeTooWide || fault.kind == FaultKind::TooDense) &&
           !fault.noSuchMethod;
}

/// Ends what is under way when it is time, or when somebody asks for it.
class Patience
{
public:
    Patience(std::stop_token outer, milliseconds most)
        : m_outer(std::move(outer)), m_most(most), m_passOn(m_outer, [this] { m_end.request_stop(); })
    {
        // Fires in the loops in which answers are awaited.
        m_timer.callOnTimeout([this] { m_end.request_stop(); });
        m_timer.setSingleShot(true);
        m_timer.start(most);
    }

    [[nodiscard]] std::stop_token token() const { return m_end.get_token(); }
    [[nodiscard]] bool isStopped() const { return m_outer.stop_requested(); }
    [[nodiscard]] bool isOver() const { return m_end.stop_requested() && !isStopped(); }
    [[nodiscard]] std::string sentence() const
    {
        return "the test was ended after " + std::to_string(m_most.count() / 1000) + " s";
    }

private:
    std::stop_token m_outer;
    milliseconds m_most;
    std::stop_source m_end;
    std::stop_callback<std::function<void()>> m_passOn;
    QEventLoop m_loop; ///< never run: a timer in a plain thread needs that there was a loop
    QTimer m_timer;
};

class NodeProbe
{
public:
    NodeProbe(const NodeToProbe& node, const ProbeListener& found, std::stop_token stop, milliseconds most)
        : m_node(node), m_found(found), m_patience(std::move(stop), most),
          m_pool(std::make_shared<EndpointPool>(std::vector<std::string>{node.url})),
          m_calls(m_pool, node.chainId, node.contract, node.timeout, false, m_patience.token())
    {
    }

    void run()
    {
        if (resolve() && connect() && askChainId() && askHead() && askLogs() && askArchive())
            measureLatency();
    }

private:
    /// Whether the probe may go on at all.
    [[nodiscard]] bool mayGoOn() const { return !m_patience.token().stop_requested(); }

    void passed(ProbeStep step, std::vector<std::int64_t> numbers, const std::string& said = {})
    {
        m_found({.step = step, .numbers = std::move(numbers), .text = log::redacted(said)});
    }

    void failed(ProbeStep step, const std::string& said, ProbeRemedy remedy)
    {
        if (m_patience.isStopped())
            return;
        const bool late = m_patience.isOver();
        m_found({.step = step,
                 .passed = false,
                 .text = log::redacted(late ? m_patience.sentence() : said),
                 .remedy = late ? ProbeRemedy::GiveMoreTime : remedy});
    }

    void failed(ProbeStep step, const Fault& fault) { failed(step, sentenceOf(fault), remedyFor(fault)); }

    [[nodiscard]] std::string sentenceOf(const Fault& fault) const
    {
        return m_pool->name(kTheOne) + " " + fault.message;
    }

    [[nodiscard]] bool resolve()
    {
        const auto addresses = addressesOf(m_pool->url(kTheOne), m_patience.token());
        if (!addresses)
            failed(ProbeStep::Resolve, addresses.error().message, ProbeRemedy::CheckName);
        else
            passed(ProbeStep::Resolve, {*addresses});
        return addresses.has_value();
    }

    [[nodiscard]] bool connect()
    {
        const auto reached = reach(m_pool->url(kTheOne), m_node.timeout, m_patience.token());
        if (reached.problem)
            failed(ProbeStep::Connect, *reached.problem,
                   reached.encryption ? ProbeRemedy::CheckCertificate : ProbeRemedy::CheckServer);
        else
            passed(ProbeStep::Connect, {reached.took.count()});
        return !reached.problem;
    }

    [[nodiscard]] bool askChainId()
    {
        const auto fault = m_calls.client().verify(kTheOne);
        if (fault)
            failed(ProbeStep::Network, *fault);
        else
            passed(ProbeStep::Network, {m_node.chainId.value()});
        return !fault;
    }

    [[nodiscard]] bool askHead()
    {
        const auto answer = m_calls.block(kTheOne, BlockTag::Latest);
        if (const auto* fault = std::get_if<Fault>(&answer)) {
            failed(ProbeStep::Head, *fault);
            return false;
        }
        const auto& header = std::get<BlockHeader>(answer);
        m_head = header.height;
        const std::int64_t age = std::max<std::int64_t>(0, wallClock() - header.time);
        if (age > kOldHeadSeconds)
            failed(ProbeStep::Head,
                   "its newest block, " + std::to_string(m_head.value()) + ", is of " +
                       formatTime(header.time) + ", " + std::to_string(age) + " s ago",
                   ProbeRemedy::WaitForNode);
        else
            passed(ProbeStep::Head, {m_head.value(), age});
        return true;
    }

    /// The fault of asking for the newest `blocks`, and nothing where they were given.
    [[nodiscard]] std::optional<Fault> faultOfLogs(std::int64_t blocks)
    {
        auto answer = m_calls.logs(kTheOne, {BlockHeight(m_head.value() - blocks + 1), m_head});
        if (auto* fault = std::get_if<Fault>(&answer))
            return std::move(*fault);
        return std::nullopt;
    }

    [[nodiscard]] bool askLogs()
    {
        const std::int64_t wanted = std::min(m_node.maxRange, m_head.value() + 1);
        std::string refusal;
        for (std::int64_t blocks = wanted;;) {
            const auto fault = faultOfLogs(blocks);
            if (!fault) {
                passed(ProbeStep::Logs, {blocks, wanted}, refusal);
                return true;
            }
            const std::string said =
                "asked for the logs of " + std::to_string(blocks) + " blocks, " + sentenceOf(*fault);
            if (!mayGoOn() || blocks == 1 || !isOfTheRange(*fault)) {
                failed(ProbeStep::Logs, said, remedyOfAnswering(*fault));
                return mayGoOn();
            }
            if (refusal.empty())
                refusal = said;
            const std::int64_t told = fault->maxBlocks.value_or(blocks);
            blocks = told < blocks ? told : blocks / 2;
        }
    }

    /// Opening balances are those of the block before the first.
    [[nodiscard]] bool askArchive()
    {
        if (m_node.startBlock > m_head) {
            failed(ProbeStep::Archive,
                   "its newest block is " + std::to_string(m_head.value()) + ", before start_block",
                   ProbeRemedy::CheckStartBlock);
            return true;
        }
        const std::int64_t height = std::max<std::int64_t>(0, m_node.startBlock.value() - 1);
        const std::string call(kTotalSupply);
        const auto answer = m_calls.contractCalls(kTheOne, {&call, 1}, toHexQuantity(height));
        const auto* fault = std::get_if<Fault>(&answer);
        // A refusal of the contract itself is an answer from that state.
        if (!fault || fault->kind == FaultKind::Reverted)
            passed(ProbeStep::Archive, {height});
        else
            failed(ProbeStep::Archive,
                   "asked for the state at block " + std::to_string(height) + ", " + sentenceOf(*fault),
                   lacksState(*fault, height) ? ProbeRemedy::NeedsArchive : remedyOfAnswering(*fault));
        return mayGoOn();
    }

    [[nodiscard]] bool lacksState(const Fault& fault, std::int64_t height) const
    {
        return fault.noSuchState ||
               (fault.kind == FaultKind::Behind && height <= m_head.value() - kStatesOfAll);
    }

    void measureLatency()
    {
        std::vector<std::int64_t> times;
        while (times.size() < kLatencies) {
            const auto startedAt = m_pool->now();
            const auto answer = m_calls.client().askHead(kTheOne);
            if (const auto* fault = std::get_if<Fault>(&answer))
                return failed(ProbeStep::Latency, *fault);
            times.push_back(std::chrono::round<milliseconds>(m_pool->now() - startedAt).count());
        }
        std::ranges::sort(times);
        const auto percentile = [&](std::size_t percent) {
            return times[(times.size() * percent + 99) / 100 - 1]; // the nearest rank
        };
        passed(ProbeStep::Latency, {percentile(50), percentile(95)});
    }

    const NodeToProbe& m_node;
    const ProbeListener& m_found;
    Patience m_patience;
    std::shared_ptr<EndpointPool> m_pool;
    EndpointCalls m_calls;
    BlockHeight m_head{0};
};

} // namespace

std::vector<NodeToProbe> nodesToProbe(const ChainConfig& chain)
{
    std::vector<NodeToProbe> nodes;
    for (const SecretText& url : chain.rpc)
        nodes.push_back({url.resolved, chain.evmChainId, chain.contract, chain.startBlock, chain.maxRange,
                         chain.timeout});
    return nodes;
}

void probeNode(const NodeToProbe& node, const ProbeListener& found, std::stop_token stop, milliseconds most)
{
    NodeProbe(node, found, std::move(stop), most).run();
}

} // namespace chainpoints
