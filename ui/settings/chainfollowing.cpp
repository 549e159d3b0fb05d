#include "ui/settings/chainfollowing.h"

#include "ui/overview/chainactions.h"
#include "ui/overview/chaintext.h"
#include "ui/widgets/notice.h"

#include <QEvent>
#include <QHBoxLayout>

namespace chainpoints {

using namespace Qt::StringLiterals;

ChainFollowing::ChainFollowing(OperatorDesk& desk, Prompts& prompts, const QString& configFile,
                               QWidget* parent)
    : QWidget(parent), m_desk(desk), m_state(new Notice),
      m_actions(new ChainActions(desk, prompts, configFile))
{
    setObjectName(u"chainFollowing"_s);
    m_state->setObjectName(u"chainFollowingState"_s);
    // The overview has the same ones.
    for (auto* part : m_actions->findChildren<QWidget*>(Qt::FindDirectChildrenOnly))
        part->setObjectName(u"settings_"_s + part->objectName());
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(14);
    row->addWidget(m_state, 0, Qt::AlignVCenter);
    row->addWidget(m_actions, 1);
    connect(&desk, &OperatorDesk::chainsChanged, this, &ChainFollowing::showState);
    m_actions->setAwake(false);
    showState();
}

void ChainFollowing::setChain(const QString& chain)
{
    m_chain = chain.toStdString();
    m_actions->setChain(chain);
    showState();
}

void ChainFollowing::showState()
{
    const ChainView* chain = m_desk.news().find(m_chain);
    if (chain)
        m_state->say(ChainText::state(*chain), ChainText::tone(*chain));
    setVisible(chain != nullptr);
}

void ChainFollowing::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        showState();
}

void ChainFollowing::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_actions->setAwake(true);
}

void ChainFollowing::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_actions->setAwake(false);
}

} // namespace chainpoints
