#include "app/commands/commands.h"
#include "app/composition.h"
#include "core/access/chainjson.h"

#include <cstdio>

namespace chainpoints {
namespace {

void printTable(const std::vector<ChainView>& chains)
{
    std::printf("%-16s %-18s %10s %10s %10s %10s  %-20s %8s %8s\n", "chain", "state", "head", "confirmed",
                "processed", "calculated", "settled up to", "users", "failures");
    for (const ChainView& chain : chains) {
        const std::string head = chain.head ? std::to_string(chain.head->value()) : "?";
        const std::string settled = chain.calculatedTime ? formatTime(*chain.calculatedTime) : "-";
        std::printf("%-16s %-18s %10s %10lld %10lld %10lld  %-20s %8lld %8lld\n", chain.name.c_str(),
                    std::string(toText(chain.state)).c_str(), head.c_str(),
                    static_cast<long long>(chain.confirmed.value()),
                    static_cast<long long>(chain.processed.value()),
                    static_cast<long long>(chain.calculated.value()), settled.c_str(),
                    static_cast<long long>(chain.users), static_cast<long long>(chain.openFailures));
        for (const Alert& alert : chain.alerts)
            std::printf("  ! %s since %s: %s\n", alert.code.c_str(), formatTime(alert.since).c_str(),
                        alert.sentence.c_str());
        for (const EndpointHealth& endpoint : chain.endpoints)
            if (needsAttention(endpoint))
                std::printf("  ! endpoint %s: %s\n", endpoint.address.c_str(), sentenceOf(endpoint).c_str());
        if (!chain.owner)
            std::printf("  no process follows this chain now\n");
    }
}

} // namespace

int runStatus(const Config& config, const StatusOptions& options)
{
    auto chains = makeDoor(config, "command line")->chains();
    if (!chains)
        return report(chains.error());
    if (options.json)
        std::printf("%s\n", chainsJson(*chains, 2).c_str());
    else
        printTable(*chains);
    return flushed(kDone);
}

} // namespace chainpoints
