// Where everything is kept, and the test of it.
#pragma once

#include "core/settings/settingsdesk.h"
#include "ui/prompts.h"
#include "ui/settings/settingspage.h"

class QPushButton;

namespace chainpoints {

class FieldForm;
class ProbeView;

class DatabasePage : public SettingsPage
{
    Q_OBJECT
public:
    /// Both must outlive this.
    DatabasePage(SettingsDesk& desk, Prompts& prompts, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void show(const ConfigDraft& draft, const Settings& settings) override;
    void write(Settings& settings) const override;
    bool goToProblem() override;
    [[nodiscard]] bool isTesting() const override;

protected:
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] std::unique_ptr<ProbeRun> start();
    void choose();
    /// A file and a server have different fields.
    void showRows();
    void retranslate();

    SettingsDesk& m_desk;
    Prompts& m_prompts;
    const ConfigDraft* m_draft = nullptr;
    QPushButton* m_choose;
    FieldForm* m_fields;
    ProbeView* m_probe;
};

} // namespace chainpoints
