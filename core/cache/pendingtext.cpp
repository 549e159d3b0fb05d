#include "core/cache/pendingtext.h"

#include <nlohmann/json.hpp>

namespace chainpoints {

namespace {

bool isUint256(const RawAmount& value)
{
    return !value.isNegative() && mpz_sizeinbase(value.value().get_mpz_t(), 2) <= 256;
}

} // namespace

std::string toPendingText(const std::vector<Transfer>& transfers)
{
    auto list = nlohmann::json::array();
    for (const Transfer& transfer : transfers)
        list.push_back({{"from", transfer.from.hex()},
                        {"to", transfer.to.hex()},
                        {"value", transfer.value.decimal()},
                        {"tx_hash", transfer.txHash.hex()},
                        {"log_index", transfer.logIndex}});
    return list.dump();
}

Result<std::vector<Transfer>> fromPendingText(const std::string& text, const BlockHeader& header)
{
    const Error unreadable{ErrorCode::Corrupt, "the cached transfers of block " +
                                                   std::to_string(header.height.value()) + " cannot be read"};
    const auto list = nlohmann::json::parse(text, nullptr, false);
    if (!list.is_array())
        return unreadable;
    std::vector<Transfer> transfers;
    for (const auto& item : list) {
        const auto word = [&](const char* key) {
            return item.is_object() && item.contains(key) && item[key].is_string()
                       ? item[key].get<std::string>()
                       : std::string();
        };
        const auto from = Address::parse(word("from"));
        const auto to = Address::parse(word("to"));
        auto value = RawAmount::fromDecimal(word("value"));
        const auto txHash = Hash::parse(word("tx_hash"));
        if (!from || !to || !value || !isUint256(*value) || !txHash || !item.contains("log_index") ||
            !item["log_index"].is_number_integer())
            return unreadable;
        const auto logIndex = item["log_index"].get<std::int64_t>();
        if (logIndex < 0 || (!transfers.empty() && logIndex <= transfers.back().logIndex))
            return unreadable;
        transfers.push_back(
            {*from, *to, std::move(*value), header.height, header.hash, header.time, *txHash, logIndex});
    }
    return transfers;
}

} // namespace chainpoints
