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
constexpr std::size_t kLargestList = std::size_t{256} << 20; // bytes; some four million users
constexpr auto kTold = 2s;      // after which it is said how the rest can be taken back
constexpr auto kPatience = 60s; // with the process that follows the chain, since it last finished a part

Result<ActionView> finished(const Config& config, OperatorDoor& door, ActionId id)
{
    StandIn standIn(config);
    const auto begin = std::chrono::steady_clock::now();
    auto since = begin;
    std::int64_t waiting = -1;
    bool told = false;
    for (;;) {
        if (auto executed = standIn.executeWhereNobodyOwns(); !executed)
            return executed.error();
        auto action = door.action(id);
        if (!action || action->finished())
            return action;
        const auto now = std::chrono::steady_clock::now();
        if (now - begin > kTold && !std::exchange(told, true))
            std::fprintf(stderr,
                         "Action %lld: %lld parts wait; \"chainpoints cancel %lld\" takes them back.\n",
                         static_cast<long long>(id.value()), static_cast<long long>(action->waiting),
                         static_cast<long long>(id.value()));
        if (std::exchange(waiting, action->waiting) != action->waiting)
            since = now;
        if (now - since > kPatience)
            return Error{ErrorCode::Refused, "action " + std::to_string(id.value()) + " is recorded, but " +
                                                 std::to_string(action->waiting) +
                                                 " parts still wait for the process that follows the chain; "
                                                 "\"chainpoints status\" tells whether it is well, and "
                                                 "\"chainpoints cancel " +
                                                 std::to_string(id.value()) + "\" takes them back"};
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
        std::printf("%lld done, %lld failed, %lld skipped%s\n", static_cast<long long>(action.done),
                    static_cast<long long>(action.failed), static_cast<long long>(action.skipped),
                    action.cancelled > 0 ? (", " + std::to_string(action.cancelled) + " cancelled").c_str()
                                         : "");
}

/// What the file says, in pieces: it may be a pipe, which does not tell how long it is.
Result<std::string> textOf(const std::filesystem::path& path)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        return Error{ErrorCode::BadInput, path.string() + " is a folder, not a file"};
    std::ifstream file(path, std::ios::binary);
    std::string text;
    std::string piece(1 << 16, '\0');
    while (file && text.size() <= kLargestList) {
        file.read(piece.data(), std::ssize(piece));
        text.append(piece, 0, static_cast<std::size_t>(file.gcount()));
    }
    if (!file.is_open() || file.bad())
        return Error{ErrorCode::BadInput, path.string() + " cannot be read; does it exist?"};
    if (text.size() > kLargestList)
        return Error{ErrorCode::BadInput, path.string() + " is larger than 256 MiB; split it"};
    return text;
}

Result<ActionId> importFile(const Config& config, const std::string& chain, const std::filesystem::path& path)
{
    const auto text = textOf(path);
    if (!text)
        return text.error();
    auto openings = parseOpeningCsv(*text);
    if (!openings)
        return inContext(path.string(), openings.error());
    auto connection = openRequestWriter(config);
    if (!connection)
        return connection.error();
    auto id = recordImport(**connection, chain, *openings, {operatorName(), kCommandLine}, {});
    // A long list takes its time, and who interrupts the command does not take it back.
    if (id)
        std::fprintf(
            stderr,
            "The list is recorded as action %lld; it is carried out even where this command ends before.\n",
            static_cast<long long>(id->value()));
    return id;
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
