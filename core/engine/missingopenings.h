// Opening balances from the nodes (SPEC 4): asked for where a balance became negative, so that history from
// before start_block must be missing.
#pragma once

#include "core/config/config.h"
#include "core/rpc/node.h"
#include "core/storage/chainstore.h"
#include "core/storage/openingstore.h"

#include <chrono>
#include <unordered_set>

namespace chainpoints {

/// Of one chain, within the worker's thread and on its connection.
class MissingOpenings
{
public:
    MissingOpenings(sql::Connection& connection, std::stop_token stop)
        : m_connection(connection), m_stop(std::move(stop))
    {
    }

    /// Points of users may have failed since the last look.
    void lookAgain()
    {
        m_look = true;
        m_after = FailureId(0);
    }

    /// Asks what the users held whose points fail so, and records it. True: something was recorded, so that
    /// what others remember of the chain is void; there may be more. A node without that state is no error:
    /// it is told once and asked again after a growing pause; so is one whose balances cannot be right.
    /// Errors: those of the connection, and Stopped.
    [[nodiscard]] Result<bool> fetch(const ChainRecord& chain, ChainNode& node);

private:
    using Clock = std::chrono::steady_clock;

    [[nodiscard]] Result<std::vector<OpeningBalance>>
    ask(const ChainRecord& chain, const std::vector<Address>& holders, BlockHeight at, ChainNode& node);
    /// One by one, so that one whose balance cannot be asked holds up nobody else.
    [[nodiscard]] Result<std::vector<OpeningBalance>>
    askEach(const ChainRecord& chain, const std::vector<Address>& holders, BlockHeight at, ChainNode& node);
    void answered(const Address& holder, RawAmount balance, std::vector<OpeningBalance>& openings);
    [[nodiscard]] Result<void> record(const ChainRecord& chain, const BlockHeader& block,
                                      const std::vector<OpeningBalance>& openings);
    void wait(const ChainRecord& chain, const Error& why);

    sql::Connection& m_connection;
    const std::stop_token m_stop;
    bool m_look = true;
    FailureId m_after{0};                   ///< failures up to this one were looked at since lookAgain()
    std::unordered_set<Address> m_doneWith; ///< who held nothing, or whose balance no node tells
    Clock::time_point m_notBefore;
    std::chrono::seconds m_pause{0};
};

} // namespace chainpoints
