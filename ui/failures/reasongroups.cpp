#include "ui/failures/reasongroups.h"

#include "ui/failures/retrydelegate.h"
#include "ui/format.h"
#include "ui/widgets/rowtable.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QVBoxLayout>

#include <algorithm>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kRowsAtLeast = 3;

} // namespace

ReasonGroups::ReasonGroups(OperatorDesk& desk, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_table(new RowTable), m_retry(new QAction(this)),
      m_all(new QAction(this)), m_pickedRow(new QWidget), m_pickedText(new QLabel),
      m_allButton(new QPushButton)
{
    m_table->setObjectName(u"reasonGroups"_s);
    m_allButton->setObjectName(u"allReasonsButton"_s);
    m_pickedText->setObjectName(u"pickedReasons"_s);
    m_table->setModel(&m_model);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    auto* buttons = new RetryDelegate(m_table);
    m_table->setItemDelegateForColumn(ReasonGroupsModel::Retry, buttons);
    m_table->offerColumns(
        {u"reason"_s, u"failures"_s, u"chains"_s, u"since"_s, u"lastAttempt"_s, u"nextAttempt"_s, u"retry"_s},
        ReasonGroupsModel::Reason);
    m_retry->setObjectName(u"retryReasonsAction"_s);
    m_retry->setShortcuts({Qt::Key_Return, Qt::Key_Enter});
    m_retry->setAutoRepeat(false);
    m_all->setShortcut(Qt::Key_Escape);
    for (QAction* action : {m_retry, m_all})
        action->setShortcutContext(Qt::WidgetShortcut);
    m_table->addActions({m_retry, m_all});

    auto* picked = new QHBoxLayout(m_pickedRow);
    picked->setContentsMargins(0, 0, 0, 0);
    picked->addWidget(m_pickedText, 1);
    picked->addWidget(m_allButton);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_table, 1);
    column->addWidget(m_pickedRow);

    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ReasonGroups::readSelection);
    connect(m_retry, &QAction::triggered, this, [this] { Q_EMIT retryWanted(codes()); });
    connect(m_all, &QAction::triggered, m_table, &RowTable::clearSelection);
    connect(m_allButton, &QPushButton::clicked, m_all, &QAction::trigger);
    connect(buttons, &RetryDelegate::clicked, this,
            [this](const QModelIndex& index) { Q_EMIT retryWanted({m_model.codeAt(index.row())}); });
    retranslate();
    fitHeight();
}

void ReasonGroups::count(FailureQuery query)
{
    m_query = std::move(query);
    m_query.codes.clear();
    m_counted = false;
    m_again = true;
    if (!m_asking)
        ask();
}

void ReasonGroups::ask()
{
    m_again = false;
    m_asking = true;
    m_desk.ask(
        this, [query = m_query](OperatorDoor& door) { return door.failureGroups(query); },
        [this](const Result<std::vector<FailureGroup>>& answer) {
            m_asking = false;
            if (m_again)
                return ask();
            m_problem = answer ? std::nullopt : std::optional(answer.error());
            if (answer)
                take(*answer);
            else
                Q_EMIT answered();
        },
        OperatorDesk::Lane::Scans);
}

std::optional<std::int64_t> ReasonGroups::failures() const
{
    if (!m_counted)
        return std::nullopt;
    std::int64_t sum = 0;
    for (int row = 0; row < m_model.rowCount(); ++row)
        if (m_picked.empty() || m_picked.contains(m_model.codeAt(row)))
            sum += m_model.failuresAt(row);
    return sum;
}

void ReasonGroups::reset()
{
    m_picked.clear();
    showSelection();
}

void ReasonGroups::setRetriable(bool retriable)
{
    m_retriable = retriable;
    m_model.setRetriable(retriable);
    m_retry->setEnabled(retriable && !m_picked.empty());
}

void ReasonGroups::take(const std::vector<FailureGroup>& groups)
{
    m_counted = true;
    {
        const QScopedValueRollback showing(m_showing, true);
        m_model.take(groups, m_picked);
    }
    showSelection();
    fitHeight();
    Q_EMIT answered();
}

void ReasonGroups::readSelection()
{
    if (m_showing)
        return;
    std::set<std::string> codes;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        codes.insert(m_model.codeAt(index.row()));
    if (std::exchange(m_picked, codes) == codes)
        return;
    showSelection();
    Q_EMIT picked();
}

void ReasonGroups::showSelection()
{
    const QScopedValueRollback showing(m_showing, true);
    QItemSelection rows;
    for (const std::string& code : m_picked)
        if (const int row = m_model.rowOf(code); row >= 0)
            rows.select(m_model.index(row, 0), m_model.index(row, ReasonGroupsModel::kColumns - 1));
    m_table->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
    m_pickedText->setText(tr("Picked reasons: %1 of %2")
                              .arg(format::number(std::int64_t(m_picked.size())),
                                   format::number(std::int64_t(m_model.rowCount()))));
    m_pickedRow->setVisible(!m_picked.empty());
    m_all->setEnabled(!m_picked.empty());
    m_retry->setEnabled(m_retriable && !m_picked.empty());
    updateGeometry();
}

int ReasonGroups::heightOfRows(int rows) const
{
    return m_table->horizontalHeader()->sizeHint().height() +
           rows * m_table->verticalHeader()->defaultSectionSize() + 2 * m_table->frameWidth();
}

void ReasonGroups::fitHeight()
{
    const int rows = m_model.rowCount();
    m_table->setMinimumHeight(heightOfRows(std::min(rows, kRowsAtLeast)));
    m_table->setMaximumHeight(heightOfRows(rows));
    setVisible(rows > 0);
    updateGeometry();
}

QSize ReasonGroups::sizeHint() const
{
    const int picked = m_pickedRow->isHidden() ? 0 : m_pickedRow->sizeHint().height() + layout()->spacing();
    return {m_table->sizeHint().width(), heightOfRows(std::min(m_model.rowCount(), kRowsAtLeast)) + picked};
}

void ReasonGroups::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitHeight();
}

void ReasonGroups::retranslate()
{
    m_table->setAccessibleName(tr("Failures by reason"));
    m_table->setToolTip(tr("Picked reasons narrow the list below; Ctrl picks several"));
    m_retry->setText(tr("Retry the picked reasons…"));
    m_all->setText(tr("Show all reasons"));
    m_allButton->setText(tr("Show all reasons"));
    m_allButton->setToolTip(tr("Lists the failures of all reasons again (Esc)"));
    m_model.retranslate();
    showSelection();
    fitColumns();
}

void ReasonGroups::fitColumns()
{
    const QString time = u"2025-01-01 15:00"_s;
    m_table->setWidest(ReasonGroupsModel::Failures, u"1,000,000"_s);
    m_table->setWidest(ReasonGroupsModel::Chains, u"arbitrum, base-sepolia"_s);
    m_table->setLeast(ReasonGroupsModel::Chains, u"arbitrum-"_s);
    for (const int column :
         {ReasonGroupsModel::Since, ReasonGroupsModel::LastAttempt, ReasonGroupsModel::NextAttempt})
        m_table->setWidest(column, time);
    m_table->setWidest(ReasonGroupsModel::Retry, tr("Retry"), RowTable::Icon::With);
    m_table->setFlexible(ReasonGroupsModel::Reason, u"A balance does not follow"_s,
                         u"A balance does not follow from the one before it, and some"_s);
    m_table->setDispensable({ReasonGroupsModel::LastAttempt, ReasonGroupsModel::Since});
    m_table->fitColumns();
}

} // namespace chainpoints
