#include "app/commands/commands.h"
#include "app/composition.h"
#include "app/daemon.h"
#include "app/demo/demoworld.h"
#include "app/stopsignals.h"

#include <QCoreApplication>

#include <cstdio>
#include <optional>
#include <set>

namespace chainpoints {
namespace {

constexpr int kTopUsers = 10;

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

/// Follows the scene until a stop; tells once what came of it.
int follow(const DemoScene& scene)
{
    auto config = loadConfig(scene.config);
    if (!config)
        return report(config.error());
    std::set<std::string> settled;
    bool told = false;
    DaemonRun run;
    run.progress = [&](const ChainProgress& progress) {
        if (progress.settledUpTo && *progress.settledUpTo >= scene.playedUntil)
            settled.insert(progress.chain);
        if (told || settled.size() < scene.nodes.size())
            return;
        told = true;
        if (auto printed = printSummary(*config); !printed)
            (void)report(printed.error());
        std::printf("\nThe daemon goes on following both chains, a block every %d s. In another terminal:\n"
                    "%s"
                    "  curl http://%s:%d/healthz\n"
                    "%s"
                    "Ctrl-C ends the demo and removes its data.\n",
                    DemoWorld::kSecondsABlock, howToAsk(scene).c_str(), config->api.host.c_str(),
                    config->api.port, howToMint(scene).c_str());
        std::fflush(stdout);
    };
    return runDaemon(*config, run);
}

} // namespace

int runDemo()
{
    QObject mainThread;
    std::optional<Result<DemoScene>> scene;
    const auto take = [&](const Result<DemoScene>& outcome) {
        QMetaObject::invokeMethod(&mainThread, [&scene, outcome] {
            scene = outcome;
            QCoreApplication::quit();
        });
    };
    DemoWorld world({[](const std::string& sentence) {
                         std::printf("%s\n", sentence.c_str());
                         std::fflush(stdout);
                     },
                     take, take});
    {
        const StopSignals signals([] { QCoreApplication::quit(); });
        world.start();
        QCoreApplication::exec();
    }
    if (!scene)
        return kDone; // stopped
    return *scene ? follow(**scene) : report(scene->error());
}

} // namespace chainpoints
