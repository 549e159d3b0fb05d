#include "ui/points/pointspanel.h"

#include "ui/format.h"
#include "ui/overview/chainprogress.h"
#include "ui/overview/chaintext.h"
#include "ui/vectoricon.h"
#include "ui/widgets/addressdelegate.h"
#include "ui/widgets/cellstable.h"
#include "ui/widgets/emptypage.h"
#include "ui/widgets/notice.h"
#include "ui/zone.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>
#include <QStackedWidget>

#include <iterator>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kRestMs = 10'000;

enum Column { Place, User, Points, Chains };
enum HoursColumn { Chain, Settled, Block, Open, Failed };

} // namespace

PointsPanel::PointsPanel(OperatorDesk& desk, QWidget* parent)
    : Panel(desk, parent),
      m_source(desk, this, [this](Result<LeaderPage> page, bool isMore) { take(std::move(page), isMore); }),
      m_chainName(new QLabel), m_chains(new QComboBox), m_asOfText(new QLabel), m_notice(new Notice),
      m_stack(new QStackedWidget), m_empty(new EmptyPage), m_table(new CellsTable(u"leadersTable"_s)),
      m_hoursName(new QLabel), m_hours(new CellsTable(u"hoursTable"_s))
{
    setObjectName(u"pointsPanel"_s);
    m_chains->setObjectName(u"pointsChain"_s);
    m_asOfText->setObjectName(u"pointsAsOf"_s);
    m_notice->setObjectName(u"pointsNotice"_s);
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    m_table->cells().setKey(User); // a place is somebody else's after each hour
    m_hours->cells().setKey(Chain);
    m_table->setItemDelegateForColumn(User, new AddressDelegate(m_table));
    m_table->offerColumns({u"place"_s, u"user"_s, u"points"_s, u"chains"_s}, User);
    m_hours->offerColumns({u"chain"_s, u"settled"_s, u"block"_s, u"open"_s, u"failed"_s}, Chain);
    layOut();
    connect(&desk, &OperatorDesk::chainsChanged, this, &PointsPanel::readNews);
    connect(&m_rest, &QTimer::timeout, this, &PointsPanel::readNews);
    connect(m_chains, &QComboBox::currentIndexChanged, this, &PointsPanel::open);
    connect(&m_table->cells(), &CellsModel::moreWanted, this, [this] { m_source.more(); });
    connect(m_table, &QTableView::activated, this,
            [this](const QModelIndex& index) { showUserAt(index.row()); });
    retranslate();
}

void PointsPanel::layOut()
{
    m_chainName->setBuddy(m_chains);
    m_chains->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_asOfText->setForegroundRole(QPalette::PlaceholderText);
    m_asOfText->setWordWrap(true);
    m_asOfText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_hoursName->setBuddy(m_hours);
    auto* top = new QHBoxLayout;
    top->addWidget(m_chainName);
    top->addWidget(m_chains);
    top->addSpacing(12);
    top->addWidget(m_asOfText, 1);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    auto* column = new QVBoxLayout(this);
    column->addLayout(top);
    column->addWidget(m_notice);
    column->addWidget(m_stack, 3);
    column->addWidget(m_hoursName);
    column->addWidget(m_hours, 1);
}

QString PointsPanel::title() const
{
    return tr("Points");
}

QIcon PointsPanel::icon() const
{
    return lineIcon([](QPainter& painter) {
        painter.drawPolyline(QPolygonF({{1.5, 13.5}, {1.5, 9}, {5.5, 9}, {5.5, 3}, {10.5, 3}, {10.5, 6.5}}));
        painter.drawPolyline(QPolygonF({{10.5, 6.5}, {14.5, 6.5}, {14.5, 13.5}, {1.5, 13.5}}));
    });
}

std::string PointsPanel::chain() const
{
    return m_chains->currentData().toString().toStdString();
}

std::optional<ReportRequest> PointsPanel::nearestReport() const
{
    if (chain().empty())
        return ReportRequest{.report = "totals"};
    return ReportRequest{.report = "points", .chain = chain()};
}

