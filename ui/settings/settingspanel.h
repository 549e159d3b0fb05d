// What the program is told to do: the configuration's file, page by page.
#pragma once

#include "core/settings/settingsdesk.h"
#include "ui/panel.h"
#include "ui/theme.h"

#include <QPushButton>
#include <QTabWidget>

class QStackedWidget;

namespace chainpoints {

class EmptyPage;
class Notice;
class SettingsPage;
struct PanelParts;

/// Nothing applies before it was shown what changes, and confirmed.
class SettingsPanel : public Panel
{
    Q_OBJECT
public:
    explicit SettingsPanel(const PanelParts& parts, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QIcon icon() const override;
    /// Reads the file again, unless something was typed that is not applied yet.
    void refresh() override;
    [[nodiscard]] bool hasUnappliedEdits() const override;

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void add(SettingsPage* page);
    void enterPage();
    void restartEngine();
    void read();
    void take(Result<ConfigDraft> draft);
    void showUnusable();
    void onEdit();
    void propose();
    void apply(const ConfigPlan& plan);
    void setBusy(bool busy);
    void say(const QString& sentence, theme::Tone tone);
    void retranslate();

    SettingsDesk& m_settingsDesk;
    const std::filesystem::path m_file;
    std::optional<ConfigDraft> m_draft;
    Settings m_settings; ///< as typed
    QString m_unusable;  ///< why there is no draft
    bool m_isBusy = false;
    Notice* m_place;
    QStackedWidget* m_stack;
    QTabWidget* m_tabs;
    EmptyPage* m_problem;
    Notice* m_notice;
    QPushButton* m_revert;
    QPushButton* m_apply;
    std::vector<SettingsPage*> m_pages;
};

} // namespace chainpoints
