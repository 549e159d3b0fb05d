// A page of the main window.
#pragma once

#include "core/access/operatordesk.h"

#include <QIcon>
#include <QWidget>

namespace chainpoints {

/// Window thread only. A panel asks the desk for what it shows; while it is hidden it asks for nothing. Texts
/// are set anew on QEvent::LanguageChange. The object name is stable: saved state and tests go by it.
class Panel : public QWidget
{
    Q_OBJECT
public:
    /// The desk must outlive the panel.
    explicit Panel(OperatorDesk& desk, QWidget* parent = nullptr) : QWidget(parent), m_desk(desk) {}

    /// For the rail; translated, so ask again after a change of the language.
    [[nodiscard]] virtual QString title() const = 0;
    [[nodiscard]] virtual QIcon icon() const = 0;
    /// A number beside the title that asks for attention, such as open failures; 0: none.
    [[nodiscard]] virtual int badge() const { return 0; }
    /// Asks for everything that is shown once more (F5).
    virtual void refresh() = 0;
    /// The report that tells the most of what is shown now; none: the panel has none of its own.
    [[nodiscard]] virtual std::optional<ReportRequest> nearestReport() const { return {}; }
    /// Something is typed that would be lost with the panel.
    [[nodiscard]] virtual bool hasUnappliedEdits() const { return false; }
    /// Shows this chain and answers true, where this is the panel for it; an empty name: no one of them.
    virtual bool showChain(const QString& chain)
    {
        static_cast<void>(chain);
        return false;
    }
    /// Shows this user and answers true, where this is the panel for it.
    virtual bool showUser(const QString& chain, const QString& address)
    {
        static_cast<void>(chain);
        static_cast<void>(address);
        return false;
    }
    /// Shows what the log says of this chain around this time and answers true, where this is the panel for
    /// it.
    virtual bool showLog(const QString& chain, UnixTime time)
    {
        static_cast<void>(chain);
        static_cast<void>(time);
        return false;
    }
    /// Shows the open failures and answers true, where this is the panel for them.
    virtual bool showFailures() { return false; }

Q_SIGNALS:
    void badgeChanged();
    /// Somebody wants to see this user; the window shows the users panel with it.
    void userWanted(const QString& chain, const QString& address);
    /// Somebody wants to see the open failures of all chains; the window shows the panel with them.
    void failuresWanted();
    /// Somebody wants to say how the operator is told of things.
    void notificationsWanted();
    /// Somebody wants to see what the log says of this chain around this time; the window shows it.
    void logWanted(const QString& chain, chainpoints::UnixTime time);

protected:
    [[nodiscard]] OperatorDesk& desk() const { return m_desk; }

private:
    OperatorDesk& m_desk;
};

} // namespace chainpoints
