// Checks one user's ledger rows before anything is credited from them. Pure.
#pragma once

#include "core/model/ledger.h"

#include <optional>
#include <span>
#include <string>

namespace chainpoints {

/// What does not add up. `code` is stable ("balance_chain"), `sentence` is for people and names block and
/// cause.
struct LedgerProblem
{
    static constexpr const char* kNegativeBalance = "negative_balance";

    std::string code;
    std::string sentence;

    [[nodiscard]] std::string text() const { return code + ": " + sentence; }
};

/// Double entry: what the rows of a page change adds up to what its transfers mint and burn. False: they are
/// not the rows of these transfers.
[[nodiscard]] bool addsUp(std::span<const LedgerRow> rows, std::span<const Transfer> transfers);

/// Walks along one user's rows, oldest first.
class LedgerCheck
{
public:
    /// Starts at a user's very first row: balance 0 before it.
    LedgerCheck() = default;
    /// Starts behind `anchor`, the last row that was checked before.
    explicit LedgerCheck(const LedgerRow& anchor)
        : m_last(Position::of(anchor)), m_balance(anchor.balanceAfter)
    {
    }

    /// Checks order, sign, the chain of balances, and that the balance is not negative. After a problem the
    /// walk is over.
    [[nodiscard]] std::optional<LedgerProblem> next(const LedgerRow& row);

    /// Balance after the last row.
    [[nodiscard]] const RawAmount& balance() const { return m_balance; }

private:
    struct Position
    {
        BlockHeight height{-1};
        std::int64_t logIndex = -1;
        bool in = false;
        UnixTime time{0};

        static Position of(const LedgerRow& row)
        {
            return {row.height, row.logIndex, row.type == ChangeType::TransferIn, row.blockTime};
        }
    };

    Position m_last;
    RawAmount m_balance;
};

} // namespace chainpoints
