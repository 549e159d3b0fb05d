#include "ui/statusline.h"

#include "ui/chainstrip.h"
#include "ui/format.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>

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
    : QStatusBar(parent), m_engine(EngineStarting()), m_chains(new ChainStrip(this)),
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
}

void StatusLine::showAge()
{
    const bool read = m_desk && m_desk->news().asOf.value() > 0;
    m_asOf->setText(!read ? QString() : tr("as of %1").arg(format::zonedClock(m_desk->news().asOf)));
    m_asOf->setVisible(read);
}

void StatusLine::showEngine()
{
    const auto [text, toolTip] = std::visit(
        Match{
            [](const EngineStarting&) { return std::pair(tr("Starting…"), QString()); },
            [](const EngineRunning&) { return std::pair(QString(), QString()); },
            [](const EngineWatching& watching) {
                const ChainOwner& owner = watching.owner;
                return std::pair(
                    tr("Followed by process %1 on %2").arg(owner.pid).arg(QString::fromStdString(owner.host)),
                    tr("Another process follows the chains. This window shows what it does, and its buttons "
                       "still work. Closing the window does not stop that process."));
            },
            [](const EngineFailed&) { return std::pair(tr("Not following the chains"), QString()); },
            [](const EngineStopping&) { return std::pair(tr("Stopping…"), QString()); }},
        m_engine);
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
