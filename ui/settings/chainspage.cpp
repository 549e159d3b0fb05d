#include "ui/settings/chainspage.h"

#include "ui/settings/chainfollowing.h"
#include "ui/settings/chainform.h"
#include "ui/settings/fieldproblems.h"
#include "ui/settings/probeview.h"
#include "ui/widgets/cellstable.h"
#include "ui/widgets/emptypage.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QStackedWidget>

#include <algorithm>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

enum Column { Name, NetworkId };
constexpr int kTableWidth = 300;

QString textOf(const ChainSettings& chain, const char* key)
{
    const auto found = chain.texts.find(key);
    return found == chain.texts.end() ? QString() : QString::fromStdString(found->second);
}

bool isWrong(const ChainSettings& chain)
{
    for (const char* key :
         {"name", "chain_id", "contract", "start_block", "rpc", "confirmations", "poll_ms", "max_rollback"})
        if (!chainProblem(key, textOf(chain, key)).isEmpty())
            return true;
    return false;
}

CellsModel::Row rowOf(const ChainSettings& chain)
{
    const QString name = textOf(chain, "name");
    return {{name.isEmpty() ? ChainsPage::tr("(new)") : name}, {textOf(chain, "chain_id")}};
}

} // namespace

ChainsPage::ChainsPage(SettingsDesk& desk, ChainFollowing* following, QWidget* parent)
    : SettingsPage(parent), m_following(following), m_table(new CellsTable(u"settingsChains"_s)),
      m_add(new QPushButton), m_remove(new QPushButton), m_note(new QLabel), m_stack(new QStackedWidget),
      m_form(new ChainForm(desk)), m_empty(new EmptyPage)
{
    setObjectName(u"chainsPage"_s);
    m_add->setObjectName(u"chainAdd"_s);
    m_remove->setObjectName(u"chainRemove"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setFixedWidth(kTableWidth);
    m_note->setWordWrap(true);
    m_note->setFixedWidth(kTableWidth);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_stack->addWidget(m_form);
    m_stack->addWidget(m_empty);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_add);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto* left = new QVBoxLayout;
    left->addWidget(m_table, 1);
    left->addLayout(buttons);
    left->addWidget(m_note);
    auto* right = new QVBoxLayout;
    if (m_following)
        right->addWidget(m_following);
    right->addWidget(m_stack, 1);
    auto* row = new QHBoxLayout(this);
    row->setSpacing(18);
    row->addLayout(left);
    row->addLayout(right, 1);
    connect(m_add, &QPushButton::clicked, this, &ChainsPage::add);
    connect(m_remove, &QPushButton::clicked, this, &ChainsPage::remove);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) { choose(now.row()); });
    connect(m_form, &ChainForm::edited, this, &ChainsPage::take);
    connect(m_empty, &EmptyPage::offerTaken, this, &ChainsPage::add);
    retranslate();
}

QString ChainsPage::title() const
{
    return tr("Chains");
}

void ChainsPage::show(const ConfigDraft& draft, const Settings& settings)
{
    m_draft = &draft;
    m_chains = settings.chains;
    const int row = std::clamp(m_current, 0, std::max(0, int(m_chains.size()) - 1));
    m_current = -1;
    list();
    m_table->selectRow(row);
    choose(m_chains.empty() ? -1 : row);
}

void ChainsPage::write(Settings& settings) const
{
    settings.chains = m_chains;
}

bool ChainsPage::goToProblem()
{
    const auto wrong = std::ranges::find_if(m_chains, isWrong);
    if (wrong == m_chains.end())
        return false;
    m_table->selectRow(int(wrong - m_chains.begin()));
    return m_form->fields().goToProblem();
}

bool ChainsPage::isTesting() const
{
    return m_form->probe().isRunning();
}

void ChainsPage::add()
{
    m_chains.push_back({});
    list();
    m_table->selectRow(int(m_chains.size()) - 1);
    m_form->fields().field("name")->setFocus();
    Q_EMIT edited();
}

void ChainsPage::remove()
{
    if (m_current < 0)
        return;
    const int row = m_current;
    m_chains.erase(m_chains.begin() + row);
    m_current = -1;
    list();
    const int next = std::min(row, int(m_chains.size()) - 1);
    if (next >= 0)
        m_table->selectRow(next);
    choose(next);
    Q_EMIT edited();
}

void ChainsPage::choose(int row)
{
    const bool isThere = 0 <= row && row < int(m_chains.size());
    m_remove->setEnabled(isThere);
    m_stack->setCurrentWidget(isThere ? static_cast<QWidget*>(m_form) : m_empty);
    if (m_following)
        m_following->setChain(isThere ? nameInFile(m_chains[std::size_t(row)]) : QString());
    if (!isThere || row == m_current)
        return;
    m_current = row;
    const ChainSettings& chain = m_chains[std::size_t(row)];
    m_form->show(*m_draft, chain);
    m_form->fields().setChecking(chain.origin.has_value() || !chain.texts.empty());
}

QString ChainsPage::nameInFile(const ChainSettings& chain) const
{
    return chain.origin ? textOf(m_draft->settings.chains[*chain.origin], "name") : QString();
}

void ChainsPage::take()
{
    ChainSettings& chain = m_chains[std::size_t(m_current)];
    chain = m_form->chain();
    m_table->cells().setRow(m_current, rowOf(chain)); // it may read like another now
    Q_EMIT edited();
}

void ChainsPage::list()
{
    std::vector<CellsModel::Row> rows;
    rows.reserve(m_chains.size());
    for (const ChainSettings& chain : m_chains)
        rows.push_back(rowOf(chain));
    m_table->cells().setRows(std::move(rows));
}

void ChainsPage::retranslate()
{
    m_table->setAccessibleName(tr("Chains that are followed"));
    m_table->cells().setColumns({{tr("Chain")}, {tr("EVM chain id"), true}});
    m_table->setFlexible(Name, u"base-sepolia"_s, u"ethereum-sepolia"_s);
    m_table->setWidest(NetworkId, u"11155111"_s);
    m_table->fitColumns();
    m_add->setText(tr("Add &chain"));
    m_remove->setText(tr("&Remove chain"));
    m_note->setText(tr("Removing a chain deletes no data: it is no longer followed, and its users, balances "
                       "and points stay in the database."));
    m_empty->say(theme::Tone::Idle, tr("No chain is followed"), tr("At least one is needed."));
    m_empty->offer(tr("Add a chain"));
    list();
}

void ChainsPage::changeEvent(QEvent* event)
{
    SettingsPage::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace chainpoints
