#include "core/http/chainnews.h"

#include "core/http/apijson.h"

#include <algorithm>

namespace chainpoints {
namespace {

std::string event(const char* name, const ApiJson& data)
{
    return std::string("event: ") + name + "\ndata: " + dumped(data) + "\n\n";
}

std::string chainEvent(const ChainView& chain)
{
    ApiJson alerts = ApiJson::array();
    for (const Alert& alert : chain.alerts)
        alerts.push_back(
            {{"code", alert.code}, {"sentence", alert.sentence}, {"since", alert.since.value()}});
    return event("chain", {{"chain", chain.name},
                           {"state", toText(chain.state)},
                           {"head_block", chain.head ? ApiJson(chain.head->value()) : ApiJson(nullptr)},
                           {"last_confirmed_block", chain.confirmed.value()},
                           {"last_processed_block", chain.processed.value()},
                           {"alerts", std::move(alerts)}});
}

bool looksTheSame(const ChainView& a, const ChainView& b)
{
    return a.state == b.state && a.head == b.head && a.confirmed == b.confirmed &&
           a.processed == b.processed && a.alerts == b.alerts;
}

} // namespace

std::vector<std::string> newsBetween(std::span<const ChainView> before, std::span<const ChainView> after)
{
    std::vector<std::string> news;
    for (const ChainView& now : after) {
        const auto then = std::ranges::find(before, now.name, &ChainView::name);
        const bool isNew = then == before.end();
        if (isNew || !looksTheSame(*then, now))
            news.push_back(chainEvent(now));
        if (now.calculatedTime && (isNew || then->calculatedTime != now.calculatedTime))
            news.push_back(event("settled", {{"chain", now.name},
                                             {"last_calculated_time", now.calculatedTime->value()},
                                             {"last_calculated_block", now.calculated.value()}}));
        if (isNew || then->openFailures != now.openFailures)
            news.push_back(event("failures", {{"chain", now.name}, {"open_failures", now.openFailures}}));
    }
    return news;
}

std::string newsOf(const IncidentView& incident)
{
    return event("incident", toJson(incident));
}

} // namespace chainpoints
