#include "ui/failures/failurespanel.h"

#include "ui/failures/dismissdialog.h"
#include "ui/failures/failuredetail.h"
#include "ui/failures/failurefilterbar.h"
#include "ui/failures/failurestable.h"
#include "ui/failures/nofailures.h"
#include "ui/failures/reasongroups.h"
#include "ui/failures/retryplan.h"
#include "ui/format.h"
#include "ui/vectoricon.h"
#include "ui/widgets/drawersplitter.h"
#include "ui/widgets/notice.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kAgainMs = 1000;

} // namespace

FailuresPanel::FailuresPanel(OperatorDesk& desk, QString configFile, QWidget* parent)
    : Panel(desk, parent), m_configFile(std::move(configFile)), m_model(desk), m_requests(desk, m_model),
      m_filter(new FailureFilterBar), m_groups(new ReasonGroups(desk)), m_refresh(new QPushButton),
      m_problem(new Notice), m_stack(new QStackedWidget), m_empty(new NoFailures),
      m_table(new FailuresTable(m_model)), m_detail(new FailureDetail(desk)), m_retry(new QAction(this)),
      m_retryMatching(new QAction(this)), m_retryGroup(new QAction(this)), m_dismiss(new QAction(this)),
      m_restore(new QAction(this)), m_undo(new QAction(this)), m_showUser(new QAction(this)),
      m_showLog(new QAction(this)), m_copyAddress(new QAction(this)), m_retrySelected(new QPushButton),
      m_retryAll(new QPushButton), m_dismissSelected(new QPushButton), m_restoreSelected(new QPushButton),
      m_summary(new Notice), m_undoDismissal(new QPushButton), m_cancelRestButton(new QPushButton)
{
    setObjectName(u"failuresPanel"_s);
    m_refresh->setObjectName(u"refreshButton"_s);
    m_problem->setObjectName(u"failuresProblem"_s);
    m_retrySelected->setObjectName(u"retrySelectedButton"_s);
    m_retryAll->setObjectName(u"retryAllButton"_s);
    m_dismissSelected->setObjectName(u"dismissSelectedButton"_s);
    m_restoreSelected->setObjectName(u"restoreSelectedButton"_s);
    m_summary->setObjectName(u"requestSummary"_s);
    m_undoDismissal->setObjectName(u"undoButton"_s);
    m_cancelRestButton->setObjectName(u"cancelRestButton"_s);
    m_retry->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)});
    m_retry->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_retry->setAutoRepeat(false);
    m_retryMatching->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return),
                                   QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Enter)});
    m_retryMatching->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_retryMatching->setAutoRepeat(false);
    m_retryGroup->setObjectName(u"retryGroupAction"_s);
    m_dismiss->setShortcut(QKeySequence::Delete);
    m_dismiss->setShortcutContext(Qt::WidgetShortcut);
    m_dismiss->setAutoRepeat(false);
    m_undo->setShortcut(QKeySequence::Undo);
    m_showLog->setObjectName(u"showLogAction"_s);
    m_showLog->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_L));
    m_showLog->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addActions({m_retry, m_retryMatching, m_undo, m_showLog});
    m_copyAddress->setShortcuts(QKeySequence::Copy);
    m_copyAddress->setShortcutContext(Qt::WidgetShortcut);
    m_table->addActions(
        {m_retry, m_retryGroup, m_retryMatching, m_dismiss, m_restore, m_showUser, m_showLog, m_copyAddress});
    m_again.setSingleShot(true);
    m_again.setInterval(kAgainMs);
    layOut();
    connectParts();
    retranslate();
    take(desk.news());
}

QString FailuresPanel::title() const
{
    return tr("Failures");
}

QIcon FailuresPanel::icon() const
{
    return lineIcon([](QPainter& painter) {
        painter.drawPolygon(QPolygonF{{8, 2.5}, {14.2, 13.3}, {1.8, 13.3}});
        painter.drawLine(QPointF(8, 6.5), QPointF(8, 9.3));
        painter.drawPoint(QPointF(8, 11.3));
    });
}

