#include "ui/users/userspanel.h"

#include "ui/format.h"
#include "ui/vectoricon.h"
#include "ui/widgets/drawersplitter.h"
#include "ui/widgets/findaction.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>

#include <utility>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

} // namespace

UsersPanel::UsersPanel(OperatorDesk& desk, Prompts& prompts, QWidget* parent)
    : Panel(desk, parent), m_model(desk), m_chainName(new QLabel), m_chains(new QComboBox),
      m_search(new QLineEdit), m_count(new QLabel), m_problem(new QLabel), m_pages(new QStackedWidget),
      m_table(new UsersTable(m_model)), m_empty(new QLabel), m_clear(new QPushButton),
      m_details(new UserDetails(desk, prompts))
{
    setObjectName(u"usersPanel"_s);
    build();
    // The model has one question under way and asks only the last of those that came meanwhile.
    connect(m_search, &QLineEdit::textChanged, this, &UsersPanel::search);
    connect(m_chains, &QComboBox::currentIndexChanged, this, &UsersPanel::setChain);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        m_search->clear();
        m_search->setFocus();
    });
    connect(m_details, &UserDetails::usersChanged, this, &UsersPanel::refresh);
    connect(m_table, &UsersTable::chosenByHand, this, [this](const UserView& user) {
        m_details->setUser(QString::fromStdString(m_model.chain()), user, symbol(), explorer());
    });
    connect(&m_model, &UsersModel::taken, this, &UsersPanel::takeRows);
    connect(&desk, &OperatorDesk::chainsChanged, this, &UsersPanel::readNews);
    m_table->addAction(m_details->explorerAction());
    new FindAction(*m_search, *this);
    connect(m_search, &QLineEdit::textEdited, this, [this] { m_wanted.reset(); });
    retranslate();
}

