#include "ui/overview/pausebar.h"

#include "ui/overview/chainprogress.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

QToolButton* buttonFor(QAction* action, const QString& name)
{
    auto* button = new QToolButton;
    button->setObjectName(name);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

PauseBar::PauseBar(OperatorDesk& desk, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_watch(desk), m_pause(new QAction(this)), m_resume(new QAction(this)),
      m_feedback(new Notice)
{
    setObjectName(u"pauseBar"_s);
    m_feedback->setObjectName(u"pauseFeedback"_s);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(buttonFor(m_pause, u"pauseButton"_s));
    row->addWidget(buttonFor(m_resume, u"resumeButton"_s));
    row->addWidget(m_feedback, 1, Qt::AlignVCenter);
    row->addStretch();
    connect(m_pause, &QAction::triggered, this, [this] { ask(ActionKind::Pause); });
    connect(m_resume, &QAction::triggered, this, [this] { ask(ActionKind::Resume); });
    connect(&m_watch, &ActionWatch::changed, this, &PauseBar::take);
    connect(&m_watch, &ActionWatch::lost, this, &PauseBar::lose);
    connect(&desk, &OperatorDesk::chainsChanged, this, &PauseBar::showState);
    retranslate();
}

void PauseBar::setChain(const QString& chain)
{
    m_chain = chain.toStdString();
    showState();
}

void PauseBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void PauseBar::ask(ActionKind kind)
{
    m_asked[m_chain] = {.kind = kind, .id = {}, .finished = false, .failed = false, .sentence = {}};
    m_desk.ask(
        this,
        [request = ActionRequest{kind, m_chain, {}}](OperatorDoor& door) { return door.request(request); },
        [this, chain = m_chain](const Result<ActionId>& answer) { recorded(chain, answer); });
    showState();
}

void PauseBar::recorded(const std::string& chain, const Result<ActionId>& answer)
{
    Asked& asked = m_asked[chain];
    if (!answer)
        return finish(asked, true, answer.error().message);
    asked.id = *answer;
    m_watch.follow(*answer);
    showState();
}

void PauseBar::take(const ActionView& action)
{
    if (!action.finished() || action.items.empty())
        return;
    const ActionItem& item = action.items.front();
    if (Asked& asked = m_asked[item.chain]; asked.id == action.id)
        finish(asked, item.state == ActionState::Failed, item.sentence);
    m_desk.poke();
}

void PauseBar::lose(ActionId id, const QString& sentence)
{
    for (auto& [chain, asked] : m_asked)
        if (asked.id == id)
            finish(asked, true, sentence.toStdString());
}

void PauseBar::finish(Asked& asked, bool failed, std::string sentence)
{
    asked.finished = true;
    asked.failed = failed;
    asked.sentence = std::move(sentence);
    showState();
}

void PauseBar::showState()
{
    const ChainView* chain = m_desk.news().find(m_chain);
    const auto found = m_asked.find(m_chain);
    const bool busy = found != m_asked.end() && found->second.isUnderWay();
    m_pause->setEnabled(chain && chain->active && !busy);
    m_resume->setEnabled(chain && !chain->active && !busy);
    if (!chain || found == m_asked.end())
        return m_feedback->say({});
    const Asked& asked = found->second;
    m_feedback->say(textOf(asked), asked.failed ? theme::Tone::Bad
                                   : busy       ? theme::Tone::Busy
                                                : theme::Tone::Good);
}

void PauseBar::retranslate()
{
    m_pause->setText(tr("Pause"));
    m_pause->setToolTip(tr("Stop following this chain until it is resumed; nothing is lost"));
    m_resume->setText(tr("Resume"));
    m_resume->setToolTip(tr("Follow this chain again; the missed time is processed and credited"));
    showState();
}

QString PauseBar::textOf(const Asked& asked) const
{
    const bool pause = asked.kind == ActionKind::Pause;
    if (asked.finished) {
        const QString sentence = QString::fromStdString(asked.sentence);
        return pause ? tr("Pause: %1").arg(sentence) : tr("Resume: %1").arg(sentence);
    }
    const ChainView* chain = m_desk.news().find(m_chain);
    if (asked.id && chain && !chain->owner)
        return pause
                   ? tr("Pause requested. No process follows this chain; the next one that does will do it.")
                   : tr("Resume requested. No process follows this chain; the next one that does will do "
                        "it.");
    return pause ? tr("Pause requested…") : tr("Resume requested…");
}

} // namespace chainpoints
