// The desktop's own ways of telling.
#pragma once

#include "ui/notify/notifychannels.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QSystemTrayIcon>

#include <memory>

class QAction;
class QMenu;

namespace chainpoints {

class DesktopChannels : public QObject, public NotifyChannels
{
    Q_OBJECT
public:
    /// Longest wait for a webhook's answer.
    static constexpr int kPatience = 10'000; // ms

    explicit DesktopChannels(QObject* parent = nullptr);
    ~DesktopChannels() override;

    [[nodiscard]] bool hasTray() const override;
    void showIcon(theme::Tone tone, const QString& tip) override;
    void hideIcon() override;
    void showMessage(const QString& title, const QString& text, theme::Tone tone) override;
    void beep() override;
    void post(const QUrl& url, const QByteArray& json,
              std::function<void(const QString& problem)> then) override;

Q_SIGNALS:
    void windowWanted();
    void quitWanted();

private:
    std::unique_ptr<QMenu> m_menu;
    QAction* m_show;
    QAction* m_quit;
    QSystemTrayIcon m_icon;
    QNetworkAccessManager m_network;
};

} // namespace chainpoints
