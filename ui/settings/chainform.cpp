#include "ui/settings/chainform.h"

#include "ui/settings/fieldproblems.h"
#include "ui/settings/formarea.h"
#include "ui/settings/probeview.h"

#include <QEvent>
#include <QVBoxLayout>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

} // namespace

ChainForm::ChainForm(SettingsDesk& desk, QWidget* parent)
    : QWidget(parent), m_fields(new FieldForm(u"chain_"_s, chainProblem)),
      m_probe(new ProbeView(u"chain"_s, [this, &desk] { return desk.tryChain(*m_draft, chain()); }))
{
    m_fields->addLine("name", u"sepolia"_s);
    m_fields->addLine("chain_id", u"11155111"_s);
    m_fields->addLine("contract", u"0x…"_s, true);
    m_fields->addLine("start_block", u"0"_s);
    m_fields->addLines("rpc", u"https://ethereum-sepolia-rpc.example.org\nhttps://other.example.org"_s, 3);
    m_fields->addChoice("confirmations", {u"6"_s, u"12"_s, u"64"_s, u"safe"_s, u"finalized"_s}, true, u"6"_s);
    m_fields->addChoice("verify", {u"off"_s, u"bloom"_s, u"full"_s}, false, u"bloom"_s);
    m_fields->addLine("max_rollback", u"256"_s);
    m_fields->addLine("poll_ms", u"2000"_s);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(new FormArea(m_fields, u"chainScroll"_s));
    column->addWidget(m_probe);
    column->addStretch();
    connect(m_fields, &FieldForm::edited, this, [this] {
        m_probe->forget();
        Q_EMIT edited();
    });
    retranslate();
}

void ChainForm::show(const ConfigDraft& draft, const ChainSettings& chain)
{
    m_draft = &draft;
    m_origin = chain.origin;
    m_probe->forget();
    m_fields->show(chain.texts);
}

ChainSettings ChainForm::chain() const
{
    return {m_origin, m_fields->texts()};
}

void ChainForm::retranslate()
{
    m_fields->describe("name", tr("Chain &name"), tr("What you call this chain, on screen and in reports."));
    m_fields->describe("chain_id", tr("EVM chain &id"), tr("The network's own number."));
    m_fields->describe("contract", tr("Contract &address"),
                       tr("The ERC-20 token whose holders gain points."));
    m_fields->describe("start_block", tr("Start &block"),
                       tr("The block in which the contract was made; earlier blocks are not read."));
    m_fields->describe(
        "rpc", tr("RPC a&ddresses"),
        tr("One node a line, the first is asked first. More than one protects from a node "
           "that fails or lies. A key is best written as {secret:NAME}, and stored on the page Secrets."));
    m_fields->describe("confirmations", tr("C&onfirmations"),
                       tr("How many blocks must follow before a block counts; or safe, or finalized."));
    m_fields->describe(
        "verify", tr("Check of lo&gs"),
        tr("off believes the nodes; bloom finds most logs that are left out; full finds all and costs "
           "more requests."));
    m_fields->describe("max_rollback", tr("Dee&pest fork"),
                       tr("Blocks that a fork may replace after they counted; the default is 256."));
    m_fields->describe("poll_ms", tr("Ask &every (ms)"),
                       tr("Milliseconds between two looks at the head; the default is 2000."));
}

void ChainForm::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace chainpoints
