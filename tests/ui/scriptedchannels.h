// Ways of telling that only remember what they were given.
#pragma once

#include "ui/notify/notifychannels.h"

#include <QStringList>

namespace chainpoints {

struct ScriptedChannels : NotifyChannels
{
    [[nodiscard]] bool hasTray() const override { return tray; }
    void showIcon(theme::Tone tone, const QString&) override { icon = tone; }
    void hideIcon() override { icon.reset(); }
    void showMessage(const QString&, const QString& text, theme::Tone) override { messages << text; }
    void beep() override { ++beeps; }
    void post(const QUrl&, const QByteArray& json, std::function<void(const QString&)> then) override
    {
        posted << QString::fromUtf8(json);
        then(webhookProblem);
    }

    bool tray = true;
    std::optional<theme::Tone> icon;
    QStringList messages;
    int beeps = 0;
    QStringList posted;
    QString webhookProblem;
};

} // namespace chainpoints
