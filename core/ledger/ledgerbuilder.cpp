#include "core/ledger/ledgerbuilder.h"

namespace chainpoints {
namespace {

LedgerRow rowFor(const Transfer& transfer, const Address& user, ChangeType type, RawAmount amount,
                 Balances& balances)
{
    RawAmount& balance = balances[user];
    balance += amount;
    return LedgerRow{user,
                     type,
                     std::move(amount),
                     balance,
                     transfer.txHash,
                     transfer.logIndex,
                     transfer.blockHash,
                     transfer.blockTime,
                     transfer.height};
}

} // namespace

std::vector<LedgerRow> deriveLedgerRows(std::span<const Transfer> transfers, Balances& balances)
{
    std::vector<LedgerRow> rows;
    rows.reserve(2 * transfers.size());
    for (const Transfer& transfer : transfers) {
        const bool mint = transfer.from.isZero();
        const bool burn = transfer.to.isZero();
        if (!mint)
            rows.push_back(rowFor(transfer, transfer.from, burn ? ChangeType::Burn : ChangeType::TransferOut,
                                  -transfer.value, balances));
        if (!burn)
            rows.push_back(rowFor(transfer, transfer.to, mint ? ChangeType::Mint : ChangeType::TransferIn,
                                  transfer.value, balances));
    }
    return rows;
}

} // namespace chainpoints
