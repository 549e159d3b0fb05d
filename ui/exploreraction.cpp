#include "ui/exploreraction.h"

#include "ui/prompts.h"

namespace chainpoints {

ExplorerAction::ExplorerAction(Prompts& prompts, QObject* parent) : QAction(parent)
{
    connect(this, &QAction::triggered, this, [this, &prompts] { prompts.openPage(m_page); });
    write();
}

void ExplorerAction::say(const QString& what)
{
    m_what = what;
    write();
}

void ExplorerAction::aim(const QUrl& page)
{
    m_page = page;
    write();
}

void ExplorerAction::write()
{
    setEnabled(!m_page.isEmpty());
    setText(m_page.isEmpty() ? m_what : tr("%1 (%2)").arg(m_what, m_page.host()));
    setIconText(tr("Explorer"));
    setToolTip(m_page.isEmpty() ? tr("No explorer of this network is known")
                                : tr("Opens %1 in the browser").arg(m_page.host()));
}

} // namespace chainpoints