void PointsPanel::refresh()
{
    m_source.refresh(m_leaders.size());
    showEmptiness();
}

void PointsPanel::readNews()
{
    if (!isVisible())
        return;
    listChains();
    writeHours();
    const bool recovered = m_problem && !desk().news().problem;
    if ((m_answered && settledOf(desk().news().chains, chain()) != m_asOf) || recovered)
        if (!m_source.isAsking() && !m_rest.isActive())
            refresh();
    showEmptiness();
}

void PointsPanel::listChains()
{
    QStringList names;
    if (desk().news().chains.size() != 1)
        names.append(QString());
    for (const ChainView& view : desk().news().chains)
        names.append(QString::fromStdString(view.name));
    QStringList listed;
    for (int i = 0; i < m_chains->count(); ++i)
        listed.append(m_chains->itemData(i).toString());
    if (names == listed)
        return;
    const QString before = m_chains->currentData().toString();
    {
        const QSignalBlocker quiet(m_chains);
        m_chains->clear();
        for (const QString& name : names)
            m_chains->addItem(name.isEmpty() ? tr("All chains") : name, name);
        m_chains->setCurrentIndex(std::max(0, m_chains->findData(before)));
    }
    open();
}

void PointsPanel::open()
{
    m_leaders.clear();
    m_asOf.clear();
    m_problem.reset();
    m_answered = false;
    m_rest.stop();
    // Sums over chains have no index, so their page is a scan.
    m_source.open([chain = chain()](OperatorDoor& door, const std::string& cursor,
                                    std::size_t limit) { return readLeaders(door, chain, cursor, limit); },
                  chain().empty() ? OperatorDesk::Lane::Scans : OperatorDesk::Lane::Pages);
    write();
}

void PointsPanel::take(Result<LeaderPage> page, bool isMore)
{
    m_answered = true;
    m_problem = page ? std::nullopt : std::optional(page.error());
    if (chain().empty())
        m_rest.start();
    if (page && isMore && page->asOf != m_asOf)
        return m_source.refresh(m_leaders.size() + page->leaders.size()); // no list of two hours
    if (page) {
        if (!isMore)
            m_leaders.clear();
        m_asOf = std::move(page->asOf);
        std::ranges::move(page->leaders, std::back_inserter(m_leaders));
    }
    write();
}

void PointsPanel::showUserAt(int row)
{
    if (row < 0 || row >= static_cast<int>(m_leaders.size()))
        return;
    const Leader& leader = m_leaders[static_cast<std::size_t>(row)];
    if (!leader.chains.empty())
        Q_EMIT userWanted(QString::fromStdString(leader.chains.front()),
                          QString::fromStdString(leader.address));
}

void PointsPanel::write()
{
    std::vector<CellsModel::Row> rows;
    rows.reserve(m_leaders.size());
    for (const Leader& leader : m_leaders) {
        QStringList chains;
        for (const std::string& name : leader.chains)
            chains += QString::fromStdString(name);
        const QString where = leader.status == UserStatus::Disabled
                                  ? tr("%1; disabled").arg(chains.join(tr(", ")))
                                  : chains.join(tr(", "));
        rows.push_back({{format::number(std::int64_t(rows.size()) + 1)},
                        {format::address(leader.address)},
                        {format::amount(leader.points)},
                        {where}});
    }
    m_table->hold();
    m_table->cells().setRows(std::move(rows));
    m_table->cells().setMore(m_source.hasMore());
    m_table->restore();
    m_notice->say(m_problem && !m_leaders.empty() && !desk().news().problem
                      ? tr("The points cannot be read now, so this is what was known last: %1")
                            .arg(QString::fromStdString(m_problem->message))
                      : QString(),
                  theme::Tone::Bad);
    writeAsOf();
    showEmptiness();
}

void PointsPanel::writeAsOf()
{
    QStringList parts;
    for (const SettledUpTo& settled : m_asOf) {
        const QString name = QString::fromStdString(settled.chain);
        parts += settled.time ? tr("%1 %2, block %3")
                                    .arg(name, format::zonedMinute(*settled.time),
                                         format::number(settled.block.value()))
                              : tr("%1 not settled yet").arg(name);
    }
    m_asOfText->setText(parts.isEmpty() ? QString() : tr("As of: %1").arg(parts.join(tr("; "))));
}

