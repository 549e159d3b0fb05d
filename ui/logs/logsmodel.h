// Log lines as rows, oldest first.
#pragma once

#include "core/base/logmemory.h"
#include "core/base/time.h"

#include <QAbstractTableModel>

#include <deque>
#include <set>

namespace chainpoints {

/// Keeps the newest kMost lines and shows those that the filter lets through. Window thread only.
class LogsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Time, Level, Component, Message, kColumns };
    static constexpr std::size_t kMost = 20'000;

    struct Filter
    {
        log::Level least = log::Level::Debug;
        QString component; ///< empty: all
        QString text;      ///< a part of the message or the component, in either case

        bool operator==(const Filter&) const = default;
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Lines behind those that are here already; `number` must ascend.
    void append(const std::vector<log::Entry>& entries);
    void setFilter(Filter filter);
    [[nodiscard]] const Filter& filter() const { return m_filter; }
    /// After a change of the language.
    void retranslate();

    /// Of the last line taken; 0: none.
    [[nodiscard]] std::uint64_t lastNumber() const { return m_lastNumber; }
    /// Of all lines, shown or not.
    [[nodiscard]] const std::set<QString>& components() const { return m_components; }
    [[nodiscard]] std::size_t kept() const { return m_entries.size(); }
    /// The first row of this second or a later one; -1: there is none, or all lines are younger.
    [[nodiscard]] int rowAt(UnixTime time) const;
    /// Null if there is no such row.
    [[nodiscard]] const log::Entry* entryAt(int row) const;
    /// One line as the log file has it.
    [[nodiscard]] static QString lineOf(const log::Entry& entry);
    /// Translated.
    [[nodiscard]] static QString word(log::Level level);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] bool isShown(const log::Entry& entry) const;
    void forgetOldest();
    /// One that is kept.
    [[nodiscard]] const log::Entry& entryOf(std::uint64_t number) const;

    std::deque<log::Entry> m_entries;
    std::deque<std::uint64_t> m_shown; ///< numbers, ascending
    Filter m_filter;
    std::set<QString> m_components;
    std::uint64_t m_lastNumber = 0;
};

} // namespace chainpoints
