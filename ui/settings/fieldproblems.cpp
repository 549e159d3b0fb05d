#include "ui/settings/fieldproblems.h"

#include "core/model/types.h"
#include "ui/format.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>

#include <limits>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kMostConfirmations = 10000;
constexpr qint64 kHighestStartBlock = 9007199254740991; // as resources/config.schema.json

class Setup
{
    Q_DECLARE_TR_FUNCTIONS(Setup)
public:
    static QString problemOf(const std::string& key, const QString& value);

private:
    static QString nameProblem(const QString& name);
    static QString contractProblem(const QString& contract);
    static QString rpcProblem(const QString& lines);
};

bool isWhole(const QString& value, qint64 lowest, qint64 highest)
{
    bool good = false;
    const qint64 number = value.toLongLong(&good);
    return good && lowest <= number && number <= highest;
}

bool isTag(const QString& confirmations)
{
    return confirmations == u"safe" || confirmations == u"finalized";
}

QStringList linesOf(const QString& text)
{
    QStringList lines;
    for (const QString& line : text.split(u'\n'))
        if (!line.trimmed().isEmpty())
            lines << line.trimmed();
    return lines;
}

QString Setup::nameProblem(const QString& name)
{
    static const QRegularExpression pattern(u"^[a-z0-9][a-z0-9-]{0,63}$"_s);
    return pattern.match(name).hasMatch()
               ? QString()
               : tr("Use small letters, digits and hyphens, such as base-sepolia; at most 64.");
}

QString Setup::contractProblem(const QString& contract)
{
    const auto parsed = Address::parse(contract.toStdString());
    if (!parsed || parsed->isZero())
        return tr("An address is 0x and 40 hexadecimal digits.");
    // In mixed case the letters are a checksum (EIP-55), which finds a wrong digit.
    const QString digits = contract.mid(2);
    const bool mixed = digits != digits.toLower() && digits != digits.toUpper();
    return mixed && digits != format::address(parsed->hex()).mid(2)
               ? tr("The checksum in this address does not match: a digit is wrong. Copy it once more.")
               : QString();
}

QString Setup::rpcProblem(const QString& lines)
{
    static const QRegularExpression pattern(u"^([hH][tT][tT][pP][sS]?://|\\{secret:)\\S+$"_s);
    const QStringList urls = linesOf(lines);
    if (urls.isEmpty())
        return tr("Give at least one address of a node.");
    for (const QString& url : urls)
        if (!pattern.match(url).hasMatch())
            return tr("“%1” is no http or https address.").arg(url);
    return {};
}

QString Setup::problemOf(const std::string& key, const QString& value)
{
    if (key == "name")
        return nameProblem(value);
    if (key == "chain_id")
        return isWhole(value, 1, std::numeric_limits<qint64>::max() - 36)
                   ? QString()
                   : tr("Give the network's number, such as 11155111 for Sepolia.");
    if (key == "contract")
        return contractProblem(value);
    if (key == "rpc")
        return rpcProblem(value);
    if (value.isEmpty())
        return {};
    if (key == "start_block")
        return isWhole(value, 0, kHighestStartBlock)
                   ? QString()
                   : tr("Give the block in which the contract was made, or 0.");
    if (key == "confirmations")
        return isTag(value) || isWhole(value, 0, kMostConfirmations)
                   ? QString()
                   : tr("Give a number from 0 to 10,000, or safe, or finalized.");
    if (key == "poll_ms")
        return isWhole(value, 10, 3'600'000) ? QString() : tr("Give milliseconds, 10 to 3,600,000.");
    if (key == "max_rollback")
        return isWhole(value, 0, 100'000) ? QString() : tr("Give a number of blocks, 0 to 100,000.");
    return {};
}

} // namespace

QString chainProblem(const std::string& key, const QString& value)
{
    return Setup::problemOf(key, value);
}

} // namespace chainpoints
