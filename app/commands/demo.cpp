#include "app/commands/commands.h"
#include "app/composition.h"
#include "app/daemon.h"
#include "app/demo/play.h"
#include "app/progressprinter.h"
#include "core/base/log.h"
#include "core/config/configreader.h"
#include "core/model/boundaries.h"

#include <nlohmann/json.hpp>

#include <QTcpServer>
#include <QTemporaryDir>

#include <cstdio>
#include <fstream>
#include <set>

namespace chainpoints {
namespace {

constexpr int kHoursPlayed = 6;
constexpr int kSecondsABlock = 2;
constexpr int kTopUsers = 10;

struct DemoChain
{
    const char* name;
    EvmChainId chainId;
    std::unique_ptr<Anvil> anvil;
    DemoToken token;
};

Result<void> start(DemoChain& chain, UnixTime from)
{
    std::printf("Starting %s (chain id %lld) and playing %d hours of mints, burns and transfers...\n",
                chain.name, static_cast<long long>(chain.chainId.value()), kHoursPlayed);
    std::fflush(stdout);
    auto anvil = Anvil::start(chain.chainId, from);
    if (!anvil)
        return anvil.error();
    chain.anvil = std::move(*anvil);
    auto token = play(*chain.anvil, from, kHoursPlayed, static_cast<unsigned>(chain.chainId.value()));
    if (!token)
        return token.error();
    chain.token = *token;
    return chain.anvil->mineEvery(kSecondsABlock);
}

int freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 8787;
}

nlohmann::json configFor(const std::vector<DemoChain>& chains)
{
    nlohmann::json config{{"database", {{"driver", "sqlite"}, {"path", "chainpoints.db"}}},
                          {"api", {{"listen", "127.0.0.1:" + std::to_string(freePort())}}},
                          {"chains", nlohmann::json::array()}};
    for (const DemoChain& chain : chains)
        config["chains"].push_back({{"name", chain.name},
                                    {"chain_id", chain.chainId.value()},
                                    {"contract", chain.token.address},
                                    {"start_block", chain.token.deployedAt.value()},
                                    {"confirmations", 6},
                                    {"poll_ms", 500},
                                    {"rpc", {chain.anvil->url()}}});
    return config;
}

Result<void> printSummary(const Config& config)
{
    const auto door = makeDoor(config, "command line");
    auto chains = door->chains();
    if (!chains)
        return chains.error();
    std::printf("\n%-14s %8s %10s %10s %10s  %s\n", "chain", "head", "confirmed", "processed", "calculated",
                "settled up to");
    for (const ChainView& chain : *chains)
        std::printf("%-14s %8lld %10lld %10lld %10lld  %s\n", chain.name.c_str(),
                    static_cast<long long>(chain.head.value_or(BlockHeight(0)).value()),
                    static_cast<long long>(chain.confirmed.value()),
                    static_cast<long long>(chain.processed.value()),
                    static_cast<long long>(chain.calculated.value()),
                    chain.calculatedTime ? formatTime(*chain.calculatedTime).c_str() : "-");
    auto users = door->topUsers(kTopUsers);
    if (!users)
        return users.error();
    std::printf("\n%-44s %30s\n", "user", "points on both chains");
    for (const UserPointsView& user : *users)
        std::printf("%-44s %30s\n", user.address.c_str(), user.points.c_str());
    return {};
}

} // namespace

int runDemo()
{
    QTemporaryDir folder;
    if (!folder.isValid())
        return report({ErrorCode::Database,
                       "the demo needs a temporary folder: " + folder.errorString().toStdString()});

    const UnixTime from = boundaryAtOrBefore(wallClock(), 3600) - kHoursPlayed * 3600;
    std::vector<DemoChain> chains;
    chains.push_back({"sepolia", EvmChainId(11155111), nullptr, {}});
    chains.push_back({"base-sepolia", EvmChainId(84532), nullptr, {}});
    for (DemoChain& chain : chains)
        if (auto started = start(chain, from); !started)
            return report(inContext("demo", started.error()));

    const auto file = std::filesystem::path(folder.path().toStdString()) / "chainpoints.json";
    std::ofstream(file) << configFor(chains).dump(2) << '\n';
    auto config = loadConfig(file);
    if (!config)
        return report(config.error());

    const UnixTime playedUntil = from + kHoursPlayed * 3600;
    std::set<std::string> settled;
    bool told = false;
    DaemonRun run;
    run.progress = [&](const ChainProgress& progress) {
        for (const DemoChain& chain : chains)
            if (progress.chain == chain.name && progress.settledUpTo && *progress.settledUpTo >= playedUntil)
                settled.insert(progress.chain);
        if (told || settled.size() < chains.size())
            return;
        told = true;
        if (auto printed = printSummary(*config); !printed)
            (void)report(printed.error());
        std::printf("\nThe daemon goes on following both chains, a block every %d s. In another terminal:\n"
                    "  chainpoints status --config %s\n"
                    "  curl http://%s:%d/healthz\n"
                    "Ctrl-C ends the demo and removes its data.\n",
                    kSecondsABlock, file.string().c_str(), config->api.host.c_str(), config->api.port);
        std::fflush(stdout);
    };
    return runDaemon(*config, run);
}

} // namespace chainpoints
