// Fields of JSON objects as values. Internal to core/rpc; every error is a Protocol with a sentence.
#pragma once

#include "core/base/hex.h"
#include "core/model/types.h"
#include "core/rpc/jsonrpc.h"

#include <simdjson.h>

#include <string>
#include <string_view>
#include <vector>

namespace chainpoints::json {

/// "answered " and `what`.
[[nodiscard]] Error wrong(const std::string& what);
[[nodiscard]] Result<std::string_view> text(const simdjson::dom::object& object, std::string_view key);
/// 0 to 2^63-1
[[nodiscard]] Result<std::int64_t> quantity(const simdjson::dom::object& object, std::string_view key);
/// "0x" and an even number of digits.
[[nodiscard]] Result<std::vector<std::uint8_t>> bytes(std::string_view value);

template <typename Bytes>
[[nodiscard]] Result<Bytes> fixed(std::string_view value, std::string_view key)
{
    Bytes result;
    if (!fromHex(value, result.bytes))
        return wrong(std::string(key) + " " + excerpt(value) + ", which is not " +
                     std::to_string(result.bytes.size()) + " bytes");
    return result;
}

template <typename Bytes>
[[nodiscard]] Result<Bytes> fixed(const simdjson::dom::object& object, std::string_view key)
{
    const auto value = text(object, key);
    if (!value)
        return value.error();
    return fixed<Bytes>(*value, key);
}

/// A log as eth_getLogs and receipts show it.
[[nodiscard]] Result<RawLog> rawLog(const simdjson::dom::object& object);

} // namespace chainpoints::json
