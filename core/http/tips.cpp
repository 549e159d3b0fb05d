#include "core/http/tips.h"

namespace chainpoints {
namespace {

std::string forSeconds(Tips::Clock::duration time)
{
    return " for " + std::to_string(std::chrono::duration_cast<std::chrono::seconds>(time).count()) + " s";
}

bool isTag(const std::string& confirmations)
{
    return confirmations == "safe" || confirmations == "finalized";
}

} // namespace

void Tips::observe(std::span<const ChainView> chains, Clock::time_point now)
{
    for (const ChainView& chain : chains) {
        const auto [tip, isNew] =
            m_tips.try_emplace(chain.name, Tip{chain.head, chain.confirmed, chain.processed, now, now, now});
        // While a chain rests nobody expects it to move.
        if (tip->second.head != chain.head || !chain.active)
            tip->second.headSince = now;
        if (tip->second.confirmed != chain.confirmed || !chain.active)
            tip->second.confirmedSince = now;
        if (tip->second.processed != chain.processed || !chain.active)
            tip->second.processedSince = now;
        tip->second.head = chain.head;
        tip->second.confirmed = chain.confirmed;
        tip->second.processed = chain.processed;
    }
}

void Tips::hear(const std::string& chain, std::string problem)
{
    if (problem.empty())
        m_heard.erase(chain);
    else
        m_heard.insert_or_assign(chain, std::move(problem));
}

std::vector<std::string> Tips::problems(std::span<const ChainView> chains, Clock::time_point now) const
{
    std::vector<std::string> sentences;
    for (const ChainView& chain : chains) {
        if (!chain.active)
            continue;
        if (const std::string problem = problemOf(chain, now); !problem.empty())
            sentences.push_back("chain " + chain.name + ": " + problem);
    }
    return sentences;
}

std::string Tips::problemOf(const ChainView& chain, Clock::time_point now) const
{
    if (const auto heard = m_heard.find(chain.name); heard != m_heard.end())
        return heard->second;
    if (!chain.alerts.empty())
        return chain.alerts.front().sentence;
    if (!chain.owner)
        return "no process follows it, or the one that does cannot write";
    if (chain.state == ChainState::Starting)
        return "is starting";
    if (chain.state == ChainState::Backfilling)
        return "catches up, at block " + std::to_string(chain.processed.value()) + " of " +
               std::to_string(chain.confirmed.value());
    const auto tip = m_tips.find(chain.name);
    if (tip == m_tips.end())
        return {};
    const auto between = m_limits.between.find(chain.name);
    const auto rest = between == m_limits.between.end() ? std::chrono::seconds() : between->second;
    const auto staleBlock = m_limits.block + rest;
    const auto staleFinality = isTag(chain.confirmations) ? m_limits.finality + rest : staleBlock;
    const Tip& seen = tip->second;
    if (chain.head == seen.head && now - seen.headSince > staleBlock)
        return "no new block" + forSeconds(now - seen.headSince);
    if (chain.confirmed == seen.confirmed && now - seen.confirmedSince > staleFinality)
        return "no new confirmed block" + forSeconds(now - seen.confirmedSince);
    if (chain.processed < chain.confirmed && chain.processed == seen.processed &&
        now - seen.processedSince > staleBlock)
        return "stands at block " + std::to_string(chain.processed.value()) +
               forSeconds(now - seen.processedSince) + ", though block " +
               std::to_string(chain.confirmed.value()) + " is confirmed";
    return {};
}

} // namespace chainpoints
