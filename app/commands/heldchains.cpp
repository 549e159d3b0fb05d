#include "app/commands/heldchains.h"

#include "app/commands/looks.h"
#include "core/base/log.h"
#include "core/storage/sql/repeated.h"

namespace chainpoints {
namespace {

using namespace std::chrono_literals;

constexpr auto kLookAgain = 200ms;

} // namespace

HeldChains::HeldChains(const Config& config)
    : m_config(config), m_mark(config.dataFolder), m_leases(makeLeaseKeeper(config, m_mark))
{
}

HeldChains::~HeldChains()
{
    for (const auto& held : m_held)
        if (auto given = held->lease.giveBack(); !given)
            log::warning("lease", "It is free again in some seconds only: " + given.error().message);
}

Result<void> HeldChains::take(const std::vector<ChainRecord>& chains)
{
    for (const ChainRecord& chain : chains)
        if (auto taken = take(chain); !taken)
            return inContext("chain " + chain.name, taken.error());
    return {};
}

Result<void> HeldChains::take(const ChainRecord& chain)
{
    auto connection = openWriter(m_config);
    if (!connection)
        return connection.error();
    sql::Connection& opened = **connection;
    auto held = std::unique_ptr<Held>(new Held{std::move(*connection), {opened, chain.id, *m_leases}});
    for (bool told = false;; told = true) {
        auto other = held->lease.take();
        if (!other)
            return other.error();
        if (!*other)
            break;
        const std::string owner = "process " + std::to_string((*other)->pid) + " on " + (*other)->host;
        if (held->lease.otherLives())
            return Error{ErrorCode::Refused, owner + " follows it and writes the database; stop it first"};
        if (!told)
            log::warning(chain.name, owner + " followed it; waits until it is certain that it is dead");
        waitBetweenLooks(kLookAgain);
    }
    m_held.push_back(std::move(held));
    return {};
}

Result<void> HeldChains::confirm()
{
    for (const auto& held : m_held)
        if (auto still = sql::inTransaction(*held->connection, [] { return Result<void>(); }); !still)
            return still;
    return {};
}

} // namespace chainpoints
