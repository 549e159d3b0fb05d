// Executes what operators asked for of one chain, on behalf of the process that owns it.
#pragma once

#include "core/model/types.h"
#include "core/storage/sql/connection.h"

#include <stop_token>
#include <string>

namespace chainpoints {

/// Works through a connection that it does not own; same thread.
class ActionRunner
{
public:
    ActionRunner(sql::Connection& connection, std::string chain, std::stop_token stop = {})
        : m_connection(connection), m_chain(std::move(chain)), m_stop(std::move(stop))
    {
    }

    /// Executes up to `most` parts that wait, oldest first, each in one transaction with its result. Returns
    /// how many.
    [[nodiscard]] Result<int> run(int most);

private:
    sql::Connection& m_connection;
    const std::string m_chain;
    const std::stop_token m_stop;
};

} // namespace chainpoints
