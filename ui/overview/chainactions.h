// The buttons for the chosen chain, and what came of those that ask its owner for something.
#pragma once

#include "core/access/operatordesk.h"
#include "ui/actionwatch.h"
#include "ui/widgets/notice.h"

#include <QAction>

#include <map>

class QHBoxLayout;

namespace chainpoints {

class Prompts;

/// What was asked is told beside the buttons, for each chain by itself.
class ChainActions : public QWidget
{
    Q_OBJECT
public:
    /// Desk and prompts must outlive it. `configFile`: of RollbackDialog.
    ChainActions(OperatorDesk& desk, Prompts& prompts, QString configFile, QWidget* parent = nullptr);

    /// The chain that the buttons are for; an empty name: none.
    void setChain(const QString& chain);
    /// One more button; its texts and its state are the action's.
    void add(QAction* action, const QString& buttonName);
    /// One that minds its own state.
    void add(QWidget* button);
    /// In the order of the buttons, for menus.
    [[nodiscard]] const QList<QAction*>& all() const { return m_all; }
    void setAwake(bool awake) { m_watch.setAwake(awake); }

protected:
    void changeEvent(QEvent* event) override;

private:
    /// What was asked of one chain last.
    struct Asked
    {
        ActionKind kind = ActionKind::Pause;
        std::optional<ActionId> id{};         ///< none until it is recorded
        std::optional<ActionView> finished{}; ///< with what came of it
        std::optional<std::string> untold{};  ///< why that will not be known

        [[nodiscard]] bool isUnderWay() const { return !finished && !untold; }
    };

    void ask(const std::string& chain, ActionKind kind);
    void confirmCheck();
    void planRollback();
    void recorded(const std::string& chain, const Result<ActionId>& answer);
    void take(const ActionView& action);
    void lose(ActionId id, const QString& sentence);
    void showState();
    void retranslate();
    [[nodiscard]] QString textOf(const Asked& asked) const;
    [[nodiscard]] static theme::Tone toneOf(const Asked& asked);

    OperatorDesk& m_desk;
    Prompts& m_prompts;
    const QString m_configFile;
    ActionWatch m_watch;
    std::string m_chain;
    std::map<std::string, Asked> m_asked;
    QList<QAction*> m_all;
    QAction* m_pause;
    QAction* m_resume;
    QAction* m_check;
    QAction* m_rollback;
    QHBoxLayout* m_buttons;
    Notice* m_feedback;
};

} // namespace chainpoints
