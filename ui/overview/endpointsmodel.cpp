#include "ui/overview/endpointsmodel.h"

#include "ui/format.h"

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

const QString kNothing = u"—"_s;

Qt::Alignment alignmentOf(int column)
{
    return (column >= EndpointsModel::Score ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
}

} // namespace

void EndpointsModel::take(const std::vector<EndpointHealth>& endpoints)
{
    if (endpoints == m_endpoints)
        return;
    if (endpoints.size() != m_endpoints.size()) {
        beginResetModel();
        m_endpoints = endpoints;
        endResetModel();
        return;
    }
    m_endpoints = endpoints;
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

void EndpointsModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
    if (!m_endpoints.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

QString EndpointsModel::word(const EndpointHealth& endpoint)
{
    switch (endpoint.state) {
    case EndpointState::NotAsked:
        return tr("Not asked yet");
    case EndpointState::SetAside:
        return tr("Set aside");
    case EndpointState::InUse:
        break;
    }
    return needsAttention(endpoint) ? widestWord() : tr("In use");
}

QString EndpointsModel::widestWord()
{
    return tr("In use, with faults");
}

theme::Tone EndpointsModel::tone(const EndpointHealth& endpoint)
{
    if (needsAttention(endpoint))
        return theme::Tone::Warning;
    return endpoint.state == EndpointState::NotAsked ? theme::Tone::Idle : theme::Tone::Good;
}

int EndpointsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_endpoints.size());
}

int EndpointsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant EndpointsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const EndpointHealth& endpoint = m_endpoints[size_t(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(endpoint, column);
    case Qt::ToolTipRole:
        return explanation(endpoint, column);
    case Qt::TextAlignmentRole:
        return int(alignmentOf(column));
    case Qt::DecorationRole:
        return column == State ? theme::icon(tone(endpoint)) : QVariant();
    default:
        return {};
    }
}

QVariant EndpointsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(alignmentOf(section));
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case Score:
            return tr("How many of the last calls were without a fault, in percent; a wrong answer counts as "
                      "several");
        case Errors:
            return tr("Calls that failed, and all calls, since the process that follows the chain started");
        case Behind:
            return tr("Blocks behind the best known head");
        case Lies:
            return tr("Answers that cannot be right, and logs left out");
        default:
            return {};
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Address:
        return tr("Endpoint");
    case State:
        return tr("State");
    case Score:
        return tr("Score");
    case Latency:
        return tr("Latency");
    case Errors:
        return tr("Errors");
    case Behind:
        return tr("Blocks behind");
    case Lies:
        return tr("Wrong answers");
    default:
        return {};
    }
}

QString EndpointsModel::text(const EndpointHealth& endpoint, int column)
{
    switch (column) {
    case Address: {
        const QString address = QString::fromStdString(endpoint.address);
        const QString error = QString::fromStdString(endpoint.lastError).simplified();
        return error.isEmpty() ? address : QString(address + u'\n' + error);
    }
    case State:
        return endpoint.until
                   ? QString(word(endpoint) + u'\n' + tr("until %1").arg(format::zonedClock(*endpoint.until)))
                   : word(endpoint);
    case Score:
        return QString::number(endpoint.score);
    case Latency:
        return endpoint.latencyMs ? tr("%1 ms").arg(format::number(*endpoint.latencyMs)) : kNothing;
    case Errors:
        return endpoint.calls > 0
                   ? tr("%1 of %2").arg(format::number(endpoint.errors), format::number(endpoint.calls))
                   : kNothing;
    case Behind:
        return endpoint.behind ? format::number(*endpoint.behind) : kNothing;
    case Lies:
        return format::number(endpoint.lies);
    default:
        return {};
    }
}

QString EndpointsModel::explanation(const EndpointHealth& endpoint, int column)
{
    if (column == State)
        return QString::fromStdString(endpoint.why);
    return column == Address ? text(endpoint, column) : QString();
}

} // namespace chainpoints
