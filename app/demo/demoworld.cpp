#include "app/demo/demoworld.h"

#include "app/demo/play.h"
#include "core/base/shellword.h"
#include "core/model/boundaries.h"

#include <nlohmann/json.hpp>

#include <QCoreApplication>
#include <QEventLoop>
#include <QTcpServer>
#include <QTemporaryDir>

#include <fstream>

namespace chainpoints {
namespace {

constexpr int kHoursPlayed = 6;
constexpr int kConfirmations = 6;
// 25 tokens for an address that nobody has.
constexpr const char* kReceiver = "0x00000000000000000000000000000000c0ffee01";
constexpr unsigned long kMinted = 25;

struct Chain
{
    std::string name;
    EvmChainId chainId;
    std::unique_ptr<Anvil> anvil;
    DemoToken token;
};

Result<void> start(Chain& chain, UnixTime from, const std::stop_token& stop)
{
    auto anvil = Anvil::start(chain.chainId, from, stop);
    if (!anvil)
        return anvil.error();
    chain.anvil = std::move(*anvil);
    auto token = play(*chain.anvil, from, kHoursPlayed, static_cast<unsigned>(chain.chainId.value()));
    if (!token)
        return token.error();
    chain.token = *token;
    return chain.anvil->mineEvery(DemoWorld::kSecondsABlock);
}

int freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 8787;
}

nlohmann::json configFor(const std::vector<Chain>& chains)
{
    nlohmann::json config{{"database", {{"driver", "sqlite"}, {"path", "chainpoints.db"}}},
                          {"api", {{"listen", "127.0.0.1:" + std::to_string(freePort())}}},
                          {"chains", nlohmann::json::array()}};
    for (const Chain& chain : chains)
        config["chains"].push_back({{"name", chain.name},
                                    {"chain_id", chain.chainId.value()},
                                    {"contract", chain.token.address},
                                    {"start_block", chain.token.deployedAt.value()},
                                    {"confirmations", kConfirmations},
                                    {"poll_ms", 500},
                                    {"rpc", {chain.anvil->url()}}});
    return config;
}

/// The chains are started into `chains`, which keeps them going.
Result<DemoScene> stage(const std::filesystem::path& folder, std::vector<Chain>& chains,
                        const DemoWorld::Listeners& listeners, const std::stop_token& stop)
{
    const UnixTime from = boundaryAtOrBefore(wallClock(), 3600) - kHoursPlayed * 3600;
    DemoScene scene{folder / "chainpoints.json", {}, from + kHoursPlayed * 3600};
    for (Chain& chain : chains) {
        listeners.progress("Starting " + chain.name + " (chain id " + std::to_string(chain.chainId.value()) +
                           ") and playing " + std::to_string(kHoursPlayed) +
                           " hours of mints, burns and transfers...");
        if (auto started = start(chain, from, stop); !started)
            return started.error();
        scene.nodes.push_back({chain.name, chain.anvil->url(), chain.token.address, chain.token.admin});
    }
    std::ofstream file(scene.config);
    file << configFor(chains).dump(2) << '\n';
    file.close();
    if (!file)
        return Error{ErrorCode::Database, scene.config.string() + " cannot be written; is the disk full?"};
    return scene;
}

} // namespace

std::string howToAsk(const DemoScene& scene)
{
    return "  " + shellProgram(QCoreApplication::applicationFilePath().toStdString()) + " status --config " +
           shellWord(scene.config.string()) + '\n';
}

std::string howToMint(const DemoScene& scene)
{
    const std::string data = mintCall(kReceiver, powerOfTen(18) * kMinted);
    std::string text = "To mint " + std::to_string(kMinted) + " tokens for " + kReceiver + ":\n";
    for (const DemoNode& node : scene.nodes) {
        const nlohmann::json transaction{{"from", node.admin}, {"to", node.token}, {"data", data}};
        const nlohmann::json call{{"jsonrpc", "2.0"},
                                  {"id", 1},
                                  {"method", "eth_sendTransaction"},
                                  {"params", nlohmann::json::array({transaction})}};
        text += "  # " + node.chain + "\n  curl -H " + shellWord("Content-Type: application/json") + ' ' +
                node.url + " -d " + shellWord(call.dump()) + '\n';
    }
    return text;
}

DemoWorld::DemoWorld(Listeners listeners) : m_listeners(std::move(listeners)) {}

void DemoWorld::start()
{
    m_thread = std::jthread([this](std::stop_token stop) { run(std::move(stop)); });
}

void DemoWorld::run(std::stop_token stop)
{
    // First: a process that starts in a thread without event dispatcher never tells that it wrote, and its
    // full pipe stops it.
    QEventLoop loop;
    QTemporaryDir folder;
    if (!folder.isValid())
        return m_listeners.failed({ErrorCode::Database, "the demo needs a temporary folder: " +
                                                            folder.errorString().toStdString()});

    std::vector<Chain> chains;
    chains.push_back({"sepolia", EvmChainId(11155111), nullptr, {}});
    chains.push_back({"base-sepolia", EvmChainId(84532), nullptr, {}});
    auto scene = stage(folder.path().toStdString(), chains, m_listeners, stop);
    if (!scene) {
        if (scene.error().code != ErrorCode::Stopped)
            m_listeners.failed(inContext("demo", scene.error()));
        return;
    }
    m_listeners.ready(*scene);

    const std::stop_callback onStop(std::move(stop), [&loop] {
        QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
    });
    loop.exec();
}

} // namespace chainpoints
