// Where the explorer of the chain's network shows what the overview tells.
#pragma once

#include "core/access/views.h"
#include "ui/exploreraction.h"

#include <QPushButton>

namespace chainpoints {

class ExplorerButton : public QPushButton
{
    Q_OBJECT
public:
    /// The prompts must outlive it.
    explicit ExplorerButton(Prompts& prompts, QWidget* parent = nullptr);

    /// Null: no chain is chosen.
    void setChain(const ChainView* chain);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    ExplorerAction* m_contract;
    ExplorerAction* m_block;
};

} // namespace chainpoints
