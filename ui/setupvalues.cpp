#include "ui/setupvalues.h"

#include "ui/format.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
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
    static QString problemOf(SetupField field, const QString& value);

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

QString Setup::problemOf(SetupField field, const QString& value)
{
    switch (field) {
    case SetupField::Name:
        return nameProblem(value);
    case SetupField::NetworkId:
        return isWhole(value, 1, std::numeric_limits<qint64>::max() - 36)
                   ? QString()
                   : tr("Give the network's number, such as 11155111 for Sepolia.");
    case SetupField::Contract:
        return contractProblem(value);
    case SetupField::StartBlock:
        return isWhole(value, 0, kHighestStartBlock)
                   ? QString()
                   : tr("Give the block in which the contract was made, or 0.");
    case SetupField::Confirmations:
        return isTag(value) || isWhole(value, 0, kMostConfirmations)
                   ? QString()
                   : tr("Give a number from 0 to 10,000, or safe, or finalized.");
    case SetupField::Rpc:
        return rpcProblem(value);
    case SetupField::Database:
        return QDir::isAbsolutePath(value) && !value.endsWith(u'/') ? QString()
                                                                    : tr("Give the whole path of a file.");
    }
    return {};
}

QString valueOf(const SetupValues& values, SetupField field)
{
    const auto found = values.find(field);
    return found == values.end() ? QString() : found->second.trimmed();
}

} // namespace

std::map<SetupField, QString> problemsOf(const SetupValues& values)
{
    std::map<SetupField, QString> problems;
    for (const auto field :
         {SetupField::Name, SetupField::NetworkId, SetupField::Contract, SetupField::StartBlock,
          SetupField::Confirmations, SetupField::Rpc, SetupField::Database})
        if (const QString problem = Setup::problemOf(field, valueOf(values, field)); !problem.isEmpty())
            problems.emplace(field, problem);
    return problems;
}

QByteArray configOf(const SetupValues& values)
{
    const QString confirmations = valueOf(values, SetupField::Confirmations);
    const QJsonObject chain{
        {u"name"_s, valueOf(values, SetupField::Name)},
        {u"chain_id"_s, valueOf(values, SetupField::NetworkId).toLongLong()},
        {u"contract"_s, valueOf(values, SetupField::Contract)},
        {u"start_block"_s, valueOf(values, SetupField::StartBlock).toLongLong()},
        {u"confirmations"_s,
         isTag(confirmations) ? QJsonValue(confirmations) : QJsonValue(confirmations.toLongLong())},
        {u"rpc"_s, QJsonArray::fromStringList(linesOf(valueOf(values, SetupField::Rpc)))}};
    const QJsonObject database{{u"driver"_s, u"sqlite"_s},
                               {u"path"_s, valueOf(values, SetupField::Database)}};
    return QJsonDocument(QJsonObject{{u"database"_s, database}, {u"chains"_s, QJsonArray{chain}}}).toJson();
}

} // namespace chainpoints
