#include "ui/overview/chaindetail.h"

#include "ui/format.h"
#include "ui/overview/chainprogress.h"
#include "ui/overview/chaintext.h"

#include <QVBoxLayout>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kColumns = 3;
constexpr int kLeastLines = 6;
constexpr int kWishedLines = 20;

} // namespace

ChainDetail::ChainDetail(OperatorDesk& desk, ChainOwner self, QWidget* parent)
    : QScrollArea(parent), m_self(std::move(self)), m_headline(new Headline), m_facts(new FactGrid(kColumns)),
      m_problems(new QWidget), m_pending(new PendingBlocks(desk)), m_endpoints(new EndpointsTable)
{
    setObjectName(u"chainDetail"_s);
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumHeight(kLeastLines * fontMetrics().lineSpacing());
    m_problems->setObjectName(u"problems"_s);
    new QVBoxLayout(m_problems);
    m_problems->layout()->setContentsMargins(0, 0, 0, 0);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_headline);
    column->addWidget(m_problems);
    column->addWidget(m_facts);
    column->addWidget(m_pending);
    column->addWidget(m_endpoints);
    column->addStretch();
    setWidget(content);
    connect(m_pending, &PendingBlocks::changed, this, &ChainDetail::changed);
    clear();
}

void ChainDetail::describe(const ChainView& chain, std::optional<double> blocksPerSecond,
                           const SecondsUntil& secondsUntil)
{
    const QString headline = ChainText::nameAndSymbol(chain);
    m_headline->name(chain.title.empty() ? headline
                                         : tr("%1: %2").arg(headline, QString::fromStdString(chain.title)));
    showProblems(chain);
    const QString nothing = u"—"_s;
    const auto unconfirmed = unconfirmedBlocks(chain);
    const bool isPending = unconfirmed.value_or(0) > 0;
    const bool measured = blocksPerSecond && remainingBlocks(chain) > 0;
    m_facts->setFacts({
        {tr("Contract"), format::address(chain.contract.hex()), true},
        {tr("EVM chain id"), QString::number(chain.evmChainId.value())},
        {tr("Followed by"), ChainText::owner(chain, m_self).replace(u'\n', u' ')},
        {tr("Start block"), format::number(chain.startBlock.value())},
        {tr("Confirmations"), QString::fromStdString(chain.confirmations)},
        {tr("Decimals"), chain.decimals ? QString::number(*chain.decimals) : nothing},
        {tr("Users"), format::number(chain.users)},
        {tr("Balance changes"), format::number(chain.changes)},
        {tr("Skipped logs"), format::number(chain.skippedLogs)},
        {tr("Healed forks"), format::number(chain.forks)},
        {tr("Head"), chain.head ? format::number(chain.head->value()) : nothing},
        {tr("Confirmed"), chain.head ? format::number(chain.confirmed.value()) : nothing},
        {tr("Last processed block"), chain.processedTime ? format::zonedTime(*chain.processedTime) : nothing},
        {tr("Blocks to go"), chain.head ? format::number(remainingBlocks(chain)) : nothing},
        {tr("Unconfirmed blocks"), unconfirmed ? format::number(*unconfirmed) : nothing},
        {tr("Next confirmation"),
         isPending ? ChainText::countdown(chain, chain.confirmed + 1, secondsUntil) : nothing},
        {tr("All confirmed"), isPending ? ChainText::countdown(chain, *chain.head, secondsUntil) : nothing},
        {tr("Speed"), measured ? ChainText::speed(*blocksPerSecond) : nothing},
    });
    m_facts->show();
    m_pending->describe(chain, secondsUntil);
    m_endpoints->take(chain.endpoints);
}

void ChainDetail::clear()
{
    m_headline->hint(tr("Select a chain to see everything that is known of it."));
    m_problems->hide();
    m_facts->hide();
    m_pending->clear();
    m_endpoints->hide();
}

QSize ChainDetail::sizeHint() const
{
    return {QScrollArea::sizeHint().width(), kWishedLines * fontMetrics().lineSpacing()};
}

void ChainDetail::showProblems(const ChainView& chain)
{
    std::vector<QString> sentences;
    if (isAbandoned(chain))
        sentences.push_back(ChainText::abandoned());
    for (const Alert& alert : chain.alerts)
        sentences.push_back(
            tr("Since %1: %2").arg(format::zonedTime(alert.since), QString::fromStdString(alert.sentence)));
    if (!chain.lastError.empty())
        sentences.push_back(tr("Last error: %1").arg(QString::fromStdString(chain.lastError)));
    while (m_notices.size() < sentences.size()) {
        m_notices.push_back(new Notice);
        m_problems->layout()->addWidget(m_notices.back());
    }
    for (std::size_t i = 0; i < m_notices.size(); ++i)
        m_notices[i]->say(i < sentences.size() ? sentences[i] : QString(), theme::Tone::Warning);
    m_problems->setVisible(!sentences.empty());
}

} // namespace chainpoints
