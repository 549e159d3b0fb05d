#include "ui/setupvalues.h"

#include "ui/settings/fieldproblems.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

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

class Setup
{
    Q_DECLARE_TR_FUNCTIONS(Setup)
public:
    static QString problemOf(SetupField field, const QString& value)
    {
        switch (field) {
        case SetupField::Name:
            return chainProblem("name", value);
        case SetupField::NetworkId:
            return chainProblem("chain_id", value);
        case SetupField::Contract:
            return chainProblem("contract", value);
        case SetupField::StartBlock:
            return value.isEmpty() ? chainProblem("start_block", u"-"_s) : chainProblem("start_block", value);
        case SetupField::Confirmations:
            return value.isEmpty() ? chainProblem("confirmations", u"-"_s)
                                   : chainProblem("confirmations", value);
        case SetupField::Rpc:
            return chainProblem("rpc", value);
        case SetupField::Database:
            return QDir::isAbsolutePath(value) && !value.endsWith(u'/')
                       ? QString()
                       : tr("Give the whole path of a file.");
        }
        return {};
    }
};

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
