// The status bar: where each chain stands, what is being written, how the engine does, how old all that is.
#pragma once

#include "ui/enginestate.h"

#include "core/access/operatordesk.h"

#include <QStatusBar>

class QLabel;

namespace chainpoints {

class ChainStrip;

class StatusLine : public QStatusBar
{
    Q_OBJECT
public:
    explicit StatusLine(QWidget* parent = nullptr);

    /// Null: none is open; the line is empty then.
    void setDesk(OperatorDesk* desk);
    void setEngineState(const EngineState& state);
    /// Empty: nothing is under way.
    void setProgress(const QString& text);

Q_SIGNALS:
    /// An empty name: no one of them.
    void chainClicked(const QString& chain);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void showNews();
    void showAge();
    void showEngine();
    [[nodiscard]] QString followers() const;

    OperatorDesk* m_desk = nullptr;
    EngineState m_engine;
    const ChainOwner m_self;
    ChainStrip* m_chains;
    QLabel* m_progress;
    QLabel* m_engineText;
    QLabel* m_asOf;
};

} // namespace chainpoints
