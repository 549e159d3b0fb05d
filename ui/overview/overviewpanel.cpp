#include "ui/overview/overviewpanel.h"

#include "core/access/issued.h"
#include "ui/format.h"
#include "ui/overview/card.h"
#include "ui/overview/chainactions.h"
#include "ui/overview/chaindetail.h"
#include "ui/overview/chainprogress.h"
#include "ui/overview/chaintext.h"
#include "ui/overview/explorerbutton.h"
#include "ui/overview/nodetestdialog.h"
#include "ui/overview/progressdelegate.h"
#include "ui/panels.h"
#include "ui/vectoricon.h"
#include "ui/widgets/emptypage.h"
#include "ui/widgets/fittedsplitter.h"
#include "ui/widgets/rowtable.h"
#include "ui/zone.h"

#include <QAction>
#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

/// Texts that depend on the clock stay readable in between.
constexpr int kTickMs = 5000;
/// In seconds: 99 days and 23 hours.
constexpr std::int64_t kLongest = (99 * 24 + 23) * 3600;

} // namespace

OverviewPanel::OverviewPanel(const PanelParts& parts, QWidget* parent)
    : Panel(parts.desk, parent), m_settingsDesk(parts.settingsDesk),
      m_file(parts.info.settingsFile.toStdString()), m_self(thisProcess()), m_model(m_self),
      m_chains(new Card), m_failures(new Card), m_settled(new Card), m_issued(new Card),
      m_stack(new QStackedWidget), m_empty(new EmptyPage), m_table(new RowTable),
      m_actions(new ChainActions(parts.desk, parts.prompts, parts.info.settingsFile)),
      m_test(new QAction(this)), m_explorer(new ExplorerButton(parts.prompts)),
      m_detail(new ChainDetail(parts.desk, m_self))
{
    setObjectName(u"overviewPanel"_s);
    m_chains->setObjectName(u"chainsCard"_s);
    m_failures->setObjectName(u"failuresCard"_s);
    m_settled->setObjectName(u"settledCard"_s);
    m_issued->setObjectName(u"issuedCard"_s);
    m_table->setObjectName(u"chainsTable"_s);
    m_table->setModel(&m_model);
    m_table->offerColumns({u"name"_s, u"state"_s, u"progress"_s, u"behind"_s, u"speed"_s, u"head"_s,
                           u"confirmed"_s, u"processed"_s, u"calculated"_s, u"owner"_s, u"nodes"_s,
                           u"failures"_s, u"problem"_s},
                          ChainsModel::Name);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegateForColumn(ChainsModel::Progress, new ProgressDelegate(m_table));
    m_actions->add(m_test, u"testButton"_s);
    m_actions->add(m_explorer);
    m_table->addActions(m_actions->all());
    m_table->addActions(m_explorer->menu()->actions());
    layOut();
    m_timer.setInterval(kTickMs);
    connect(&m_timer, &QTimer::timeout, this, &OverviewPanel::tick);
    connect(&desk(), &OperatorDesk::chainsChanged, this, &OverviewPanel::take);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &OverviewPanel::showSelected);
    connect(m_test, &QAction::triggered, this, &OverviewPanel::testNodes);
    connect(m_detail, &ChainDetail::changed, this, &OverviewPanel::showSelected);
    connect(m_failures, &Card::clicked, this, &OverviewPanel::failuresWanted);
    take(desk().news());
    retranslate();
}

QString OverviewPanel::title() const
{
    return tr("Overview");
}

QIcon OverviewPanel::icon() const
{
    return lineIcon([](QPainter& painter) {
        for (const qreal left : {2.2, 9.0})
            for (const qreal top : {2.2, 9.0})
                painter.drawRoundedRect(QRectF(left, top, 4.8, 4.8), 1, 1);
    });
}

void OverviewPanel::refresh()
{
    desk().poke();
    tick();
}

bool OverviewPanel::showChain(const QString& chain)
{
    if (const int row = m_model.rowOf(chain.toStdString()); row >= 0) {
        m_hasSelectedFirst = true;
        m_table->setCurrentIndex(m_model.index(row, 0));
        m_table->setFocus();
    }
    return true;
}

void OverviewPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void OverviewPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    m_actions->setAwake(true);
    m_timer.start();
    tick();
}

void OverviewPanel::hideEvent(QHideEvent* event)
{
    Panel::hideEvent(event);
    m_actions->setAwake(false);
    m_timer.stop();
}

