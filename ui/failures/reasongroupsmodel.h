// The reasons of the failures as rows, those with the most failures first.
#pragma once

#include "core/access/failureviews.h"

#include <QAbstractTableModel>

#include <set>

namespace chainpoints {

/// Window thread only.
class ReasonGroupsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        Reason,
        Failures,
        Chains,
        Since,
        LastAttempt,
        NextAttempt,
        Retry,
        kColumns,
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// `kept`: codes that are listed even where there is none of them.
    void take(const std::vector<FailureGroup>& groups, const std::set<std::string>& kept);
    /// Whether each row offers its retry.
    void setRetriable(bool retriable);
    /// After a change of the language or the zone.
    void retranslate();

    /// -1 if there is no such row.
    [[nodiscard]] int rowOf(const std::string& code) const;
    /// The row must exist.
    [[nodiscard]] const std::string& codeAt(int row) const { return m_rows[size_t(row)].code; }
    [[nodiscard]] std::int64_t failuresAt(int row) const { return m_rows[size_t(row)].failures; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    /// Over all chains.
    struct Row
    {
        std::string code;
        std::int64_t failures = 0;
        std::vector<std::string> chains;
        UnixTime from;
        UnixTime lastAttempt;
        std::optional<UnixTime> nextAttempt;

        void add(const FailureGroup& group);
    };
    [[nodiscard]] static QString text(const Row& row, int column);

    std::vector<Row> m_rows;
    bool m_retriable = false;
};

} // namespace chainpoints
