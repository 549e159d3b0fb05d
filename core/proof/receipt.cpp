#include "core/proof/receipt.h"

#include "core/proof/trie.h"

namespace chainpoints {
namespace {

using rlp::append;
using rlp::Bytes;

Bytes logItem(const ReceiptLog& log)
{
    Bytes topics;
    for (const Hash& topic : log.topics)
        append(topics, rlp::text(topic.bytes));
    Bytes items = rlp::text(log.address.bytes);
    append(items, rlp::list(topics));
    append(items, rlp::text(log.data));
    return rlp::list(items);
}

} // namespace

Bytes serialised(const Receipt& receipt)
{
    LogsBloom bloom;
    Bytes logs;
    for (const ReceiptLog& log : receipt.logs) {
        addLog(bloom, log.address, log.topics);
        append(logs, logItem(log));
    }
    Bytes items =
        receipt.stateRoot ? rlp::text(receipt.stateRoot->bytes) : rlp::number(receipt.succeeded ? 1 : 0);
    append(items, rlp::number(receipt.cumulativeGas));
    append(items, rlp::text(bloom.bytes));
    append(items, rlp::list(logs));
    // The root of Regolith's receipts was computed without the nonce; the version marks those with it.
    if (receipt.type == kDepositReceipt && receipt.depositNonce && receipt.depositVersion) {
        append(items, rlp::number(*receipt.depositNonce));
        append(items, rlp::number(*receipt.depositVersion));
    }
    Bytes result;
    if (receipt.type != 0)
        result.push_back(receipt.type);
    append(result, rlp::list(items));
    return result;
}

Hash receiptsRoot(std::span<const Receipt> receipts)
{
    std::vector<Bytes> values;
    values.reserve(receipts.size());
    for (const Receipt& receipt : receipts)
        values.push_back(serialised(receipt));
    return orderedTrieRoot(values);
}

} // namespace chainpoints
