#include "ui/widgets/columnchoice.h"

#include <QHeaderView>
#include <QTableView>

#include <algorithm>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kWidest = 4000;
constexpr QChar kDeclined = u'-';
constexpr QChar kWidth = u':';

} // namespace

ColumnChoice::ColumnChoice(QTableView& table, const QStringList& names, int kept)
    : QObject(&table), m_table(table), m_names(names), m_kept(kept)
{
    table.horizontalHeader()->setSectionsMovable(true);
}

QStringList ColumnChoice::state() const
{
    QStringList state;
    for (int place = 0; place < count(); ++place) {
        const int column = m_table.horizontalHeader()->logicalIndex(place);
        QString entry = m_names[column];
        if (isDeclined(column))
            entry.prepend(kDeclined);
        if (const auto pixels = width(column))
            entry += kWidth + QString::number(*pixels);
        state += entry;
    }
    return state;
}

void ColumnChoice::restore(const QStringList& state)
{
    QHeaderView* header = m_table.horizontalHeader();
    m_declined.clear();
    m_widths.clear();
    int place = 0;
    for (const QString& entry : state) {
        const bool declined = entry.startsWith(kDeclined);
        const QString name = entry.section(kWidth, 0, 0).sliced(declined ? 1 : 0);
        const auto column = static_cast<int>(m_names.indexOf(name));
        if (column < 0 || header->visualIndex(column) < place) // unknown, or named twice
            continue;
        header->moveSection(header->visualIndex(column), place++);
        if (declined && canDecline(column))
            m_declined.insert(column);
        if (const int pixels = entry.section(kWidth, 1, 1).toInt(); pixels > 0)
            setWidth(column, pixels);
    }
    Q_EMIT changed();
}

void ColumnChoice::reset()
{
    restore(m_names);
}

void ColumnChoice::setDeclined(int column, bool declined)
{
    if (!declined)
        m_declined.erase(column);
    else if (canDecline(column))
        m_declined.insert(column);
    Q_EMIT changed();
}

std::optional<int> ColumnChoice::width(int column) const
{
    const auto found = m_widths.find(column);
    return found == m_widths.end() ? std::nullopt : std::optional(found->second);
}

void ColumnChoice::setWidth(int column, int pixels)
{
    m_widths[column] = std::clamp(pixels, m_table.horizontalHeader()->minimumSectionSize(), kWidest);
}

void ColumnChoice::move(int column, int step)
{
    if (const auto place = neighbour(column, step))
        m_table.horizontalHeader()->moveSection(m_table.horizontalHeader()->visualIndex(column), *place);
}

std::optional<int> ColumnChoice::neighbour(int column, int step) const
{
    const QHeaderView* header = m_table.horizontalHeader();
    for (int place = header->visualIndex(column) + step; place >= 0 && place < count(); place += step)
        if (!header->isSectionHidden(header->logicalIndex(place)))
            return place;
    return std::nullopt;
}

} // namespace chainpoints
