// All chains of a database in the hands of this process, so that nobody else writes them.
#pragma once

#include "app/composition.h"
#include "app/processmark.h"
#include "core/engine/chainlease.h"
#include "core/storage/chainstore.h"

#include <vector>

namespace chainpoints {

/// Of the thread that made it. `config` must outlive it. Gives back what it still has at its end.
class HeldChains
{
public:
    explicit HeldChains(const Config& config);
    ~HeldChains();
    HeldChains(const HeldChains&) = delete;
    HeldChains& operator=(const HeldChains&) = delete;

    /// Waits where the owner may be dead, until its lease has expired. Refused: another process is alive and
    /// follows one of them.
    [[nodiscard]] Result<void> take(const std::vector<ChainRecord>& chains);
    /// Conflict: another process took one over since.
    [[nodiscard]] Result<void> confirm();

private:
    struct Held
    {
        std::unique_ptr<sql::Connection> connection;
        ChainLease lease;
    };

    [[nodiscard]] Result<void> take(const ChainRecord& chain);

    const Config& m_config;
    const ProcessMark m_mark;
    const std::unique_ptr<LeaseKeeper> m_leases;
    std::vector<std::unique_ptr<Held>> m_held;
};

} // namespace chainpoints
