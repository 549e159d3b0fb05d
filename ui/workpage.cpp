#include "ui/workpage.h"

#include "ui/banner.h"
#include "ui/format.h"
#include "ui/rail.h"
#include "ui/settingskeys.h"
#include "ui/widgets/columnchoice.h"
#include "ui/widgets/drawersplitter.h"
#include "ui/widgets/fittedsplitter.h"
#include "ui/widgets/rowtable.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

QString keyOf(const QString& group, const Panel& panel, const QWidget& part)
{
    return group + u'/' + panel.objectName() + u'/' + part.objectName();
}

/// Those with a name, for which their panel wants it kept.
QList<QSplitter*> splittersOf(const Panel& panel)
{
    QList<QSplitter*> splitters = panel.findChildren<QSplitter*>();
    splitters.removeIf([](const QSplitter* splitter) { return splitter->objectName().isEmpty(); });
    return splitters;
}

/// An error's message may be followed by another sentence.
QString asSentence(const QString& message)
{
    return message.endsWith(u'.') || message.endsWith(u'?') ? message : QString(message + u'.');
}

/// Those whose columns are the operator's to choose.
QList<RowTable*> tablesOf(const Panel& panel)
{
    QList<RowTable*> tables = panel.findChildren<RowTable*>();
    tables.removeIf([](const RowTable* table) { return !table->columnChoice(); });
    return tables;
}

QFrame* line(QWidget* parent)
{
    auto* frame = new QFrame(parent);
    frame->setFrameShape(QFrame::VLine);
    frame->setFrameShadow(QFrame::Plain);
    frame->setForegroundRole(QPalette::Mid);
    return frame;
}

} // namespace

WorkPage::WorkPage(const PanelParts& parts, const std::vector<PanelFactory>& factories, QWidget* parent)
    : QWidget(parent), m_desk(parts.desk), m_info(parts.info), m_engine(EngineStarting()),
      m_rail(new Rail(this)), m_stack(new QStackedWidget(this)),
      m_demoBanner(new Banner(u"demoBanner"_s, this)), m_engineBanner(new Banner(u"engineBanner"_s, this)),
      m_problemBanner(new Banner(u"problemBanner"_s, this)), m_notice(new Banner(u"notice"_s, this))
{
    setObjectName(u"workPage"_s);
    std::vector<QString> names;
    for (const PanelFactory& make : factories) {
        m_panels.push_back(make(parts));
        names.push_back(m_panels.back()->objectName());
    }
    m_rail->setPanels(names);
    for (int i = 0; i < int(m_panels.size()); ++i)
        addPanel(m_panels[std::size_t(i)], i);
    connect(m_rail, &Rail::wanted, this, &WorkPage::setCurrent);
    connect(&m_desk, &OperatorDesk::chainsChanged, this, &WorkPage::showBanners);

    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_demoBanner);
    right->addWidget(m_engineBanner);
    right->addWidget(m_problemBanner);
    right->addWidget(m_notice);
    right->addWidget(m_stack, 1);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_rail);
    layout->addWidget(line(this));
    layout->addLayout(right, 1);

    if (m_info.demo)
        tellDemo();
    retranslate();
    if (!m_panels.empty())
        setCurrent(0);
}

void WorkPage::addPanel(Panel* panel, int index)
{
    m_stack->addWidget(panel);
    connect(panel, &Panel::badgeChanged, this,
            [this, panel, index] { m_rail->button(index)->setBadge(panel->badge()); });
    connect(panel, &Panel::userWanted, this, &WorkPage::showUser);
    connect(panel, &Panel::failuresWanted, this, &WorkPage::showFailures);
    connect(panel, &Panel::logWanted, this, &WorkPage::showLog);
}

int WorkPage::current() const
{
    return m_stack->currentIndex();
}

void WorkPage::setCurrent(int index)
{
    m_stack->setCurrentIndex(index);
    m_rail->setCurrent(index);
    Q_EMIT currentChanged(index);
}

void WorkPage::go(const std::function<bool(Panel&)>& shows)
{
    const auto found = std::ranges::find_if(m_panels, [&](Panel* panel) { return shows(*panel); });
    if (found != m_panels.end())
        setCurrent(int(found - m_panels.begin()));
}

void WorkPage::showChain(const QString& chain)
{
    go([&](Panel& panel) { return panel.showChain(chain); });
}

void WorkPage::showUser(const QString& chain, const QString& address)
{
    go([&](Panel& panel) { return panel.showUser(chain, address); });
}

void WorkPage::showFailures()
{
    go([](Panel& panel) { return panel.showFailures(); });
}

void WorkPage::showLog(const QString& chain, UnixTime time)
{
    go([&](Panel& panel) { return panel.showLog(chain, time); });
}

