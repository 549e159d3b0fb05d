// How the operator is told of things, and the way to change it.
#pragma once

#include "ui/settings/settingspage.h"

class QLabel;
class QPushButton;

namespace chainpoints {

class FactGrid;
class Notifier;

/// What is chosen applies at once; the configuration's file holds nothing of it.
class NotificationsPage : public SettingsPage
{
    Q_OBJECT
public:
    /// `notifier` must outlive this.
    explicit NotificationsPage(const Notifier& notifier, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void show(const ConfigDraft&, const Settings&) override {}
    void write(Settings&) const override {}

Q_SIGNALS:
    void changeWanted();

protected:
    void changeEvent(QEvent* event) override;

private:
    void showChosen();
    [[nodiscard]] QString webhookText() const;
    void retranslate();

    const Notifier& m_notifier;
    QLabel* m_intro;
    FactGrid* m_facts;
    QPushButton* m_change;
};

} // namespace chainpoints
