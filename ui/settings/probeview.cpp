#include "ui/settings/probeview.h"

#include "ui/settings/probetexts.h"
#include "ui/widgets/cellstable.h"
#include "ui/widgets/notice.h"

#include <QEvent>
#include <QHBoxLayout>

#include <algorithm>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

enum Column { Target, Step, Outcome, Remedy };
constexpr int kRowsShown = 8;

} // namespace

ProbeView::ProbeView(const QString& name, Start start, QWidget* parent)
    : QWidget(parent), m_start(std::move(start)), m_button(new QPushButton), m_notice(new Notice),
      m_table(new CellsTable(name + u"Findings"_s))
{
    m_button->setObjectName(name + u"Test"_s);
    m_button->setAutoDefault(false);
    m_notice->setObjectName(name + u"Verdict"_s);
    auto* line = new QHBoxLayout;
    line->addWidget(m_button, 0, Qt::AlignLeft);
    line->addWidget(m_notice, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(line);
    column->addWidget(m_table, 1);
    m_table->setMinimumHeight(fontMetrics().lineSpacing() * kRowsShown);
    connect(m_button, &QPushButton::clicked, this, &ProbeView::toggle);
    retranslate();
}

void ProbeView::forget()
{
    m_run.reset();
    m_targets.clear();
    m_found.clear();
    m_refusal.clear();
    m_isRunning = false;
    m_isStopped = false;
    write();
}

bool ProbeView::hasPassed() const
{
    const auto passed = [](const Found& one) { return one.finding.passed; };
    return !m_isRunning && !m_isStopped && !m_found.empty() && std::ranges::all_of(m_found, passed);
}

void ProbeView::toggle()
{
    if (m_isRunning) {
        m_isStopped = true;
        m_run.reset();
        return end();
    }
    begin();
}

void ProbeView::begin()
{
    if (m_isRunning)
        return;
    forget();
    m_isRunning = true;
    m_run = m_start();
    connect(m_run.get(), &ProbeRun::started, this, [this](const QStringList& targets) {
        m_targets = targets;
        write();
    });
    connect(m_run.get(), &ProbeRun::refused, this, [this](const QString& sentence) { m_refusal = sentence; });
    connect(m_run.get(), &ProbeRun::found, this, [this](int target, const ProbeFinding& finding) {
        m_found.push_back({target, finding});
        std::ranges::stable_sort(m_found, {}, &Found::target);
        write();
    });
    connect(m_run.get(), &ProbeRun::ended, this, &ProbeView::end);
    write();
}

void ProbeView::end()
{
    m_isRunning = false;
    write();
    Q_EMIT ended();
}

void ProbeView::write()
{
    std::vector<CellsModel::Row> rows;
    rows.reserve(m_found.size());
    for (const auto& [target, finding] : m_found) {
        const auto tone = finding.passed ? theme::Tone::Good : theme::Tone::Bad;
        rows.push_back(
            {{m_targets.value(target)},
             {ProbeTexts::step(finding.step), {}, theme::icon(tone)},
             {(finding.passed ? tr("passed: %1") : tr("failed: %1")).arg(ProbeTexts::outcome(finding))},
             {ProbeTexts::remedy(finding.remedy)}});
    }
    m_table->cells().setRows(std::move(rows));
    m_table->setVisible(!m_found.empty());
    m_button->setText(m_isRunning ? tr("Cancel test") : tr("&Test"));
    const auto failures =
        std::ranges::count_if(m_found, [](const Found& one) { return !one.finding.passed; });
    if (m_isRunning)
        m_notice->say(tr("Testing, 10 seconds at most…"), theme::Tone::Busy);
    else if (m_isStopped)
        m_notice->say(tr("The test was cancelled."), theme::Tone::Idle);
    else if (!m_refusal.isEmpty())
        m_notice->say(m_refusal, theme::Tone::Bad);
    else if (m_found.empty())
        m_notice->say({});
    else if (failures > 0)
        m_notice->say(tr("%n step(s) failed.", nullptr, int(failures)), theme::Tone::Bad);
    else
        m_notice->say(tr("Everything passed."), theme::Tone::Good);
}

void ProbeView::retranslate()
{
    m_table->setAccessibleName(tr("Findings of the test"));
    m_table->cells().setColumns({{tr("Tested")}, {tr("Step")}, {tr("Outcome")}, {tr("What to do")}});
    m_table->setWidest(Target, u"https://ethereum-sepolia-rpc.example.org"_s);
    m_table->setLeast(Target, u"https://a.example.org"_s);
    m_table->setWidest(Step, tr("Time of an answer"), RowTable::Icon::With);
    m_table->setFlexible(Outcome, u"passed: 10,000 blocks at once"_s,
                         u"passed: 10,000 blocks at once; 10,000 are wanted"_s);
    m_table->setWidest(Remedy, QString(70, u'x'));
    m_table->setLeast(Remedy, QString(20, u'x'));
    m_table->fitColumns();
    write();
}

void ProbeView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace chainpoints
