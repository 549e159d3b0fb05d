// The button that tries a connection, and what comes out.
#pragma once

#include "core/settings/settingsdesk.h"

#include <QPushButton>

namespace chainpoints {

class CellsTable;
class Notice;

class ProbeView : public QWidget
{
    Q_OBJECT
public:
    using Start = std::function<std::unique_ptr<ProbeRun>()>;
    /// `start` is called at each press of the button. Names of widgets begin with `name`.
    ProbeView(const QString& name, Start start, QWidget* parent = nullptr);

    /// As the button does, unless it runs already.
    void begin();
    /// What was found is of other settings now.
    void forget();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    /// Whether the last test came to its end without a failure.
    [[nodiscard]] bool hasPassed() const;

Q_SIGNALS:
    void ended();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Found
    {
        int target;
        ProbeFinding finding;
    };
    void toggle();
    void end();
    void write();
    void retranslate();

    const Start m_start;
    std::unique_ptr<ProbeRun> m_run;
    QStringList m_targets;
    std::vector<Found> m_found;
    QString m_refusal;
    bool m_isRunning = false;
    bool m_isStopped = false;
    QPushButton* m_button;
    Notice* m_notice;
    CellsTable* m_table;
};

} // namespace chainpoints
