#include "ui/logs/logsmodel.h"

#include "ui/theme.h"
#include "ui/zone.h"

#include <QDateTime>

#include <algorithm>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

QDateTime utc(const log::Entry& entry)
{
    const auto sinceEpoch =
        std::chrono::duration_cast<std::chrono::milliseconds>(entry.time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(sinceEpoch.count(), Qt::UTC);
}

theme::Tone toneOf(log::Level level)
{
    switch (level) {
    case log::Level::Error:
        return theme::Tone::Bad;
    case log::Level::Warning:
        return theme::Tone::Warning;
    case log::Level::Info:
        return theme::Tone::Good;
    case log::Level::Debug:
        break;
    }
    return theme::Tone::Idle;
}

/// As the log file has it: not translated.
QString fileWord(log::Level level)
{
    switch (level) {
    case log::Level::Error:
        return u"error"_s;
    case log::Level::Warning:
        return u"warning"_s;
    case log::Level::Info:
        return u"info"_s;
    case log::Level::Debug:
        break;
    }
    return u"debug"_s;
}

} // namespace

void LogsModel::append(const std::vector<log::Entry>& entries)
{
    if (entries.empty())
        return;
    std::vector<std::uint64_t> shown;
    for (const log::Entry& entry : entries) {
        m_entries.push_back(entry);
        m_components.insert(QString::fromStdString(entry.component));
        if (isShown(entry))
            shown.push_back(entry.number);
    }
    m_lastNumber = entries.back().number;
    if (!shown.empty()) {
        const auto first = static_cast<int>(m_shown.size());
        beginInsertRows({}, first, first + static_cast<int>(shown.size()) - 1);
        m_shown.insert(m_shown.end(), shown.begin(), shown.end());
        endInsertRows();
    }
    forgetOldest();
}

void LogsModel::forgetOldest()
{
    if (m_entries.size() <= kMost)
        return;
    const std::uint64_t oldest = m_entries[m_entries.size() - kMost].number;
    const auto end = std::ranges::lower_bound(m_shown, oldest);
    if (end != m_shown.begin()) {
        beginRemoveRows({}, 0, static_cast<int>(end - m_shown.begin()) - 1);
        m_shown.erase(m_shown.begin(), end);
        endRemoveRows();
    }
    while (m_entries.size() > kMost)
        m_entries.pop_front();
}

void LogsModel::setFilter(Filter filter)
{
    if (filter == m_filter)
        return;
    beginResetModel();
    m_filter = std::move(filter);
    m_shown.clear();
    for (const log::Entry& entry : m_entries)
        if (isShown(entry))
            m_shown.push_back(entry.number);
    endResetModel();
}

void LogsModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
    if (!m_shown.empty())
        Q_EMIT dataChanged(index(0, Time), index(rowCount() - 1, Level));
}

int LogsModel::rowAt(UnixTime time) const
{
    const std::chrono::sys_time second{std::chrono::seconds(time.value())};
    if (m_entries.empty() || m_entries.front().time >= second + std::chrono::seconds(1))
        return -1;
    const auto found =
        std::ranges::find_if(m_shown, [&](std::uint64_t number) { return entryOf(number).time >= second; });
    return found == m_shown.end() ? -1 : static_cast<int>(found - m_shown.begin());
}

const log::Entry& LogsModel::entryOf(std::uint64_t number) const
{
    return *std::ranges::lower_bound(m_entries, number, {}, &log::Entry::number);
}

const log::Entry* LogsModel::entryAt(int row) const
{
    return row >= 0 && row < rowCount() ? &entryOf(m_shown[std::size_t(row)]) : nullptr;
}

QString LogsModel::lineOf(const log::Entry& entry)
{
    return u"%1 %2 [%3] %4"_s.arg(utc(entry).toString(Qt::ISODateWithMs), fileWord(entry.level),
                                  QString::fromStdString(entry.component),
                                  QString::fromStdString(entry.message));
}

QString LogsModel::word(log::Level level)
{
    switch (level) {
    case log::Level::Error:
        return tr("Error");
    case log::Level::Warning:
        return tr("Warning");
    case log::Level::Info:
        return tr("Info");
    case log::Level::Debug:
        break;
    }
    return tr("Debug");
}

int LogsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int LogsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant LogsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const log::Entry& entry = *entryAt(index.row());
    if (role == Qt::DecorationRole && index.column() == Level)
        return theme::icon(toneOf(entry.level));
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == Message)
        return QString::fromStdString(entry.message);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Time:
        return utc(entry).toTimeZone(zone::current()).toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s);
    case Level:
        return word(entry.level);
    case Component:
        return QString::fromStdString(entry.component);
    default:
        return QString::fromStdString(entry.message).simplified();
    }
}

QVariant LogsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time (%1)").arg(zone::name());
    case Level:
        return tr("Level");
    case Component:
        return tr("Component");
    default:
        return tr("Message");
    }
}

bool LogsModel::isShown(const log::Entry& entry) const
{
    if (entry.level < m_filter.least)
        return false;
    const QString component = QString::fromStdString(entry.component);
    if (!m_filter.component.isEmpty() && component != m_filter.component)
        return false;
    return m_filter.text.isEmpty() || component.contains(m_filter.text, Qt::CaseInsensitive) ||
           QString::fromStdString(entry.message).contains(m_filter.text, Qt::CaseInsensitive);
}

} // namespace chainpoints
