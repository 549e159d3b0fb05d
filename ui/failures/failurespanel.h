// Whose points are missing, why, and the way to put it right.
#pragma once

#include "ui/failures/failurerequests.h"
#include "ui/failures/failuresmodel.h"
#include "ui/panel.h"

#include <QTimer>

class QAction;
class QPushButton;
class QStackedWidget;

namespace chainpoints {

class DrawerSplitter;
class FailureDetail;
class FailureFilterBar;
class FailuresTable;
class NoFailures;
class Notice;
class ReasonGroups;

class FailuresPanel : public Panel
{
    Q_OBJECT
public:
    /// `configFile`: what is open, for commands that are copied; may be empty.
    explicit FailuresPanel(OperatorDesk& desk, QString configFile = {}, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QIcon icon() const override;
    [[nodiscard]] int badge() const override { return m_badge; }
    void refresh() override;
    [[nodiscard]] std::optional<ReportRequest> nearestReport() const override;
    bool showFailures() override;

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    /// What of the news makes the list another.
    struct Seen
    {
        std::string chain;
        std::int64_t openFailures = 0;
        std::optional<UnixTime> calculatedTime;
        bool readable = true;

        bool operator==(const Seen&) const = default;
    };

    void layOut();
    void connectParts();
    void take(const ChainsNews& news);
    void open();
    void resetFilter();
    void refreshIfNew();
    [[nodiscard]] std::vector<Seen> seenNow() const;
    void retrySelected();
    void planRetry(const std::vector<std::string>& codes);
    void dismissSelected();
    void restoreSelected();
    void showSelected();
    void showButtons();
    void showSummary();
    void showEmptiness();
    void showProblem();
    void retranslate();
    /// Open ones that match; none: not counted.
    [[nodiscard]] std::optional<std::int64_t> openFailures() const;
    [[nodiscard]] bool isNarrowed() const;

    const QString m_configFile;
    FailuresModel m_model;
    FailureRequests m_requests;
    std::vector<Seen> m_seen; ///< at the last question
    QTimer m_again;           ///< after a question that failed; the news may not have noticed anything
    bool m_opened = false;
    int m_badge = 0;
    FailureFilterBar* m_filter;
    ReasonGroups* m_groups;
    QPushButton* m_refresh;
    Notice* m_problem;
    QStackedWidget* m_stack;
    NoFailures* m_empty;
    DrawerSplitter* m_splitter = nullptr;
    FailuresTable* m_table;
    FailureDetail* m_detail;
    QAction* m_retry;
    QAction* m_retryMatching;
    QAction* m_retryGroup;
    QAction* m_dismiss;
    QAction* m_restore;
    QAction* m_undo;
    QAction* m_showUser;
    QAction* m_showLog;
    QAction* m_copyAddress;
    QPushButton* m_retrySelected;
    QPushButton* m_retryAll;
    QPushButton* m_dismissSelected;
    QPushButton* m_restoreSelected;
    Notice* m_summary;
    QPushButton* m_undoDismissal;
    QPushButton* m_cancelRestButton;
};

} // namespace chainpoints
