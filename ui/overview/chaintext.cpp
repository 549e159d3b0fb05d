#include "ui/overview/chaintext.h"

#include "ui/format.h"
#include "ui/overview/chainprogress.h"

#include <QSysInfo>

#include <algorithm>
#include <cmath>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

std::ptrdiff_t faultlessNodes(const ChainView& chain)
{
    return std::ranges::count_if(chain.endpoints,
                                 [](const EndpointHealth& node) { return !needsAttention(node); });
}

} // namespace

theme::Tone ChainText::tone(const ChainView& chain)
{
    return isAbandoned(chain) ? theme::Tone::Warning : theme::toneOf(chain.state);
}

theme::Tone ChainText::worst(const std::vector<ChainView>& chains)
{
    std::optional<theme::Tone> worst;
    for (const ChainView& chain : chains)
        if (chain.active)
            worst = std::max(worst, std::optional(tone(chain)));
    return worst.value_or(theme::Tone::Idle);
}

QString ChainText::state(const ChainView& chain)
{
    return isAbandoned(chain) ? tr("Not followed") : theme::word(chain.state);
}

ChainOwner thisProcess()
{
    return {QSysInfo::machineHostName().toStdString(), QCoreApplication::applicationPid()};
}

QString ChainText::owner(const ChainView& chain, const ChainOwner& self)
{
    if (!chain.owner)
        return tr("Nobody");
    if (*chain.owner == self)
        return tr("This window");
    return tr("Process %1\non %2").arg(chain.owner->pid).arg(QString::fromStdString(chain.owner->host));
}

QString ChainText::problem(const ChainView& chain)
{
    if (!chain.alerts.empty())
        return QString::fromStdString(chain.alerts.front().sentence);
    if (!chain.lastError.empty())
        return QString::fromStdString(chain.lastError);
    return isAbandoned(chain) ? abandoned() : QString();
}

QString ChainText::nodes(const ChainView& chain)
{
    if (chain.endpoints.empty())
        return u"—"_s;
    return tr("%1 of %2").arg(faultlessNodes(chain)).arg(chain.endpoints.size());
}

theme::Tone ChainText::nodesTone(const ChainView& chain)
{
    const auto faultless = std::size_t(faultlessNodes(chain));
    if (faultless == chain.endpoints.size())
        return theme::Tone::Good;
    return faultless > 0 ? theme::Tone::Warning : theme::Tone::Bad;
}

QString ChainText::abandoned()
{
    return tr(
        "No process follows this chain, so nothing new is credited. It goes on where it stopped as soon "
        "as the engine of this window or a daemon runs.");
}

QString ChainText::countdown(const ChainView& chain, BlockHeight height, const SecondsUntil& secondsUntil)
{
    const auto blocks = blocksUntilConfirmed(chain, height);
    if (!blocks)
        return tr("when the network says so");
    if (*blocks == 0)
        return tr("at any moment");
    const auto seconds = secondsUntil(*blocks);
    return seconds ? tr("%1 to go, about %2").arg(format::number(*blocks), format::duration(*seconds))
                   : tr("%1 to go, time unknown").arg(format::number(*blocks));
}

QString ChainText::speed(double blocksPerSecond)
{
    const bool isSlow = std::abs(blocksPerSecond) < 1;
    const double exact = isSlow ? blocksPerSecond * 60 : blocksPerSecond;
    const double value = std::abs(exact) < 0.05 ? 0 : exact; // no "-0.0"
    const QString text =
        std::abs(value) < 100 ? QString::number(value, 'f', 1) : format::number(std::llround(value));
    return isSlow ? tr("%1/min").arg(text) : tr("%1/s").arg(text);
}

QString ChainText::nameAndSymbol(const ChainView& chain)
{
    const QString name = QString::fromStdString(chain.name);
    return chain.symbol.empty() ? name : tr("%1 (%2)").arg(name, QString::fromStdString(chain.symbol));
}

} // namespace chainpoints
