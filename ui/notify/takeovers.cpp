#include "ui/notify/takeovers.h"

#include <algorithm>

namespace chainpoints {

ChainsNews TakeOvers::bridged(ChainsNews news, UnixTime now)
{
    std::erase_if(m_owners, [&](const auto& last) { return !news.find(last.first); });
    for (ChainView& chain : news.chains) {
        if (chain.owner) {
            m_owners[chain.name] = {*chain.owner, now};
            continue;
        }
        const auto last = m_owners.find(chain.name);
        if (last == m_owners.end()) {
            chain.owner = ChainOwner();
            continue;
        }
        last->second.time = std::min(last->second.time, now); // a clock may be put back
        if (now - last->second.time < kPatience)
            chain.owner = last->second.owner;
    }
    return news;
}

} // namespace chainpoints
