// Whatever a node may answer, as one call and as a batch of three, through all that reads answers.
#include "core/ledger/transferdecoder.h"
#include "core/model/boundaries.h"
#include "core/rpc/abitext.h"
#include "core/rpc/ethjson.h"
#include "core/rpc/jsonrpc.h"
#include "core/rpc/providerlimits.h"
#include "tests/fuzz/require.h"

#include <algorithm>

using namespace chainpoints;

namespace {

const Address kContract = *Address::parse("0x000000000000000000000000000000000000000c");
constexpr BlockRange kRange{BlockHeight(16), BlockHeight(18)};

/// The value, if there is one; an error must be of the right kind.
template <typename T>
std::optional<T> taken(Result<T> result)
{
    if (result)
        return std::move(*result);
    require(result.error().code == ErrorCode::Protocol, "a node's nonsense is a protocol error");
    requireSentence(result.error().message);
    return std::nullopt;
}

void readLogs(const simdjson::dom::element& value)
{
    const auto decoded = taken(decodeLogs(value, kContract, kRange));
    if (!decoded)
        return;
    const auto before = [](const RawLog& a, const RawLog& b) {
        return std::pair(a.height, a.logIndex) < std::pair(b.height, b.logIndex);
    };
    for (std::size_t i = 0; i < decoded->logs.size(); ++i) {
        const RawLog& log = decoded->logs[i];
        require(i == 0 || before(decoded->logs[i - 1], log), "logs are in order, each once");
        require(log.height >= kRange.first && log.height <= kRange.last, "logs are of the range");
        const auto transfer = decodeTransfer(log, UnixTime(1));
        if (const auto* moved = std::get_if<Transfer>(&transfer))
            require(!moved->value.isNegative(), "nobody sends less than nothing");
    }
}

void readReceipts(const simdjson::dom::element& value)
{
    const auto block = taken(decodeReceipts(value, kContract, kRange.first));
    if (!block)
        return;
    (void)receiptsRoot(block->receipts);
    LogsBloom bloom;
    for (const Receipt& receipt : block->receipts)
        for (const ReceiptLog& log : receipt.logs)
            addLog(bloom, log.address, log.topics);
    for (const RawLog& log : block->transfers)
        require(mayHoldLog(bloom, log.address, log.topics), "the bloom admits what the receipts hold");
}

void readResult(const simdjson::dom::element& value)
{
    (void)isNull(value);
    (void)taken(decodeQuantity(value));
    if (const auto bytes = taken(decodeBytes(value))) {
        (void)abiText(*bytes);
        (void)abiUint256(*bytes);
        (void)abiUint8(*bytes);
    }
    if (const auto header = taken(decodeHeader(value))) {
        require(header->height.value() >= 0 && header->time.value() >= 0, "headers count from 0");
        require(header->height + 1 > header->height, "another block can follow");
        require(boundaryAfter(header->time, 86400) > header->time, "an hour or a day can end behind it");
    }
    (void)taken(decodeSeals(value));
    readLogs(value);
    readReceipts(value);
}

void readError(const RpcError& error)
{
    (void)excerpt(error.message);
    (void)deniesMethod(error);
    const Verdict verdict = classifyRpcError(error);
    require(verdict.maxBlocks.value_or(1) > 0, "a limit is at least one block");
    if (const auto range = verdict.suggestedRange)
        require(range->first <= range->last, "a range does not run backwards");
    for (const int status : {400, 402, 413, 429, 500})
        (void)classifyHttpError(status, &error);
}

void readReply(const QByteArray& body, std::size_t calls, RpcReply::Form form)
{
    const auto reply = RpcReply::parse(body, calls, form);
    if (!reply) {
        require(reply.error().code == ErrorCode::Protocol, "a node's nonsense is a protocol error");
        requireSentence(reply.error().message);
        return;
    }
    if (reply->wholeError()) {
        readError(*reply->wholeError());
        return;
    }
    for (std::size_t i = 0; i < calls; ++i) {
        if (const RpcError* error = reply->error(i))
            readError(*error);
        else
            readResult(reply->result(i));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray body(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    readReply(body, 1, RpcReply::Form::Single);
    readReply(body, 3, RpcReply::Form::Batch);
    return 0;
}
