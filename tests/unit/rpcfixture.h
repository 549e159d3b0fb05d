// What the tests of HttpNode share: nodes on FakeNodes.
#pragma once

#include "core/rpc/httpnode.h"
#include "tests/support/fakenode.h"

#include <QRegularExpression>
#include <QTest>

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace chainpoints {

inline constexpr std::chrono::milliseconds kPatience{10'000};
inline constexpr std::chrono::milliseconds kShortPatience{150};
inline const BlockRange kRange{BlockHeight(100), BlockHeight(199)};
inline const BlockRange kOneBlock{BlockHeight(100), BlockHeight(100)};

inline std::shared_ptr<EndpointPool> poolOf(const std::vector<const FakeNode*>& nodes)
{
    std::vector<std::string> urls;
    for (const FakeNode* node : nodes)
        urls.push_back(node->url());
    return std::make_shared<EndpointPool>(urls);
}

inline HttpNodeSettings settingsOf(std::chrono::milliseconds timeout = kPatience,
                                   Verify verify = Verify::Bloom)
{
    return {EvmChainId(kFakeChainId), *Address::parse(kFakeContract), timeout, verify};
}

inline HttpNode nodeOn(const std::shared_ptr<EndpointPool>& pool,
                       std::chrono::milliseconds timeout = kPatience, std::stop_token stop = {})
{
    return HttpNode(pool, settingsOf(timeout), std::move(stop));
}

/// Whose answers are not checked for logs that were left out, so that nothing is asked twice.
inline HttpNode credulousNodeOn(const std::shared_ptr<EndpointPool>& pool)
{
    return HttpNode(pool, settingsOf(kPatience, Verify::Off), {});
}

/// The first endpoint is asked first: it looks faster than the second.
inline std::shared_ptr<EndpointPool> poolPreferringFirst(const FakeNode& first, const FakeNode& second)
{
    auto pool = poolOf({&first, &second});
    pool->measured(0, std::chrono::milliseconds(1));
    pool->measured(1, std::chrono::milliseconds(5000));
    return pool;
}

inline std::vector<BlockHeight> heightsTo(std::int64_t count, std::int64_t first = 1)
{
    std::vector<BlockHeight> heights;
    for (std::int64_t i = 0; i < count; ++i)
        heights.push_back(BlockHeight(first + i));
    return heights;
}

inline bool contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

/// Qt's own complaints are failures.
inline void failOnQtWarnings()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".")));
}

} // namespace chainpoints
