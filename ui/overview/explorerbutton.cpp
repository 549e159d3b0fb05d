#include "ui/overview/explorerbutton.h"

#include "ui/explorer.h"

#include <QEvent>
#include <QMenu>

namespace chainpoints {

using namespace Qt::StringLiterals;

ExplorerButton::ExplorerButton(Prompts& prompts, QWidget* parent)
    : QPushButton(parent), m_contract(new ExplorerAction(prompts, this)),
      m_block(new ExplorerAction(prompts, this))
{
    setObjectName(u"explorerButton"_s);
    m_contract->setObjectName(u"explorerContract"_s);
    m_contract->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_O);
    m_contract->setShortcutContext(Qt::WidgetShortcut);
    m_block->setObjectName(u"explorerBlock"_s);
    auto* menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    menu->addActions({m_contract, m_block});
    setMenu(menu);
    retranslate();
    setChain(nullptr);
}

void ExplorerButton::setChain(const ChainView* chain)
{
    const Explorer explorer = chain ? explorerOf(chain->evmChainId) : Explorer();
    const bool isThereABlock = chain && chain->processed >= chain->startBlock;
    m_contract->aim(chain ? explorer.address(chain->contract.hex()) : QUrl());
    m_block->aim(isThereABlock ? explorer.block(chain->processed) : QUrl());
    setEnabled(m_contract->isEnabled());
    setToolTip(m_contract->toolTip());
}

void ExplorerButton::changeEvent(QEvent* event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ExplorerButton::retranslate()
{
    m_contract->say(tr("Show the contract"));
    m_block->say(tr("Show the last processed block"));
    setText(m_contract->iconText());
    setToolTip(m_contract->toolTip());
}

} // namespace chainpoints