void PointsPanel::writeHours()
{
    std::vector<CellsModel::Row> rows;
    for (const ChainView& view : desk().news().chains) {
        const bool settled = view.calculatedTime.has_value();
        const std::int64_t open = openHours(view);
        const auto tone = view.openFailures > 0 ? theme::Tone::Bad
                          : !settled            ? theme::Tone::Idle
                          : open > 0            ? std::max(theme::Tone::Busy, ChainText::tone(view))
                                                : ChainText::tone(view);
        rows.push_back({{QString::fromStdString(view.name), {}, theme::icon(tone)},
                        {settled ? format::minute(*view.calculatedTime) : tr("not yet"),
                         settled ? format::zonedMinute(*view.calculatedTime) : tr("not yet")},
                        {settled ? format::number(view.calculated.value()) : QString()},
                        {format::number(open)},
                        {format::number(view.openFailures)}});
    }
    m_hours->cells().setRows(std::move(rows));
}

void PointsPanel::showEmptiness()
{
    const bool empty = m_leaders.empty();
    m_stack->setCurrentWidget(empty ? static_cast<QWidget*>(m_empty) : m_table);
    if (!empty)
        return;
    if (desk().news().problem)
        m_empty->say(theme::Tone::Bad, tr("The points cannot be read"),
                     tr("They show here as soon as the database can be read."));
    else if (m_problem)
        m_empty->say(theme::Tone::Bad, tr("The points cannot be read"),
                     QString::fromStdString(m_problem->message));
    else if (!m_answered)
        m_empty->say(theme::Tone::Busy, tr("Adding up…"), {});
    else
        m_empty->say(theme::Tone::Idle, tr("Nobody has points yet"),
                     tr("Each holder is listed from the first transfer on."));
}

void PointsPanel::retranslate()
{
    m_chainName->setText(tr("&Chain"));
    m_chains->setAccessibleName(tr("Chain"));
    if (const int all = m_chains->findData(QString()); all >= 0)
        m_chains->setItemText(all, tr("All chains"));
    m_asOfText->setAccessibleName(tr("Up to when the points are settled"));
    m_table->setAccessibleName(tr("Users by points"));
    m_table->setAccessibleDescription(tr("Enter opens the user"));
    m_hoursName->setText(tr("Hours of &each chain"));
    m_hours->setAccessibleName(tr("Hours of each chain"));
    m_table->cells().setColumns(
        {{tr("Place"), true}, {tr("User"), false, true}, {tr("Points"), true}, {tr("On")}});
    m_table->setWidest(Place, u"1,000,000"_s);
    m_table->setWidest(User, QString(42, u'0'));
    m_table->setLeast(User, QString(21, u'0'));
    m_table->setWidest(Points, u"123,456,789,012.123456789012345678"_s);
    m_table->setLeast(Points, u"12,345,678.123456789012345678"_s);
    m_table->setFlexible(Chains, u"base-sepolia"_s, u"base-sepolia, ethereum-sepolia"_s);
    m_table->setDispensable({Chains});
    m_table->fitColumns();
    m_hours->cells().setColumns({{tr("Chain")},
                                 {tr("Settled up to (%1)").arg(zone::name())},
                                 {tr("Block"), true},
                                 {tr("Whole hours open"), true},
                                 {tr("Open failures"), true}});
    m_hours->setFlexible(Chain, u"base-sepolia"_s, u"ethereum-sepolia"_s);
    m_hours->setWidest(Settled, u"2025-01-01 15:00"_s);
    m_hours->setWidest(Block, u"1,234,567,890"_s);
    m_hours->setWidest(Open, u"1,000"_s);
    m_hours->setWidest(Failed, u"1,000,000"_s);
    m_hours->fitColumns();
    writeHours();
    write();
}

void PointsPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    readNews();
}

void PointsPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace chainpoints
