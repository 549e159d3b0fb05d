#include "ui/failures/retryplan.h"

#include "core/base/shellword.h"
#include "ui/failures/reasontext.h"
#include "ui/format.h"
#include "ui/widgets/growtofit.h"
#include "ui/widgets/notice.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kWidth = 560;
constexpr int kGroupLines = 6;
constexpr std::int64_t kMinute = 60;

} // namespace

RetryPlan::RetryPlan(OperatorDesk& desk, FailureQuery query, QString configFile, QWidget* parent)
    : QDialog(parent), m_desk(desk), m_query(std::move(query)), m_configFile(std::move(configFile)),
      m_scope(new QLabel), m_count(new QLabel), m_groups(new QPlainTextEdit), m_pace(new QLabel),
      m_warning(new Notice), m_problem(new Notice), m_typedName(new QLabel), m_typed(new QLineEdit),
      m_copy(new QPushButton), m_go(new QPushButton), m_cancel(new QPushButton)
{
    setObjectName(u"retryPlan"_s);
    m_count->setObjectName(u"planCount"_s);
    m_groups->setObjectName(u"planGroups"_s);
    m_pace->setObjectName(u"planPace"_s);
    m_warning->setObjectName(u"planWarning"_s);
    m_problem->setObjectName(u"planProblem"_s);
    m_typed->setObjectName(u"planTyped"_s);
    m_copy->setObjectName(u"planCopy"_s);
    m_go->setObjectName(u"planGo"_s);
    m_cancel->setObjectName(u"planCancel"_s);
    layOut();
    connect(m_typed, &QLineEdit::textChanged, this, &RetryPlan::showButtons);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(command()); });
    connect(m_go, &QPushButton::clicked, this, &RetryPlan::confirm);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    retranslate();
    desk.ask(
        this, [query = m_query](OperatorDoor& door) { return door.failureSet(query); },
        [this](const Result<FailureSet>& answer) { take(answer); });
}

void RetryPlan::layOut()
{
    m_scope->setWordWrap(true);
    m_pace->setWordWrap(true);
    QFont bold = m_count->font();
    bold.setBold(true);
    m_count->setFont(bold);
    m_groups->setReadOnly(true);
    m_groups->setTabChangesFocus(true);
    m_groups->setFixedHeight(kGroupLines * fontMetrics().lineSpacing());
    m_typedName->setBuddy(m_typed);
    m_typedName->hide();
    m_typed->hide();
    m_copy->setAutoDefault(false);
    m_go->setAutoDefault(false);
    m_cancel->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_copy);
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_go);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(fontMetrics().height() / 2);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_scope, m_count, m_groups, m_pace, m_warning,
                                                           m_problem, m_typedName, m_typed})
        column->addWidget(widget);
    column->addLayout(buttons);
    setMinimumWidth(kWidth);
    m_cancel->setFocus();
}

void RetryPlan::take(const Result<FailureSet>& answer)
{
    if (answer)
        m_set = *answer;
    else
        m_problem->say(QString::fromStdString(answer.error().message), theme::Tone::Bad);
    const bool many = m_set && m_set->failures.size() > kManyFailures;
    m_typedName->setVisible(many);
    m_typed->setVisible(many);
    showSet();
}

void RetryPlan::confirm()
{
    Q_EMIT confirmed(m_set->failures);
    accept();
}

QString RetryPlan::command() const
{
    std::string line = "chainpoints retry";
    if (!m_configFile.isEmpty())
        line += " --config " + shellWord(m_configFile.toStdString());
    if (m_query.chain)
        line += " --chain " + shellWord(*m_query.chain);
    const bool isAll = m_query.codes.empty() && m_query.search.empty();
    line += isAll ? " --all" : " --id";
    if (!isAll && m_set)
        for (const FailureId id : m_set->failures)
            line += ' ' + std::to_string(id.value());
    return QString::fromStdString(line);
}

QString RetryPlan::scope() const
{
    const QString chain = QString::fromStdString(m_query.chain.value_or(""));
    if (m_query.codes.empty())
        return m_query.chain ? tr("All open failures of %1").arg(chain)
                             : tr("All open failures of all chains");
    QStringList reasons;
    for (const std::string& code : m_query.codes)
        reasons += ReasonText::of(code);
    const QString reason = reasons.join(u"; "_s);
    return m_query.chain ? tr("Open failures of %1 with the reason: %2").arg(chain, reason)
                         : tr("Open failures of all chains with the reason: %1").arg(reason);
}

