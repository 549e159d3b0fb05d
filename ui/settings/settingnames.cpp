#include "ui/settings/settingnames.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <iterator>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

struct Name
{
    const char* key;
    const char* page;  ///< the context of its label, where that is translated
    const char* label; ///< with its mnemonic
};
// The labels stand on the pages; here is which key has which.
constexpr Name kNames[] = {{"database.driver", "chainpoints::DatabasePage", "K&ind"},
                           {"database.path", "chainpoints::DatabasePage", "&Database file"},
                           {"database.host", "chainpoints::DatabasePage", "H&ost"},
                           {"database.port", "chainpoints::DatabasePage", "&Port"},
                           {"database.name", "chainpoints::DatabasePage", "Database &name"},
                           {"database.user", "chainpoints::DatabasePage", "&User"},
                           {"database.password", "chainpoints::DatabasePage", "Pass&word"},
                           {"database.tls.required", "chainpoints::DatabasePage", "&Encryption"},
                           {"database.tls.ca", "chainpoints::DatabasePage", "Trusted autho&rities"},
                           {"database.tls.cert", "chainpoints::DatabasePage", "Own &certificate"},
                           {"database.tls.key", "chainpoints::DatabasePage", "&Key of the certificate"},
                           {"cache.driver", "chainpoints::CachePage", "K&ind"},
                           {"cache.url", "chainpoints::CachePage", "&Address"},
                           {"cache.prefix", "chainpoints::CachePage", "Ke&y prefix"},
                           {"cache.timeout_ms", "chainpoints::CachePage", "&Patience (ms)"},
                           {"cache.sentinels", "chainpoints::CachePage", "Se&ntinels"},
                           {"cache.sentinel_password", "chainpoints::CachePage", "Sentinels' pass&word"},
                           {"points.rates", "chainpoints::PointsPage", "&Rates"},
                           {"points.interval_seconds", "chainpoints::PointsPage", "&Interval (s)"},
                           {"points.batch_size", "chainpoints::PointsPage", "&Users at once"},
                           {"chains.name", "chainpoints::ChainForm", "Chain &name"},
                           {"chains.chain_id", "chainpoints::ChainForm", "EVM chain &id"},
                           {"chains.contract", "chainpoints::ChainForm", "Contract &address"},
                           {"chains.start_block", "chainpoints::ChainForm", "Start &block"},
                           {"chains.rpc", "chainpoints::ChainForm", "RPC a&ddresses"},
                           {"chains.confirmations", "chainpoints::ChainForm", "C&onfirmations"},
                           {"chains.verify", "chainpoints::ChainForm", "Check of lo&gs"},
                           {"chains.max_rollback", "chainpoints::ChainForm", "Dee&pest fork"},
                           {"chains.poll_ms", "chainpoints::ChainForm", "Ask &every (ms)"}};
constexpr Name kPages[] = {{"database", "chainpoints::DatabasePage", "Database"},
                           {"cache", "chainpoints::CachePage", "Cache"},
                           {"points", "chainpoints::PointsPage", "Points"}};

class SettingNames
{
    Q_DECLARE_TR_FUNCTIONS(SettingNames)
};

/// Empty where there is none.
QString wordOf(const Name* first, const Name* last, const QString& key)
{
    const Name* found =
        std::find_if(first, last, [&](const Name& name) { return key == QLatin1StringView(name.key); });
    if (found == last)
        return {};
    // Chinese mnemonics stand in brackets behind the word.
    static const QRegularExpression mnemonic(u"\\(&.\\)|&"_s);
    return QCoreApplication::translate(found->page, found->label).remove(mnemonic);
}

} // namespace

QString settingName(const QString& key)
{
    // PART[ELEMENT].KEY[PLACE].REST, of which only PART and KEY are always there.
    static const QRegularExpression shape(
        u"^(?<part>\\w+)(\\[(?<element>[^\\]]*)\\])?\\.(?<key>tls\\.\\w+|\\w+)(\\[(?<place>\\d+)\\])?(\\.(?<rest>\\w+))?$"_s);
    const QRegularExpressionMatch found = shape.match(key);
    const QString part = found.captured(u"part"_s);
    const QString word = wordOf(std::begin(kNames), std::end(kNames), part + u'.' + found.captured(u"key"_s));
    if (word.isEmpty())
        return key;
    const QString page = wordOf(std::begin(kPages), std::end(kPages), part);
    QString name = SettingNames::tr("%1: %2").arg(page.isEmpty() ? found.captured(u"element"_s) : page, word);
    if (const QString place = found.captured(u"place"_s); !place.isEmpty())
        name += u' ' + QString::number(place.toInt() + 1);
    if (const QString rest = found.captured(u"rest"_s); !rest.isEmpty())
        name += u' ' + rest;
    return name;
}

} // namespace chainpoints
