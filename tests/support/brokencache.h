// A cache that fails on command.
#pragma once

#include "core/cache/pendingcache.h"

namespace chainpoints {

class BrokenCache final : public PendingCache
{
public:
    struct Story
    {
        std::optional<Error> error; ///< answered as long as it is there
        int asked = 0;
        std::vector<PendingBlock> blocks;
    };
    /// `story` must outlive the cache.
    explicit BrokenCache(Story& story) : m_story(story) {}

    Result<std::vector<PendingBlock>> load() override
    {
        ++m_story.asked;
        return m_story.error ? Result<std::vector<PendingBlock>>(*m_story.error) : m_story.blocks;
    }
    Result<void> store(const std::vector<PendingBlock>& blocks) override
    {
        m_story.blocks.insert(m_story.blocks.end(), blocks.begin(), blocks.end());
        return answer();
    }
    Result<void> keepOnly(BlockHeight, BlockHeight) override { return answer(); }

private:
    Result<void> answer()
    {
        ++m_story.asked;
        return m_story.error ? Result<void>(*m_story.error) : Result<void>();
    }

    Story& m_story;
};

} // namespace chainpoints