QStringList RetryPlan::warnings() const
{
    QStringList sentences;
    std::int64_t broken = 0;
    std::set<std::string> chains;
    for (const FailureGroup& group : m_set->groups) {
        // All the reasons that are known lie in stored rows; no retry mends those.
        if (!ReasonText::sentence(group.code).isEmpty())
            broken += group.failures;
        chains.insert(group.chain);
    }
    if (broken > 0)
        sentences += tr("%1 will fail again unless the cause in the stored rows was taken away.")
                         .arg(format::number(broken));
    for (const std::string& name : chains) {
        const ChainView* chain = m_desk.news().find(name);
        if (chain && !chain->active)
            sentences += tr("%1 is paused; its part fails unless it is resumed before.")
                             .arg(QString::fromStdString(name));
        else if (chain && !chain->owner)
            sentences += tr("No process follows %1; its part waits for the next one that does.")
                             .arg(QString::fromStdString(name));
        else if (chain && chain->state == ChainState::Unreachable)
            sentences += tr("The nodes of %1 cannot be reached now.").arg(QString::fromStdString(name));
    }
    return sentences;
}

QString RetryPlan::pace() const
{
    if (m_set->failures.empty())
        return {};
    // Less than one a minute: parts of it waited for a process that follows their chain.
    const std::int64_t perMinute = m_set->pace ? m_set->pace->failures * kMinute / m_set->pace->seconds : 0;
    if (perMinute == 0)
        return tr(
            "The engine retries one after the other, as fast as it can. How long that takes is not known "
            "yet.");
    const RetryPace& last = *m_set->pace;
    const std::int64_t seconds = std::int64_t(m_set->failures.size()) * last.seconds / last.failures;
    return tr("At the pace of the last retry, %1 a minute, this takes about %2.")
        .arg(format::number(perMinute), format::duration(std::max<std::int64_t>(seconds, 1)));
}

void RetryPlan::showSet()
{
    const QString search = QString::fromStdString(m_query.search);
    m_scope->setText(search.isEmpty() ? scope() : tr("%1\nthat match: %2").arg(scope(), search));
    if (!m_set) {
        m_count->setText(m_problem->sentence().isEmpty() ? tr("Counting…") : QString());
        return showButtons();
    }
    m_count->setText(
        m_set->failures.empty()
            ? tr("There is nothing to retry")
            : tr("Failures to retry: %1").arg(format::number(std::int64_t(m_set->failures.size()))));
    QStringList lines;
    for (const FailureGroup& group : m_set->groups)
        lines += tr("%1 · %2 · %3")
                     .arg(format::number(group.failures), QString::fromStdString(group.chain),
                          ReasonText::of(group.code));
    m_groups->setPlainText(lines.join(u'\n'));
    m_pace->setText(pace());
    m_warning->say(warnings().join(u'\n'), theme::Tone::Warning);
    showButtons();
    growToFit(*this);
}

void RetryPlan::showButtons()
{
    const auto count = m_set ? std::int64_t(m_set->failures.size()) : 0;
    const bool typed =
        m_typed->isHidden() || m_typed->text().remove(u',').trimmed() == QString::number(count);
    m_go->setEnabled(count > 0 && typed);
    m_go->setText(count > 0 ? tr("Retry %1").arg(format::number(count)) : tr("Retry"));
    m_copy->setEnabled(count > 0);
}

void RetryPlan::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void RetryPlan::retranslate()
{
    setWindowTitle(tr("Retry failures"));
    m_groups->setAccessibleName(tr("How many of each chain and reason"));
    m_typedName->setText(tr("These are many. &Type the number to go on:"));
    m_typed->setAccessibleName(tr("The number of failures"));
    m_copy->setText(tr("Copy as command"));
    m_copy->setToolTip(tr("The command line that asks for the same"));
    m_cancel->setText(tr("Cancel"));
    showSet();
}

} // namespace chainpoints
