#include "ui/notify/desktopchannels.h"

#include "core/base/log.h"

#include <QApplication>
#include <QMenu>
#include <QNetworkReply>

namespace chainpoints {

using namespace Qt::StringLiterals;

DesktopChannels::DesktopChannels(QObject* parent)
    : QObject(parent), m_menu(std::make_unique<QMenu>()), m_show(m_menu->addAction(QString())),
      m_quit(m_menu->addAction(QString()))
{
    connect(m_show, &QAction::triggered, this, &DesktopChannels::windowWanted);
    connect(m_quit, &QAction::triggered, this, &DesktopChannels::quitWanted);
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &DesktopChannels::windowWanted);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger)
            Q_EMIT windowWanted();
    });
    m_icon.setContextMenu(m_menu.get());
}

DesktopChannels::~DesktopChannels() = default;

bool DesktopChannels::hasTray() const
{
    return QSystemTrayIcon::isSystemTrayAvailable();
}

void DesktopChannels::showIcon(theme::Tone tone, const QString& tip)
{
    m_show->setText(tr("Show the window"));
    m_quit->setText(tr("Quit"));
    m_icon.setIcon(theme::icon(tone));
    m_icon.setToolTip(tip);
    if (!m_icon.isVisible())
        m_icon.show();
}

void DesktopChannels::hideIcon()
{
    m_icon.hide();
}

void DesktopChannels::showMessage(const QString& title, const QString& text, theme::Tone tone)
{
    if (!m_icon.isVisible())
        return;
    const auto icon = tone == theme::Tone::Good      ? QSystemTrayIcon::Information
                      : tone == theme::Tone::Warning ? QSystemTrayIcon::Warning
                                                     : QSystemTrayIcon::Critical;
    m_icon.showMessage(title, text, icon);
}

void DesktopChannels::beep()
{
    QApplication::beep();
}

void DesktopChannels::post(const QUrl& url, const QByteArray& json,
                           std::function<void(const QString& problem)> then)
{
    // Who knows such an address may write there, so it stays out of the log.
    log::redact(url.toString().toStdString());
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setTransferTimeout(kPatience);
    QNetworkReply* const reply = m_network.post(request, json);
    connect(reply, &QNetworkReply::finished, this, [reply, then = std::move(then)] {
        reply->deleteLater();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (status >= 200 && status < 300)
            return then({});
        then(status > 0 ? tr("the server answers with HTTP status %1").arg(status)
                        : QString::fromStdString(log::redacted(reply->errorString().toStdString())));
    });
}

} // namespace chainpoints
