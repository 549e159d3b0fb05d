#include "ui/overview/chainactions.h"

#include "ui/activity/actiontext.h"
#include "ui/overview/rollbackdialog.h"
#include "ui/prompts.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>

namespace chainpoints {

using namespace Qt::StringLiterals;

ChainActions::ChainActions(OperatorDesk& desk, Prompts& prompts, QString configFile, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_prompts(prompts), m_configFile(std::move(configFile)), m_watch(desk),
      m_pause(new QAction(this)), m_resume(new QAction(this)), m_check(new QAction(this)),
      m_rollback(new QAction(this)), m_buttons(new QHBoxLayout), m_feedback(new Notice)
{
    setObjectName(u"chainActions"_s);
    m_feedback->setObjectName(u"actionFeedback"_s);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addLayout(m_buttons);
    row->addWidget(m_feedback, 1, Qt::AlignVCenter);
    row->addStretch();
    add(m_pause, u"pauseButton"_s);
    add(m_resume, u"resumeButton"_s);
    add(m_check, u"checkButton"_s);
    add(m_rollback, u"rollbackButton"_s);
    connect(m_pause, &QAction::triggered, this, [this] { ask(m_chain, ActionKind::Pause); });
    connect(m_resume, &QAction::triggered, this, [this] { ask(m_chain, ActionKind::Resume); });
    connect(m_check, &QAction::triggered, this, &ChainActions::confirmCheck);
    connect(m_rollback, &QAction::triggered, this, &ChainActions::planRollback);
    connect(&m_watch, &ActionWatch::changed, this, &ChainActions::take);
    connect(&m_watch, &ActionWatch::lost, this, &ChainActions::lose);
    connect(&desk, &OperatorDesk::chainsChanged, this, &ChainActions::showState);
    retranslate();
}

void ChainActions::setChain(const QString& chain)
{
    m_chain = chain.toStdString();
    showState();
}

void ChainActions::add(QAction* action, const QString& buttonName)
{
    auto* button = new QToolButton;
    button->setObjectName(buttonName);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::StrongFocus);
    add(button);
    m_all << action;
}

void ChainActions::add(QWidget* button)
{
    m_buttons->addWidget(button);
}

void ChainActions::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ChainActions::ask(const std::string& chain, ActionKind kind)
{
    m_asked[chain] = {.kind = kind};
    m_desk.ask(
        this,
        [request = ActionRequest{kind, chain, {}}](OperatorDoor& door) { return door.request(request); },
        [this, chain](const Result<ActionId>& answer) { recorded(chain, answer); },
        OperatorDesk::Lane::Requests);
    showState();
}

void ChainActions::confirmCheck()
{
    const QString name = QString::fromStdString(m_chain);
    m_prompts.ask(this,
                  {.title = tr("Check again"),
                   .text = tr("Ask the nodes of %1 whether they have its last processed block?").arg(name),
                   .details = tr("Where a fork has replaced blocks, no deeper than is allowed, they are "
                                 "taken back and followed anew."),
                   .yes = tr("Check again")},
                  [this, chain = m_chain](bool yes) {
                      if (yes)
                          ask(chain, ActionKind::CheckAgain);
                  });
}

void ChainActions::planRollback()
{
    auto* dialog = new RollbackDialog(m_desk, m_chain, m_configFile, this);
    connect(dialog, &RollbackDialog::requested, this, [this, chain = m_chain](ActionId id) {
        m_asked[chain] = {.kind = ActionKind::Rollback};
        recorded(chain, id);
    });
    dialog->open();
}

void ChainActions::recorded(const std::string& chain, const Result<ActionId>& answer)
{
    Asked& asked = m_asked[chain];
    if (answer) {
        asked.id = *answer;
        m_watch.follow(*answer);
    } else {
        asked.untold = answer.error().message;
    }
    showState();
}

void ChainActions::take(const ActionView& action)
{
    if (!action.finished() || action.items.empty())
        return;
    if (Asked& asked = m_asked[action.items.front().chain]; asked.id == action.id)
        asked.finished = action;
    showState();
    m_desk.poke();
}

void ChainActions::lose(ActionId id, const QString& sentence)
{
    for (auto& [chain, asked] : m_asked)
        if (asked.id == id)
            asked.untold = sentence.toStdString();
    showState();
}

void ChainActions::showState()
{
    const ChainView* chain = m_desk.news().find(m_chain);
    const auto found = m_asked.find(m_chain);
    const bool busy = found != m_asked.end() && found->second.isUnderWay();
    m_pause->setEnabled(chain && chain->active && !busy);
    m_resume->setEnabled(chain && !chain->active && !busy);
    m_check->setEnabled(chain && chain->active && !busy);
    m_rollback->setEnabled(chain && chain->processed >= chain->startBlock && !busy);
    if (!chain || found == m_asked.end())
        return m_feedback->say({});
    m_feedback->say(textOf(found->second), toneOf(found->second));
}

void ChainActions::retranslate()
{
    m_pause->setText(tr("Pause"));
    m_pause->setToolTip(tr("Stop following this chain until it is resumed; nothing is lost"));
    m_resume->setText(tr("Resume"));
    m_resume->setToolTip(tr("Follow this chain again; the missed time is processed and credited"));
    m_check->setText(tr("Check again…"));
    m_check->setToolTip(tr("Ask the nodes whether they have the last processed block; a halted chain goes on "
                           "where they do"));
    m_rollback->setText(tr("Roll back…"));
    m_rollback->setToolTip(tr("Take this chain back to a block, and follow what is behind it anew"));
    showState();
}

QString ChainActions::textOf(const Asked& asked) const
{
    const QString word = ActionText::word(asked.kind);
    if (asked.finished)
        return tr("%1: %2").arg(word,
                                ActionText::result(*asked.finished, asked.finished->items.front().sentence));
    if (asked.untold)
        return tr("%1: %2").arg(word, QString::fromStdString(*asked.untold));
    const ChainView* chain = m_desk.news().find(m_chain);
    if (asked.id && chain && !chain->owner)
        return tr("%1 requested. No process follows this chain; the next one that does will do it.")
            .arg(word);
    return tr("%1 requested…").arg(word);
}

theme::Tone ChainActions::toneOf(const Asked& asked)
{
    if (asked.finished)
        return ActionText::toneOf(ActionText::stateOf(*asked.finished));
    return asked.untold ? theme::Tone::Bad : theme::Tone::Busy;
}

} // namespace chainpoints
