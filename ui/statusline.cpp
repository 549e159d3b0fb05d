#include "ui/statusline.h"

#include "ui/chainstrip.h"
#include "ui/format.h"
#include "ui/overview/chaintext.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>

#include <algorithm>
#include <vector>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

template <typename... Cases>
struct Match : Cases...
{
    using Cases::operator()...;
};

} // namespace

StatusLine::StatusLine(QWidget* parent)
    : QStatusBar(parent), m_engine(EngineStarting()), m_self(thisProcess()), m_chains(new ChainStrip(this)),
      m_progress(new QLabel(this)), m_engineText(new QLabel(this)), m_asOf(new QLabel(this))
{
    setObjectName(u"statusLine"_s);
    setSizeGripEnabled(false);
    m_progress->setObjectName(u"statusProgress"_s);
    m_engineText->setObjectName(u"statusEngine"_s);
    m_asOf->setObjectName(u"statusAsOf"_s);
    for (QLabel* label : {m_progress, m_engineText, m_asOf}) {
        label->setTextFormat(Qt::PlainText);
        label->setContentsMargins(6, 0, 6, 0);
    }
    addWidget(m_chains, 1);
    addPermanentWidget(m_progress);
    addPermanentWidget(m_engineText);
    addPermanentWidget(m_asOf);
    connect(m_chains, &ChainStrip::clicked, this, &StatusLine::chainClicked);
    setProgress(QString());
    setDesk(nullptr);
}

void StatusLine::setDesk(OperatorDesk* desk)
{
    if (m_desk)
        m_desk->disconnect(this);
    m_desk = desk;
    if (desk) {
        connect(desk, &OperatorDesk::chainsChanged, this, &StatusLine::showNews);
        connect(desk, &OperatorDesk::looked, this, &StatusLine::showAge);
    }
    setVisible(desk);
    showNews();
    showEngine();
}

void StatusLine::setEngineState(const EngineState& state)
{
    m_engine = state;
    showEngine();
}

void StatusLine::setProgress(const QString& text)
{
    m_progress->setText(text);
    m_progress->setVisible(!text.isEmpty());
}

void StatusLine::showNews()
{
    m_chains->setNews(m_desk ? m_desk->news() : ChainsNews());
    showAge();
    showEngine();
}

void StatusLine::showAge()
{
    const bool read = m_desk && m_desk->news().asOf.value() > 0;
    m_asOf->setText(!read ? QString() : tr("as of %1").arg(format::zonedClock(m_desk->news().asOf)));
    m_asOf->setVisible(read);
}

/// Which other processes follow the chains, as the database has it; empty: none does.
QString StatusLine::followers() const
{
    std::vector<ChainOwner> others;
    bool all = true;
    for (const ChainView& chain : m_desk ? m_desk->news().chains : std::vector<ChainView>()) {
        if (!chain.active)
            continue;
        const bool byOther = chain.owner && *chain.owner != m_self;
        all = all && byOther;
        if (byOther && std::ranges::find(others, *chain.owner) == others.end())
            others.push_back(*chain.owner);
    }
    if (others.size() > 1)
        return tr("Followed by %Ln process(es)", "", int(others.size()));
    if (others.empty())
        return {};
    const QString host = QString::fromStdString(others.front().host);
    return all ? tr("Followed by process %1 on %2").arg(others.front().pid).arg(host)
               : tr("Partly followed by process %1 on %2").arg(others.front().pid).arg(host);
}

void StatusLine::showEngine()
{
    const QString others = followers();
    const QString text =
        std::visit(Match{[&](const EngineStarting&) { return tr("Starting…"); },
                         [&](const EngineRunning&) { return others; },
                         [&](const EngineWatching&) {
                             return others.isEmpty() ? tr("Followed by nobody; about to take over") : others;
                         },
                         [&](const EngineFailed&) { return tr("Not following the chains"); }},
                   m_engine);
    const QString toolTip =
        text == others && !others.isEmpty()
            ? tr("Another process follows the chains. This window shows what it does, and its buttons "
                 "still work. Closing the window does not stop that process.")
            : QString();
    m_engineText->setText(text);
    m_engineText->setToolTip(toolTip);
    m_engineText->setAccessibleDescription(toolTip);
    m_engineText->setVisible(m_desk && !text.isEmpty());
}

void StatusLine::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(QRect(0, 0, width(), 1), palette().color(QPalette::Mid));
}

void StatusLine::changeEvent(QEvent* event)
{
    QStatusBar::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        showNews();
        showEngine();
    }
}

} // namespace chainpoints
