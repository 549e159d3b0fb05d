#include "ui/charts/historychart.h"

#include <QEvent>
#include <QLabel>
#include <QStackedLayout>

namespace chainpoints {

HistoryChart::HistoryChart(const QString& name, QWidget* parent)
    : QWidget(parent), m_pages(new QStackedLayout(this)), m_plot(makePlot(this)), m_sentence(new QLabel(this))
{
    setObjectName(name + QStringLiteral("Chart"));
    m_plot->setObjectName(name + QStringLiteral("Plot"));
    m_sentence->setObjectName(name + QStringLiteral("Sentence"));
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setForegroundRole(QPalette::PlaceholderText);
    m_sentence->setMargin(16);
    m_pages->addWidget(m_plot);
    m_pages->addWidget(m_sentence);
}

void HistoryChart::say(const QString& sentence)
{
    m_sentence->setText(sentence);
    m_pages->setCurrentWidget(m_sentence);
}

void HistoryChart::setProblem(const QString& sentence)
{
    forget();
    say(sentence);
}

bool HistoryChart::isDrawn() const
{
    return m_pages->currentWidget() == m_plot;
}

QString HistoryChart::sentence() const
{
    return isDrawn() ? QString() : m_sentence->text();
}

void HistoryChart::draw(std::vector<PlotSeries> series)
{
    m_plot->setSeries(std::move(series));
    m_pages->setCurrentWidget(m_plot);
}

void HistoryChart::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace chainpoints
