#include "ui/activity/historypage.h"

#include "ui/widgets/chainchoice.h"
#include "ui/widgets/drawersplitter.h"
#include "ui/widgets/emptypage.h"
#include "ui/widgets/findaction.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kTypingMs = 200;

} // namespace

HistoryPage::HistoryPage(OperatorDesk& desk, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_top(new QHBoxLayout), m_chainCaption(new QLabel),
      m_chain(new ChainChoice), m_search(new QLineEdit), m_stack(new QStackedWidget), m_empty(new EmptyPage),
      m_table(new RowTable), m_copy(new QAction(this))
{
}

void HistoryPage::begin(NewestModel& model, QWidget* detail, const QString& name)
{
    m_model = &model;
    setObjectName(name + u"Page"_s);
    m_table->setObjectName(name + u"Table"_s);
    m_chain->setObjectName(name + u"Chain"_s);
    m_search->setObjectName(name + u"Search"_s);
    m_empty->setObjectName(name + u"Empty"_s);
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_copy->setShortcuts(QKeySequence::Copy);
    m_copy->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(m_copy);
    layOut(detail, name);
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    connect(&m_typing, &QTimer::timeout, this, &HistoryPage::filter);
    connect(m_search, &QLineEdit::textChanged, &m_typing, QOverload<>::of(&QTimer::start));
    connect(m_search, &QLineEdit::returnPressed, this, &HistoryPage::filter);
    connect(m_chain, &ChainChoice::chosen, this, &HistoryPage::filter);
    connect(m_copy, &QAction::triggered, this, &HistoryPage::copySelected);
    connect(m_empty, &EmptyPage::offerTaken, this, &HistoryPage::resetFilter);
    connect(m_model, &NewestModel::aboutToTake, m_table, &RowTable::hold);
    connect(m_model, &NewestModel::taken, this, &HistoryPage::take);
    connect(m_model, &NewestModel::modelReset, this, [this] {
        showEmptiness();
        describe(-1);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { describe(selectedRow()); });
    // Any process may add to it, so the database is looked at as often as for the chains.
    connect(&m_desk, &OperatorDesk::looked, this, [this] {
        if (isVisible())
            refresh();
    });
    new FindAction(*m_search, *this);
    retranslateAll();
}

void HistoryPage::layOut(QWidget* detail, const QString& name)
{
    m_chainCaption->setBuddy(m_chain);
    m_search->setClearButtonEnabled(true);
    m_top->addWidget(m_chainCaption);
    m_top->addWidget(m_chain);
    m_top->addWidget(m_search, 1);
    m_splitter = new DrawerSplitter(Qt::Vertical, name + u"Splitter"_s, m_table, detail);
    m_splitter->setFilter(*m_search);
    m_top->addWidget(m_splitter->button());
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_stack->addWidget(m_splitter);
    m_stack->addWidget(m_empty);
    auto* column = new QVBoxLayout(this);
    column->addLayout(m_top);
    column->addWidget(m_stack, 1);
}

void HistoryPage::refresh()
{
    m_chain->setChains(m_desk.news().chains);
    m_model->refresh();
}

void HistoryPage::resetFilter()
{
    m_search->clear();
    m_chain->setCurrentIndex(0);
    widen();
    filter();
}

int HistoryPage::selectedRow() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? -1 : rows.front().row();
}

void HistoryPage::filter()
{
    m_typing.stop();
    m_model->setFilter({.chain = m_chain->chain(), .text = m_search->text().trimmed().toStdString()});
}

void HistoryPage::take()
{
    m_table->restore();
    showEmptiness();
    describe(selectedRow());
}

void HistoryPage::showEmptiness()
{
    const bool empty = m_model->rowCount() == 0;
    const bool filtered = m_model->filter() != HistoryFilter() || isNarrowed();
    m_stack->setCurrentWidget(empty ? static_cast<QWidget*>(m_empty) : m_splitter);
    m_empty->offer({});
    if (m_model->problem()) {
        m_empty->say(theme::Tone::Bad, unreadable(),
                     tr("They show here as soon as the database can be read."));
    } else if (m_model->isLoading()) {
        m_empty->say(theme::Tone::Busy, tr("Reading…"), {});
    } else if (filtered) {
        m_empty->say(theme::Tone::Idle, tr("Nothing matches the filter"), {});
        m_empty->offer(tr("Show all"));
    } else {
        const Saying saying = emptiness();
        m_empty->say(theme::Tone::Idle, saying.headline, saying.text);
    }
}

void HistoryPage::copySelected() const
{
    QStringList cells;
    for (int column = 0; selectedRow() >= 0 && column < m_model->columnCount(); ++column)
        cells += m_model->index(selectedRow(), column).data().toString().replace(u'\n', u' ');
    if (!cells.isEmpty())
        QGuiApplication::clipboard()->setText(cells.join(u'\t'));
}

void HistoryPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateAll();
}

void HistoryPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
    showEmptiness();
}

void HistoryPage::retranslateAll()
{
    m_chainCaption->setText(tr("Chain"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search"));
    m_copy->setText(tr("Copy row"));
    retranslate();
    m_model->retranslate();
    fitColumns();
    m_table->fitColumns();
    showEmptiness();
    describe(selectedRow());
}

} // namespace chainpoints
