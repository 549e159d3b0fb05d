#include "ui/overview/chainsmodel.h"

#include "ui/format.h"
#include "ui/overview/chainprogress.h"
#include "ui/overview/chaintext.h"
#include "ui/zone.h"

#include <algorithm>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

const QString kNothing = u"—"_s;
/// More than a network takes to make a block final (Ethereum: about 13 to 19 minutes).
constexpr std::int64_t kOldSeconds = 20 * 60;

Qt::Alignment alignmentOf(int column)
{
    const bool isNumber = (column >= ChainsModel::Behind && column <= ChainsModel::Calculated) ||
                          column == ChainsModel::Failures;
    return (isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
}

QString percentOf(int perMille)
{
    return u"%1.%2"_s.arg(perMille / 10).arg(perMille % 10);
}

QString optionalNumber(const std::optional<BlockHeight>& height)
{
    return height ? format::number(height->value()) : kNothing;
}

} // namespace

void ChainsModel::Row::take(const ChainView& news, UnixTime now)
{
    chain = news;
    rate.add(chain.processed, now);
    if (chain.head)
        pace.see(*chain.head, now);
}

void ChainsModel::Row::measure(UnixTime now)
{
    rate.add(chain.processed, now);
    secondsLeft = rate.secondsLeft(remainingBlocks(chain));
}

ChainsModel::ChainsModel(ChainOwner self, QObject* parent)
    : QAbstractTableModel(parent), m_self(std::move(self))
{
}

void ChainsModel::take(const ChainsNews& news)
{
    m_now = news.asOf;
    int row = 0;
    for (const ChainView& chain : news.chains) {
        while (row < rowCount() && m_rows[size_t(row)].chain.name < chain.name) {
            beginRemoveRows({}, row, row);
            m_rows.erase(m_rows.begin() + row);
            endRemoveRows();
        }
        if (row == rowCount() || m_rows[size_t(row)].chain.name != chain.name) {
            beginInsertRows({}, row, row);
            m_rows.insert(m_rows.begin() + row, Row());
            m_rows[size_t(row)].take(chain, m_now);
            m_rows[size_t(row)].measure(m_now);
            endInsertRows();
        } else if (Row& old = m_rows[size_t(row)]; old.chain != chain) {
            old.take(chain, m_now);
            Q_EMIT dataChanged(index(row, 0), index(row, kColumns - 1));
        }
        ++row;
    }
    if (row < rowCount()) {
        beginRemoveRows({}, row, rowCount() - 1);
        m_rows.erase(m_rows.begin() + row, m_rows.end());
        endRemoveRows();
    }
}

void ChainsModel::tick(UnixTime now)
{
    m_now = now;
    for (Row& row : m_rows)
        row.measure(now);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, Progress), index(rowCount() - 1, Speed));
}

void ChainsModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

const ChainView* ChainsModel::chainAt(int row) const
{
    return row >= 0 && row < rowCount() ? &m_rows[size_t(row)].chain : nullptr;
}

std::optional<double> ChainsModel::blocksPerSecond(int row) const
{
    return chainAt(row) ? m_rows[size_t(row)].rate.blocksPerSecond() : std::nullopt;
}

std::optional<std::int64_t> ChainsModel::secondsUntil(int row, std::int64_t blocks) const
{
    return chainAt(row) ? m_rows[size_t(row)].pace.secondsUntil(blocks, m_now) : std::nullopt;
}

