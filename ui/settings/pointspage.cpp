#include "ui/settings/pointspage.h"

#include "ui/settings/fieldform.h"
#include "ui/settings/fieldproblems.h"
#include "ui/settings/formarea.h"

#include <QEvent>
#include <QVBoxLayout>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

/// A line each: "2026-01-01T00:00:00Z 0.05".
std::string linesOf(const std::vector<RateSettings>& rates)
{
    std::string lines;
    for (const RateSettings& rate : rates)
        lines += (lines.empty() ? "" : "\n") + rate.from + " " + rate.perHour;
    return lines;
}

std::vector<RateSettings> ratesIn(const std::string& lines)
{
    std::vector<RateSettings> rates;
    for (const QString& line : QString::fromStdString(lines).split(u'\n', Qt::SkipEmptyParts)) {
        const QString text = line.simplified();
        rates.push_back({text.section(u' ', 0, 0).toStdString(), text.section(u' ', 1).toStdString()});
    }
    return rates;
}

} // namespace

PointsPage::PointsPage(QWidget* parent)
    : SettingsPage(parent), m_fields(new FieldForm(u"points_"_s, pointsProblem))
{
    setObjectName(u"pointsPage"_s);
    m_fields->addLines("rates", u"1970-01-01T00:00:00Z 0.05"_s, 6);
    m_fields->addLine("interval_seconds", u"3600"_s);
    m_fields->addLine("batch_size", u"1000"_s);
    auto* column = new QVBoxLayout(this);
    column->addWidget(new FormArea(m_fields, u"pointsScroll"_s));
    column->addStretch();
    connect(m_fields, &FieldForm::edited, this, &SettingsPage::edited);
    retranslate();
}

QString PointsPage::title() const
{
    return tr("Points");
}

void PointsPage::show(const ConfigDraft&, const Settings& settings)
{
    SettingsTexts texts = settings.points;
    if (!settings.rates.empty())
        texts["rates"] = linesOf(settings.rates);
    m_fields->show(texts);
}

void PointsPage::write(Settings& settings) const
{
    settings.points = m_fields->texts();
    const auto rates = settings.points.extract("rates");
    settings.rates = rates ? ratesIn(rates.mapped()) : std::vector<RateSettings>();
}

bool PointsPage::goToProblem()
{
    return m_fields->goToProblem();
}

void PointsPage::retranslate()
{
    m_fields->describe(
        "rates", tr("&Rates"),
        tr("One a line: the time from which it counts, and points per token and hour. A rate of 0 "
           "ends the programme. The default is 0.05 from the beginning. Time that is settled "
           "keeps its rates: date a change later, or run “chainpoints recalculate”."));
    m_fields->describe(
        "interval_seconds", tr("&Interval (s)"),
        tr("Points are settled at every full interval; the default is 3600. The database keeps the "
           "first one for good."));
    m_fields->describe("batch_size", tr("&Users at once"),
                       tr("So many are settled in one transaction; the default is 1000."));
}

void PointsPage::changeEvent(QEvent* event)
{
    SettingsPage::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace chainpoints