void FailuresPanel::refresh()
{
    m_groups->count(m_filter->query());
    m_model.refresh(FailuresModel::Settled::Go);
}

std::optional<ReportRequest> FailuresPanel::nearestReport() const
{
    const FailureFilter filter = m_filter->filter();
    ReportRequest request{
        .report = "failures", .chain = m_filter->chain(), .all = filter != FailureFilter::Open};
    // The report knows open ones and all.
    if (filter == FailureFilter::Open || filter == FailureFilter::All) {
        request.search = m_filter->search();
        request.codes = m_groups->codes();
    }
    const std::vector<FailureId> selected = m_table->selected(&FailuresModel::isFailure);
    if (selected.size() <= FailuresModel::kMostAtOnce)
        for (const FailureId failure : selected)
            request.failures.push_back(failure.value());
    return request;
}

bool FailuresPanel::showFailures()
{
    resetFilter();
    return true;
}

void FailuresPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void FailuresPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    m_requests.setAwake(true);
    if (!m_opened)
        open();
    else if (m_model.problem())
        m_again.start();
    else
        refreshIfNew();
}

void FailuresPanel::hideEvent(QHideEvent* event)
{
    Panel::hideEvent(event);
    m_requests.setAwake(false);
    m_again.stop();
}

void FailuresPanel::layOut()
{
    auto* top = new QHBoxLayout;
    top->addWidget(m_filter, 1);
    top->addWidget(m_refresh);
    top->addWidget(m_dismissSelected);
    top->addWidget(m_restoreSelected);
    top->addWidget(m_retrySelected);
    top->addWidget(m_retryAll);
    m_splitter = new DrawerSplitter(Qt::Vertical, u"failuresSplitter"_s, m_table, m_detail);
    m_splitter->setFilter(m_filter->field());
    top->addWidget(m_splitter->button());
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_stack->addWidget(m_splitter);
    m_stack->addWidget(m_empty);
    auto* parts = new QSplitter(Qt::Vertical);
    parts->setObjectName(u"reasonsSplitter"_s);
    parts->setChildrenCollapsible(false);
    parts->addWidget(m_groups);
    parts->addWidget(m_stack);
    parts->setStretchFactor(0, 0);
    parts->setStretchFactor(1, 1);
    auto* column = new QVBoxLayout(this);
    column->addLayout(top);
    column->addWidget(m_problem);
    column->addWidget(parts, 1);
    column->addSpacing(fontMetrics().height() / 3);
    auto* bottom = new QHBoxLayout;
    bottom->addWidget(m_summary, 1);
    bottom->addWidget(m_cancelRestButton);
    bottom->addWidget(m_undoDismissal);
    column->addLayout(bottom);
}

