#include "ui/failures/failuredetail.h"

#include "ui/failures/failurehistory.h"
#include "ui/failures/reasontext.h"
#include "ui/format.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kColumns = 3;
constexpr int kLeastLines = 6;
constexpr int kWishedLines = 12;

} // namespace

FailureDetail::FailureDetail(OperatorDesk& desk, QWidget* parent)
    : QScrollArea(parent), m_headline(new Headline), m_user(new QPushButton), m_log(new QPushButton),
      m_reason(new Notice), m_engineSays(new Notice), m_dismissal(new Notice), m_result(new Notice),
      m_facts(new FactGrid(kColumns)), m_history(new FailureHistory(desk))
{
    setObjectName(u"failureDetail"_s);
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumHeight(kLeastLines * fontMetrics().lineSpacing());
    m_user->setObjectName(u"showUserButton"_s);
    m_log->setObjectName(u"showLogButton"_s);
    m_reason->setObjectName(u"failureReason"_s);
    m_engineSays->setObjectName(u"failureDetailSentence"_s);
    m_dismissal->setObjectName(u"failureDismissal"_s);
    m_result->setObjectName(u"failureResult"_s);
    auto* top = new QHBoxLayout;
    top->addWidget(m_headline, 1);
    top->addWidget(m_user);
    top->addWidget(m_log);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(top);
    column->addWidget(m_reason);
    column->addWidget(m_engineSays);
    column->addWidget(m_dismissal);
    column->addWidget(m_result);
    column->addWidget(m_facts);
    column->addWidget(m_history);
    column->addStretch();
    setWidget(content);
    connect(m_user, &QPushButton::clicked, this, [this] { Q_EMIT userWanted(m_chain, m_address); });
    connect(m_log, &QPushButton::clicked, this, [this] { Q_EMIT logWanted(m_chain, m_lastAttempt); });
    clear();
    retranslate();
}

void FailureDetail::describe(const FailureView& failure, const QString& result)
{
    m_chain = QString::fromStdString(failure.chain);
    m_address = QString::fromStdString(failure.address);
    m_lastAttempt = failure.lastAttempt;
    m_headline->name(tr("%1 on %2").arg(format::address(failure.address), m_chain));
    const QString detail = QString::fromStdString(failure.reason);
    const QString sentence = ReasonText::sentence(failure.code);
    if (!failure.open)
        m_reason->say(tr("The points of this time are settled."), theme::Tone::Good);
    else if (sentence.isEmpty())
        m_reason->say(detail, theme::Tone::Bad);
    else
        m_reason->say(tr("%1. %2").arg(sentence, ReasonText::remedy(failure.code)), theme::Tone::Bad);
    m_engineSays->say(failure.open && !sentence.isEmpty() ? tr("Detail: %1").arg(detail) : QString());
    m_result->say(result);
    if (const auto& dismissal = failure.dismissal)
        m_dismissal->say(tr("Dismissed by %1 at %2: %3")
                             .arg(QString::fromStdString(dismissal->by), format::zonedTime(dismissal->at),
                                  QString::fromStdString(dismissal->note)),
                         theme::Tone::Idle);
    else
        m_dismissal->say({});
    // The span is what lies behind its first block.
    m_facts->setFacts({
        {tr("Points missing from"), format::zonedTime(failure.from)},
        {tr("Up to"), format::zonedTime(failure.to)},
        {tr("Duration"), format::duration(failure.to - failure.from)},
        {tr("After block"), format::number(failure.fromBlock.value())},
        {tr("Up to block"), format::number(failure.toBlock.value())},
        {tr("Blocks"), format::number(failure.toBlock - failure.fromBlock)},
        {tr("Attempts"), format::number(failure.attempts)},
        {tr("Last attempt"), format::zonedTime(failure.lastAttempt)},
        {tr("Next attempt"), nextAttempt(failure)},
    });
    m_history->show(failure, result);
    m_user->show();
    m_log->show();
    m_facts->show();
}

void FailureDetail::askAgain()
{
    m_history->askAgain();
}

void FailureDetail::clear()
{
    m_headline->hint(tr("Select a failure to see it in full."));
    m_user->hide();
    m_log->hide();
    m_reason->say({});
    m_engineSays->say({});
    m_dismissal->say({});
    m_result->say({});
    m_facts->hide();
    m_history->clear();
}

QString FailureDetail::nextAttempt(const FailureView& failure)
{
    if (!failure.open)
        return tr("None is needed");
    return failure.nextAttempt ? tr("Not before %1").arg(format::zonedTime(*failure.nextAttempt))
                               : tr("Only when asked for");
}

QSize FailureDetail::sizeHint() const
{
    return {QScrollArea::sizeHint().width(), kWishedLines * fontMetrics().lineSpacing()};
}

void FailureDetail::changeEvent(QEvent* event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void FailureDetail::retranslate()
{
    setAccessibleName(tr("The selected failure"));
    m_user->setText(tr("Show user"));
    m_user->setAccessibleName(tr("Show this user"));
    m_log->setText(tr("Show log"));
    m_log->setAccessibleName(tr("Show what the log says of this chain"));
}

} // namespace chainpoints
