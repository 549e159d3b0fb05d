#include "core/rpc/jsonfields.h"

namespace chainpoints::json {
namespace {

constexpr std::size_t kMostTopics = 4;

Result<std::vector<Hash>> topics(const simdjson::dom::object& object)
{
    simdjson::dom::array array;
    if (object["topics"].get(array) != simdjson::SUCCESS)
        return wrong("a log without topics");
    if (array.size() > kMostTopics)
        return wrong("a log with " + std::to_string(array.size()) + " topics");
    std::vector<Hash> result;
    result.reserve(array.size());
    for (const simdjson::dom::element topic : array) {
        std::string_view value;
        if (topic.get(value) != simdjson::SUCCESS)
            return wrong("a topic that is no text");
        const auto hash = fixed<Hash>(value, "topic");
        if (!hash)
            return hash.error();
        result.push_back(*hash);
    }
    return result;
}

} // namespace

Error wrong(const std::string& what)
{
    return Error{ErrorCode::Protocol, "answered " + what};
}

Result<std::string_view> text(const simdjson::dom::object& object, std::string_view key)
{
    std::string_view value;
    if (object[key].get(value) != simdjson::SUCCESS)
        return wrong("an object without the text \"" + std::string(key) + "\"");
    return value;
}

Result<std::int64_t> quantity(const simdjson::dom::object& object, std::string_view key)
{
    const auto value = text(object, key);
    if (!value)
        return value.error();
    const auto number = parseHexQuantity(*value);
    if (!number)
        return wrong(std::string(key) + " " + excerpt(*value) + ", which is no quantity from 0 to 2^63-1");
    return number;
}

Result<std::vector<std::uint8_t>> bytes(std::string_view value)
{
    std::vector<std::uint8_t> result(value.size() < 2 ? 0 : (value.size() - 2) / 2);
    if (!fromHex(value, result))
        return wrong(excerpt(value) + " instead of 0x and an even number of hexadecimal digits");
    return result;
}

Result<RawLog> rawLog(const simdjson::dom::object& object)
{
    const auto address = fixed<Address>(object, "address");
    if (!address)
        return address.error();
    auto logTopics = topics(object);
    if (!logTopics)
        return logTopics.error();
    const auto dataText = text(object, "data");
    if (!dataText)
        return dataText.error();
    auto data = bytes(*dataText);
    if (!data)
        return data.error();
    const auto height = quantity(object, "blockNumber");
    if (!height)
        return height.error();
    const auto blockHash = fixed<Hash>(object, "blockHash");
    if (!blockHash)
        return blockHash.error();
    const auto txHash = fixed<Hash>(object, "transactionHash");
    if (!txHash)
        return txHash.error();
    const auto logIndex = quantity(object, "logIndex");
    if (!logIndex)
        return logIndex.error();
    return RawLog{
        *address, std::move(*logTopics), std::move(*data), BlockHeight(*height), *blockHash, *txHash,
        *logIndex};
}

} // namespace chainpoints::json
