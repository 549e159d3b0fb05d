// The secrets that the configuration names: where each is, storing one, removing one.
#pragma once

#include "core/settings/settingsdesk.h"
#include "ui/prompts.h"
#include "ui/settings/settingspage.h"

class QLabel;
class QPushButton;

namespace chainpoints {

class CellsTable;
class EmptyPage;
class Notice;

/// No value is ever shown, and the configuration's file is not changed: what is done here is done at once.
class SecretsPage : public SettingsPage
{
    Q_OBJECT
public:
    enum class Engine { Runs, IsNotThere };
    /// Both must outlive this. `engine`: it may be asked for to start again, with restartWanted().
    SecretsPage(SettingsDesk& desk, Prompts& prompts, Engine engine, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void show(const ConfigDraft& draft, const Settings& settings) override;
    void write(Settings&) const override {}
    /// Looks for the secrets anew.
    void enter(const Settings& typed) override;

Q_SIGNALS:
    void restartWanted();

protected:
    void changeEvent(QEvent* event) override;

private:
    void look();
    void take(const Result<SecretsView>& view);
    [[nodiscard]] const SecretState* current() const;
    void store();
    void lookWhetherRead(const std::string& name, bool isUsed);
    void tellStored(const std::string& name, bool isUsed);
    void askToRemove();
    void remove(const std::string& name);
    void tellChange(const QString& done, const QString& elsewhere, bool isElsewhere);
    void list();
    void choose();
    void retranslate();

    SettingsDesk& m_desk;
    Prompts& m_prompts;
    const Engine m_engine;
    std::optional<ConfigDraft> m_draft;
    Settings m_settings; ///< as typed
    SecretsView m_view;
    std::string m_problem; ///< why there is no view
    bool m_isLooking = false;
    QLabel* m_intro;
    CellsTable* m_table;
    EmptyPage* m_empty;
    Notice* m_advice; ///< on the secret that is chosen
    QPushButton* m_store;
    QPushButton* m_remove;
    Notice* m_outcome; ///< of what was done last
    QPushButton* m_restart;
};

} // namespace chainpoints