void UsersPanel::build()
{
    m_chains->setObjectName(u"usersChain"_s);
    m_chains->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_chainName->setBuddy(m_chains);
    m_search->setObjectName(u"usersSearch"_s);
    m_search->setClearButtonEnabled(true);
    m_count->setObjectName(u"usersCount"_s);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_problem->setObjectName(u"usersProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_empty->setObjectName(u"usersEmpty"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setTextFormat(Qt::PlainText);
    m_clear->setObjectName(u"usersClear"_s);

    auto* top = new QHBoxLayout;
    top->addWidget(m_chainName);
    top->addWidget(m_chains);
    top->addSpacing(12);
    top->addWidget(m_search, 1);

    auto* nothing = new QWidget;
    auto* centre = new QVBoxLayout(nothing);
    centre->addStretch();
    centre->addWidget(m_empty);
    centre->addWidget(m_clear, 0, Qt::AlignHCenter);
    centre->addStretch();
    m_pages->addWidget(m_table);
    m_pages->addWidget(nothing);

    auto* list = new QWidget;
    auto* left = new QVBoxLayout(list);
    left->setContentsMargins(0, 0, 6, 0);
    left->addLayout(top);
    left->addWidget(m_problem);
    left->addWidget(m_pages, 1);
    left->addWidget(m_count);
    auto* right = new QWidget;
    auto* details = new QVBoxLayout(right);
    details->setContentsMargins(6, 0, 0, 0);
    details->addWidget(m_details);

    m_splitter = new DrawerSplitter(Qt::Horizontal, u"usersSplitter"_s, list, right);
    m_splitter->setFilter(*m_search);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setSizes({1200, 800});
    top->addWidget(m_splitter->button());
    auto* all = new QVBoxLayout(this);
    all->addWidget(m_splitter);
}

QString UsersPanel::title() const
{
    return tr("Users");
}

QIcon UsersPanel::icon() const
{
    return lineIcon([](QPainter& painter) {
        painter.drawEllipse(QPointF(8, 5.2), 2.7, 2.7);
        painter.drawArc(QRectF(2.8, 9.4, 10.4, 9.6), 0, 180 * 16);
    });
}

void UsersPanel::refresh()
{
    if (const ChainView* view = chain())
        m_seen = Progress{view->processed, view->calculatedTime, view->users, view->symbol};
    m_model.refresh();
    m_details->refresh();
}

bool UsersPanel::showUser(const QString& chain, const QString& address)
{
    m_wanted = Wanted{chain.toStdString(), address.toLower().toStdString()};
    if (isVisible())
        showWanted();
    return true;
}

void UsersPanel::showWanted()
{
    const int place = m_wanted ? m_chains->findData(QString::fromStdString(m_wanted->chain)) : -1;
    if (place < 0)
        return;
    m_splitter->setOpen(true); // it is the user who is wanted
    m_chains->setCurrentIndex(place);
    m_search->setText(format::address(m_wanted->address));
    m_search->setCursorPosition(0);
    search();
    if (m_model.isAnswered())
        takeRows();
}

void UsersPanel::readNews()
{
    if (!isVisible())
        return;
    listChains();
    showWanted();
    const ChainView* view = chain();
    const bool moved =
        view && m_seen != Progress{view->processed, view->calculatedTime, view->users, view->symbol};
    const bool recovered = m_model.problem() && !desk().news().problem;
    if (moved || recovered)
        refresh();
    showState();
}

void UsersPanel::listChains()
{
    const auto& chains = desk().news().chains;
    QStringList names;
    for (const ChainView& view : chains)
        names.append(QString::fromStdString(view.name));
    QStringList listed;
    for (int i = 0; i < m_chains->count(); ++i)
        listed.append(m_chains->itemData(i).toString());
    if (names == listed)
        return;
    const QString before = m_chains->currentData().toString();
    {
        const QSignalBlocker quiet(m_chains);
        m_chains->clear();
        for (const QString& name : names)
            m_chains->addItem(name, name);
        m_chains->setCurrentIndex(std::max(0, m_chains->findData(before)));
    }
    setChain();
}

void UsersPanel::setChain()
{
    const std::string name = m_chains->currentData().toString().toStdString();
    if (name == m_model.chain())
        return;
    m_seen.reset();
    m_table->choose({});
    m_details->clear();
    m_model.setChain(name);
    showState();
}

void UsersPanel::search()
{
    m_model.setSearch(m_search->text().trimmed());
    showState();
}

void UsersPanel::takeRows()
{
    if (m_wanted && m_wanted->chain == m_model.chain() && !m_model.problem()) {
        const std::string address = std::exchange(m_wanted, std::nullopt)->address;
        if (m_table->choose(address)) {
            m_details->setUser(QString::fromStdString(m_model.chain()), m_model.user(m_model.rowOf(address)),
                               symbol(), explorer());
        } else {
            m_table->choose({});
            m_details->clear();
        }
    }
    showState();
}

std::optional<ReportRequest> UsersPanel::nearestReport() const
{
    if (m_model.chain().empty())
        return {};
    if (m_table->chosen().empty())
        return ReportRequest{
            .report = "balances", .chain = m_model.chain(), .search = m_model.search().toStdString()};
    return ReportRequest{.report = "changes", .chain = m_model.chain(), .user = m_table->chosen()};
}

const ChainView* UsersPanel::chain() const
{
    return desk().news().find(m_model.chain());
}

QString UsersPanel::symbol() const
{
    const ChainView* view = chain();
    return view ? QString::fromStdString(view->symbol) : QString();
}

Explorer UsersPanel::explorer() const
{
    const ChainView* view = chain();
    return view ? explorerOf(view->evmChainId) : Explorer();
}

QString UsersPanel::problem() const
{
    if (desk().news().problem)
        return tr("The database cannot be read now."); // the window says why
    return m_model.problem() ? QString::fromStdString(m_model.problem()->message) : QString();
}

void UsersPanel::showState()
{
    const QString sentence = problem();
    const int rows = m_model.rowCount();
    const bool searching = !m_model.search().isEmpty();
    const bool nothing = rows == 0 && (m_model.isAnswered() || !sentence.isEmpty() || m_chains->count() == 0);
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty() && rows > 0);
    m_clear->setVisible(searching && sentence.isEmpty());
    if (!sentence.isEmpty())
        m_empty->setText(sentence);
    else if (m_chains->count() == 0)
        m_empty->setText(desk().news().asOf == UnixTime() ? tr("Reading the chains…")
                                                          : tr("No chain is followed yet."));
    else if (searching)
        m_empty->setText(tr("No address on this chain matches “%1”.").arg(m_model.search()));
    else
        m_empty->setText(tr("No users yet. Each holder is listed from the first transfer on."));
    m_pages->setCurrentIndex(nothing ? 1 : 0);
    m_details->setInviting(!nothing);

    const ChainView* view = chain();
    if (rows == 0)
        m_count->clear();
    else if (!searching && view)
        m_count->setText(tr("%1 of %2 users loaded")
                             .arg(format::number(rows), format::number(std::max<qint64>(rows, view->users))));
    else if (m_model.canFetchMore({}))
        m_count->setText(tr("More than %1 users match").arg(format::number(rows)));
    else
        m_count->setText(tr("Users that match: %1").arg(format::number(rows)));
}

void UsersPanel::retranslate()
{
    m_chainName->setText(tr("&Chain"));
    m_chains->setAccessibleName(tr("Chain"));
    m_search->setPlaceholderText(tr("Search an address, or a part of it"));
    m_search->setAccessibleName(tr("Search for an address"));
    m_search->setToolTip(tr("With 0x in front the beginning of the address is meant, else any part (%1)")
                             .arg(QKeySequence(QKeySequence::Find).toString(QKeySequence::NativeText)));
    m_clear->setText(tr("Clear search"));
    m_clear->setAccessibleName(tr("Clear search"));
    m_count->setAccessibleName(tr("Number of users"));
    m_problem->setAccessibleName(tr("Problem"));
    m_model.retranslate();
    showState();
}

void UsersPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    listChains();
    showWanted();
    refresh();
    showState();
}

void UsersPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Panel::changeEvent(event);
}

} // namespace chainpoints
