#include "ui/notify/notifypreferences.h"

#include "ui/settingskeys.h"

#include <QCoreApplication>
#include <QSettings>
#include <QUrl>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kLongestDigest = 24 * 60;

QTime timeOf(const QVariant& value, QTime otherwise)
{
    const QTime time = QTime::fromString(value.toString(), u"HH:mm"_s);
    return time.isValid() ? time : otherwise;
}

bool isHere(const QString& host)
{
    return host == u"localhost"_s || host == u"127.0.0.1"_s || host == u"::1"_s;
}

} // namespace

bool NotifyPreferences::isQuiet(QTime time) const
{
    if (!hasQuietHours || quietFrom == quietTo)
        return false;
    return quietFrom < quietTo ? time >= quietFrom && time < quietTo : time >= quietFrom || time < quietTo;
}

NotifyPreferences notifyPreferencesOf(const QSettings& settings)
{
    NotifyPreferences found;
    found.tray = settings.value(settingskeys::kNotifyTray, found.tray).toBool();
    found.sound = settings.value(settingskeys::kNotifySound, found.sound).toBool();
    found.webhook = settings.value(settingskeys::kNotifyWebhook).toString();
    if (!problemOfWebhook(found.webhook).isEmpty())
        found.webhook.clear();
    found.digest =
        std::chrono::minutes(qBound(0, settings.value(settingskeys::kNotifyDigest).toInt(), kLongestDigest));
    found.hasQuietHours = settings.value(settingskeys::kNotifyQuiet, found.hasQuietHours).toBool();
    found.quietFrom = timeOf(settings.value(settingskeys::kNotifyQuietFrom), found.quietFrom);
    found.quietTo = timeOf(settings.value(settingskeys::kNotifyQuietTo), found.quietTo);
    return found;
}

void keep(const NotifyPreferences& preferences, QSettings& settings)
{
    settings.setValue(settingskeys::kNotifyTray, preferences.tray);
    settings.setValue(settingskeys::kNotifySound, preferences.sound);
    settings.setValue(settingskeys::kNotifyDigest, int(preferences.digest.count()));
    settings.setValue(settingskeys::kNotifyQuiet, preferences.hasQuietHours);
    settings.setValue(settingskeys::kNotifyQuietFrom, preferences.quietFrom.toString(u"HH:mm"_s));
    settings.setValue(settingskeys::kNotifyQuietTo, preferences.quietTo.toString(u"HH:mm"_s));
}

QString problemOfWebhook(const QString& url)
{
    if (url.isEmpty())
        return {};
    const QUrl parsed(url, QUrl::StrictMode);
    if (!parsed.isValid() || parsed.host().isEmpty())
        return QCoreApplication::translate("NotifyPreferences", "This is no web address, as https://… is.");
    if (parsed.scheme() == u"https"_s || (parsed.scheme() == u"http"_s && isHere(parsed.host())))
        return {};
    return QCoreApplication::translate("NotifyPreferences", "Only https is sent to other machines.");
}

} // namespace chainpoints
