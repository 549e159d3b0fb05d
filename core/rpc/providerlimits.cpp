#include "core/rpc/providerlimits.h"

#include <QRegularExpression>

#include <array>
#include <vector>

namespace chainpoints {
namespace {

using enum FaultKind;

struct Wording
{
    FaultKind kind;
    const char* pattern; ///< case-insensitive; "#" is a number to extract, "@" a range to extract
};

// The first match counts, so a text that holds the words of two kinds ("free tier ... up to a 10 block
// range") is decided by the order: missing blocks, then ranges, then density, then money, then rates.
constexpr std::array kWordings{
    Wording{Behind, "extends beyond current head"},
    Wording{Behind, "blocks? specified in filter.*cannot be found"},
    Wording{Behind, "header not found"},
    Wording{Behind, "is not currently canonical"},
    Wording{Behind, "(finalized|safe) block not found"},
    Wording{Behind, "after last accepted block"},
    Wording{Behind, "cannot query unfinalized data"},
    Wording{Behind, "height is not available"},
    Wording{Behind, "requested epoch was a null round"},
    Wording{Behind, "unknown block"},
    Wording{Behind, "block ?out ?of ?range"},

    Wording{RangeTooWide, "(try with this block range|block range should work|retry with the range):?\\s*@"},

    Wording{TooDense, "query returned more than \\S+ results"},
    Wording{TooDense, "query exceeds max results"},
    Wording{TooDense, "logs matched by query exceeds limit"},
    Wording{TooDense, "more than [\\d,]+ logs"},
    Wording{TooDense, "too many (logs|results)"},
    Wording{TooDense, "try paginating"},
    Wording{TooDense, "response too large"},
    Wording{TooDense, "response size should not (be )?greater than"},
    Wording{TooDense, "(response|result) is too big"},
    Wording{TooDense, "query timeout exceeded"},

    Wording{RangeTooWide, "too many blocks from \\S+ to \\S+ maximum is set to #"},
    Wording{RangeTooWide, "max(imum)? (block )?range:? #"},
    Wording{RangeTooWide, "maximum allowed number of requested blocks is #"},
    Wording{RangeTooWide, "up to an? # block"},
    Wording{RangeTooWide, "limited to an? #"},
    Wording{RangeTooWide, "limited to # block"},
    Wording{RangeTooWide, "range allowed for your plan \\([\\d,]+ > #"},
    Wording{RangeTooWide, "at most # blocks"},
    Wording{RangeTooWide, "block range greater than # max"},
    Wording{RangeTooWide, "block range exceeds #"},
    Wording{RangeTooWide, "query must be smaller than size #"},
    Wording{RangeTooWide, "block range is too wide \\(maximum #"},
    Wording{RangeTooWide, "maximum \\[from, to\\] blocks distance: #"},
    Wording{RangeTooWide, "maximum allowed is # blocks"},
    Wording{RangeTooWide, "is too large, max is # blocks"},
    Wording{RangeTooWide, "ranges over # blocks"},
    Wording{RangeTooWide, "range [\\d,]+ exceeds limit of #"},
    Wording{RangeTooWide, "block range is bigger than"},
    Wording{RangeTooWide, "block range (is )?too (wide|large|big)"},
    Wording{RangeTooWide, "block range limit exceeded"},
    Wording{RangeTooWide, "block range threshold exceeded"},
    Wording{RangeTooWide, "exceeded max allowed"},
    Wording{RangeTooWide, "reduc\\w+ (your|the) block range"},

    // The project names one address and one topic: less than that cannot be asked, but fewer blocks can.
    Wording{TooDense, "specify less number of address"},
    Wording{TooDense, "addresses or topics per search position"},
    Wording{TooDense, "filters.*current limit is"},

    Wording{Billing, "monthly capacity limit"},
    Wording{Billing, "exceeded the quota"},
    Wording{Billing, "upgrade your tier"},
    Wording{Billing, "free ?tier"},
    Wording{Billing, "/billing"},

    Wording{RateLimited, "rate.?limit"},
    Wording{RateLimited, "too many requests"},
    Wording{RateLimited, "request limit reached"},
    Wording{RateLimited, "under too much load"},
    Wording{RateLimited, "limit exceeded"},

    Wording{Down, "no backend is currently healthy"},

    Wording{Reverted, "\\brevert(ed)?\\b"},
    Wording{Reverted, "invalid (opcode|jump)"},
};

struct Rule
{
    FaultKind kind;
    QRegularExpression expression;
};

const std::vector<Rule>& rules()
{
    static const std::vector<Rule> compiled = [] {
        std::vector<Rule> result;
        for (const Wording& wording : kWordings) {
            QString pattern = QString::fromLatin1(wording.pattern);
            pattern.replace(u'#', QStringLiteral("(?<cap>\\d[\\d,_]*k?)"));
            pattern.replace(
                u'@', QStringLiteral("\\[?(?<from>0x[0-9a-f]+|\\d+)\\s*[,-]\\s*(?<to>0x[0-9a-f]+|\\d+)"));
            result.push_back(
                {wording.kind,
                 QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption |
                                                 QRegularExpression::DotMatchesEverythingOption)});
        }
        return result;
    }();
    return compiled;
}

/// "10,000" and "10k" are 10000.
std::optional<std::int64_t> parseCap(QString text)
{
    const bool thousands = text.endsWith(u'k', Qt::CaseInsensitive);
    text.remove(u',').remove(u'_').remove(QChar(u'k'), Qt::CaseInsensitive);
    bool ok = false;
    const qint64 value = text.toLongLong(&ok);
    if (!ok || value < 1 || value > 1'000'000'000)
        return std::nullopt;
    return thousands ? value * 1000 : value;
}

/// Some nodes name the ends the wrong way round.
std::optional<BlockRange> parseRange(const QString& from, const QString& to)
{
    bool fromOk = false;
    bool toOk = false;
    const qint64 a = from.toLongLong(&fromOk, 0);
    const qint64 b = to.toLongLong(&toOk, 0);
    if (!fromOk || !toOk)
        return std::nullopt;
    return BlockRange{BlockHeight(std::min(a, b)), BlockHeight(std::max(a, b))};
}

std::optional<Verdict> byText(const QString& text)
{
    for (const Rule& rule : rules()) {
        const QRegularExpressionMatch match = rule.expression.match(text);
        if (match.hasMatch())
            return Verdict{rule.kind, parseCap(match.captured(u"cap")),
                           parseRange(match.captured(u"from"), match.captured(u"to"))};
    }
    return std::nullopt;
}

} // namespace

Verdict classifyRpcError(const RpcError& error)
{
    if (const auto verdict = byText(QString::fromStdString(error.message + "\n" + error.data)))
        return *verdict;
    switch (error.code) {
    case 3:
        return {Reverted, {}, {}};
    case -32005: // also used for density, whose texts were tested before
    case -32016:
        return {RateLimited, {}, {}};
    default:
        return {};
    }
}

bool deniesMethod(const RpcError& error)
{
    static const QRegularExpression wordings(
        QStringLiteral("unsupported method|method\\b.*\\b(not (found|supported|available|allowed|enabled|"
                       "whitelisted|exist)|does not exist|disabled|unavailable|unknown)"),
        QRegularExpression::CaseInsensitiveOption);
    return error.code == -32601 || wordings.match(QString::fromStdString(error.message)).hasMatch();
}

bool deniesState(const RpcError& error)
{
    static const QRegularExpression wordings(
        QStringLiteral("missing trie node|\\barchiv(e|al)\\b|\\bprun(ed|ing)\\b|no state available|"
                       "\\bstate\\b.*\\b(not available|unavailable)|proof window|lowest height is"),
        QRegularExpression::CaseInsensitiveOption);
    return wordings.match(QString::fromStdString(error.message + " " + error.data)).hasMatch();
}

Verdict classifyHttpError(int status, const RpcError* error)
{
    const Verdict told = error ? classifyRpcError(*error) : Verdict{};
    if (status == 402)
        return {Billing, {}, {}};
    if (status == 429)
        return {told.kind == Billing ? Billing : RateLimited, {}, {}};
    if (told.kind != Refused)
        return told;
    switch (status) {
    case 400:
    case 405:
    case 422:
        return {};
    case 408:
    case 504:
        return {TimedOut, {}, {}};
    case 413:
        return {TooDense, {}, {}};
    default:
        return {Down, {}, {}};
    }
}

} // namespace chainpoints
