#include "ui/format.h"

#include "ui/zone.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>

#include <algorithm>
#include <cctype>

namespace chainpoints::format {
namespace {

using namespace Qt::StringLiterals;

/// "-1234567" -> "-1,234,567"
std::string grouped(std::string digits)
{
    const std::size_t first = digits.starts_with('-') ? 1 : 0;
    for (std::size_t place = digits.size(); place > first + 3;) {
        place -= 3;
        digits.insert(place, 1, ',');
    }
    return digits;
}

QString written(const std::string& exact, std::optional<std::size_t> decimals)
{
    const std::size_t point = exact.find('.');
    std::string fraction = point == std::string::npos ? "" : exact.substr(point + 1);
    fraction.erase(fraction.find_last_not_of('0') + 1);
    const bool cut = decimals && fraction.size() > *decimals;
    if (cut)
        fraction.resize(*decimals);
    QString text = QString::fromStdString(grouped(exact.substr(0, point)));
    if (!fraction.empty())
        text += u'.' + QString::fromStdString(fraction);
    return cut ? text + u'…' : text;
}

constexpr std::int64_t kLastTime = 253'402'300'799; ///< the end of the year 9999

QString translated(const char* text)
{
    return QCoreApplication::translate("format", text);
}

QString zoned(const QString& text, UnixTime time)
{
    return text + u' ' + zone::offsetAt(time);
}

} // namespace

QString number(std::int64_t value)
{
    return QString::fromStdString(grouped(std::to_string(value)));
}

QString amount(const std::string& exact)
{
    return written(exact, std::nullopt);
}

QString shortAmount(const std::string& exact, int decimals)
{
    return written(exact, static_cast<std::size_t>(decimals));
}

QString time(UnixTime time)
{
    if (time.value() < 0 || time.value() > kLastTime)
        return QString::number(time.value());
    return QDateTime::fromSecsSinceEpoch(time.value(), zone::current()).toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

QString minute(UnixTime value)
{
    const QString text = time(value);
    return text.contains(u':') ? text.chopped(3) : text; // far future is plain seconds
}

QString clock(UnixTime value)
{
    return time(value).section(u' ', -1);
}

QString zonedTime(UnixTime value)
{
    return zoned(time(value), value);
}

QString zonedMinute(UnixTime value)
{
    return zoned(minute(value), value);
}

QString zonedClock(UnixTime value)
{
    return zoned(clock(value), value);
}

QString span(UnixTime from, UnixTime to, Finest finest)
{
    const auto text = finest == Finest::Second ? time : minute;
    const QString begin = text(from);
    const QString end = text(to);
    const bool sameDay = begin.section(u' ', 0, 0) == end.section(u' ', 0, 0);
    // Clocks that were changed in between are told of on both sides.
    const bool sameOffset = zone::offsetAt(from) == zone::offsetAt(to);
    return translated(QT_TRANSLATE_NOOP("format", "%1 to %2"))
        .arg(sameOffset ? begin : zoned(begin, from), zoned(sameDay ? end.section(u' ', -1) : end, to));
}

QString duration(std::int64_t seconds)
{
    const qint64 s = std::max<std::int64_t>(seconds, 0);
    if (s < 60)
        return translated(QT_TRANSLATE_NOOP("format", "%1 s")).arg(s);
    if (s < 3600)
        return translated(QT_TRANSLATE_NOOP("format", "%1 min")).arg(s / 60);
    if (s < 86400)
        return translated(QT_TRANSLATE_NOOP("format", "%1 h %2 min")).arg(s / 3600).arg(s % 3600 / 60);
    return translated(QT_TRANSLATE_NOOP("format", "%1 d %2 h")).arg(s / 86400).arg(s % 86400 / 3600);
}

QString address(const std::string& lowerHex)
{
    const auto parsed = Address::parse(lowerHex);
    if (!parsed)
        return QString::fromStdString(lowerHex);
    // EIP-55: a letter is a capital where the same digit of the hash of the text is 8 or more.
    std::string text = parsed->hex().substr(2);
    const QByteArray hash =
        QCryptographicHash::hash(QByteArray::fromStdString(text), QCryptographicHash::Keccak_256).toHex();
    for (std::size_t i = 0; i < text.size(); ++i)
        if (hash.at(qsizetype(i)) >= '8')
            text[i] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[i])));
    return u"0x"_s + QString::fromStdString(text);
}

QString shortHex(const QString& hex)
{
    constexpr qsizetype kFirst = 10;
    constexpr qsizetype kLast = 8;
    return hex.size() > kFirst + kLast + 1 ? QString(hex.left(kFirst) + u'…' + hex.right(kLast)) : hex;
}

} // namespace chainpoints::format
