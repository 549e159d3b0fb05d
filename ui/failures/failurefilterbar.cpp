#include "ui/failures/failurefilterbar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

} // namespace

FailureFilterBar::FailureFilterBar(QWidget* parent)
    : QWidget(parent), m_chainCaption(new QLabel), m_chain(new ChainChoice), m_filterCaption(new QLabel),
      m_filter(new QComboBox)
{
    m_filter->setObjectName(u"stateFilter"_s);
    m_filter->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const FailureFilter filter :
         {FailureFilter::Open, FailureFilter::Dismissed, FailureFilter::Resolved, FailureFilter::All})
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
    connect(m_chain, &ChainChoice::chosen, this, &FailureFilterBar::changed);
    connect(m_filter, &QComboBox::currentIndexChanged, this, &FailureFilterBar::changed);
    retranslate();
}

FailureFilter FailureFilterBar::filter() const
{
    return static_cast<FailureFilter>(m_filter->currentData().toInt());
}

bool FailureFilterBar::reset()
{
    if (m_chain->currentIndex() == 0 && m_filter->currentIndex() == 0)
        return false;
    {
        const QSignalBlocker chain(m_chain);
        const QSignalBlocker filter(m_filter);
        m_chain->setCurrentIndex(0);
        m_filter->setCurrentIndex(0);
    }
    Q_EMIT changed();
    return true;
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
    m_filter->setAccessibleName(tr("Failures to show"));
    m_filter->setItemText(0, tr("Open"));
    m_filter->setItemText(1, tr("Dismissed"));
    m_filter->setItemText(2, tr("Resolved"));
    m_filter->setItemText(3, tr("All"));
}

} // namespace chainpoints
