#include "app/commands/commands.h"
#include "app/commands/consent.h"
#include "app/commands/looks.h"
#include "app/commands/standin.h"
#include "app/composition.h"
#include "core/access/actionrequests.h"
#include "core/access/openingcsv.h"

#include <cstdio>
#include <fstream>

namespace chainpoints {
namespace {

using namespace std::chrono_literals;

constexpr const char* kCommandLine = "command line";
constexpr auto kLookAgain = 100ms;
constexpr auto kPatience = 60s; // with the process that follows the chain, since it last finished a part

Result<ActionView> finished(const Config& config, OperatorDoor& door, ActionId id)
{
    StandIn standIn(config);
    auto since = std::chrono::steady_clock::now();
    std::int64_t waiting = -1;
    for (;;) {
        if (auto executed = standIn.executeWhereNobodyOwns(); !executed)
            return executed.error();
        auto action = door.action(id);
        if (!action || action->finished())
            return action;
        const auto now = std::chrono::steady_clock::now();
        if (std::exchange(waiting, action->waiting) != action->waiting)
            since = now;
        if (now - since > kPatience)
            return Error{ErrorCode::Refused, "action " + std::to_string(id.value()) + " is recorded, but " +
                                                 std::to_string(action->waiting) +
                                                 " parts still wait for the process that follows the chain; "
                                                 "\"chainpoints status\" tells whether it is well"};
        waitBetweenLooks(kLookAgain);
    }
}

void print(const ActionView& action)
{
    for (const ActionItem& item : action.items) {
        const std::string what =
            item.failure ? " failure " + std::to_string(item.failure->value()) : std::string();
        std::printf("%s%s: %s, %s\n", item.chain.c_str(), what.c_str(),
                    std::string(toText(item.state)).c_str(), item.sentence.c_str());
    }
    if (action.parts() == 0)
        std::printf("no failure matches\n");
    else if (action.parts() > 1)
        std::printf("%lld done, %lld failed, %lld skipped\n", static_cast<long long>(action.done),
                    static_cast<long long>(action.failed), static_cast<long long>(action.skipped));
}

Result<ActionId> importFile(const Config& config, const std::string& chain, const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (!file.is_open() || file.bad())
        return Error{ErrorCode::BadInput, path.string() + " cannot be read; does it exist?"};
    auto openings = parseOpeningCsv(text);
    if (!openings)
        return inContext(path.string(), openings.error());
    auto connection = openRequestWriter(config);
    if (!connection)
        return connection.error();
    return recordImport(**connection, chain, *openings, {operatorName(), kCommandLine}, {});
}

} // namespace

int runOperate(const Config& config, const OperateOptions& options)
{
    ActionRequest request = options.request;
    if (request.kind == ActionKind::Recalculate) {
        request.details.rates = config.points.rates;
        for (const ChainConfig& chain : config.chains)
            request.details.exclude[chain.name] = chain.exclude;
    }
    auto consent = askConsent(config, request, options);
    if (!consent)
        return report(consent.error());
    if (*consent != Consent::Given)
        return flushed(*consent == Consent::Looked ? kDone : kFoundWrong);
    const auto door = makeDoor(config, kCommandLine);
    auto id = options.file ? importFile(config, *request.chain, *options.file) : door->request(request);
    if (!id)
        return report(id.error());
    auto action = finished(config, *door, *id);
    if (!action)
        return report(action.error());
    print(*action);
    return flushed(action->failed > 0 ? kFoundWrong : kDone);
}

} // namespace chainpoints
