// Asks for retries, dismissals and restorations of failures, and tells what comes of them, in the rows and as
// a sum.
#pragma once

#include "ui/actionwatch.h"
#include "ui/failures/failuresmodel.h"
#include "ui/theme.h"

#include <map>

namespace chainpoints {

/// Window thread only. Desk and model must outlive it.
class FailureRequests : public QObject
{
    Q_OBJECT
public:
    /// How long a dismissal can be undone with one click; Restore takes it back later, too.
    static constexpr int kUndoMs = 10'000;

    FailureRequests(OperatorDesk& desk, FailuresModel& model, QObject* parent = nullptr);

    // Nothing happens where the list is empty.
    void retry(const std::vector<FailureId>& failures);
    /// The note must not be empty.
    void dismiss(const std::vector<FailureId>& failures, const QString& note);
    void restore(const std::vector<FailureId>& failures);
    /// Many at once, of which no second retry is asked meanwhile.
    void retryAll(const std::vector<FailureId>& failures);
    [[nodiscard]] bool isAllUnderWay() const { return m_all.has_value(); }
    /// Takes back what still waits of what was asked last.
    void cancelRest();
    [[nodiscard]] bool canCancelRest() const;
    /// Restores what was dismissed last, while that can be undone.
    void undo();
    [[nodiscard]] bool canUndo() const { return !m_undoable.empty(); }
    void setAwake(bool awake) { m_watch.setAwake(awake); }

    /// How it stands with what was asked last; empty: nothing was.
    [[nodiscard]] QString summary() const;
    [[nodiscard]] theme::Tone tone() const;

Q_SIGNALS:
    /// The summary, or what can be asked.
    void changed();
    /// Something that was asked is in the database now.
    void isRecorded();

private:
    using Ticket = FailuresModel::Ticket;

    void ask(ActionRequest request);
    void send(ActionRequest request);
    void recorded(Ticket ticket, const ActionRequest& request, const Result<ActionId>& answer);
    void take(const ActionView& action);
    void lose(ActionId id, const QString& sentence);
    void end(Ticket ticket);
    [[nodiscard]] QString retrySummary(const ActionView& action) const;
    /// A chain with waiting parts that no process follows; null if there is none.
    [[nodiscard]] const ChainView* abandoned() const;

    OperatorDesk& m_desk;
    FailuresModel& m_model;
    ActionWatch m_watch;
    QTimer m_undoEnd;
    std::vector<FailureId> m_undoable;
    Ticket m_ticket = 0;                   ///< the newest
    ActionKind m_kind = ActionKind::Retry; ///< of the newest ticket, likewise below
    std::map<ActionId, Ticket> m_tickets;
    std::optional<Ticket> m_all; ///< of the retry of all that is under way
    std::optional<ActionView> m_last;
    bool m_cancels = false; ///< that is asked, and not answered yet
    QString m_error;
};

} // namespace chainpoints
