#include "core/http/metrics.h"

#include "core/meter/meter.h"

#include <prometheus/gauge.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>

namespace chainpoints {
namespace {

/// One number of each chain, as of now.
class ChainGauges
{
public:
    explicit ChainGauges(std::span<const ChainView> chains) : m_chains(chains) {}

    /// `valueOf(chain)`: a number or nothing.
    template <typename ValueOf>
    void add(const char* name, const char* help, ValueOf valueOf)
    {
        auto& family = familyOf(name, help);
        for (const ChainView& chain : m_chains)
            if (const std::optional<std::int64_t> value = valueOf(chain))
                family.Add({{"chain", chain.name}}).Set(static_cast<double>(*value));
    }

    void addStates()
    {
        auto& family = familyOf("chainpoints_chain_state", "1 for the state that the chain is in");
        for (const ChainView& chain : m_chains)
            for (const ChainState state :
                 {ChainState::Starting, ChainState::Backfilling, ChainState::Live, ChainState::Paused,
                  ChainState::Unreachable, ChainState::FinalityViolated})
                family.Add({{"chain", chain.name}, {"state", std::string(toText(state))}})
                    .Set(chain.state == state ? 1 : 0);
    }

    void addAlerts()
    {
        auto& family = familyOf("chainpoints_chain_alert", "1 for each alert of the chain");
        for (const ChainView& chain : m_chains)
            for (const Alert& alert : chain.alerts)
                family.Add({{"chain", chain.name}, {"code", alert.code}}).Set(1);
    }

    [[nodiscard]] std::vector<prometheus::MetricFamily> collect() const { return m_registry.Collect(); }

private:
    prometheus::Family<prometheus::Gauge>& familyOf(const char* name, const char* help)
    {
        return prometheus::BuildGauge().Name(name).Help(help).Register(m_registry);
    }

    const std::span<const ChainView> m_chains;
    prometheus::Registry m_registry;
};

using Number = std::optional<std::int64_t>;

Number numberOf(const std::optional<BlockHeight>& height)
{
    return height ? Number(height->value()) : std::nullopt;
}

Number numberOf(const std::optional<UnixTime>& time)
{
    return time ? Number(time->value()) : std::nullopt;
}

void addHeights(ChainGauges& gauges, UnixTime now)
{
    gauges.add("chainpoints_chain_head_block", "Newest block that the nodes report",
               [](const ChainView& chain) { return numberOf(chain.head); });
    gauges.add("chainpoints_chain_confirmed_block", "Newest confirmed block",
               [](const ChainView& chain) { return Number(chain.confirmed.value()); });
    gauges.add("chainpoints_chain_processed_block", "Every event up to here is in the ledger",
               [](const ChainView& chain) { return Number(chain.processed.value()); });
    gauges.add("chainpoints_chain_calculated_block", "Newest block before the last settled boundary",
               [](const ChainView& chain) { return Number(chain.calculated.value()); });
    gauges.add("chainpoints_chain_lag_blocks", "Confirmed blocks that are not processed yet",
               [](const ChainView& chain) {
                   return Number(std::max<std::int64_t>(0, chain.confirmed - chain.processed));
               });
    gauges.add("chainpoints_chain_pending_blocks", "Blocks that wait to be confirmed",
               [](const ChainView& chain) {
                   return chain.head ? Number(std::max<std::int64_t>(0, *chain.head - chain.confirmed))
                                     : std::nullopt;
               });
    gauges.add("chainpoints_chain_lag_seconds", "Age of the last processed block",
               [now](const ChainView& chain) {
                   return chain.processedTime ? Number(now - *chain.processedTime) : std::nullopt;
               });
    gauges.add("chainpoints_chain_processed_timestamp_seconds", "Time of the last processed block",
               [](const ChainView& chain) { return numberOf(chain.processedTime); });
    gauges.add("chainpoints_chain_settled_timestamp_seconds", "Last settled boundary",
               [](const ChainView& chain) { return numberOf(chain.calculatedTime); });
}

void addCounts(ChainGauges& gauges)
{
    gauges.add("chainpoints_chain_users", "Users with a balance change",
               [](const ChainView& chain) { return Number(chain.users); });
    gauges.add("chainpoints_chain_ledger_rows", "Balance changes in the ledger",
               [](const ChainView& chain) { return Number(chain.changes); });
    gauges.add("chainpoints_chain_skipped_logs", "Logs that changed no balance",
               [](const ChainView& chain) { return Number(chain.skippedLogs); });
    gauges.add("chainpoints_chain_open_failures", "Users whose points could not be calculated",
               [](const ChainView& chain) { return Number(chain.openFailures); });
    gauges.add("chainpoints_chain_active", "0 while the chain is paused",
               [](const ChainView& chain) { return Number(chain.active ? 1 : 0); });
    gauges.add("chainpoints_chain_owned", "1 while some process follows the chain",
               [](const ChainView& chain) { return Number(chain.owner ? 1 : 0); });
}

} // namespace

std::string metricsText(std::span<const ChainView> chains, UnixTime now)
{
    ChainGauges gauges(chains);
    addHeights(gauges, now);
    addCounts(gauges);
    gauges.addStates();
    gauges.addAlerts();
    auto families = gauges.collect();
    for (auto& measured : meter::registry().Collect())
        families.push_back(std::move(measured));
    return prometheus::TextSerializer().Serialize(families);
}

} // namespace chainpoints
