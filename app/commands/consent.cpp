#include "app/commands/consent.h"

#include "app/composition.h"
#include "app/progressprinter.h"
#include "core/access/actionrequests.h"

#include <algorithm>
#include <cstdio>
#include <iostream>

namespace chainpoints {
namespace {

bool mayRestate(const ActionRequest& request)
{
    return request.kind == ActionKind::Recalculate ||
           ((request.kind == ActionKind::Disable || request.kind == ActionKind::Enable) &&
            request.details.recalculate);
}

void print(const std::vector<PointsPreview>& previews)
{
    std::size_t chains = 5;
    std::size_t numbers = 6;
    for (const PointsPreview& one : previews) {
        chains = std::max(chains, one.chain.size());
        numbers = std::max({numbers, one.before.size(), one.after.size(), one.difference.size()});
    }
    const auto line = [&](const std::string& chain, const std::string& address, const std::string& before,
                          const std::string& after, const std::string& difference) {
        std::printf("%-*s  %-42s  %*s  %*s  %*s\n", int(chains), chain.c_str(), address.c_str(), int(numbers),
                    before.c_str(), int(numbers), after.c_str(), int(numbers), difference.c_str());
    };
    line("chain", "user", "old", "new", "difference");
    for (const PointsPreview& one : previews)
        line(one.chain, one.address, one.before, one.after, one.difference);
}

} // namespace

Result<Consent> askConsent(const Config& config, const ActionRequest& request, const OperateOptions& options)
{
    if (!mayRestate(request))
        return options.preview ? Consent::Looked : Consent::Given;
    auto connection = openRequestWriter(config);
    if (!connection)
        return connection.error();
    auto previews = previewRequest(**connection, request);
    if (!previews)
        return previews.error();
    if (previews->empty())
        std::printf("no settled points change\n");
    else
        print(*previews);
    if (options.preview)
        return Consent::Looked;
    if (options.yes || previews->empty())
        return Consent::Given;
    if (!stdinIsTerminal())
        return Error{ErrorCode::BadInput,
                     "nothing was changed: say --yes to change these settled points, since nobody "
                     "can be asked here"};
    std::fprintf(stderr, "Change these settled points? [y/N] ");
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "y" || answer == "Y" || answer == "yes" ? Consent::Given : Consent::Withheld;
}

} // namespace chainpoints
