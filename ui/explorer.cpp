#include "ui/explorer.h"

#include <algorithm>
#include <array>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

struct Known
{
    std::int64_t network;
    QStringView host;
};

// All of one make, so their paths are the same.
constexpr std::array<Known, 9> kKnown{{
    {1, u"etherscan.io"},
    {10, u"optimistic.etherscan.io"},
    {137, u"polygonscan.com"},
    {8'453, u"basescan.org"},
    {42'161, u"arbiscan.io"},
    {84'532, u"sepolia.basescan.org"},
    {421'614, u"sepolia.arbiscan.io"},
    {11'155'111, u"sepolia.etherscan.io"},
    {11'155'420, u"sepolia-optimism.etherscan.io"},
}};

QUrl pageOf(const Explorer& explorer, const QString& kind, const QString& what)
{
    if (explorer.host.isEmpty() || what.isEmpty())
        return {};
    QUrl page;
    page.setScheme(u"https"_s);
    page.setHost(explorer.host);
    page.setPath(u'/' + kind + u'/' + what);
    return page;
}

} // namespace

QUrl Explorer::address(const std::string& lowerHex) const
{
    return pageOf(*this, u"address"_s, QString::fromStdString(lowerHex));
}

QUrl Explorer::block(BlockHeight height) const
{
    return pageOf(*this, u"block"_s, QString::number(height.value()));
}

QUrl Explorer::transaction(const std::string& hash) const
{
    return pageOf(*this, u"tx"_s, QString::fromStdString(hash));
}

Explorer explorerOf(EvmChainId network)
{
    const auto found = std::ranges::find(kKnown, network.value(), &Known::network);
    return found == kKnown.end() ? Explorer() : Explorer{found->host.toString()};
}

} // namespace chainpoints
