#include "core/access/statements.h"

#include "core/access/paging.h"
#include "core/access/userlookup.h"
#include "core/ledger/ledgercheck.h"
#include "core/points/integral.h"
#include "core/report/pointsat.h"
#include "core/storage/sql/rows.h"

#include <algorithm>

namespace chainpoints {
namespace {

constexpr std::size_t kMostSegments = 10'000;

/// What user_points says.
struct Recorded
{
    std::string pointsRaw;
    SettledPoint settled;
};

Result<std::optional<Recorded>> recordedPoints(sql::Connection& connection, ChainId chain, UserId user)
{
    std::optional<Recorded> recorded;
    auto read = sql::forEachRow(
        connection,
        "SELECT points_raw, last_updated_time, last_updated_block FROM user_points WHERE chain_id = ? AND "
        "user_id = ?",
        {chain.value(), user.value()}, [&](const sql::Statement& row) -> Result<void> {
            recorded = Recorded{row.text(0), {UnixTime(row.integer(1)), BlockHeight(row.integer(2))}};
            return {};
        });
    if (!read)
        return read.error();
    return recorded;
}

Error notOnChain(const FoundUser& user, const std::string& chain)
{
    return {ErrorCode::NotFound, "there is no user " + user.address + " on chain " + chain};
}

/// Collects the segments of one page and the sum of all before them.
class Pager
{
public:
    Pager(UnixTime after, std::size_t limit, int decimals)
        : m_after(after), m_limit(limit), m_decimals(decimals)
    {
    }

    /// False: the page is full.
    bool add(const PointsSegment& segment)
    {
        if (m_segments.size() == m_limit) {
            m_more = true;
            return false;
        }
        m_total += segment.points;
        if (segment.from >= m_after)
            m_segments.push_back({segment.from, segment.to, formatScaled(segment.balance.value(), m_decimals),
                                  segment.balance.decimal(), formatRate(segment.rateE9),
                                  formatPoints(segment.points, m_decimals), segment.points.decimal(),
                                  formatPoints(m_total, m_decimals), m_total.decimal()});
        return true;
    }

    [[nodiscard]] std::string next() const
    {
        return m_more ? std::to_string(m_segments.back().to.value()) : std::string();
    }
    [[nodiscard]] std::vector<StatementSegment> take() { return std::move(m_segments); }

private:
    const UnixTime m_after;
    const std::size_t m_limit;
    const int m_decimals;
    PointsRaw m_total;
    bool m_more = false;
    std::vector<StatementSegment> m_segments;
};

/// Each segment up to `end`, oldest first, until `visit` returns false. `credit` is shown each of the
/// ledger's rows before.
Result<void> forEachSegment(
    ChainFacts& facts, const FoundUser& user, UnixTime end,
    const std::function<bool(const PointsSegment&)>& visit,
    const std::function<Result<void>(const LedgerRow&)>& credit = [](const LedgerRow&) {
        return Result<void>();
    })
{
    auto rates = facts.ratesOf(user.id, user.address);
    if (!rates)
        return rates.error();
    std::vector<PointsSegment> segments; // the last one may still grow
    RawAmount balance;
    std::optional<UnixTime> since;
    bool goOn = true;
    const auto handOver = [&](std::size_t kept) {
        const std::size_t whole = segments.size() - std::min(kept, segments.size());
        for (std::size_t i = 0; i < whole && goOn; ++i)
            goOn = visit(segments[i]);
        segments.erase(segments.begin(), segments.begin() + static_cast<std::ptrdiff_t>(whole));
    };
    auto read =
        facts.forEachLedgerRow(user.id, [&](const StoredLedgerRow& stored, UnixTime time) -> Result<bool> {
            if (time >= end)
                return false;
            const auto* row = std::get_if<LedgerRow>(&stored);
            if (!row)
                return corruptFact(facts.chain().name, user.address,
                                   std::get<UnreadableRow>(stored).problem.sentence);
            if (auto credited = credit(*row); !credited)
                return credited.error();
            if (since)
                appendSegments(segments, balance, *since, time, *rates);
            balance = row->balanceAfter;
            since = time;
            handOver(1);
            return goOn;
        });
    if (!read || !goOn)
        return read;
    if (since)
        appendSegments(segments, balance, *since, end, *rates);
    handOver(0);
    return {};
}

Result<UnixTime> parseCursor(const std::string& text)
{
    if (text.empty())
        return UnixTime(0);
    auto time = parseInteger(text);
    if (!time || !time->fits_slong_p())
        return noCursor(text, "a statement");
    return UnixTime(time->get_si());
}

/// Whose statement it is, and what is recorded of it.
struct Account
{
    ChainRecord chain;
    FoundUser user;
    PointsRaw points;
    UnixTime settledUpTo;
    ChainFacts facts;

