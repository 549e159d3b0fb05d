#include "ui/charts/usercharts.h"

#include "ui/format.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr std::int64_t kShortestWhole = 60; ///< seconds; so that a single change stands in the middle
constexpr std::int64_t kWithSeconds = 600;  ///< up to here the range's text tells seconds

/// What is asked for: more than is seen, so that moving a little shows no gap.
TimeRange withMargin(const TimeRange& shown)
{
    return {shown.from - shown.seconds() / 2, shown.to + shown.seconds() / 2};
}

std::optional<TimeRange> wholeOf(const HistoryLoader::Answer& answer)
{
    if (!answer.balance || answer.balance->points.empty())
        return std::nullopt;
    TimeRange whole{answer.balance->begin, answer.balance->end};
    if (answer.points)
        whole = {std::min(whole.from, answer.points->begin), std::max(whole.to, answer.points->end)};
    return whole.atLeast(kShortestWhole);
}

} // namespace

UserCharts::UserCharts(OperatorDesk& desk, Prompts& prompts, QWidget* parent)
    : QWidget(parent), m_loader(desk), m_rangeText(new QLabel), m_reset(new QPushButton),
      m_balance(new BalanceChart), m_points(new PointsChart),
      m_export(new ChartExport(prompts, {&m_balance->plot(), &m_points->plot()}))
{
    m_rangeText->setObjectName(u"chartRange"_s);
    m_rangeText->setForegroundRole(QPalette::PlaceholderText);
    m_reset->setObjectName(u"chartReset"_s);
    auto* top = new QHBoxLayout;
    top->addWidget(m_rangeText, 1);
    top->addWidget(m_reset);
    top->addWidget(m_export);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins({});
    all->addLayout(top);
    all->addWidget(m_balance, 1);
    all->addWidget(m_points, 1);

    connect(&m_loader, &HistoryLoader::loaded, this, &UserCharts::take);
    connect(m_reset, &QPushButton::clicked, this, &UserCharts::showAll);
    for (const HistoryChart* chart : std::initializer_list<HistoryChart*>{m_balance, m_points}) {
        const Plot* plot = &chart->plot();
        connect(plot, &Plot::rangeWanted, this, &UserCharts::showRange);
        connect(plot, &Plot::resetWanted, this, &UserCharts::showAll);
        connect(plot, &Plot::pointed, this, [this](std::optional<UnixTime> time) {
            m_balance->plot().pointAt(time);
            m_points->plot().pointAt(time);
        });
    }
    clear();
    retranslate();
}

void UserCharts::setUser(const QString& chain, const QString& address, const QString& symbol)
{
    clear();
    m_symbol = symbol;
    m_chain = chain;
    m_loader.setUser(chain, address);
    m_loader.load(std::nullopt);
}

void UserCharts::clear()
{
    m_loader.setUser({}, {});
    m_whole.reset();
    m_shown.reset();
    m_balance->clear();
    m_points->clear();
    m_export->clear();
    applyRange();
}

void UserCharts::refresh()
{
    m_loader.load(m_shown ? std::optional(withMargin(*m_shown)) : std::nullopt);
}

void UserCharts::showRange(const TimeRange& wanted)
{
    if (!m_whole)
        return;
    const TimeRange shown = wanted.inside(*m_whole);
    if (shown == m_shown.value_or(*m_whole))
        return;
    m_shown = shown == *m_whole ? std::nullopt : std::optional(shown);
    applyRange();
    refresh();
}

void UserCharts::showAll()
{
    if (m_whole)
        showRange(*m_whole);
}

void UserCharts::take(const HistoryLoader::Answer& answer)
{
    if (answer.user && !answer.user->users.empty())
        Q_EMIT userRead(answer.user->users.front());
    if (const auto whole = wholeOf(answer)) {
        m_whole = whole;
        if (m_shown)
            m_shown = m_shown->inside(*m_whole);
        applyRange();
    }
    // What is drawn already stays while the database cannot be read.
    if (answer.balance)
        m_balance->setHistory(*answer.balance, answer.to.value_or(answer.balance->end), m_symbol);
    else if (!m_balance->isDrawn())
        m_balance->setProblem(QString::fromStdString(answer.balance.error().message));
    if (answer.points)
        m_points->setHistory(*answer.points);
    else if (!m_points->isDrawn())
        m_points->setProblem(QString::fromStdString(answer.points.error().message));
    m_export->setData(m_chain, answer);
    Q_EMIT historiesRead(answer);
}

void UserCharts::applyRange()
{
    m_reset->setEnabled(m_shown.has_value());
    if (!m_whole)
        return m_rangeText->clear();
    const TimeRange range = m_shown.value_or(*m_whole);
    m_balance->plot().setRange(range);
    m_points->plot().setRange(range);
    m_rangeText->setText(
        format::span(range.from, range.to,
                     range.seconds() <= kWithSeconds ? format::Finest::Second : format::Finest::Minute));
}

void UserCharts::retranslate()
{
    m_reset->setText(tr("Reset zoom"));
    m_reset->setAccessibleName(tr("Show the whole history in both charts"));
    m_reset->setToolTip(tr("Show the whole history (0 or a double click in a chart)"));
    m_rangeText->setAccessibleName(tr("Time shown in the charts"));
    applyRange();
}

void UserCharts::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace chainpoints
