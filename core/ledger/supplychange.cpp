#include "core/ledger/supplychange.h"

#include "core/ledger/transferdecoder.h"

namespace chainpoints {
namespace {

void add(const Transfer& transfer, RawAmount& change)
{
    if (transfer.from.isZero())
        change += transfer.value;
    else if (transfer.to.isZero())
        change -= transfer.value;
}

} // namespace

RawAmount supplyChangeOf(std::span<const RawLog> logs)
{
    RawAmount change;
    for (const RawLog& log : logs) {
        const auto decoded = decodeTransfer(log, UnixTime());
        if (const auto* transfer = std::get_if<Transfer>(&decoded))
            add(*transfer, change);
    }
    return change;
}

RawAmount supplyChangeOf(std::span<const Transfer> transfers)
{
    RawAmount change;
    for (const Transfer& transfer : transfers)
        add(transfer, change);
    return change;
}

} // namespace chainpoints