    [[nodiscard]] int decimals() const { return chain.decimals.value_or(0); }
};

Result<Account> findAccount(sql::Connection& connection, const std::string& chainName,
                            const std::string& address)
{
    auto chain = ChainStore(connection).byName(chainName);
    if (!chain)
        return chain.error();
    auto user = findUser(connection, address);
    if (!user)
        return user.error();
    auto recorded = recordedPoints(connection, chain->id, user->id);
    if (!recorded)
        return recorded.error();
    if (!*recorded)
        return notOnChain(*user, chain->name);
    auto points = PointsRaw::fromDecimal((*recorded)->pointsRaw);
    if (!points)
        return corruptFact(chain->name, user->address, "user_points.points_raw " + points.error().message);
    auto facts = ChainFacts::load(connection, *chain);
    if (!facts)
        return facts.error();
    return Account{*chain, *user, *points, (*recorded)->settled.time, std::move(*facts)};
}

} // namespace

Result<StatementPage> readStatement(sql::Connection& connection, const StatementQuery& query)
{
    auto snapshot = sql::Transaction::begin(connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    auto account = findAccount(connection, query.chain, query.address);
    if (!account)
        return account.error();
    auto after = parseCursor(query.cursor);
    if (!after)
        return after.error();

    StatementPage page;
    page.chain = account->chain.name;
    page.address = account->user.address;
    page.decimals = account->decimals();
    page.settledUpTo = account->settledUpTo;
    page.points = formatPoints(account->points, page.decimals);
    page.pointsRaw = account->points.decimal();
    Pager pager(*after, std::clamp<std::size_t>(query.limit, 1, kMostSegments), page.decimals);
    auto read = forEachSegment(account->facts, account->user, page.settledUpTo,
                               [&](const PointsSegment& segment) { return pager.add(segment); });
    if (!read)
        return read.error();
    page.next = pager.next();
    page.segments = pager.take();
    return page;
}

Result<StatementCheck> checkStatement(sql::Connection& connection, const std::string& chain,
                                      const std::string& address)
{
    auto snapshot = sql::Transaction::begin(connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    auto account = findAccount(connection, chain, address);
    if (!account)
        return account.error();
    StatementCheck check;
    PointsRaw computed;
    LedgerCheck ledger;
    auto read = forEachSegment(
        account->facts, account->user, account->settledUpTo,
        [&](const PointsSegment& segment) {
            ++check.segments;
            computed += pointsOf(segment);
            return true;
        },
        [&](const LedgerRow& row) -> Result<void> {
            if (auto problem = ledger.next(row))
                return corruptFact(account->chain.name, account->user.address, problem->sentence);
            return {};
        });
    if (!read)
        return read.error();
    const PointsRaw difference = computed - account->points;
    const auto written = [&](const PointsRaw& points) { return formatPoints(points, account->decimals()); };
    check.settledUpTo = account->settledUpTo;
    check.recorded = written(account->points);
    check.recordedRaw = account->points.decimal();
    check.computed = written(computed);
    check.computedRaw = computed.decimal();
    check.difference = written(difference);
    check.differenceRaw = difference.decimal();
    return check;
}

Result<UserPointsAtView> readPointsAt(sql::Connection& connection, const std::optional<std::string>& chain,
                                      const std::string& address, UnixTime at)
{
    auto snapshot = sql::Transaction::begin(connection, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    auto chains = chainsNamed(connection, chain);
    if (!chains)
        return chains.error();
    auto user = findUser(connection, address);
    if (!user)
        return user.error();
    UserPointsAtView view;
    view.address = user->address;
    view.at = at;
    PointsSum sum;
    for (const ChainRecord& record : *chains) {
        auto recorded = recordedPoints(connection, record.id, user->id);
        if (!recorded)
            return recorded.error();
        if (!*recorded && chain)
            return notOnChain(*user, *chain);
        if (!*recorded)
            continue;
        auto facts = ChainFacts::load(connection, record);
        if (!facts)
            return facts.error();
        if (auto settled = requireSettledBoundary(*facts, at); !settled)
            return settled.error();
        auto then = pointsAt(*facts, user->id, user->address, (*recorded)->settled, at);
        if (!then)
            return then.error();
        if (!*then)
            continue; // he came later
        const int decimals = record.decimals.value_or(0);
        sum.add((*then)->points, decimals);
        view.chains.push_back({record.name, formatPoints((*then)->points, decimals),
                               (*then)->points.decimal(), (*then)->settled.block, (*then)->settled.time});
    }
    view.points = sum.text();
    return view;
}

} // namespace chainpoints
