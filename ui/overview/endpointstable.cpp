#include "ui/overview/endpointstable.h"

#include "ui/format.h"

#include <QEvent>
#include <QHeaderView>

namespace chainpoints {

using namespace Qt::StringLiterals;

EndpointsTable::EndpointsTable(QWidget* parent) : RowTable(parent)
{
    setObjectName(u"endpointsTable"_s);
    setModel(&m_model);
    setSelectionMode(SingleSelection);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    retranslate();
    hide();
}

void EndpointsTable::take(const std::vector<EndpointHealth>& endpoints)
{
    hold();
    m_model.take(endpoints);
    restore();
    updateGeometry();
    setVisible(!endpoints.empty());
}

QSize EndpointsTable::sizeHint() const
{
    return {RowTable::sizeHint().width(), minimumSizeHint().height()};
}

QSize EndpointsTable::minimumSizeHint() const
{
    const int rows = m_model.rowCount() * verticalHeader()->defaultSectionSize();
    return {RowTable::minimumSizeHint().width(),
            horizontalHeader()->sizeHint().height() + rows + 2 * frameWidth()};
}

void EndpointsTable::changeEvent(QEvent* event)
{
    RowTable::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void EndpointsTable::retranslate()
{
    setAccessibleName(tr("Endpoints of the chain"));
    m_model.retranslate();
    setWidest(EndpointsModel::State,
              EndpointsModel::widestWord() + u'\n' +
                  EndpointsModel::tr("until %1").arg(u"00:00:00 UTC+00:00"_s),
              Icon::With);
    setWidest(EndpointsModel::Score, u"100"_s);
    setWidest(EndpointsModel::Latency, EndpointsModel::tr("%1 ms").arg(format::number(99'999)));
    setWidest(EndpointsModel::Errors,
              EndpointsModel::tr("%1 of %2").arg(format::number(99'999), format::number(9'999'999)));
    setWidest(EndpointsModel::Behind, format::number(99'999));
    setWidest(EndpointsModel::Lies, format::number(9'999));
    setFlexible(EndpointsModel::Address, u"https://rpc.example.org"_s,
                u"https://ethereum-sepolia.example.org/v3/{secret:infura}"_s);
    setLeast(EndpointsModel::Errors, EndpointsModel::tr("%1 of %2").arg(u"99"_s, format::number(9'999)));
    setLeast(EndpointsModel::Latency, EndpointsModel::tr("%1 ms").arg(u"999"_s));
    fitColumns();
}

} // namespace chainpoints
