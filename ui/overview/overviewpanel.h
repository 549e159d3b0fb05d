// All chains at a glance.
#pragma once

#include "core/settings/settingsdesk.h"
#include "ui/overview/chainsmodel.h"
#include "ui/panel.h"
#include "ui/theme.h"

#include <QTimer>

class QAction;
class QStackedWidget;

namespace chainpoints {

class Card;
class ChainActions;
class ChainDetail;
class EmptyPage;
class ExplorerButton;
class FittedSplitter;
class RowTable;
struct PanelParts;

class OverviewPanel : public Panel
{
    Q_OBJECT
public:
    explicit OverviewPanel(const PanelParts& parts, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QIcon icon() const override;
    void refresh() override;
    bool showChain(const QString& chain) override;

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void layOut();
    void take(const ChainsNews& news);
    void tick();
    void retranslate();
    void selectFirst();
    void showSelected();
    void testNodes();
    void showCards();
    /// `oldest`: the chain that is settled least far; null: none is followed.
    void showSettled(const ChainView* oldest, theme::Tone tone);
    void showIssued();
    void showEmptiness();
    void fitColumns();
    [[nodiscard]] int selectedRow() const;

    SettingsDesk& m_settingsDesk;
    const std::filesystem::path m_file; ///< of the configuration; empty: none
    const ChainOwner m_self;
    ChainsModel m_model;
    QTimer m_timer;
    bool m_hasSelectedFirst = false; ///< later on nothing is selected but by the operator
    bool m_hasProblem = false;       ///< of any chain
    Card* m_chains;
    Card* m_failures;
    Card* m_settled;
    Card* m_issued;
    QStackedWidget* m_stack;
    EmptyPage* m_empty;
    FittedSplitter* m_splitter = nullptr;
    RowTable* m_table;
    ChainActions* m_actions;
    QAction* m_test;
    ExplorerButton* m_explorer;
    ChainDetail* m_detail;
};

} // namespace chainpoints
