#include "ui/overview/pendingblocks.h"

#include "ui/format.h"
#include "ui/overview/chainprogress.h"
#include "ui/widgets/linesdelegate.h"
#include "ui/zone.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

enum Column { kBlock, kHash, kTime, kTransfers, kLeft };

/// Seen at once; one scrolls to the others.
constexpr int kMostRows = 8;
constexpr qint64 kAfterVainMs = 1000;

} // namespace

PendingBlocks::PendingBlocks(OperatorDesk& desk, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_name(new QLabel),
      m_table(new CellsTable(u"pendingBlocks"_s, nullptr, RowTable::Lines::One))
{
    m_name->setObjectName(u"pendingName"_s);
    m_name->setWordWrap(true);
    m_name->setBuddy(m_table);
    m_name->setForegroundRole(QPalette::PlaceholderText);
    m_table->cells().setKey(kBlock);
    m_table->setItemDelegate(new LinesDelegate(m_table)); // for its air around the texts
    m_table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_name);
    column->addWidget(m_table);
    retranslate();
    clear();
}

void PendingBlocks::describe(const ChainView& chain, const SecondsUntil& secondsUntil)
{
    if (m_chain.name != chain.name)
        clear();
    m_chain = chain;
    // Far below the head the newest blocks are not looked at yet.
    const bool waits = unconfirmedBlocks(chain).value_or(0) > 0 && chain.state != ChainState::Backfilling;
    if (!waits) {
        m_view.reset();
        m_asked.reset();
    } else if (m_asked != Place{chain.name, chain.head, chain.processed} ||
               (m_isInVain && m_sinceAsked.hasExpired(kAfterVainMs))) {
        ask();
    }
    write(secondsUntil);
}

void PendingBlocks::clear()
{
    m_chain = {};
    m_view.reset();
    m_asked.reset();
    hide();
}

void PendingBlocks::ask()
{
    // It is hidden itself while it has nothing to show.
    if (m_asking || !parentWidget() || !parentWidget()->isVisible())
        return;
    m_asking = true;
    m_sinceAsked.start();
    m_asked = Place{m_chain.name, m_chain.head, m_chain.processed};
    m_desk.ask(
        this, [chain = m_chain.name](OperatorDoor& door) { return door.pending(chain, kMost); },
        [this, asked = *m_asked](const Result<PendingView>& answer) { take(asked, answer); });
}

void PendingBlocks::take(const Place& asked, const Result<PendingView>& answer)
{
    m_asking = false;
    m_isInVain = !answer;
    if (m_isInVain)
        return; // the window says what is wrong with the database
    if (m_chain.name == asked.chain)
        m_view = *answer;
    Q_EMIT changed();
}

void PendingBlocks::write(const SecondsUntil& secondsUntil)
{
    setVisible(m_view.has_value());
    if (!m_view)
        return;
    std::vector<CellsModel::Row> rows;
    for (const PendingBlockView& block : m_view->blocks) {
        if (block.height <= m_chain.processed)
            continue;
        const QString hash = QString::fromStdString(block.hash);
        rows.push_back({{format::number(block.height.value()), QString::number(block.height.value())},
                        {format::shortHex(hash), hash},
                        {format::time(block.time), format::zonedTime(block.time)},
                        {format::number(block.transfers)},
                        {ChainText::countdown(m_chain, block.height, secondsUntil)}});
    }
    const auto shown = std::ssize(rows);
    m_table->hold();
    m_table->cells().setRows(std::move(rows));
    m_table->restore();
    m_table->setVisible(shown > 0);
    const int lines = int(std::min<std::ptrdiff_t>(shown, kMostRows));
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() +
                            lines * m_table->verticalHeader()->defaultSectionSize() +
                            2 * m_table->frameWidth());
    m_name->setText(nameOf(shown));
}

QString PendingBlocks::nameOf(std::int64_t shown) const
{
    const std::int64_t listed = std::ssize(m_view->blocks);
    if (listed == 0)
        return tr("Unconfirmed blocks: none is kept in the database; they are not fetched yet, or kept in "
                  "Redis");
    // Those that are processed since the answer wait no longer. Where these are all that it listed, only
    // the next answer knows of others.
    if (shown == 0 || m_view->count == listed)
        return tr("Unconfirmed blocks");
    return tr("Unconfirmed blocks, the next %1 of %2")
        .arg(format::number(shown), format::number(m_view->count - (listed - shown)));
}

void PendingBlocks::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void PendingBlocks::retranslate()
{
    m_table->setAccessibleName(tr("Unconfirmed blocks"));
    m_table->cells().setColumns({{tr("Block"), true},
                                 {tr("Hash"), false},
                                 {tr("Time (%1)").arg(zone::name()), false},
                                 {tr("Transfers"), true},
                                 {tr("Until it is confirmed"), false}});
    m_table->setWidest(kBlock, format::number(999'999'999));
    m_table->setWidest(kHash, u"0xdddddddd…dddddddd"_s); // d is the widest digit
    m_table->setWidest(kTime, u"2025-01-01 15:00:00"_s);
    m_table->setWidest(kTransfers, format::number(9'999));
    m_table->setFlexible(kLeft, ChainText::tr("%1 to go, time unknown").arg(99),
                         ChainText::tr("%1 to go, about %2").arg(u"9,999"_s, format::duration(86'399)));
    m_table->fitColumns();
}

} // namespace chainpoints
