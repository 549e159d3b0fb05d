// An HTTP node that serves logs made beforehand as fast as it can, so that the client is what is measured.
#pragma once

#include "core/model/types.h"

#include <memory>
#include <string>
#include <vector>

namespace chainpoints::bench {

struct Workload
{
    int blocks = 20'000;
    int logs = 200'000;
    int users = 50'000;
    /// One log in so many is a mint or a burn, which gives one ledger row instead of two.
    int oneSided = 13;
};

/// Blocks 0 to `blocks` + 100, 12 s apart; the logs are spread evenly over the first `blocks`.
class PremadeNode
{
public:
    explicit PremadeNode(const Workload& workload);
    ~PremadeNode();

    [[nodiscard]] std::string url() const;
    [[nodiscard]] static Address contract();
    /// The body of an eth_getLogs request for the range, as a client sends it.
    [[nodiscard]] static std::string logsRequest(BlockRange range);
    /// Fetches the ranges one after the other over one connection and looks at nothing. Returns the bytes
    /// received.
    [[nodiscard]] std::size_t fetchAll(const std::vector<BlockRange>& ranges) const;

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

} // namespace chainpoints::bench
