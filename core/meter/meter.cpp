#include "core/meter/meter.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

namespace chainpoints::meter {
namespace {

using prometheus::Histogram;

const Histogram::BucketBoundaries kSeconds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                           0.25,  0.5,    1,     2.5,  5,     10,   30};
const Histogram::BucketBoundaries kBlocks{1, 2, 3, 6, 12, 32, 64, 128, 256};

double seconds(Duration time)
{
    return std::chrono::duration<double>(time).count();
}

prometheus::Family<Histogram>& histograms(const char* name, const char* help)
{
    return prometheus::BuildHistogram().Name(name).Help(help).Register(registry());
}

prometheus::Family<prometheus::Counter>& counters(const char* name, const char* help)
{
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry());
}

} // namespace

prometheus::Registry& registry()
{
    static prometheus::Registry instance;
    return instance;
}

void batchStored(Batch batch, const std::string& chain, Duration time, std::int64_t rows)
{
    static auto& times =
        histograms("chainpoints_batch_duration_seconds",
                   "Time of a database transaction with a page of blocks or a batch of users");
    static auto& counts =
        counters("chainpoints_batch_rows_total", "Transfers stored, and users settled, in such transactions");
    const prometheus::Labels labels{{"chain", chain}, {"kind", batch == Batch::Ledger ? "ledger" : "points"}};
    times.Add(labels, kSeconds).Observe(seconds(time));
    counts.Add(labels).Increment(static_cast<double>(rows));
}

void nodeAsked(const std::string& endpoint, std::string_view outcome, Duration time)
{
    static auto& times =
        histograms("chainpoints_rpc_request_duration_seconds", "Time of a request to a node");
    static auto& counts =
        counters("chainpoints_rpc_requests_total", "Requests to nodes by what came of them");
    times.Add({{"endpoint", endpoint}}, kSeconds).Observe(seconds(time));
    counts.Add({{"endpoint", endpoint}, {"outcome", std::string(outcome)}}).Increment();
}

void forked(const std::string& chain, std::int64_t depth)
{
    static auto& depths = histograms("chainpoints_fork_depth_blocks", "Known blocks that a fork replaced");
    depths.Add({{"chain", chain}}, kBlocks).Observe(static_cast<double>(depth));
}

void answered(int status, Duration time)
{
    static auto& times =
        histograms("chainpoints_http_request_duration_seconds", "Time of an answer of the API");
    times.Add({{"status", std::to_string(status)}}, kSeconds).Observe(seconds(time));
}

void settlesEach(std::chrono::seconds interval)
{
    static auto& family = prometheus::BuildGauge()
                              .Name("chainpoints_points_interval_seconds")
                              .Help("Time between two boundaries of points")
                              .Register(registry());
    family.Add({}).Set(static_cast<double>(interval.count()));
}

} // namespace chainpoints::meter
