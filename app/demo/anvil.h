// A local chain for the demo: one anvil process and the calls that play on it.
#pragma once

#include "core/model/types.h"

#include <nlohmann/json_fwd.hpp>

#include <QProcess>
#include <QTemporaryDir>

#include <memory>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace chainpoints {

/// One anvil on a free port of this machine. Belongs to one thread, not the main one; calls block (10 s at
/// most), and end with Stopped once `stop` is requested. The process ends with this object, with the program,
/// and on Linux with that thread.
class Anvil
{
public:
    /// `startTime` is the genesis block's. NotFound with the remedy where there is no anvil to run.
    [[nodiscard]] static Result<std::unique_ptr<Anvil>> start(EvmChainId chainId, UnixTime startTime,
                                                              std::stop_token stop);
    ~Anvil();

    [[nodiscard]] const std::string& url() const { return m_url; }

    /// The call's result.
    [[nodiscard]] Result<nlohmann::json> call(const std::string& method, const nlohmann::json& parameters);

    /// The accounts that anvil signs for.
    [[nodiscard]] Result<std::vector<std::string>> accounts();

    /// A transaction to be mined with the next block.
    struct Send
    {
        std::string from;
        std::string to; ///< empty: makes a contract
        std::string data;
    };
    /// One block stamped `time` with these transactions; each must succeed. Returns the address of a contract
    /// made by the last of them, or an empty text.
    [[nodiscard]] Result<std::string> mine(UnixTime time, const std::vector<Send>& transactions);
    /// `count` empty blocks, `spacing` seconds apart, the first at `first`.
    [[nodiscard]] Result<void> mineEmpty(UnixTime first, int count, int spacing);
    /// From now on a block by itself every so many seconds.
    [[nodiscard]] Result<void> mineEvery(int seconds);

private:
    explicit Anvil(std::stop_token stop) : m_stop(std::move(stop)) {}

    const std::stop_token m_stop;
    QTemporaryDir m_cache;
    QProcess m_process;
    std::string m_url;
};

} // namespace chainpoints
