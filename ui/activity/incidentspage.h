// What happened to the chains, with the evidence, and whose points it changed.
#pragma once

#include "ui/activity/historypage.h"
#include "ui/activity/incidentsmodel.h"

namespace chainpoints {

class PastDetail;

class IncidentsPage : public HistoryPage
{
    Q_OBJECT
public:
    explicit IncidentsPage(OperatorDesk& desk, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;

protected:
    [[nodiscard]] Saying emptiness() const override;
    [[nodiscard]] QString unreadable() const override;
    void describe(int row) override;
    void fitColumns() override;
    void retranslate() override;

private:
    void askForUsers();
    /// Whose points it changed.
    [[nodiscard]] static QStringList linesOf(const RestatementPage& changed);
    /// Behind the facts.
    void show(const QStringList& users);
    [[nodiscard]] QStringList facts() const;

    IncidentsModel m_model;
    PastDetail* m_detail;
    std::optional<IncidentView> m_described;
    bool m_unread = false; ///< its users could not be read
};

} // namespace chainpoints
