#include "ui/failures/failuredetail.h"

#include "ui/format.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kColumns = 2;

} // namespace

FailureDetail::FailureDetail(QWidget* parent)
    : QScrollArea(parent), m_headline(new QLabel), m_user(new QPushButton), m_reason(new Notice),
      m_facts(new FactGrid(kColumns))
{
    setObjectName(u"failureDetail"_s);
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    m_headline->setObjectName(u"headline"_s);
    m_headline->setTextFormat(Qt::PlainText);
    m_headline->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QFont font = m_headline->font();
    font.setBold(true);
    m_headline->setFont(font);
    m_user->setObjectName(u"showUserButton"_s);
    m_reason->setObjectName(u"failureReason"_s);
    auto* top = new QHBoxLayout;
    top->addWidget(m_headline, 1);
    top->addWidget(m_user);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(top);
    column->addWidget(m_reason);
    column->addWidget(m_facts);
    column->addStretch();
    setWidget(content);
    connect(m_user, &QPushButton::clicked, this, [this] { Q_EMIT userWanted(m_chain, m_address); });
    clear();
    retranslate();
}

void FailureDetail::describe(const FailureView& failure, const QString& result)
{
    m_chain = QString::fromStdString(failure.chain);
    m_address = QString::fromStdString(failure.address);
    m_headline->setText(tr("%1 on %2").arg(format::address(failure.address), m_chain));
    if (failure.open)
        m_reason->say(QString::fromStdString(failure.reason), theme::Tone::Bad);
    else
        m_reason->say(tr("The points of this time are settled."), theme::Tone::Good);
    const QString nothing = u"—"_s;
    m_facts->setFacts({
        {tr("Points missing from (UTC)"), format::time(failure.from)},
        {tr("Up to (UTC)"), format::time(failure.to)},
        {tr("That is"), format::duration(failure.to - failure.from)},
        {tr("Attempts"), format::number(failure.attempts)},
        {tr("From block"), format::number(failure.fromBlock.value())},
        {tr("To block"), format::number(failure.toBlock.value())},
        {tr("Last attempt (UTC)"), format::time(failure.lastAttempt)},
        {tr("Result of the retry"), result.isEmpty() ? nothing : result},
    });
    m_user->show();
    m_facts->show();
}

void FailureDetail::clear()
{
    m_headline->setText(tr("Select a failure to see it in full."));
    m_user->hide();
    m_reason->say({});
    m_facts->hide();
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
}

} // namespace chainpoints
