// Asks for retries and tells what comes of them, in the rows and as a sum.
#pragma once

#include "ui/actionwatch.h"
#include "ui/failures/failuresmodel.h"
#include "ui/theme.h"

#include <map>

namespace chainpoints {

/// Window thread only. Desk and model must outlive it.
class Retries : public QObject
{
    Q_OBJECT
public:
    Retries(OperatorDesk& desk, FailuresModel& model, QObject* parent = nullptr);

    /// Nothing happens where the list is empty.
    void retry(const std::vector<FailureId>& failures);
    /// All that are open when the request is recorded, of one chain or of all.
    void retryAll(const std::optional<std::string>& chain);
    [[nodiscard]] bool isAllUnderWay() const { return m_all.has_value(); }
    void setAwake(bool awake) { m_watch.setAwake(awake); }

    /// How it stands with the retry that was asked last; empty: none was.
    [[nodiscard]] QString summary() const;
    [[nodiscard]] theme::Tone tone() const;

Q_SIGNALS:
    /// The summary, or what can be retried.
    void changed();

private:
    using Ticket = FailuresModel::Ticket;

    void ask(Ticket ticket, ActionRequest request);
    void recorded(Ticket ticket, const Result<ActionId>& answer);
    void take(const ActionView& action);
    void lose(ActionId id, const QString& sentence);
    void end(Ticket ticket);

    OperatorDesk& m_desk;
    FailuresModel& m_model;
    ActionWatch m_watch;
    Ticket m_ticket = 0; ///< the newest
    std::map<ActionId, Ticket> m_tickets;
    std::optional<Ticket> m_all;      ///< of the retry of all that is under way
    std::optional<ActionView> m_last; ///< of the newest ticket
    QString m_error;                  ///< of the newest ticket
};

} // namespace chainpoints