void OverviewPanel::layOut()
{
    auto* cards = new QHBoxLayout;
    for (Card* card : {m_chains, m_failures, m_settled, m_issued})
        cards->addWidget(card, 1);
    auto* below = new QWidget;
    auto* belowColumn = new QVBoxLayout(below);
    belowColumn->setContentsMargins(0, 0, 0, 0);
    belowColumn->addWidget(m_actions);
    belowColumn->addWidget(m_detail, 1);
    m_splitter = new FittedSplitter(m_table, below);
    m_splitter->setObjectName(u"overviewParts"_s);
    m_stack->addWidget(m_splitter);
    m_stack->addWidget(m_empty);
    auto* column = new QVBoxLayout(this);
    column->addLayout(cards);
    column->addWidget(m_stack, 1);
}

void OverviewPanel::take(const ChainsNews& news)
{
    m_table->hold();
    m_model.take(news);
    m_table->restore();
    const auto hasProblem = [](const ChainView& chain) { return !ChainText::problem(chain).isEmpty(); };
    if (std::exchange(m_hasProblem, std::ranges::any_of(news.chains, hasProblem)) != m_hasProblem)
        fitColumns();
    showEmptiness(); // what is not seen asks for nothing
    selectFirst();
    showSelected();
    showCards();
}

void OverviewPanel::tick()
{
    m_model.tick(wallClock());
    showSelected();
}

void OverviewPanel::retranslate()
{
    m_table->setAccessibleName(tr("Chains"));
    m_detail->setAccessibleName(tr("The selected chain"));
    m_test->setText(tr("Test nodes"));
    m_test->setToolTip(tr("Try the nodes of this chain step by step, as the configuration names them"));
    m_model.retranslate();
    fitColumns();
    take(desk().news());
}

void OverviewPanel::selectFirst()
{
    if (m_model.rowCount() == 0 || std::exchange(m_hasSelectedFirst, true))
        return;
    m_table->setCurrentIndex(m_model.index(0, 0));
}

void OverviewPanel::showSelected()
{
    const int row = selectedRow();
    const ChainView* chain = m_model.chainAt(row);
    m_actions->setChain(chain ? QString::fromStdString(chain->name) : QString());
    m_explorer->setChain(chain);
    m_test->setEnabled(chain && !m_file.empty());
    if (chain)
        m_detail->describe(*chain, m_model.blocksPerSecond(row),
                           [&](std::int64_t blocks) { return m_model.secondsUntil(row, blocks); });
    else
        m_detail->clear();
}

void OverviewPanel::testNodes()
{
    const ChainView* chain = m_model.chainAt(selectedRow());
    if (!chain)
        return;
    auto* dialog = new NodeTestDialog(m_settingsDesk, m_file, QString::fromStdString(chain->name), this);
    dialog->open();
}

void OverviewPanel::showCards()
{
    if (desk().news().asOf == UnixTime()) {
        // Nothing was read yet, so nothing is known.
        m_chains->say(tr("Live chains"), theme::Tone::Idle, u"—"_s, {});
        m_failures->say(tr("Open failures"), theme::Tone::Idle, u"—"_s, {});
        m_failures->offer({});
        m_settled->say(tr("Settled everywhere up to (%1)").arg(zone::name()), theme::Tone::Idle, u"—"_s, {});
        m_issued->say(tr("Points of the last settlement"), theme::Tone::Idle, u"—"_s, {});
        return;
    }
    const std::vector<ChainView>& chains = desk().news().chains;
    const auto isLive = [](const ChainView& chain) {
        return chain.state == ChainState::Live && !isAbandoned(chain);
    };
    const auto live = std::ranges::count_if(chains, isLive);
    const auto paused = std::ranges::count(chains, false, &ChainView::active);
    const auto total = static_cast<std::int64_t>(chains.size());
    // Nothing is well that is not known now.
    const auto tone = desk().news().problem ? theme::Tone::Idle : ChainText::worst(chains);
    m_chains->say(tr("Live chains"), tone, tr("%1 of %2").arg(live).arg(total),
                  paused > 0 ? tr("%1 paused").arg(paused) : QString());

    std::int64_t failures = 0;
    const ChainView* oldest = nullptr; // one that has settled nothing is the oldest of all
    for (const ChainView& chain : chains) {
        failures += chain.openFailures;
        if (chain.active && (!oldest || chain.calculatedTime < oldest->calculatedTime))
            oldest = &chain;
    }
    const bool well = tone == theme::Tone::Good;
    m_failures->say(tr("Open failures"),
                    failures > 0 ? theme::Tone::Bad
                    : well       ? theme::Tone::Good
                                 : theme::Tone::Idle,
                    format::number(failures),
                    failures > 0 ? tr("Some points are missing")
                    : well       ? tr("Nobody's points are missing")
                                 : tr("None is recorded"));
    m_failures->offer(failures == 0 ? QString() : tr("Show failures"));
    showSettled(oldest, tone);
    showIssued();
}

