#include "ui/failures/failurefilterbar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

} // namespace

FailureFilterBar::FailureFilterBar(QWidget* parent)
    : QWidget(parent), m_chainCaption(new QLabel), m_chain(new QComboBox), m_filterCaption(new QLabel),
      m_filter(new QComboBox)
{
    m_chain->setObjectName(u"chainFilter"_s);
    m_filter->setObjectName(u"stateFilter"_s);
    m_chain->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_filter->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_chain->addItem({});
    for (const FailureFilter filter : {FailureFilter::Open, FailureFilter::Resolved, FailureFilter::All})
        m_filter->addItem({}, int(filter));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_chainCaption);
    row->addWidget(m_chain);
    row->addSpacing(fontMetrics().averageCharWidth());
    row->addWidget(m_filterCaption);
    row->addWidget(m_filter);
    m_chainCaption->setBuddy(m_chain);
    m_filterCaption->setBuddy(m_filter);
    connect(m_chain, &QComboBox::currentIndexChanged, this, &FailureFilterBar::changed);
    connect(m_filter, &QComboBox::currentIndexChanged, this, &FailureFilterBar::changed);
    retranslate();
}

void FailureFilterBar::setChains(const std::vector<ChainView>& chains)
{
    QStringList names;
    for (const ChainView& chain : chains)
        names += QString::fromStdString(chain.name);
    QStringList present;
    for (int i = 1; i < m_chain->count(); ++i)
        present += m_chain->itemText(i);
    if (names == present)
        return;
    const QString chosen = m_chain->currentIndex() > 0 ? m_chain->currentText() : QString();
    const auto place = static_cast<int>(names.indexOf(chosen)) + 1;
    {
        const QSignalBlocker blocker(m_chain);
        while (m_chain->count() > 1)
            m_chain->removeItem(1);
        m_chain->addItems(names);
        m_chain->setCurrentIndex(place);
    }
    if (place == 0 && !chosen.isEmpty())
        Q_EMIT changed();
}

std::optional<std::string> FailureFilterBar::chain() const
{
    return m_chain->currentIndex() > 0 ? std::optional(m_chain->currentText().toStdString()) : std::nullopt;
}

FailureFilter FailureFilterBar::filter() const
{
    return static_cast<FailureFilter>(m_filter->currentData().toInt());
}

void FailureFilterBar::reset()
{
    if (m_chain->currentIndex() == 0 && m_filter->currentIndex() == 0)
        return;
    {
        const QSignalBlocker chain(m_chain);
        const QSignalBlocker filter(m_filter);
        m_chain->setCurrentIndex(0);
        m_filter->setCurrentIndex(0);
    }
    Q_EMIT changed();
}

void FailureFilterBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void FailureFilterBar::retranslate()
{
    m_chainCaption->setText(tr("Chain"));
    m_filterCaption->setText(tr("Show"));
    m_chain->setAccessibleName(tr("Chain"));
    m_filter->setAccessibleName(tr("Failures to show"));
    m_chain->setItemText(0, tr("All chains"));
    m_filter->setItemText(0, tr("Open"));
    m_filter->setItemText(1, tr("Resolved"));
    m_filter->setItemText(2, tr("All"));
}

} // namespace chainpoints
