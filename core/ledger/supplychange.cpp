#include "core/ledger/supplychange.h"

#include "core/ledger/transferdecoder.h"

namespace chainpoints {

RawAmount supplyChangeOf(std::span<const RawLog> logs)
{
    RawAmount change;
    for (const RawLog& log : logs) {
        const auto decoded = decodeTransfer(log, UnixTime());
        const auto* transfer = std::get_if<Transfer>(&decoded);
        if (transfer && transfer->from.isZero())
            change += transfer->value;
        else if (transfer && transfer->to.isZero())
            change -= transfer->value;
    }
    return change;
}

} // namespace chainpoints