void FailuresPanel::connectParts()
{
    connect(&desk(), &OperatorDesk::chainsChanged, this, &FailuresPanel::take);
    connect(m_filter, &FailureFilterBar::changed, this, &FailuresPanel::open);
    connect(m_groups, &ReasonGroups::picked, this, &FailuresPanel::open);
    connect(m_groups, &ReasonGroups::answered, this, [this] {
        if (m_groups->problem() && isVisible())
            m_again.start();
        showProblem();
        showButtons();
    });
    connect(m_groups, &ReasonGroups::retryWanted, this, &FailuresPanel::planRetry);
    connect(m_refresh, &QPushButton::clicked, this, &FailuresPanel::refresh);
    connect(m_empty, &EmptyPage::offerTaken, this, &FailuresPanel::resetFilter);
    connect(m_retrySelected, &QPushButton::clicked, this, &FailuresPanel::retrySelected);
    connect(m_retryAll, &QPushButton::clicked, m_retryMatching, &QAction::trigger);
    connect(m_retryMatching, &QAction::triggered, this, [this] { planRetry(m_groups->codes()); });
    connect(m_retryGroup, &QAction::triggered, this, [this] {
        if (const FailureView* failure = m_table->current())
            planRetry({failure->code});
    });
    connect(m_retry, &QAction::triggered, this, &FailuresPanel::retrySelected);
    connect(m_dismissSelected, &QPushButton::clicked, this, &FailuresPanel::dismissSelected);
    connect(m_dismiss, &QAction::triggered, this, &FailuresPanel::dismissSelected);
    connect(m_restoreSelected, &QPushButton::clicked, this, &FailuresPanel::restoreSelected);
    connect(m_restore, &QAction::triggered, this, &FailuresPanel::restoreSelected);
    connect(m_undoDismissal, &QPushButton::clicked, m_undo, &QAction::trigger);
    connect(m_undo, &QAction::triggered, &m_requests, &FailureRequests::undo);
    connect(m_cancelRestButton, &QPushButton::clicked, &m_requests, &FailureRequests::cancelRest);
    connect(m_table, &FailuresTable::retryWanted, this, [this](FailureId id) { m_requests.retry({id}); });
    connect(m_detail, &FailureDetail::userWanted, this, &FailuresPanel::userWanted);
    connect(m_detail, &FailureDetail::logWanted, this, &FailuresPanel::logWanted);
    connect(m_showLog, &QAction::triggered, this, [this] {
        if (const FailureView* failure = m_table->current())
            Q_EMIT logWanted(QString::fromStdString(failure->chain), failure->lastAttempt);
    });
    connect(m_showUser, &QAction::triggered, this, [this] {
        if (const FailureView* failure = m_table->current())
            Q_EMIT userWanted(QString::fromStdString(failure->chain),
                              QString::fromStdString(failure->address));
    });
    connect(m_copyAddress, &QAction::triggered, this, [this] {
        if (const FailureView* failure = m_table->current())
            QGuiApplication::clipboard()->setText(format::address(failure->address));
    });
    const auto show = [this] {
        showSelected();
        showButtons();
    };
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, show);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, show);
    connect(&m_again, &QTimer::timeout, this, [this] {
        if (m_groups->problem())
            m_groups->count(m_filter->query());
        m_model.refresh(FailuresModel::Settled::Stay);
    });
    connect(&m_model, &FailuresModel::taken, this, [this] {
        if (m_model.problem() && isVisible())
            m_again.start();
        showProblem();
        showEmptiness();
        showSelected();
        showButtons();
    });
    connect(&m_requests, &FailureRequests::isRecorded, m_detail, &FailureDetail::askAgain);
    connect(&m_requests, &FailureRequests::changed, this, [this] {
        showSummary();
        showSelected();
        showButtons();
    });
}

void FailuresPanel::take(const ChainsNews& news)
{
    m_filter->setChains(news.chains);
    std::int64_t failures = 0;
    for (const ChainView& chain : news.chains)
        failures += chain.openFailures;
    const auto badge = static_cast<int>(std::min<std::int64_t>(failures, std::numeric_limits<int>::max()));
    if (std::exchange(m_badge, badge) != badge)
        Q_EMIT badgeChanged();
    showProblem();
    showEmptiness();
    showButtons();
    if (m_opened && isVisible())
        refreshIfNew();
}

void FailuresPanel::open()
{
    if (!isVisible()) {
        m_opened = false;
        return;
    }
    m_opened = true;
    m_seen = seenNow();
    FailureQuery query = m_filter->query();
    m_groups->count(query);
    query.codes = m_groups->codes();
    m_model.open(std::move(query));
    showEmptiness();
    showSelected();
    showButtons();
}

void FailuresPanel::resetFilter()
{
    const bool narrowed = !m_groups->codes().empty();
    m_groups->reset();
    if (!m_filter->reset() && narrowed)
        open();
}

