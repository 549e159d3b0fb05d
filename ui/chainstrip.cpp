#include "ui/chainstrip.h"

#include "ui/format.h"
#include "ui/overview/chainprogress.h"
#include "ui/overview/chaintext.h"

#include <QEvent>
#include <QToolButton>

#include <algorithm>
#include <climits>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kSpacing = 4;

/// An alert on a chain that goes on is a warning; nothing known now is as good as idle.
theme::Tone toneOf(const ChainView& chain, bool stale)
{
    if (stale)
        return theme::Tone::Idle;
    const theme::Tone tone = ChainText::tone(chain);
    return tone == theme::Tone::Good && !chain.alerts.empty() ? theme::Tone::Warning : tone;
}

} // namespace

ChainStrip::ChainStrip(QWidget* parent) : QWidget(parent), m_more(newEntry())
{
    setObjectName(u"chainStrip"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_more->setObjectName(u"chainStripMore"_s);
}

QToolButton* ChainStrip::newEntry()
{
    auto* entry = new QToolButton(this);
    entry->setAutoRaise(true);
    entry->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    entry->setFocusPolicy(Qt::TabFocus);
    entry->setIconSize(QSize(fontMetrics().height(), fontMetrics().height()) * 7 / 8);
    connect(entry, &QToolButton::clicked, this, [this, entry] { Q_EMIT clicked(chainOf(entry)); });
    return entry;
}

QString ChainStrip::chainOf(const QToolButton* entry) const
{
    const auto found = std::ranges::find(m_entries, entry);
    if (found == m_entries.end())
        return {};
    return QString::fromStdString(m_news.chains[std::size_t(found - m_entries.begin())].name);
}

void ChainStrip::setNews(const ChainsNews& news)
{
    m_news = news;
    while (m_entries.size() > news.chains.size()) {
        delete m_entries.back();
        m_entries.pop_back();
    }
    while (m_entries.size() < news.chains.size())
        m_entries.push_back(newEntry());
    for (std::size_t i = 0; i < m_entries.size(); ++i)
        fill(*m_entries[i], news.chains[i]);
    place();
}

QString ChainStrip::lagOf(const ChainView& chain) const
{
    // What nobody follows, or nobody could look at, is as far as it was, whatever its nodes have by now.
    const bool follows = chain.state == ChainState::Live || chain.state == ChainState::Backfilling;
    if (m_news.problem || isAbandoned(chain) ||
        (!follows && chain.state != ChainState::Starting && chain.state != ChainState::Unreachable))
        return tr("at block %1").arg(format::number(chain.processed.value()));
    if (!chain.head)
        return tr("no answer from its nodes yet");
    // How far its nodes are by now nobody knows.
    if (chain.state == ChainState::Unreachable && chain.processedTime)
        return tr("last block of %1").arg(format::zonedMinute(*chain.processedTime));
    // Against the confirmed height: the newest blocks are waited for on purpose.
    if (remainingBlocks(chain) == 0)
        return tr("up to date");
    return tr("%Ln block(s) behind", "", int(std::min<std::int64_t>(*blocksBehind(chain), INT_MAX)));
}

void ChainStrip::fill(QToolButton& entry, const ChainView& chain)
{
    const bool stale = m_news.problem.has_value();
    const QString name = QString::fromStdString(chain.name);
    const QString state =
        stale ? tr("%1 (out of date)").arg(ChainText::state(chain)) : ChainText::state(chain);
    const QString lag = lagOf(chain);
    entry.setObjectName(u"chainEntry_"_s + name);
    entry.setIcon(theme::icon(toneOf(chain, stale)));
    entry.setAccessibleName(tr("%1 · %2 · %3").arg(name, state, lag));

    QStringList lines{entry.accessibleName()};
    if (chain.head)
        lines << tr("Newest block: %1").arg(format::number(chain.head->value()))
              << tr("Confirmed up to block %1").arg(format::number(chain.confirmed.value()));
    lines << tr("Processed up to block %1").arg(format::number(chain.processed.value()));
    if (chain.processedTime)
        lines << tr("Time of that block: %1").arg(format::zonedTime(*chain.processedTime));
    if (chain.calculatedTime)
        lines << tr("Points settled up to %1").arg(format::zonedTime(*chain.calculatedTime));
    for (const Alert& alert : chain.alerts)
        lines << QString::fromStdString(alert.sentence);
    entry.setToolTip(lines.join(u'\n'));
}

int ChainStrip::write(bool brief)
{
    int needed = 0;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        QToolButton& entry = *m_entries[i];
        entry.setText(brief ? QString::fromStdString(m_news.chains[i].name) : entry.accessibleName());
        needed += entry.sizeHint().width() + kSpacing;
    }
    return needed - kSpacing;
}

void ChainStrip::place()
{
    sumUp(0);
    const bool all = write(false) <= width() || write(true) <= width();
    const int room = all ? width() : width() - m_more->sizeHint().width() - kSpacing;
    int x = 0;
    const auto put = [&x, this](QToolButton& entry) {
        entry.setGeometry(x, 0, entry.sizeHint().width(), height());
        entry.show();
        x += entry.width() + kSpacing;
    };
    std::size_t shown = 0;
    while (shown < m_entries.size() && x + m_entries[shown]->sizeHint().width() <= room)
        put(*m_entries[shown++]);
    for (std::size_t i = shown; i < m_entries.size(); ++i)
        m_entries[i]->hide();
    m_more->hide();
    if (all)
        return;
    sumUp(shown);
    put(*m_more);
}

void ChainStrip::sumUp(std::size_t shown)
{
    QStringList hidden;
    theme::Tone worst = theme::Tone::Good;
    for (std::size_t i = shown; i < m_entries.size(); ++i) {
        hidden << m_entries[i]->accessibleName();
        worst = std::max(worst, toneOf(m_news.chains[i], m_news.problem.has_value()));
    }
    m_more->setText(shown == 0 ? tr("%n chain(s)", "", int(hidden.size()))
                               : tr("%n more", "", int(hidden.size())));
    m_more->setIcon(theme::icon(worst));
    m_more->setToolTip(hidden.join(u'\n'));
    m_more->setAccessibleName(hidden.join(u", "_s));
}

QSize ChainStrip::sizeHint() const
{
    return {400, m_more->sizeHint().height()};
}

QSize ChainStrip::minimumSizeHint() const
{
    return {m_more->sizeHint().width(), m_more->sizeHint().height()};
}

void ChainStrip::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    place();
}

void ChainStrip::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setNews(ChainsNews(m_news));
}

} // namespace chainpoints
