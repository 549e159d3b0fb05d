// From a log to a transfer, or to the reason why it is none. Pure.
#pragma once

#include "core/model/types.h"

#include <variant>

namespace chainpoints {

/// Why a log leaves no trace in the ledger (SPEC 4). Each is counted as skipped.
enum class SkipReason {
    Malformed, ///< not exactly 3 topics or not exactly 32 bytes of data: an ERC-721 log, a hostile token
    NoChange,  ///< value 0, or from the zero address to itself
};

/// Precondition: the log's first topic, where it has one, is Transfer's.
[[nodiscard]] std::variant<Transfer, SkipReason> decodeTransfer(const RawLog& log, UnixTime blockTime);

} // namespace chainpoints
