// Whether a chain is followed now, and the buttons that change that.
#pragma once

#include "core/access/operatordesk.h"

#include <QWidget>

namespace chainpoints {

class ChainActions;
class Notice;
class Prompts;

/// Hidden for a chain that the database does not know. What the buttons ask for is done at once: it is no
/// part of the configuration.
class ChainFollowing : public QWidget
{
    Q_OBJECT
public:
    /// Desk and prompts must outlive this. `configFile`: of RollbackDialog.
    ChainFollowing(OperatorDesk& desk, Prompts& prompts, const QString& configFile,
                   QWidget* parent = nullptr);

    /// By the name that the configuration's file has; empty: none.
    void setChain(const QString& chain);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void showState();

    OperatorDesk& m_desk;
    std::string m_chain;
    Notice* m_state;
    ChainActions* m_actions;
};

} // namespace chainpoints
