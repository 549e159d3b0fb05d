// Pause and Resume of one chain, and what came of it.
#pragma once

#include "core/access/operatordesk.h"
#include "ui/actionwatch.h"
#include "ui/widgets/notice.h"

#include <QAction>

#include <map>

namespace chainpoints {

/// What was asked is told beside the buttons, for each chain by itself.
class PauseBar : public QWidget
{
    Q_OBJECT
public:
    /// The desk must outlive the bar.
    explicit PauseBar(OperatorDesk& desk, QWidget* parent = nullptr);

    /// The chain that the buttons are for; an empty name: none.
    void setChain(const QString& chain);
    /// For menus.
    [[nodiscard]] QAction* pauseAction() const { return m_pause; }
    [[nodiscard]] QAction* resumeAction() const { return m_resume; }
    void setAwake(bool awake) { m_watch.setAwake(awake); }

protected:
    void changeEvent(QEvent* event) override;

private:
    /// What was asked of one chain last.
    struct Asked
    {
        ActionKind kind = ActionKind::Pause;
        std::optional<ActionId> id; ///< none until it is recorded
        bool finished = false;
        bool failed = false;
        std::string sentence; ///< what came of it

        [[nodiscard]] bool isUnderWay() const { return !finished; }
    };

    void ask(ActionKind kind);
    void recorded(const std::string& chain, const Result<ActionId>& answer);
    void take(const ActionView& action);
    void lose(ActionId id, const QString& sentence);
    void finish(Asked& asked, bool failed, std::string sentence);
    void showState();
    void retranslate();
    [[nodiscard]] QString textOf(const Asked& asked) const;

    OperatorDesk& m_desk;
    ActionWatch m_watch;
    std::string m_chain;
    std::map<std::string, Asked> m_asked;
    QAction* m_pause;
    QAction* m_resume;
    Notice* m_feedback;
};

} // namespace chainpoints
