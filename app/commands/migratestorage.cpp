#include "app/commands/commands.h"
#include "app/commands/heldchains.h"
#include "app/composition.h"
#include "core/audit/auditor.h"
#include "core/config/configcomparison.h"
#include "core/storage/sql/rows.h"
#include "core/storage/storagecopy.h"

#include <chrono>
#include <cstdio>

namespace chainpoints {
namespace {

using namespace std::chrono_literals;

/// On stderr: a line for each table when it is through, and now and then within a long one.
class CopyPrinter
{
public:
    void begin(const char* work) { m_work = work; }

    bool show(const std::string& table, std::int64_t done, std::int64_t total)
    {
        const auto now = std::chrono::steady_clock::now();
        if (done < total && now - m_lineAt < kBetweenLines)
            return true;
        m_lineAt = now;
        std::fprintf(stderr, "%s %s: %lld of %lld\n", m_work, table.c_str(), static_cast<long long>(done),
                     static_cast<long long>(total));
        return true;
    }

private:
    static constexpr auto kBetweenLines = 5s;

    const char* m_work = "";
    std::chrono::steady_clock::time_point m_lineAt = std::chrono::steady_clock::now();
};

Result<void> requireFit(const Config& from, const Config& to)
{
    if (isSameDatabase(from.database, to.database))
        return Error{ErrorCode::BadInput, "both configurations name the same database, " +
                                              shown(from.database) + "; name another one in " +
                                              to.file.string()};
    if (const auto differing = factsThatDiffer(from, to))
        return Error{ErrorCode::BadInput, from.file.string() + " and " + to.file.string() + ": " +
                                              *differing +
                                              "; make them alike, and change that after the move"};
    return {};
}

Result<std::vector<ChainRecord>> chainsOf(const Config& config)
{
    auto reader = openReader(config);
    if (!reader)
        return reader.error();
    return ChainStore(**reader).all();
}

/// What may be changed in the database while its chains are held: requests, and what a starting process
/// records of its configuration, need no lease.
Result<std::vector<std::string>> changeable(const Config& config)
{
    auto reader = openReader(config);
    if (!reader)
        return reader.error();
    std::vector<std::string> lines;
    for (const char* text :
         {"SELECT 'newest action', COALESCE(MAX(id), 0) FROM operator_action",
          "SELECT effective_from, per_hour FROM points_rate ORDER BY effective_from",
          "SELECT name, rpc_url FROM chain ORDER BY id",
          "SELECT chain_id, user_address FROM chain_exclusion ORDER BY chain_id, user_address"}) {
        auto read = sql::forEachRow(**reader, text, {}, [&](const sql::Statement& row) -> Result<void> {
            lines.push_back(row.text(0) + " " + row.text(1));
            return {};
        });
        if (!read)
            return read.error();
    }
    return lines;
}

/// That the copied database is what it was when the copy began.
Result<void> requireUnchanged(const Config& from, HeldChains& held, const std::vector<std::string>& before)
{
    if (auto still = held.confirm(); !still)
        return inContext("the copied database was written meanwhile", still.error());
    auto now = changeable(from);
    if (!now)
        return now.error();
    if (*now != before)
        return Error{ErrorCode::Conflict,
                     "something was asked for, or another configuration recorded, in the copied database "
                     "meanwhile, so that the copy does not have it; copy again"};
    return {};
}

/// A line for each thing that is wrong with the copy.
Result<std::vector<std::string>> findings(StorageCopy& copy, const Config& to, CopyPrinter& printer)
{
    printer.begin("compares");
    auto found = copy.differences();
    if (!found)
        return found;
    auto connection = openUnchecked(to);
    if (!connection)
        return connection.error();
    printer.begin("audits");
    auto audited = audit(**connection, {{}, [&](std::int64_t done, std::int64_t total) {
                                            return printer.show("users", done, total);
                                        }});
    if (!audited)
        return audited.error();
    if (found->empty() && !audited->ok())
        found->push_back("the copy is true to the original, but that does not add up: \"chainpoints audit\" "
                         "says so there, too; repair it before it is copied");
    for (const Difference& difference : audited->differences)
        found->push_back("audit: " + difference.chain + " " + difference.address + " " + difference.kind +
                         ": " + difference.sentence);
    return found;
}

struct Outcome
{
    std::size_t tables = 0;
    std::int64_t rows = 0;
    std::vector<std::string> wrong; ///< none: the copy is finished
};

/// The copy is finished where nothing is wrong with it and `mayFinish` agrees.
template <typename MayFinish>
Result<Outcome> copyAndCheck(StorageCopy& copy, const Config& to, CopyPrinter& printer,
                             const MayFinish& mayFinish)
{
    printer.begin("copies");
    if (auto begun = copy.begin(); !begun)
        return begun.error();
    if (auto copied = copy.copyRows(); !copied)
        return copied.error();
    auto wrong = findings(copy, to, printer);
    if (!wrong)
        return wrong.error();
    if (wrong->empty()) {
        if (auto may = mayFinish(); !may)
            return may.error();
        if (auto finished = copy.finish(); !finished)
            return finished.error();
    }
    return Outcome{copy.tables(), copy.rows(), std::move(*wrong)};
}

Result<Outcome> moveStorage(const Config& from, const Config& to)
{
    if (auto fit = requireFit(from, to); !fit)
        return fit.error();
    auto chains = chainsOf(from);
    if (!chains)
        return chains.error();
    HeldChains held(from);
    if (auto taken = held.take(*chains); !taken)
        return taken.error();
    auto before = changeable(from);
    if (!before)
        return before.error();
    auto source = openReader(from);
    if (!source)
        return source.error();
    auto target = openDatabase(to.database, sql::Access::ReadWrite);
    if (!target)
        return target.error();
    CopyPrinter printer;
    StorageCopy copy(**source, **target, [&](const CopyProgress& progress) {
        return printer.show(progress.table, progress.done, progress.total);
    });
    return copyAndCheck(copy, to, printer, [&] { return requireUnchanged(from, held, *before); });
}

} // namespace

int runMigrateStorage(const Config& config, const MigrateStorageOptions& options)
{
    auto to = loadConfig(options.to);
    if (!to)
        return report(to.error());
    auto outcome = moveStorage(config, *to);
    if (!outcome)
        return report(outcome.error());
    for (const std::string& line : outcome->wrong)
        std::printf("%s\n", line.c_str());
    if (!outcome->wrong.empty()) {
        std::printf("%s is not finished and cannot be used; go on with %s\n", shown(to->database).c_str(),
                    shown(config.database).c_str());
        return flushed(kFoundWrong);
    }
    std::printf("%s holds everything now, %lld rows in %zu tables, and everything adds up.\n"
                "Use %s from now on; %s is as it was, and nothing may follow its chains any more.\n",
                shown(to->database).c_str(), static_cast<long long>(outcome->rows), outcome->tables,
                to->file.string().c_str(), shown(config.database).c_str());
    return flushed(kDone);
}

} // namespace chainpoints
