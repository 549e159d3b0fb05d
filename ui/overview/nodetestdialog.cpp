#include "ui/overview/nodetestdialog.h"

#include "ui/settings/probeview.h"
#include "ui/widgets/notice.h"

#include <QHBoxLayout>

#include <algorithm>

namespace chainpoints {

using namespace Qt::StringLiterals;

NodeTestDialog::NodeTestDialog(SettingsDesk& desk, const std::filesystem::path& file, const QString& chain,
                               QWidget* parent)
    : QDialog(parent), m_desk(desk), m_chain(chain), m_problem(new Notice),
      m_probe(new ProbeView(u"nodes"_s, [this] { return m_desk.tryChain(m_draft, m_settings); }))
{
    setObjectName(u"nodeTestDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Test the nodes of %1").arg(chain));
    m_problem->setObjectName(u"nodesProblem"_s);
    m_probe->hide();
    auto* close = new QPushButton(tr("Close"));
    close->setObjectName(u"nodesClose"_s);
    close->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(close);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    column->addWidget(m_problem);
    column->addWidget(m_probe, 1);
    column->addStretch();
    column->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    resize(940, 440);
    close->setFocus();
    desk.read(file, this, [this](const Result<ConfigDraft>& draft) { take(draft); });
}

void NodeTestDialog::take(const Result<ConfigDraft>& draft)
{
    if (!draft)
        return m_problem->say(QString::fromStdString(draft.error().message), theme::Tone::Bad);
    m_draft = *draft;
    const auto isIt = [name = m_chain.toStdString()](const ChainSettings& chain) {
        const auto found = chain.texts.find("name");
        return found != chain.texts.end() && found->second == name;
    };
    const auto found = std::ranges::find_if(m_draft.settings.chains, isIt);
    if (found == m_draft.settings.chains.end())
        return m_problem->say(tr("The configuration does not have this chain, so its nodes are not known."),
                              theme::Tone::Bad);
    m_settings = *found;
    m_probe->show();
    m_probe->begin();
}

} // namespace chainpoints
