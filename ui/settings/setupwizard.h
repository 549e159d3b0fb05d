// From nothing to a configuration, step by step.
#pragma once

#include "core/settings/settingsdesk.h"
#include "ui/appearance.h"
#include "ui/prompts.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace chainpoints {

class ChangesTable;
class EmptyPage;
class Notice;
class SettingsPage;

/// The pages of the settings in an order; nothing is written before its last step. It deletes itself.
class SetupWizard : public QDialog
{
    Q_OBJECT
public:
    /// All but the texts must outlive the dialog.
    struct Parts
    {
        SettingsDesk& desk;
        Prompts& prompts;
        Appearance& appearance;
        std::filesystem::path file; ///< that is made, or changed where it is there already
        QString suggestedDatabase;  ///< a path
    };
    explicit SetupWizard(Parts parts, QWidget* parent = nullptr);

    /// Asks first where something was typed.
    void reject() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void read();
    void take(Result<ConfigDraft> draft);
    [[nodiscard]] Settings typed() const;
    [[nodiscard]] bool isLast() const;
    /// There is nothing to do on the page of secrets where none is named.
    [[nodiscard]] bool asksForSecrets() const;
    void goTo(int step);
    void next();
    void finish();
    void say(const Error& error);
    void retranslate();

    const Parts m_parts;
    std::optional<ConfigDraft> m_draft; ///< none: it cannot be read
    Settings m_begun;                   ///< what the pages showed first
    std::optional<ConfigPlan> m_plan;   ///< of the last step
    int m_step = 0;
    QLabel* m_title;
    QLabel* m_intro;
    QStackedWidget* m_stack;
    std::vector<SettingsPage*> m_pages;
    ChangesTable* m_review;
    EmptyPage* m_problem;
    Notice* m_notice;
    QPushButton* m_cancel;
    QPushButton* m_back;
    QPushButton* m_next;
};

} // namespace chainpoints
