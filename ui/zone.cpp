#include "ui/zone.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QEvent>

#include <cstdlib>

namespace chainpoints::zone {
namespace {

using namespace Qt::StringLiterals;

QTimeZone& inUse()
{
    static QTimeZone rules = QTimeZone::utc();
    return rules;
}

} // namespace

QString toText(Zone zone)
{
    return zone == Zone::Local ? u"local"_s : u"utc"_s;
}

Zone zoneFromText(const QString& text)
{
    return text == toText(Zone::Local) ? Zone::Local : Zone::Utc;
}

QTimeZone rulesOf(Zone zone)
{
    const QTimeZone local = zone == Zone::Local ? QTimeZone::systemTimeZone() : QTimeZone::utc();
    return local.isValid() ? local : QTimeZone::utc();
}

QString nameOf(const QTimeZone& rules)
{
    return QString::fromUtf8(rules.id()).section(u'/', -1).replace(u'_', u' ');
}

void use(const QTimeZone& rules)
{
    if (rules == inUse())
        return;
    inUse() = rules;
    QEvent change(QEvent::LanguageChange);
    QCoreApplication::sendEvent(QCoreApplication::instance(), &change);
}

const QTimeZone& current()
{
    return inUse();
}

QString name()
{
    return nameOf(current());
}

QString offsetAt(UnixTime time)
{
    const int minutes = current().offsetFromUtc(QDateTime::fromSecsSinceEpoch(time.value(), Qt::UTC)) / 60;
    if (minutes == 0)
        return u"UTC"_s;
    const int size = std::abs(minutes);
    return u"UTC%1%2:%3"_s.arg(QLatin1Char(minutes < 0 ? '-' : '+'))
        .arg(size / 60, 2, 10, QLatin1Char('0'))
        .arg(size % 60, 2, 10, QLatin1Char('0'));
}

} // namespace chainpoints::zone
