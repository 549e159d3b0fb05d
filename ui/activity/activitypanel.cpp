#include "ui/activity/activitypanel.h"

#include "ui/format.h"
#include "ui/vectoricon.h"
#include "ui/widgets/emptypage.h"
#include "ui/widgets/headline.h"
#include "ui/widgets/rowtable.h"

#include <QEvent>
#include <QPainter>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kPartsLines = 6;

} // namespace

ActivityPanel::ActivityPanel(OperatorDesk& desk, QWidget* parent)
    : Panel(desk, parent), m_model(desk), m_stack(new QStackedWidget), m_empty(new EmptyPage),
      m_splitter(new QSplitter(Qt::Vertical)), m_table(new RowTable), m_headline(new Headline),
      m_parts(new QPlainTextEdit)
{
    setObjectName(u"activityPanel"_s);
    m_table->setObjectName(u"activityTable"_s);
    m_parts->setObjectName(u"activityParts"_s);
    m_table->setModel(&m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_parts->setReadOnly(true);
    m_parts->setTabChangesFocus(true);
    layOut();
    connect(&m_model, &ActivityModel::aboutToTake, m_table, &RowTable::hold);
    connect(&m_model, &ActivityModel::taken, this, &ActivityPanel::take);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ActivityPanel::showSelected);
    // Actions are asked for and executed by any process, so the database is looked at as often as for the
    // chains.
    connect(&desk, &OperatorDesk::looked, this, [this] {
        if (isVisible())
            m_model.refresh();
    });
    retranslate();
}

QString ActivityPanel::title() const
{
    return tr("Activity");
}

QIcon ActivityPanel::icon() const
{
    return lineIcon([](QPainter& painter) {
        painter.drawPolyline(QPolygonF({{1.5, 8}, {4.5, 8}, {6.5, 3}, {9.5, 13}, {11.5, 8}, {14.5, 8}}));
    });
}

void ActivityPanel::refresh()
{
    m_model.refresh();
}

void ActivityPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ActivityPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    refresh();
    showEmptiness();
}

void ActivityPanel::layOut()
{
    auto* below = new QWidget;
    auto* belowColumn = new QVBoxLayout(below);
    belowColumn->setContentsMargins(0, 0, 0, 0);
    belowColumn->addWidget(m_headline);
    belowColumn->addWidget(m_parts, 1);
    m_parts->setMinimumHeight(kPartsLines * fontMetrics().lineSpacing());
    m_splitter->setObjectName(u"activitySplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(below);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_stack->addWidget(m_splitter);
    m_stack->addWidget(m_empty);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_stack, 1);
}

void ActivityPanel::take()
{
    m_table->restore();
    showEmptiness();
    showSelected();
}

void ActivityPanel::showSelected()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    const ActionSummary* selected = rows.isEmpty() ? nullptr : m_model.actionAt(rows.front().row());
    if (!selected) {
        m_described.reset();
        m_headline->hint(tr("Select an action to see its parts."));
        m_parts->clear();
        return;
    }
    if (m_described == *selected)
        return;
    m_described = *selected;
    const ActionView& action = selected->action;
    m_headline->name(tr("%1, asked at %2: %3")
                         .arg(ActivityModel::word(action.kind), format::zonedTime(action.requestedAt),
                              ActivityModel::counts(action)));
    desk().ask(
        this, [id = action.id](OperatorDoor& door) { return door.action(id); },
        [this, id = action.id](const Result<ActionView>& answer) {
            if (!m_described || m_described->action.id != id)
                return;
            if (answer)
                showParts(*answer);
            else
                m_parts->setPlainText(QString::fromStdString(answer.error().message));
        });
}

void ActivityPanel::showParts(const ActionView& action)
{
    QStringList lines;
    for (const ActionItem& item : action.items) {
        const QString chain = QString::fromStdString(item.chain);
        const QString part =
            item.failure ? tr("%1, failure %2").arg(chain).arg(item.failure->value()) : chain;
        const QString state = ActivityModel::word(item.state);
        lines += item.sentence.empty()
                     ? tr("%1: %2").arg(part, state)
                     : tr("%1: %2. %3").arg(part, state, QString::fromStdString(item.sentence));
    }
    if (action.parts() > static_cast<std::int64_t>(action.items.size()))
        lines += tr("%1 more").arg(
            format::number(action.parts() - static_cast<std::int64_t>(action.items.size())));
    if (const QString text = lines.join(u'\n'); m_parts->toPlainText() != text)
        m_parts->setPlainText(text);
}

void ActivityPanel::showEmptiness()
{
    const bool empty = m_model.rowCount() == 0;
    m_stack->setCurrentWidget(empty ? static_cast<QWidget*>(m_empty) : m_splitter);
    if (m_model.problem())
        m_empty->say(theme::Tone::Bad, tr("The actions cannot be read"),
                     tr("They show here as soon as the database can be read."));
    else if (m_model.isLoading())
        m_empty->say(theme::Tone::Busy, tr("Reading…"), {});
    else
        m_empty->say(theme::Tone::Idle, tr("Nobody asked for anything yet"),
                     tr("Pauses, retries and the like show here, whoever asked for them and wherever: in a "
                        "window, on the command line, by HTTP."));
}

void ActivityPanel::retranslate()
{
    m_table->setAccessibleName(tr("Actions"));
    m_parts->setAccessibleName(tr("Parts of the selected action"));
    m_model.retranslate();
    fitColumns();
    showEmptiness();
    m_described.reset();
    showSelected();
}

void ActivityPanel::fitColumns()
{
    int state = 0;
    QString widest;
    for (const ActionState one :
         {ActionState::Waiting, ActionState::Done, ActionState::Failed, ActionState::Skipped})
        if (const int width = fontMetrics().horizontalAdvance(ActivityModel::word(one)); width > state) {
            state = width;
            widest = ActivityModel::word(one);
        }
    m_table->setWidest(ActivityModel::State, widest, RowTable::Icon::With);
    m_table->setWidest(ActivityModel::When, u"2025-01-01 15:00:00"_s);
    m_table->setWidest(ActivityModel::What, u"avalanche-mainnet, sepolia"_s);
    m_table->setWidest(ActivityModel::Who, u"operator@some-machine"_s);
    m_table->setFlexible(ActivityModel::Result, u"A short sentence"_s, u"A sentence of quite some length"_s);
    m_table->setLeast(ActivityModel::What, u"avalanche-mainnet"_s);
    m_table->setLeast(ActivityModel::Who, u"operator@"_s);
    m_table->fitColumns();
}

} // namespace chainpoints
