#include "ui/failures/reasonchoice.h"

#include "ui/failures/reasontext.h"
#include "ui/format.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>

#include <algorithm>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

} // namespace

ReasonChoice::ReasonChoice(OperatorDesk& desk, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_caption(new QLabel), m_reasons(new QComboBox)
{
    m_reasons->setObjectName(u"reasonFilter"_s);
    m_reasons->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_reasons->addItem({});
    m_caption->setBuddy(m_reasons);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_caption);
    row->addWidget(m_reasons);
    row->addStretch();
    connect(m_reasons, &QComboBox::currentIndexChanged, this, &ReasonChoice::chosen);
    hide();
    retranslate();
}

void ReasonChoice::count(const std::optional<std::string>& chain, FailureFilter filter)
{
    m_query.chain = chain;
    m_query.filter = filter;
    m_again = true;
    if (!m_asking)
        ask();
}

void ReasonChoice::ask()
{
    m_again = false;
    m_asking = true;
    m_desk.ask(
        this, [query = m_query](OperatorDoor& door) { return door.failureSet(query); },
        [this](const Result<FailureSet>& answer) {
            m_asking = false;
            if (m_again)
                return ask();
            if (answer)
                take(*answer);
        },
        OperatorDesk::Lane::Scans);
}

std::string ReasonChoice::code() const
{
    return m_reasons->currentData().toString().toStdString();
}

std::int64_t ReasonChoice::failures() const
{
    const auto found = m_counts.find(code());
    return found == m_counts.end() ? 0 : found->second;
}

void ReasonChoice::reset()
{
    const QSignalBlocker blocker(m_reasons);
    m_reasons->setCurrentIndex(0);
    list();
}

void ReasonChoice::take(const FailureSet& set)
{
    m_counts.clear();
    for (const FailureGroup& group : set.groups)
        if (!group.code.empty())
            m_counts[group.code] += group.failures;
    list();
    Q_EMIT counted();
}

void ReasonChoice::list()
{
    std::map<std::string, std::int64_t> listed = m_counts;
    const std::string before = code();
    if (!before.empty())
        listed.try_emplace(before, 0);
    std::vector<std::pair<std::string, std::int64_t>> most(listed.begin(), listed.end());
    std::ranges::stable_sort(most, std::greater(), [](const auto& reason) { return reason.second; });

    const QSignalBlocker blocker(m_reasons);
    while (m_reasons->count() > 1)
        m_reasons->removeItem(1);
    for (const auto& [code, failures] : most)
        m_reasons->addItem(tr("%1 (%2)").arg(ReasonText::of(code), format::number(failures)),
                           QString::fromStdString(code));
    m_reasons->setCurrentIndex(before.empty() ? 0 : m_reasons->findData(QString::fromStdString(before)));
    setVisible(m_counts.size() > 1 || !before.empty());
}

void ReasonChoice::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ReasonChoice::retranslate()
{
    m_caption->setText(tr("Reason"));
    m_reasons->setAccessibleName(tr("Reason"));
    m_reasons->setItemText(0, tr("All reasons"));
    list();
}

} // namespace chainpoints