void WorkPage::restoreState(const QSettings& settings)
{
    const QString wanted = settings.value(settingskeys::kPanel).toString();
    for (int i = 0; i < int(m_panels.size()); ++i) {
        const Panel& panel = *m_panels[std::size_t(i)];
        if (panel.objectName() == wanted)
            setCurrent(i);
        for (QSplitter* splitter : splittersOf(panel)) {
            const QByteArray state =
                settings.value(keyOf(settingskeys::kSplitters, panel, *splitter)).toByteArray();
            // Of a state only the sizes: a damaged one may turn a splitter, or hide its handle.
            const Qt::Orientation orientation = splitter->orientation();
            const int handle = splitter->handleWidth();
            if (auto* fitted = qobject_cast<FittedSplitter*>(splitter))
                fitted->restoreMoved(state);
            else
                splitter->restoreState(state);
            splitter->setOrientation(orientation);
            splitter->setHandleWidth(handle);
        }
        for (DrawerSplitter* drawer : panel.findChildren<DrawerSplitter*>())
            drawer->setOpen(settings.value(keyOf(settingskeys::kDrawers, panel, *drawer), true).toBool());
        for (RowTable* table : tablesOf(panel))
            table->columnChoice()->restore(
                settings.value(keyOf(settingskeys::kColumns, panel, *table)).toStringList());
    }
}

void WorkPage::saveState(QSettings& settings) const
{
    for (const Panel* panel : m_panels) {
        for (const QSplitter* splitter : splittersOf(*panel)) {
            const auto* fitted = qobject_cast<const FittedSplitter*>(splitter);
            if (!fitted || fitted->isMoved()) // else it finds its place anew
                settings.setValue(keyOf(settingskeys::kSplitters, *panel, *splitter), splitter->saveState());
        }
        for (const DrawerSplitter* drawer : panel->findChildren<DrawerSplitter*>())
            settings.setValue(keyOf(settingskeys::kDrawers, *panel, *drawer), drawer->isOpen());
        for (const RowTable* table : tablesOf(*panel))
            settings.setValue(keyOf(settingskeys::kColumns, *panel, *table), table->columnChoice()->state());
    }
    if (m_stack->currentWidget())
        settings.setValue(settingskeys::kPanel, m_stack->currentWidget()->objectName());
}

void WorkPage::setEngineState(const EngineState& state)
{
    m_engine = state;
    showBanners();
}

void WorkPage::notify(Say say)
{
    m_said = std::move(say);
    m_said(*m_notice);
}

void WorkPage::showBanners()
{
    const auto* failed = std::get_if<EngineFailed>(&m_engine);
    const auto& problem = m_desk.news().problem;
    m_engineBanner->setVisible(failed != nullptr);
    m_problemBanner->setVisible(problem && !failed && !std::holds_alternative<EngineStarting>(m_engine));
    if (failed) {
        const QString sentence = asSentence(failed->sentence);
        if (failed->nextAttempt)
            m_engineBanner->tell(
                theme::Tone::Bad,
                tr("%1 Next attempt at %2.").arg(sentence, format::zonedClock(*failed->nextAttempt)));
        else
            m_engineBanner->tell(
                theme::Tone::Bad, sentence, tr("Try again"), [this] { Q_EMIT tryAgainWanted(); },
                Banner::Closing::WithItsCause);
    }
    if (!m_problemBanner->isHidden()) {
        const QString cause = QString::fromStdString(problem->message);
        const UnixTime asOf = m_desk.news().asOf;
        m_problemBanner->tell(theme::Tone::Bad,
                              asOf == UnixTime()
                                  ? tr("The database cannot be read: %1").arg(cause)
                                  : tr("The database cannot be read; what is shown is that of %1. %2")
                                        .arg(format::zonedTime(asOf), cause));
    }
}

void WorkPage::tellDemo()
{
    m_demoBanner->tell(
        theme::Tone::Idle,
        tr("Local chains, nothing is real. Nodes of the demo: %1").arg(m_info.demoNodes.join(u", "_s)),
        QString(), {});
}

void WorkPage::retranslate()
{
    for (std::size_t i = 0; i < m_panels.size(); ++i) {
        RailButton* button = m_rail->button(int(i));
        button->setText(m_panels[i]->title());
        button->setIcon(m_panels[i]->icon());
        button->setToolTip(
            QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + int(i))).toString(QKeySequence::NativeText));
        button->setBadge(m_panels[i]->badge());
    }
    if (m_info.demo)
        m_rail->setTag(tr("DEMO"),
                       tr("Local chains, nothing is real.\n%1").arg(m_info.demoNodes.join(u'\n')));
    if (!m_demoBanner->isHidden())
        tellDemo();
    if (!m_notice->isHidden())
        m_said(*m_notice);
    showBanners();
}

void WorkPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace chainpoints
