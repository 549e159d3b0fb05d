#include "core/rpc/rpcclient.h"

#include "core/meter/meter.h"
#include "core/rpc/ethjson.h"
#include "core/rpc/providerlimits.h"

#include <algorithm>
#include <utility>

namespace chainpoints {
namespace {

std::string describe(const RpcError& error)
{
    return "answered the error " + std::to_string(error.code) + " \"" + excerpt(error.message) + "\"";
}

Fault rpcFault(const RpcError& error, std::optional<std::chrono::milliseconds> retryAfter)
{
    const Verdict verdict = classifyRpcError(error);
    std::string message = describe(error);
    if (verdict.maxBlocks)
        message += ", so at most " + std::to_string(*verdict.maxBlocks) + " blocks at once";
    // For Behind the pool reads it as "had announced the block", which only the caller can know.
    return Fault{verdict.kind,
                 std::move(message),
                 verdict.kind == FaultKind::Behind ? std::nullopt : retryAfter,
                 verdict.maxBlocks,
                 verdict.kind == FaultKind::Refused && deniesMethod(error),
                 deniesState(error)};
}

/// The error in the body of an HTTP error, if there is one.
std::optional<RpcError> errorInBody(const HttpAnswer& answer)
{
    const auto reply = RpcReply::parse(answer.body, 1, RpcReply::Form::Single);
    if (!reply)
        return std::nullopt;
    if (reply->wholeError())
        return reply->wholeError();
    return reply->error(0) ? std::optional(*reply->error(0)) : std::nullopt;
}

Fault httpFault(const HttpAnswer& answer)
{
    const auto error = errorInBody(answer);
    const Verdict verdict = classifyHttpError(answer.status, error ? &*error : nullptr);
    std::string message = "answered HTTP " + std::to_string(answer.status);
    if (error)
        message += " with the error " + std::to_string(error->code) + " \"" + excerpt(error->message) + "\"";
    else if (answer.status >= 300 && answer.status < 400)
        message += ", a redirect; put the final address into \"rpc\"";
    else if (answer.status == 401 || answer.status == 403)
        message += "; check the key in its address";
    return Fault{verdict.kind,
                 std::move(message),
                 verdict.kind == FaultKind::Behind ? std::nullopt : answer.retryAfter,
                 verdict.maxBlocks,
                 verdict.kind == FaultKind::Refused && error && deniesMethod(*error),
                 error && deniesState(*error)};
}

constexpr std::chrono::milliseconds kExploreTimeout{2000};

/// The label of a metric.
std::string_view outcomeOf(const Try<RpcReply>& reply)
{
    const auto* fault = std::get_if<Fault>(&reply);
    if (!fault)
        return "ok";
    switch (fault->kind) {
    case FaultKind::RangeTooWide:
        return "range_too_wide";
    case FaultKind::TooDense:
        return "too_dense";
    case FaultKind::RateLimited:
        return "rate_limited";
    case FaultKind::Billing:
        return "billing";
    case FaultKind::Behind:
        return "behind";
    case FaultKind::Down:
        return "down";
    case FaultKind::TimedOut:
        return "timed_out";
    case FaultKind::Malformed:
        return "malformed";
    case FaultKind::Doubtful:
        return "doubtful";
    case FaultKind::WrongChain:
        return "wrong_chain";
    case FaultKind::Reverted:
        return "reverted";
    case FaultKind::Refused:
        return "refused";
    case FaultKind::Stopped:
        return "stopped";
    }
    return "";
}

} // namespace

RpcClient::RpcClient(std::shared_ptr<EndpointPool> pool, EvmChainId chainId,
                     std::chrono::milliseconds timeout, std::stop_token stop)
    : m_pool(std::move(pool)), m_chainId(chainId), m_timeout(timeout), m_stop(std::move(stop))
{
}

Try<RpcReply> RpcClient::send(std::size_t endpoint, std::span<const RpcCall> calls)
{
    const meter::Stopwatch stopwatch;
    auto reply = sendOnce(endpoint, calls);
    m_pool->beat();
    meter::nodeAsked(m_pool->name(endpoint), outcomeOf(reply), stopwatch.time());
    return reply;
}

Try<RpcReply> RpcClient::sendOnce(std::size_t endpoint, std::span<const RpcCall> calls)
{
    const auto startedAt = m_pool->now();
    const QByteArray body = calls.size() == 1 ? requestBody(calls.front()) : batchBody(calls);
    const HttpAnswer answer =
        m_transport.post(m_pool->url(endpoint), body, m_timeout, m_stop, [this] { m_pool->beat(); });
    switch (answer.end) {
    case HttpAnswer::End::Answered:
        m_pool->measured(endpoint, m_pool->now() - startedAt);
        return readAnswer(answer, calls.size());
    case HttpAnswer::End::TimedOut:
        return Fault{FaultKind::TimedOut, "at " + answer.problem};
    case HttpAnswer::End::TooLarge:
        return Fault{FaultKind::TooDense, "at " + answer.problem};
    case HttpAnswer::End::Stopped:
        return Fault{FaultKind::Stopped, answer.problem};
    case HttpAnswer::End::Failed:
        break;
    }
    return Fault{FaultKind::Down, "at " + answer.problem};
}

Try<RpcReply> RpcClient::readAnswer(const HttpAnswer& answer, std::size_t count) const
{
    if (answer.status < 200 || answer.status >= 300)
        return httpFault(answer);
    auto reply =
        RpcReply::parse(answer.body, count, count == 1 ? RpcReply::Form::Single : RpcReply::Form::Batch);
    if (!reply)
        return Fault{FaultKind::Malformed, reply.error().message};
    if (reply->wholeError())
        return rpcFault(*reply->wholeError(), answer.retryAfter);
    for (std::size_t i = 0; i < count; ++i)
        if (const RpcError* error = reply->error(i))
            return rpcFault(*error, answer.retryAfter);
    return std::move(*reply);
}

Try<std::int64_t> RpcClient::askQuantity(std::size_t endpoint, const std::string& method)
{
    const RpcCall call{method};
    const auto answer = send(endpoint, {&call, 1});
    if (const auto* fault = std::get_if<Fault>(&answer))
        return *fault;
    const auto value = decodeQuantity(std::get<RpcReply>(answer).result(0));
    if (!value)
        return Fault{FaultKind::Malformed, value.error().message};
    return *value;
}

std::optional<Fault> RpcClient::verify(std::size_t endpoint)
{
    if (m_pool->isVerified(endpoint))
        return std::nullopt;
    const auto answer = askQuantity(endpoint, "eth_chainId");
    if (const auto* fault = std::get_if<Fault>(&answer))
        return *fault;
    const std::int64_t served = std::get<std::int64_t>(answer);
    if (served != m_chainId.value())
        return Fault{FaultKind::WrongChain, "serves the chain with the id " + std::to_string(served) +
                                                ", but the configuration says " +
                                                std::to_string(m_chainId.value()) +
                                                "; correct its address in \"rpc\" or \"chain_id\""};
    m_pool->setVerified(endpoint);
    return std::nullopt;
}

Try<BlockHeight> RpcClient::askHead(std::size_t endpoint)
{
    const auto answer = askQuantity(endpoint, "eth_blockNumber");
    if (const auto* fault = std::get_if<Fault>(&answer))
        return *fault;
    const BlockHeight head(std::get<std::int64_t>(answer));
    m_pool->setHead(endpoint, head);
    return head;
}

void RpcClient::exploreHeads()
{
    const auto endpoint = m_pool->takeUnknownHead();
    if (!endpoint)
        return;
    const auto startedAt = m_pool->now();
    const auto patience = std::exchange(m_timeout, std::min(m_timeout, kExploreTimeout));
    auto fault = verify(*endpoint);
    if (!fault) {
        const auto head = askHead(*endpoint);
        if (const auto* told = std::get_if<Fault>(&head))
            fault = *told;
    }
    m_timeout = patience;
    if (fault)
        m_pool->failed(*endpoint, *fault, startedAt);
}

} // namespace chainpoints
