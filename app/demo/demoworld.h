// The demo's world: two local chains with six hours of events, and a configuration that follows them.
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace chainpoints {

struct DemoNode
{
    std::string chain;
    std::string url;
    std::string token; ///< the contract's address
    std::string admin; ///< may mint; the node signs for it
};

struct DemoScene
{
    std::filesystem::path config; ///< in a temporary folder, as everything of the demo
    std::vector<DemoNode> nodes;
    UnixTime playedUntil; ///< a full hour
};

// For a terminal, a line each.
/// The command that tells where the chains stand.
[[nodiscard]] std::string howToAsk(const DemoScene& scene);
/// The nodes, and for each a command that mints.
[[nodiscard]] std::string howToMint(const DemoScene& scene);

/// Runs in a thread of its own, in which the nodes live: on Linux they die with it.
class DemoWorld
{
public:
    static constexpr int kSecondsABlock = 2;

    /// Called in the world's thread, must be quick; none after the destructor.
    struct Listeners
    {
        std::function<void(const std::string& sentence)> progress;
        std::function<void(const DemoScene&)> ready; ///< from now on a block every kSecondsABlock
        std::function<void(const Error&)> failed;    ///< that was all; not called after a stop
    };

    explicit DemoWorld(Listeners listeners);
    /// Ends the nodes and removes the folder, within 2 seconds; whoever uses them must have ended.
    ~DemoWorld() = default;
    DemoWorld(const DemoWorld&) = delete;
    DemoWorld& operator=(const DemoWorld&) = delete;

    void start();

private:
    void run(std::stop_token stop);

    const Listeners m_listeners;
    std::jthread m_thread;
};

} // namespace chainpoints