void FailuresPanel::refreshIfNew()
{
    std::vector<Seen> seen = seenNow();
    if (seen == m_seen)
        return;
    m_seen = std::move(seen);
    m_groups->count(m_filter->query());
    m_model.refresh(FailuresModel::Settled::Stay);
}

std::vector<FailuresPanel::Seen> FailuresPanel::seenNow() const
{
    std::vector<Seen> seen;
    for (const ChainView& chain : desk().news().chains)
        if (!m_filter->chain() || *m_filter->chain() == chain.name)
            seen.push_back({chain.name, chain.openFailures, chain.calculatedTime, !desk().news().problem});
    return seen;
}

void FailuresPanel::retrySelected()
{
    m_requests.retry(m_table->selected(&FailuresModel::isRetriable));
}

void FailuresPanel::planRetry(const std::vector<std::string>& codes)
{
    FailureQuery query = m_filter->query();
    query.filter = FailureFilter::Open;
    query.codes = codes;
    auto* plan = new RetryPlan(desk(), std::move(query), m_configFile, this);
    plan->setAttribute(Qt::WA_DeleteOnClose);
    connect(plan, &RetryPlan::confirmed, &m_requests, &FailureRequests::retryAll);
    plan->open();
}

void FailuresPanel::dismissSelected()
{
    const std::vector<FailureId> failures = m_table->selected(&FailuresModel::isDismissible);
    if (failures.empty())
        return;
    auto* dialog = new DismissDialog(failures.size(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DismissDialog::confirmed, this,
            [this, failures](const QString& note) { m_requests.dismiss(failures, note); });
    dialog->open();
}

void FailuresPanel::restoreSelected()
{
    m_requests.restore(m_table->selected(&FailuresModel::isRestorable));
}

void FailuresPanel::showSelected()
{
    const QModelIndex current = m_table->currentIndex();
    const FailureView* failure = m_model.failureAt(current.row());
    const bool isSelected = failure && m_table->selectionModel()->isRowSelected(current.row());
    m_showUser->setEnabled(isSelected);
    m_showLog->setEnabled(isSelected);
    m_copyAddress->setEnabled(isSelected);
    if (isSelected)
        m_detail->describe(*failure, m_model.resultAt(current.row()));
    else
        m_detail->clear();
}

void FailuresPanel::showButtons()
{
    const auto retriable = static_cast<std::int64_t>(m_table->selected(&FailuresModel::isRetriable).size());
    m_retry->setEnabled(retriable > 0);
    m_retrySelected->setEnabled(retriable > 0);
    m_retrySelected->setText(retriable > 1 ? tr("Retry %1 selected").arg(format::number(retriable))
                                           : tr("Retry selected"));
    m_dismiss->setEnabled(!m_table->selected(&FailuresModel::isDismissible).empty());
    m_dismissSelected->setEnabled(m_dismiss->isEnabled());
    m_dismissSelected->setVisible(m_filter->filter() != FailureFilter::Dismissed);
    m_restore->setEnabled(!m_table->selected(&FailuresModel::isRestorable).empty());
    m_restoreSelected->setEnabled(m_restore->isEnabled());
    m_restoreSelected->setVisible(m_filter->filter() == FailureFilter::Dismissed);
    const std::optional<std::int64_t> open = openFailures();
    m_retryAll->setEnabled(
        open != 0 && !m_requests.isAllUnderWay() &&
        (m_filter->filter() == FailureFilter::Open || m_filter->filter() == FailureFilter::All));
    m_retryAll->setText(open > 0 ? tr("Retry all %1…").arg(format::number(*open)) : tr("Retry all…"));
    m_retryMatching->setEnabled(m_retryAll->isEnabled());
    m_groups->setRetriable(m_retryAll->isEnabled());
    const FailureView* current = m_table->current();
    m_retryGroup->setEnabled(m_retryAll->isEnabled() && current && !current->code.empty());
}

void FailuresPanel::showSummary()
{
    m_summary->say(m_requests.summary(), m_requests.tone());
    m_table->setWanted(FailuresModel::RetryResult, !m_requests.summary().isEmpty());
    m_undo->setEnabled(m_requests.canUndo());
    m_undoDismissal->setVisible(m_requests.canUndo());
    m_cancelRestButton->setVisible(m_requests.canCancelRest());
}

void FailuresPanel::showProblem()
{
    const auto& problem = m_model.problem();
    const auto& uncounted = m_groups->problem();
    QString sentence;
    // Of a database that cannot be read at all the window speaks, and of an empty list its place.
    if (problem && !desk().news().problem && m_model.rowCount() > 0)
        sentence = tr("The failures cannot be read now, so this is what was known last: %1")
                       .arg(QString::fromStdString(problem->message));
    else if (uncounted && !problem && !desk().news().problem)
        sentence = tr("The failures cannot be counted by reason now: %1")
                       .arg(QString::fromStdString(uncounted->message));
    m_problem->say(sentence, theme::Tone::Bad);
}

void FailuresPanel::showEmptiness()
{
    const bool empty = m_model.rowCount() == 0;
    m_stack->setCurrentWidget(empty ? static_cast<QWidget*>(m_empty) : m_splitter);
    if (!empty)
        return;
    m_empty->tell({.chain = m_filter->chain(),
                   .narrowed = m_filter->filter() != FailureFilter::Open || isNarrowed(),
                   .isAnswered = m_opened && !m_model.isLoading(),
                   .problem = m_model.problem()},
                  desk().news());
}

void FailuresPanel::retranslate()
{
    m_table->retranslate();
    m_refresh->setText(tr("Refresh"));
    m_refresh->setAccessibleName(tr("Refresh the failures"));
    m_refresh->setToolTip(tr("Also takes away what is settled by now (F5)"));
    m_retry->setText(tr("Retry selected"));
    m_retrySelected->setToolTip(tr("Settles the points of the selected users once more (Ctrl+Enter)"));
    m_retryAll->setToolTip(
        tr("Retries every open failure of the chosen chains, also those further down (Ctrl+Shift+Enter)"));
    m_retryMatching->setText(tr("Retry all…"));
    m_retryGroup->setText(tr("Retry all with this reason…"));
    m_dismiss->setText(tr("Dismiss…"));
    m_dismissSelected->setText(tr("Dismiss…"));
    m_dismissSelected->setToolTip(tr("Sets the selected failures aside, with a note why (Delete)"));
    m_restore->setText(tr("Restore"));
    m_restoreSelected->setText(tr("Restore"));
    m_restoreSelected->setToolTip(tr("Lists the selected failures as open again"));
    m_undo->setText(tr("Undo"));
    m_undoDismissal->setText(tr("Undo"));
    m_undoDismissal->setAccessibleName(tr("Undo the dismissal"));
    m_undoDismissal->setToolTip(tr("Takes the dismissal back (Ctrl+Z)"));
    m_cancelRestButton->setText(tr("Cancel the rest"));
    m_cancelRestButton->setAccessibleName(tr("Cancel what still waits"));
    m_cancelRestButton->setToolTip(
        tr("What the engine has not begun is not done any more; what is done stays"));
    m_showUser->setText(tr("Show user"));
    m_showLog->setText(tr("Show log"));
    m_copyAddress->setText(tr("Copy address"));
    m_model.retranslate();
    showProblem();
    showSummary();
    showEmptiness();
    showSelected();
    showButtons();
}

bool FailuresPanel::isNarrowed() const
{
    return !m_groups->codes().empty() || !m_filter->search().empty();
}

std::optional<std::int64_t> FailuresPanel::openFailures() const
{
    if (isNarrowed())
        return m_filter->filter() == FailureFilter::Open ? m_groups->failures() : std::nullopt;
    std::int64_t count = 0;
    for (const ChainView& chain : desk().news().chains)
        if (!m_filter->chain() || *m_filter->chain() == chain.name)
            count += chain.openFailures;
    return count;
}

} // namespace chainpoints
