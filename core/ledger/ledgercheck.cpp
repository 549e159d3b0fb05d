#include "core/ledger/ledgercheck.h"

#include "core/ledger/supplychange.h"

#include <tuple>

namespace chainpoints {
namespace {

bool reducesBalance(ChangeType type)
{
    return type == ChangeType::Burn || type == ChangeType::TransferOut;
}

std::string place(const LedgerRow& row)
{
    return "block " + std::to_string(row.height.value()) + ", log " + std::to_string(row.logIndex) + " (" +
           std::string(toText(row.type)) + ")";
}

} // namespace

bool addsUp(std::span<const LedgerRow> rows, std::span<const Transfer> transfers)
{
    RawAmount sum;
    for (const LedgerRow& row : rows)
        sum += row.amount;
    return sum == supplyChangeOf(transfers);
}

std::optional<LedgerProblem> LedgerCheck::next(const LedgerRow& row)
{
    const Position position = Position::of(row);
    const auto key = [](const Position& p) { return std::tuple(p.height, p.logIndex, p.in); };
    if (key(position) <= key(m_last) || position.time < m_last.time)
        return LedgerProblem{"order", "the row of " + place(row) + " comes before or at the one it follows"};

    if (row.amount.isZero() || row.amount.isNegative() != reducesBalance(row.type))
        return LedgerProblem{"sign", "the row of " + place(row) + " changes the balance by " +
                                         row.amount.decimal() + ", which a " + std::string(toText(row.type)) +
                                         " cannot"};

    const RawAmount expected = m_balance + row.amount;
    if (expected != row.balanceAfter)
        return LedgerProblem{"balance_chain", "at " + place(row) + " the balance " + m_balance.decimal() +
                                                  " and the change " + row.amount.decimal() + " give " +
                                                  expected.decimal() + ", but the row says " +
                                                  row.balanceAfter.decimal()};

    if (row.balanceAfter.isNegative())
        return LedgerProblem{LedgerProblem::kNegativeBalance,
                             "at " + place(row) + " the balance becomes " + row.balanceAfter.decimal() +
                                 "; history before the start block is missing: import opening balances"};
    m_last = position;
    m_balance = row.balanceAfter;
    return std::nullopt;
}

} // namespace chainpoints
