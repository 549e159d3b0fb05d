#include "core/cache/rediscache.h"

#include "core/base/log.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace chainpoints {
namespace {

// A chain that nobody follows any more leaves nothing behind after a week.
constexpr const char* kSecondsToLive = "604800";

/// As this program writes it: no sign, no leading zero.
std::optional<BlockHeight> heightOf(const std::string& field)
{
    std::int64_t value = 0;
    (void)std::from_chars(field.data(), field.data() + field.size(), value);
    if (value < 0 || std::to_string(value) != field)
        return std::nullopt;
    return BlockHeight(value);
}

} // namespace

RedisCache::RedisCache(const RedisConfig& config, std::string chain, BlockSeal seal, std::stop_token stop)
    : m_chain(std::move(chain)), m_seal(std::move(seal)),
      m_key(config.prefix + ":pending:" + m_chain + ":" + m_seal.id()), m_client(config, std::move(stop))
{
}

Result<void> RedisCache::check(const RedisConfig& config, std::stop_token stop)
{
    const std::string key = config.prefix + ":pending";
    auto answers = redis::Client(config, std::move(stop)).run({{"HGETALL", key}, {"HDEL", key, "none"}});
    // Another kind of value there is nothing that a chain's own key would meet.
    if (answers || answers.error().code == ErrorCode::Corrupt)
        return {};
    return answers.error();
}

Result<std::vector<PendingBlock>> RedisCache::load()
{
    auto answers = run({{"HGETALL", m_key}});
    if (!answers)
        return answers.error();
    const auto& pairs = answers->front().elements;
    std::vector<PendingBlock> blocks;
    for (std::size_t i = 0; i + 1 < pairs.size(); i += 2)
        if (const auto height = heightOf(pairs[i].text))
            if (auto block = m_seal.opened(*height, pairs[i + 1].text))
                blocks.push_back(std::move(*block));
    if (const std::size_t strange = pairs.size() / 2 - blocks.size(); strange > 0)
        log::warning(m_chain, std::to_string(strange) + " entries of " + m_key +
                                  " in Redis were not written by this program for this database; they are "
                                  "left out");
    std::sort(blocks.begin(), blocks.end(),
              [](const PendingBlock& a, const PendingBlock& b) { return a.header.height < b.header.height; });
    return blocks;
}

Result<void> RedisCache::store(const std::vector<PendingBlock>& blocks)
{
    if (blocks.empty())
        return {};
    redis::Command command{"HSET", m_key};
    for (const PendingBlock& block : blocks) {
        command.push_back(std::to_string(block.header.height.value()));
        command.push_back(m_seal.sealed(block));
    }
    auto answers = run({std::move(command), {"EXPIRE", m_key, kSecondsToLive}});
    return answers ? Result<void>() : answers.error();
}

Result<void> RedisCache::keepOnly(BlockHeight first, BlockHeight last)
{
    auto answers = run({{"HKEYS", m_key}});
    if (!answers)
        return answers.error();
    redis::Command command{"HDEL", m_key};
    for (const redis::Answer& field : answers->front().elements) {
        const auto height = heightOf(field.text);
        if (!height || *height < first || *height > last)
            command.push_back(field.text);
    }
    if (command.size() == 2)
        return {};
    auto removed = run({std::move(command)});
    return removed ? Result<void>() : removed.error();
}

Result<std::vector<redis::Answer>> RedisCache::run(const std::vector<redis::Command>& commands)
{
    auto answers = m_client.run(commands);
    if (answers || answers.error().code != ErrorCode::Corrupt)
        return answers;
    // Somebody put another kind of value there; it cannot be ours.
    log::warning(m_chain, answers.error().message + "; it is removed");
    if (auto removed = m_client.run({{"DEL", m_key}}); !removed)
        return removed;
    answers = m_client.run(commands);
    if (!answers && answers.error().code == ErrorCode::Corrupt)
        return Error{ErrorCode::Database, answers.error().message};
    return answers;
}

} // namespace chainpoints