void OverviewPanel::showSettled(const ChainView* oldest, theme::Tone tone)
{
    const QString caption = tr("Settled everywhere up to (%1)").arg(zone::name());
    const auto nameOf = [](const ChainView& chain) { return QString::fromStdString(chain.name); };
    if (!oldest || !oldest->calculatedTime)
        return m_settled->say(caption, theme::Tone::Idle, u"—"_s,
                              oldest ? tr("%1 has settled no hour yet").arg(nameOf(*oldest)) : QString());
    const ChainView* behind = furthestBehind(desk().news().chains);
    m_settled->say(caption, tone, format::minute(*oldest->calculatedTime),
                   behind ? tr("%1 is the one furthest behind").arg(nameOf(*behind)) : QString());
}

void OverviewPanel::showIssued()
{
    constexpr int kDecimals = 2;
    const auto issued = totalIssued(desk().news().chains);
    if (!issued)
        return m_issued->say(tr("Points of the last settlement"), theme::Tone::Idle, u"—"_s,
                             tr("Known after the next hour"));
    const QString caption = issued->from && issued->to
                                ? tr("Points of %1").arg(format::span(*issued->from, *issued->to))
                                : tr("Points of the last settlement");
    m_issued->say(caption, desk().news().problem ? theme::Tone::Idle : ChainText::worst(desk().news().chains),
                  format::shortAmount(issued->points, kDecimals),
                  issued->mean.empty()
                      ? tr("Nothing to compare with yet")
                      : tr("Before: %1 an hour").arg(format::shortAmount(issued->mean, kDecimals)));
    m_issued->setToolTip(tr("%1 points. Before: the mean of up to 24 hours. Retries are not in it.")
                             .arg(format::amount(issued->points)));
}

void OverviewPanel::showEmptiness()
{
    const ChainsNews& news = desk().news();
    m_stack->setCurrentWidget(news.chains.empty() ? static_cast<QWidget*>(m_empty) : m_splitter);
    if (news.problem)
        m_empty->say(theme::Tone::Bad, tr("The chains cannot be read"),
                     tr("They show here as soon as the database can be read."));
    else if (news.asOf == UnixTime())
        m_empty->say(theme::Tone::Busy, tr("Reading the chains…"), {});
    else
        m_empty->say(theme::Tone::Idle, tr("No chains yet"),
                     tr("Chains are listed in the configuration file; they show here as soon as the engine "
                        "has started with it."));
}

void OverviewPanel::fitColumns()
{
    const QString height = format::number(999'999'999);
    m_table->setWidest(ChainsModel::Name, u"avalanche-mainnet"_s);
    m_table->setWidest(ChainsModel::State, theme::word(ChainState::FinalityViolated), RowTable::Icon::With);
    m_table->setWidest(ChainsModel::Progress, u"99.9 % · 9 d 20 h left"_s);
    m_table->setWidest(ChainsModel::Behind, format::number(99'999'999) + u'\n' + format::duration(kLongest) +
                                                u'\n' + ChainsModel::tr("unconfirmed"));
    m_table->setWidest(ChainsModel::Speed, ChainText::speed(9'999));
    m_table->setWidest(ChainsModel::Head, height);
    m_table->setWidest(ChainsModel::Confirmed, height);
    m_table->setWidest(ChainsModel::Processed, height);
    m_table->setWidest(ChainsModel::Calculated, u"2025-01-01 15:00"_s);
    m_table->setWidest(ChainsModel::Owner, u"Process 99999\non harbour-server-01"_s);
    m_table->setWidest(ChainsModel::Nodes, ChainText::tr("%1 of %2").arg(9).arg(9), RowTable::Icon::With);
    m_table->setWidest(ChainsModel::Failures, u"999"_s, RowTable::Icon::With);
    if (m_hasProblem)
        m_table->setFlexible(ChainsModel::Problem, u"A short sentence"_s, u"A sentence of some length"_s);
    else
        m_table->setFlexible(ChainsModel::Problem, {}, {});
    m_table->setLeast(ChainsModel::Behind, format::number(99'999'999) + u'\n' + format::duration(kLongest));
    m_table->setLeast(ChainsModel::Owner, tr("This window"));
    m_table->setLeast(ChainsModel::State, theme::word(ChainState::Unreachable));
    m_table->setLeast(ChainsModel::Name, u"base-sepolia"_s);
    m_table->setLeast(ChainsModel::Progress, ChainsModel::tr("%1 % · end unknown").arg(u"99.9"_s));
    m_table->setDispensable({ChainsModel::Speed, ChainsModel::Owner, ChainsModel::Head,
                             ChainsModel::Confirmed, ChainsModel::Nodes});
    m_table->fitColumns();
}

int OverviewPanel::selectedRow() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? -1 : rows.front().row();
}

} // namespace chainpoints
