#include "ui/logs/logspanel.h"

#include "ui/format.h"
#include "ui/vectoricon.h"
#include "ui/widgets/drawersplitter.h"
#include "ui/widgets/findaction.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/rowtable.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kTickMs = 250;
constexpr int kDetailLines = 4;
constexpr auto kLevels = {log::Level::Debug, log::Level::Info, log::Level::Warning, log::Level::Error};

} // namespace

LogsPanel::LogsPanel(OperatorDesk& desk, QWidget* parent)
    : Panel(desk, parent), m_levelCaption(new QLabel), m_level(new QComboBox), m_componentCaption(new QLabel),
      m_component(new QComboBox), m_search(new QLineEdit), m_follow(new QPushButton), m_notice(new Notice),
      m_table(new RowTable(nullptr, RowTable::Lines::One)), m_detail(new QPlainTextEdit), m_count(new QLabel),
      m_copy(new QAction(this))
{
    setObjectName(u"logsPanel"_s);
    m_level->setObjectName(u"logLevel"_s);
    m_component->setObjectName(u"logComponent"_s);
    m_search->setObjectName(u"logSearch"_s);
    m_follow->setObjectName(u"logFollow"_s);
    m_table->setObjectName(u"logTable"_s);
    m_detail->setObjectName(u"logDetail"_s);
    m_notice->setObjectName(u"logNotice"_s);
    m_count->setObjectName(u"logCount"_s);
    for (const log::Level level : kLevels)
        m_level->addItem({}, int(level));
    m_component->addItem({});
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    layOut();
    connectParts();
    retranslate();
    m_level->setCurrentIndex(m_level->findData(int(log::Level::Info)));
}

QString LogsPanel::title() const
{
    return tr("Logs");
}

QIcon LogsPanel::icon() const
{
    return lineIcon([](QPainter& painter) {
        for (const qreal y : {3.5, 6.5, 9.5, 12.5})
            painter.drawLine(QPointF(2.5, y), QPointF(y == 12.5 ? 9 : 13.5, y));
    });
}

void LogsPanel::refresh()
{
    const QScopedValueRollback taking(m_taking, true);
    const QPersistentModelIndex top = m_table->indexAt({0, 0});
    m_model.append(log::remembered(m_model.lastNumber()));
    listComponents();
    // Those in front may have been forgotten; what is read stays where it is.
    if (!m_follow->isChecked())
        m_table->verticalScrollBar()->setValue(top.isValid() ? top.row() : 0);
    followEnd();
    showCount();
}

bool LogsPanel::showLog(const QString& chain, UnixTime time)
{
    refresh();
    const int component = m_component->findText(chain);
    m_component->setCurrentIndex(std::max(component, 0));
    m_search->setText(component < 0 ? chain : QString()); // it may be named by others
    const int row = m_model.rowAt(time);
    m_missed = row < 0 ? std::optional(time) : std::nullopt;
    showMissed();
    m_follow->setChecked(row < 0);
    if (row >= 0) {
        m_table->setCurrentIndex(m_model.index(row, LogsModel::Message));
        m_table->scrollTo(m_table->currentIndex(), QAbstractItemView::PositionAtCenter);
    }
    m_table->setFocus(Qt::OtherFocusReason);
    return true;
}

void LogsPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void LogsPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    refresh();
    showMissed();
    if (!m_follow->isChecked())
        m_table->scrollTo(m_table->currentIndex()); // chosen while the table had no place on screen
    m_timer.start();
}

void LogsPanel::hideEvent(QHideEvent* event)
{
    Panel::hideEvent(event);
    m_timer.stop();
    m_missed.reset();
}

void LogsPanel::layOut()
{
    m_level->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_component->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_levelCaption->setBuddy(m_level);
    m_componentCaption->setBuddy(m_component);
    m_search->setClearButtonEnabled(true);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_table->setModel(&m_model);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->offerColumns({u"time"_s, u"level"_s, u"part"_s, u"message"_s}, LogsModel::Message);
    m_copy->setShortcuts(QKeySequence::Copy);
    m_copy->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(m_copy);
    m_detail->setReadOnly(true);
    m_detail->setTabChangesFocus(true);
    m_detail->setMinimumHeight(kDetailLines * fontMetrics().lineSpacing());

    auto* top = new QHBoxLayout;
    top->addWidget(m_levelCaption);
    top->addWidget(m_level);
    top->addWidget(m_componentCaption);
    top->addWidget(m_component);
    top->addWidget(m_search, 1);
    top->addWidget(m_follow);
    m_splitter = new DrawerSplitter(Qt::Vertical, u"logsSplitter"_s, m_table, m_detail);
    m_splitter->setFilter(*m_search);
    top->addWidget(m_splitter->button());
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setSizes({600, kDetailLines * fontMetrics().lineSpacing()});
    auto* column = new QVBoxLayout(this);
    column->addLayout(top);
    column->addWidget(m_notice);
    column->addWidget(m_splitter, 1);
    column->addWidget(m_count);
    m_timer.setInterval(kTickMs);
}

