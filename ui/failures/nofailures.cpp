#include "ui/failures/nofailures.h"

#include "ui/overview/chaintext.h"

namespace chainpoints {

void NoFailures::tell(const Asked& asked, const ChainsNews& news)
{
    const bool readable = !news.problem && !asked.problem;
    offer(!readable        ? QString()
          : asked.narrowed ? tr("Clear the filter")
          : asked.chain    ? tr("Show the open ones of all chains")
                           : QString());
    if (news.problem)
        say(theme::Tone::Bad, tr("The failures cannot be read"),
            tr("They show here as soon as the database can be read."));
    else if (asked.problem)
        say(theme::Tone::Bad, tr("The failures cannot be read"),
            QString::fromStdString(asked.problem->message));
    else if (!asked.isAnswered)
        say(theme::Tone::Busy, tr("Looking for failures…"), {});
    else if (asked.narrowed)
        say(theme::Tone::Idle, tr("No failures match the filter"), {});
    else
        tellNoneIsOpen(asked.chain, news.chains);
}

/// That all is well is said only of chains that are.
void NoFailures::tellNoneIsOpen(const std::optional<std::string>& chain, std::vector<ChainView> chains)
{
    std::erase_if(chains, [&](const ChainView& view) { return chain && view.name != *chain; });
    const bool well = ChainText::worst(chains) == theme::Tone::Good;
    say(well ? theme::Tone::Good : theme::Tone::Idle,
        chain ? tr("No open failures on %1").arg(QString::fromStdString(*chain)) : tr("No open failures"),
        !well   ? tr("None is recorded. The overview tells how far the points are settled.")
        : chain ? tr("Nothing holds up anybody's points on this chain.")
                : tr("Nothing holds up anybody's points."));
}

} // namespace chainpoints
