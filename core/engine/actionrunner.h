// Executes what operators asked for of one chain, on behalf of the process that owns it.
#pragma once

#include "core/config/config.h"
#include "core/rpc/node.h"
#include "core/storage/actionstore.h"
#include "core/storage/chainstore.h"
#include "core/storage/sql/connection.h"

#include <stop_token>
#include <string>

namespace chainpoints {

class DeepFork;

/// How actions that need the chain's nodes come to one. `config` null: there is none.
struct ActionNode
{
    const ChainConfig* config = nullptr; ///< must outlive the runner
    ChainNodeFactory make{};
};

/// Works through a connection that it does not own; same thread.
class ActionRunner
{
public:
    ActionRunner(sql::Connection& connection, std::string chain, std::stop_token stop = {},
                 ActionNode node = {})
        : m_connection(connection), m_chain(std::move(chain)), m_stop(std::move(stop)),
          m_node(std::move(node))
    {
    }

    /// Executes up to `most` parts that wait, oldest first, each in one transaction with its result. Returns
    /// how many.
    [[nodiscard]] Result<int> run(int most);
    /// True if the last run changed facts that others may remember.
    [[nodiscard]] bool changedFacts() const { return m_changedFacts; }

private:
    struct Outcome;
    struct NodeAnswer;
    [[nodiscard]] Result<void> executeNext(const ChainRecord& chain, const WaitingItem& item);
    [[nodiscard]] Result<NodeAnswer> askNode(const WaitingItem& item);
    [[nodiscard]] Result<Outcome> execute(const ChainRecord& chain, const WaitingItem& item,
                                          const NodeAnswer& answer);
    [[nodiscard]] Result<Outcome> setActive(const ChainRecord& chain, bool active);
    [[nodiscard]] Result<Outcome> retry(const ChainRecord& chain, FailureId failure);
    [[nodiscard]] Result<Outcome> setAside(const ChainRecord& chain, const WaitingItem& item);
    [[nodiscard]] Result<Outcome> changeFacts(const ChainRecord& chain, const WaitingItem& item);
    [[nodiscard]] Result<Outcome> importOpenings(const ChainRecord& chain, const WaitingItem& item,
                                                 const BlockHeader& block);
    [[nodiscard]] Result<Outcome> checkAgain(DeepFork& fork);

    sql::Connection& m_connection;
    const std::string m_chain;
    const std::stop_token m_stop;
    const ActionNode m_node;
    bool m_changedFacts = false;
};

} // namespace chainpoints