void LogsPanel::connectParts()
{
    connect(&m_timer, &QTimer::timeout, this, &LogsPanel::refresh);
    connect(m_level, &QComboBox::currentIndexChanged, this, &LogsPanel::filter);
    connect(m_component, &QComboBox::currentIndexChanged, this, &LogsPanel::filter);
    connect(m_search, &QLineEdit::textChanged, this, &LogsPanel::filter);
    connect(m_follow, &QPushButton::toggled, this, &LogsPanel::followEnd);
    connect(m_copy, &QAction::triggered, this, &LogsPanel::copySelected);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &LogsPanel::showSelected);
    // Who scrolls up wants to read; who comes back to the end follows it again.
    QScrollBar* bar = m_table->verticalScrollBar();
    connect(bar, &QScrollBar::valueChanged, this, [this, bar](int value) {
        if (!m_taking)
            m_follow->setChecked(value == bar->maximum());
    });
    new FindAction(*m_search, *this);
}

void LogsPanel::filter()
{
    const QScopedValueRollback taking(m_taking, true);
    m_model.setFilter({.least = log::Level(m_level->currentData().toInt()),
                       .component = m_component->currentIndex() > 0 ? m_component->currentText() : QString(),
                       .text = m_search->text().trimmed()});
    m_missed.reset();
    showMissed();
    followEnd();
    showSelected();
    showCount();
}

void LogsPanel::listComponents()
{
    if (m_component->count() == static_cast<int>(m_model.components().size()) + 1)
        return;
    const QString chosen = m_component->currentIndex() > 0 ? m_component->currentText() : QString();
    const QSignalBlocker blocker(m_component);
    while (m_component->count() > 1)
        m_component->removeItem(1);
    for (const QString& name : m_model.components())
        m_component->addItem(name);
    m_component->setCurrentIndex(chosen.isEmpty() ? 0 : m_component->findText(chosen));
}

void LogsPanel::followEnd()
{
    const QScopedValueRollback taking(m_taking, true);
    if (m_follow->isChecked())
        m_table->scrollToBottom();
}

void LogsPanel::showMissed()
{
    m_notice->say(m_missed ? tr("No line of that time, %1, is kept here; the log file may have it.")
                                 .arg(format::zonedTime(*m_missed))
                           : QString(),
                  theme::Tone::Idle);
}

void LogsPanel::showSelected()
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex& index : rows)
        lines += LogsModel::lineOf(*m_model.entryAt(index.row()));
    const QString text = lines.join(u'\n');
    if (m_detail->toPlainText() != text)
        m_detail->setPlainText(text);
    m_copy->setEnabled(!lines.isEmpty());
}

void LogsPanel::showCount()
{
    m_count->setText(tr("%1 of %2 lines shown; the log file has all of them")
                         .arg(format::number(m_model.rowCount()),
                              format::number(static_cast<std::int64_t>(m_model.kept()))));
}

void LogsPanel::copySelected()
{
    showSelected();
    QGuiApplication::clipboard()->setText(m_detail->toPlainText());
}

void LogsPanel::retranslate()
{
    m_levelCaption->setText(tr("&Level"));
    m_componentCaption->setText(tr("&Component"));
    const QStringList levels{tr("All"), tr("Info and above"), tr("Warnings and errors"), tr("Errors")};
    for (int i = 0; i < m_level->count(); ++i)
        m_level->setItemText(i, levels[i]);
    m_component->setItemText(0, tr("All components"));
    m_level->setAccessibleName(tr("Level"));
    m_component->setAccessibleName(tr("Component"));
    m_search->setPlaceholderText(tr("Search the messages"));
    m_search->setAccessibleName(tr("Search the messages"));
    m_follow->setText(tr("F&ollow"));
    m_follow->setAccessibleName(tr("Follow"));
    m_follow->setToolTip(tr("Keeps the newest line in view"));
    m_table->setAccessibleName(tr("Log lines of this window"));
    m_detail->setAccessibleName(tr("The selected lines in full"));
    m_detail->setPlaceholderText(tr("Select a line to see it in full."));
    m_count->setAccessibleName(tr("Number of lines"));
    m_copy->setText(tr("Copy lines"));
    m_model.retranslate();
    fitColumns();
    showMissed();
    showCount();
}

void LogsPanel::fitColumns()
{
    m_table->setWidest(LogsModel::Time, u"2025-01-01 15:00:00.000"_s);
    const auto widest = std::ranges::max(kLevels, {}, [this](log::Level level) {
        return fontMetrics().horizontalAdvance(LogsModel::word(level));
    });
    m_table->setWidest(LogsModel::Level, LogsModel::word(widest), RowTable::Icon::With);
    m_table->setWidest(LogsModel::Component, u"ethereum-sepolia"_s);
    m_table->setFlexible(LogsModel::Message, u"A short sentence"_s, u"A sentence of some length"_s);
    m_table->fitColumns();
}

} // namespace chainpoints