int ChainsModel::rowOf(const std::string& name) const
{
    const auto found = std::ranges::find(m_rows, name, [](const Row& row) { return row.chain.name; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int ChainsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ChainsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant ChainsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows[size_t(index.row())];
    const ChainView& chain = row.chain;
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::ToolTipRole:
        return column == Problem    ? ChainText::problem(chain)
               : column == Progress ? progressExplained(chain)
                                    : QString();
    case Qt::TextAlignmentRole:
        return int(alignmentOf(column));
    case Qt::DecorationRole:
        if (column == State)
            return theme::icon(ChainText::tone(chain));
        if (column == Nodes && !chain.endpoints.empty())
            return theme::icon(ChainText::nodesTone(chain));
        if (column == Failures && chain.openFailures > 0)
            return theme::icon(theme::Tone::Bad);
        if (column == Problem && !ChainText::problem(chain).isEmpty())
            return theme::icon(theme::Tone::Warning);
        return {};
    case PerMilleRole:
        return column == Progress && hasBar(chain) ? QVariant(*progressPerMille(chain)) : QVariant();
    case SettledPerMilleRole:
        return column == Progress && hasBar(chain) ? QVariant(*settledPerMille(chain)) : QVariant();
    default:
        return {};
    }
}

QVariant ChainsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(alignmentOf(section));
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case Behind:
            return tr(
                "Blocks from the last processed one to the head, also those that wait for "
                "confirmations; below it, where the chain is not up to date, the age of the last processed "
                "block");
        case Speed:
            return tr("Blocks that were processed lately, in a second or minute");
        case Nodes:
            return tr("Nodes without a fault, of those that the configuration names");
        case Calculated:
            return tr("Points of all users are settled up to this block and hour");
        default:
            return {};
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Chain");
    case State:
        return tr("State");
    case Progress:
        return tr("Progress");
    case Behind:
        return tr("Behind");
    case Speed:
        return tr("Speed");
    case Head:
        return tr("Head");
    case Confirmed:
        return tr("Confirmed");
    case Processed:
        return tr("Processed");
    case Calculated:
        return tr("Calculated (%1)").arg(zone::name());
    case Owner:
        return tr("Followed by");
    case Nodes:
        return tr("Nodes");
    case Failures:
        return tr("Failures");
    case Problem:
        return tr("Problem");
    default:
        return {};
    }
}

QString ChainsModel::text(const Row& row, int column) const
{
    const ChainView& chain = row.chain;
    switch (column) {
    case Name:
        return chain.symbol.empty() ? QString::fromStdString(chain.name)
                                    : QString::fromStdString(chain.name + "\n" + chain.symbol);
    case State:
        return ChainText::state(chain);
    case Progress:
        return progressText(row);
    case Behind:
        return behindText(chain);
    case Speed:
        return speedText(row);
    case Head:
        return optionalNumber(chain.head);
    case Confirmed:
        return chain.head ? format::number(chain.confirmed.value()) : kNothing;
    case Processed:
        return chain.processed < chain.startBlock ? kNothing : format::number(chain.processed.value());
    case Calculated:
        if (!chain.calculatedTime)
            return kNothing;
        return QString(format::number(chain.calculated.value()) + u'\n' +
                       format::minute(*chain.calculatedTime));
    case Owner:
        return ChainText::owner(chain, m_self);
    case Nodes:
        return ChainText::nodes(chain);
    case Failures:
        return format::number(chain.openFailures);
    case Problem:
        return ChainText::problem(chain);
    default:
        return {};
    }
}

QString ChainsModel::progressText(const Row& row) const
{
    const std::int64_t remaining = remainingBlocks(row.chain);
    const auto done = progressPerMille(row.chain);
    if (!row.chain.head || !done)
        return kNothing;
    if (remaining == 0)
        return isUpToDate(row.chain) ? tr("Up to date") : kNothing;
    if (!hasBar(row.chain))
        return tr("%1 to go").arg(format::number(remaining));
    const QString percent = percentOf(*done);
    return row.secondsLeft ? tr("%1 % · %2 left").arg(percent, format::duration(*row.secondsLeft))
                           : tr("%1 % · end unknown").arg(percent);
}

QString ChainsModel::progressExplained(const ChainView& chain)
{
    if (!hasBar(chain))
        return {};
    return tr("Processed: %1 %\nPoints settled: %2 %")
        .arg(percentOf(*progressPerMille(chain)), percentOf(*settledPerMille(chain)));
}

QString ChainsModel::behindText(const ChainView& chain) const
{
    const auto behind = blocksBehind(chain);
    const QString blocks = behind ? format::number(*behind) : kNothing;
    if (!chain.processedTime)
        return blocks;
    const std::int64_t age = m_now - *chain.processedTime;
    if (!isUpToDate(chain))
        return blocks + u'\n' + format::duration(age);
    // Nothing is left to do; but where the newest block is that old, the chain or its nodes stand still.
    if (age > kOldSeconds)
        return blocks + u'\n' + tr("%1 old").arg(format::duration(age));
    return behind > 0 ? QString(blocks + u'\n' + tr("unconfirmed")) : blocks;
}

QString ChainsModel::speedText(const Row& row)
{
    const auto speed = row.rate.blocksPerSecond();
    const bool isFollowed = row.chain.active && row.chain.owner;
    return speed && isFollowed ? ChainText::speed(*speed) : kNothing;
}

bool ChainsModel::hasBar(const ChainView& chain)
{
    return chain.state == ChainState::Backfilling && !isAbandoned(chain) && remainingBlocks(chain) > 0 &&
           progressPerMille(chain);
}

} // namespace chainpoints
