#include "core/report/reports.h"

#include "core/report/reportcontext.h"

#include <algorithm>
#include <array>

namespace chainpoints {
namespace reporting {
namespace {

struct Kind
{
    ReportForm form;
    Function write;
};

const std::vector<Kind>& kinds()
{
    static const std::vector<Kind> table{
        {{.name = "balances",
          .columns = {"chain", "evm_chain_id", "user_address", "status", "balance", "balance_raw",
                      "last_updated_block"},
          .takesAt = true,
          .takesSearch = true},
         writeBalances},
        {{.name = "changes",
          .columns = {"chain", "evm_chain_id", "user_address", "change_type", "amount_raw",
                      "balance_after_raw", "tx_hash", "log_index", "block_height", "block_time"},
          .takesSpan = true},
         writeChanges},
        {{.name = "points",
          .columns = {"chain", "evm_chain_id", "user_address", "status", "points", "points_raw",
                      "settled_block", "settled_time"},
          .takesAt = true,
          .takesSearch = true},
         writePoints},
        {{.name = "points-changes",
          .columns = {"chain", "evm_chain_id", "user_address", "from_block_height", "to_block_height",
                      "from_block_time", "to_block_time", "points", "status", "reason"},
          .takesSpan = true},
         writePointsChanges},
        {{.name = "totals", .columns = {"user_address", "status", "points", "chains"}, .takesSearch = true},
         writeTotals},
        {{.name = "failures",
          .columns = {"chain", "evm_chain_id", "id", "user_address", "from_block_height", "to_block_height",
                      "reason", "attempts", "last_attempt_at"},
          .takesAll = true,
          .takesSearch = true,
          .takesFailures = true},
         writeFailures},
        {{.name = "chains",
          .columns = {"chain", "evm_chain_id", "contract_address", "is_active", "head_block",
                      "last_confirmed_block", "last_processed_block", "last_calculated_block",
                      "last_calculated_time"},
          .perUser = false},
         writeChains},
    };
    return table;
}

Error badInput(std::string message)
{
    return {ErrorCode::BadInput, std::move(message)};
}

Result<const Kind*> kindOf(const std::string& name)
{
    std::string known;
    for (const Kind& kind : kinds()) {
        if (kind.form.name == name)
            return &kind;
        known += (known.empty() ? "" : ", ") + std::string(kind.form.name);
    }
    return badInput("there is no report \"" + name + "\"; there are " + known);
}

Result<void> checkOptions(const ReportForm& form, const ReportRequest& request)
{
    const std::string name = "the report " + std::string(form.name);
    if (request.at && !form.takesAt)
        return badInput(name + " cannot be had as of an instant; --at is for balances and points");
    if ((request.from || request.to) && !form.takesSpan)
        return badInput(name + " has no time span; --from and --to are for changes and points-changes");
    if (request.all && !form.takesAll)
        return badInput(name + " always shows everything; --all is for failures");
    if (!request.search.empty() && !form.takesSearch)
        return badInput(name + " cannot be searched");
    if ((!request.codes.empty() || !request.failures.empty()) && !form.takesFailures)
        return badInput(name + " has no failures");
    if (request.user && !form.perUser)
        return badInput(name + " has no users; leave --user out");
    if (request.from && request.to && *request.to < *request.from)
        return badInput("--to " + formatTime(*request.to) + " is before --from " + formatTime(*request.from));
    return {};
}

/// The places of the columns that are asked for; empty: all.
Result<std::vector<std::size_t>> selectedColumns(const ReportForm& form, const ReportRequest& request)
{
    for (const std::string& name : request.columns)
        if (std::ranges::find(form.columns, name) == form.columns.end())
            return badInput("the report " + std::string(form.name) + " has no column \"" + name + "\"");
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < form.columns.size(); ++i)
        if (std::ranges::find(request.columns, form.columns[i]) != request.columns.end())
            places.push_back(i);
    return places;
}

Result<std::vector<ChainRecord>> selectedChains(sql::Connection& connection, const ReportRequest& request)
{
    ChainStore store(connection);
    if (!request.chain)
        return store.all();
    auto chain = store.byName(*request.chain);
    if (!chain)
        return chain.error();
    return std::vector{std::move(*chain)};
}

Result<std::optional<std::string>> selectedAddress(const ReportRequest& request)
{
    if (!request.user)
        return std::optional<std::string>();
    auto address = Address::parse(*request.user);
    if (!address)
        return badInput("--user " + *request.user + " is no address; write 0x and 40 hexadecimal digits");
    return std::optional(address->hex());
}

} // namespace

Result<int> decimalsOf(const ChainRecord& chain, const std::string& address)
{
    if (!chain.decimals)
        return corruptFact(chain.name, address, "there are rows, but the token's decimals are not recorded");
    return *chain.decimals;
}

Result<std::string> shownBalance(const ChainRecord& chain, const std::string& address, const std::string& raw)
{
    auto decimals = decimalsOf(chain, address);
    if (!decimals)
        return decimals.error();
    auto amount = RawAmount::fromDecimal(raw);
    if (!amount)
        return corruptFact(chain.name, address, "the balance " + amount.error().message);
    return formatScaled(amount->value(), *decimals);
}

Result<std::string> shownPoints(const ChainRecord& chain, const std::string& address, const std::string& raw)
{
    auto decimals = decimalsOf(chain, address);
    if (!decimals)
        return decimals.error();
    auto points = PointsRaw::fromDecimal(raw);
    if (!points)
        return corruptFact(chain.name, address, "points_raw " + points.error().message);
    return formatPoints(*points, *decimals);
}

} // namespace reporting

std::span<const ReportForm> reportForms()
{
    static const std::vector<ReportForm> forms = [] {
        std::vector<ReportForm> list;
        for (const reporting::Kind& kind : reporting::kinds())
            list.push_back(kind.form);
        return list;
    }();
    return forms;
}

std::span<const std::string_view> reportNames()
{
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> list;
        for (const reporting::Kind& kind : reporting::kinds())
            list.push_back(kind.form.name);
        return list;
    }();
    return names;
}

Result<void> writeReport(sql::Connection& connection, const ReportRequest& request, CsvSink& sink)
{
    auto kind = reporting::kindOf(request.report);
    if (!kind)
        return kind.error();
    if (auto checked = reporting::checkOptions((*kind)->form, request); !checked)
        return checked;
    auto address = reporting::selectedAddress(request);
    if (!address)
        return address.error();
    auto columns = reporting::selectedColumns((*kind)->form, request);
    if (!columns)
        return columns.error();
    sink.select(std::move(*columns));
    auto snapshot = sql::Transaction::begin(connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    auto chains = reporting::selectedChains(connection, request);
    if (!chains)
        return chains.error();
    const reporting::Context context{connection, request, sink, std::move(*chains), std::move(*address)};
    if (auto header = sink.row((*kind)->form.columns); !header)
        return header;
    return (*kind)->write(context);
}

Result<void> exportReport(sql::Connection& connection, const ReportRequest& request,
                          const std::filesystem::path& out, std::ostream& standardOutput)
{
    std::unique_ptr<CsvSink> sink;
    if (out == "-") {
        sink = std::make_unique<CsvStream>(standardOutput);
    } else {
        auto file = CsvFile::create(out);
        if (!file)
            return file.error();
        sink = std::move(*file);
    }
    if (auto written = writeReport(connection, request, *sink); !written)
        return written;
    return sink->finish();
}

} // namespace chainpoints
