// The chains that are followed: a table, and the form of the one that is chosen.
#pragma once

#include "core/settings/settingsdesk.h"
#include "ui/settings/settingspage.h"

#include <QPushButton>

class QLabel;
class QStackedWidget;

namespace chainpoints {

class CellsTable;
class ChainFollowing;
class ChainForm;
class EmptyPage;

class ChainsPage : public SettingsPage
{
    Q_OBJECT
public:
    /// `desk` must outlive this. `following` stands above the form and becomes this page's; null where
    /// nothing runs yet.
    explicit ChainsPage(SettingsDesk& desk, ChainFollowing* following = nullptr, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void show(const ConfigDraft& draft, const Settings& settings) override;
    void write(Settings& settings) const override;
    bool goToProblem() override;
    [[nodiscard]] bool isTesting() const override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void add();
    void remove();
    void choose(int row);
    /// By which the engine knows it, whatever is typed meanwhile.
    [[nodiscard]] QString nameInFile(const ChainSettings& chain) const;
    void take();
    void list();
    void retranslate();

    const ConfigDraft* m_draft = nullptr;
    std::vector<ChainSettings> m_chains;
    int m_current = -1; ///< in the form
    ChainFollowing* m_following;
    CellsTable* m_table;
    QPushButton* m_add;
    QPushButton* m_remove;
    QLabel* m_note;
    QStackedWidget* m_stack;
    ChainForm* m_form;
    EmptyPage* m_empty;
};

} // namespace chainpoints
