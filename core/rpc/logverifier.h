// Makes sure that an endpoint left out no logs and made up none (SPEC 5: a node may lie by omission).
#pragma once

#include "core/config/config.h"
#include "core/model/doubt.h"
#include "core/rpc/endpointcalls.h"
#include "core/rpc/supplywatch.h"

#include <functional>

namespace chainpoints {

/// Logs that did not add up, kept for the case that nobody has better ones.
struct DoubtedLogs
{
    std::size_t endpoint = 0;
    std::vector<RawLog> logs;
    Doubt doubt;
};

/// Belongs to the thread of its EndpointCalls. What was left out is taken from another endpoint, or from
/// receipts that the block's header stands for, and counted as a lie. Where neither helps, the logs go to
/// `doubted` and the fault is Doubtful: another endpoint may be asked.
class LogVerifier
{
public:
    LogVerifier(EndpointCalls& calls, Verify level) : m_calls(calls), m_supply(calls), m_level(level) {}

    /// Logs of old blocks.
    [[nodiscard]] Try<std::vector<RawLog>> logsOfRange(std::size_t endpoint, BlockRange range,
                                                       std::vector<DoubtedLogs>& doubted);
    /// Logs of consecutive blocks near the head, from an endpoint on their fork.
    [[nodiscard]] Try<std::vector<RawLog>> logsOfBlocks(std::size_t endpoint,
                                                        std::span<const BlockHeader> blocks,
                                                        std::vector<DoubtedLogs>& doubted);
    /// `accepted` added up: those who had said otherwise lied.
    void blame(const std::vector<DoubtedLogs>& doubted, const std::vector<RawLog>& accepted);
    /// How many blocks were proven by their receipts by now.
    [[nodiscard]] std::int64_t proofs() const { return m_proofs; }
    /// Why the last answer that was accepted is not proven by the total supply, as the rest of a sentence
    /// after its endpoint's name; none where it is.
    [[nodiscard]] const std::optional<std::string>& supplyUntold() const { return m_supplyUntold; }

private:
    using Logs = std::vector<RawLog>;
    using OneAnswer = std::function<Try<Logs>(std::size_t endpoint)>;

    /// The answer of another endpoint that gives one now; nothing where none does.
    [[nodiscard]] std::optional<Logs> fromElsewhere(std::size_t endpoint, std::int64_t blocks,
                                                    const OneAnswer& ask);
    [[nodiscard]] std::optional<Fault> completeEmptyRange(std::size_t endpoint, BlockRange range, Logs& logs);
    [[nodiscard]] std::optional<Fault> fetchSeals(std::size_t endpoint, std::span<const BlockHeader> blocks);
    /// A log that its block's header excludes.
    [[nodiscard]] std::optional<Doubt> madeUp(std::span<const BlockHeader> blocks, const Logs& logs) const;
    /// Blocks whose header admits Transfers of the contract.
    [[nodiscard]] std::vector<BlockHeader> promising(std::span<const BlockHeader> blocks) const;
    /// Replaces what an endpoint answered for a block by `logs`.
    void correct(std::size_t endpoint, const BlockHeader& block, Logs proven, Logs& logs);
    /// A fault: of a silent block nobody could be asked now.
    [[nodiscard]] std::optional<Fault> completeSilentBlocks(std::size_t endpoint,
                                                            std::span<const BlockHeader> blocks, Logs& logs);
    /// The block's Transfers by its receipts. Who gives them does not matter, so others may help an endpoint
    /// that fails.
    [[nodiscard]] std::variant<Logs, Fault, Doubt> proven(std::size_t endpoint, const BlockHeader& block);
    [[nodiscard]] std::variant<Logs, Fault, Doubt> provenBy(std::size_t endpoint, const BlockHeader& block);
    [[nodiscard]] std::variant<std::monostate, Fault, Doubt>
    proveAll(std::size_t endpoint, std::span<const BlockHeader> blocks, Logs& logs);
    [[nodiscard]] std::optional<Doubt> unexplainedSupply(std::size_t endpoint, BlockRange range,
                                                         const Logs& logs);

    EndpointCalls& m_calls;
    SupplyWatch m_supply;
    const Verify m_level;
    std::int64_t m_proofs = 0;
    std::optional<std::string> m_supplyUntold = "is not asked for it";
};

} // namespace chainpoints
