#include "core/rpc/ethjson.h"

#include "core/rpc/jsonfields.h"

namespace chainpoints {
namespace {

namespace dom = simdjson::dom;
using json::fixed;
using json::quantity;
using json::wrong;

constexpr std::int64_t kHighestType = 0x7f;

bool has(const dom::object& object, std::string_view key)
{
    dom::element value;
    return object[key].get(value) == simdjson::SUCCESS && !value.is_null();
}

Result<std::optional<std::uint64_t>> optionalQuantity(const dom::object& object, std::string_view key)
{
    if (!has(object, key))
        return std::optional<std::uint64_t>();
    const auto value = quantity(object, key);
    if (!value)
        return value.error();
    return std::optional(static_cast<std::uint64_t>(*value));
}

/// Everything of a receipt but its logs.
Result<Receipt> outline(const dom::object& object)
{
    Receipt receipt;
    if (has(object, "type")) {
        const auto type = quantity(object, "type");
        if (!type)
            return type.error();
        if (*type > kHighestType)
            return wrong("a receipt of the type " + std::to_string(*type));
        receipt.type = static_cast<std::uint8_t>(*type);
    }
    if (has(object, "status")) {
        const auto status = quantity(object, "status");
        if (!status)
            return status.error();
        receipt.succeeded = *status == 1;
    } else {
        const auto root = fixed<Hash>(object, "root");
        if (!root)
            return root.error();
        receipt.stateRoot = *root;
    }
    const auto gas = quantity(object, "cumulativeGasUsed");
    if (!gas)
        return gas.error();
    receipt.cumulativeGas = static_cast<std::uint64_t>(*gas);
    const auto nonce = optionalQuantity(object, "depositNonce");
    if (!nonce)
        return nonce.error();
    receipt.depositNonce = *nonce;
    const auto version = optionalQuantity(object, "depositReceiptVersion");
    if (!version)
        return version.error();
    receipt.depositVersion = *version;
    return receipt;
}

class ReceiptReader
{
public:
    ReceiptReader(const Address& contract, BlockHeight height) : m_contract(contract), m_height(height) {}

    Result<void> read(const dom::object& object)
    {
        const auto index = quantity(object, "transactionIndex");
        if (!index)
            return index.error();
        if (*index != static_cast<std::int64_t>(m_result.receipts.size()))
            return wrong("receipts of the block " + std::to_string(m_height.value()) + " out of order");
        const auto hash = fixed<Hash>(object, "blockHash");
        if (!hash)
            return hash.error();
        if (m_result.blockHash.value_or(*hash) != *hash)
            return wrong("receipts of different blocks");
        m_result.blockHash = *hash;
        auto receipt = outline(object);
        if (!receipt)
            return receipt.error();
        if (auto logs = readLogs(object, *receipt); !logs)
            return logs;
        m_result.receipts.push_back(std::move(*receipt));
        return {};
    }
    BlockReceipts take() { return std::move(m_result); }

private:
    Result<void> readLogs(const dom::object& object, Receipt& receipt)
    {
        std::optional<Hash> transaction;
        dom::array array;
        if (object["logs"].get(array) != simdjson::SUCCESS)
            return wrong("a receipt without logs");
        for (const dom::element entry : array) {
            dom::object fields;
            if (entry.get(fields) != simdjson::SUCCESS)
                return wrong("a log that is no object");
            auto log = json::rawLog(fields);
            if (!log)
                return log.error();
            if (log->height != m_height || log->blockHash != *m_result.blockHash)
                return wrong("a receipt with a log of another block");
            // The receipts' root covers neither of these.
            if (transaction.value_or(log->txHash) != log->txHash)
                return wrong("a receipt with logs of different transactions");
            transaction = log->txHash;
            if (log->logIndex != m_logs++)
                return wrong("logs of the block " + std::to_string(m_height.value()) + " out of order");
            receipt.logs.push_back({log->address, log->topics, log->data});
            if (log->address == m_contract && !log->topics.empty() && log->topics.front() == transferTopic())
                m_result.transfers.push_back(std::move(*log));
        }
        return {};
    }

    const Address& m_contract;
    const BlockHeight m_height;
    std::int64_t m_logs = 0; ///< of the receipts so far
    BlockReceipts m_result;
};

} // namespace

Result<BlockReceipts> decodeReceipts(const dom::element& value, const Address& contract, BlockHeight height)
{
    dom::array array;
    if (value.get(array) != simdjson::SUCCESS)
        return wrong("receipts that are no array");
    ReceiptReader reader(contract, height);
    for (const dom::element entry : array) {
        dom::object object;
        if (entry.get(object) != simdjson::SUCCESS)
            return wrong("a receipt that is no object");
        if (auto read = reader.read(object); !read)
            return read.error();
    }
    return reader.take();
}

} // namespace chainpoints
