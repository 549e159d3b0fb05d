// The chains as rows, by name.
#pragma once

#include "core/access/operatordesk.h"
#include "ui/overview/headpace.h"
#include "ui/overview/rateestimate.h"

#include <QAbstractTableModel>

namespace chainpoints {

/// Holds values only; news are compared with them and told as changes of rows, so that selections stay.
class ChainsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        Name,
        State,
        Progress,
        Behind,
        Speed,
        Head,
        Confirmed,
        Processed,
        Calculated,
        Owner,
        Nodes,
        Failures,
        Problem,
        kColumns,
    };
    enum Role {
        PerMilleRole = Qt::UserRole, ///< of processed blocks: int while there is a bar to draw
        SettledPerMilleRole,         ///< of those whose points are settled too; likewise
    };

    /// `self` is the process of this window.
    explicit ChainsModel(ChainOwner self, QObject* parent = nullptr);

    void take(const ChainsNews& news);
    /// Time passed: every few seconds, since what depends on it should be readable in between.
    void tick(UnixTime now);
    /// After a change of the language.
    void retranslate();

    /// Null if there is no such row.
    [[nodiscard]] const ChainView* chainAt(int row) const;
    [[nodiscard]] std::optional<double> blocksPerSecond(int row) const;
    /// None if there is no such row, or where it is unknown.
    [[nodiscard]] std::optional<std::int64_t> secondsUntil(int row, std::int64_t blocks) const;
    /// -1 if there is no such chain.
    [[nodiscard]] int rowOf(const std::string& name) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        ChainView chain;
        RateEstimate rate;
        HeadPace pace;
        std::optional<std::int64_t> secondsLeft; ///< as of the last tick

        void take(const ChainView& news, UnixTime now);
        void measure(UnixTime now);
    };

    [[nodiscard]] QString text(const Row& row, int column) const;
    [[nodiscard]] QString progressText(const Row& row) const;
    [[nodiscard]] static QString progressExplained(const ChainView& chain);
    [[nodiscard]] QString behindText(const ChainView& chain) const;
    [[nodiscard]] static QString speedText(const Row& row);
    [[nodiscard]] static bool hasBar(const ChainView& chain);

    const ChainOwner m_self;
    std::vector<Row> m_rows;
    UnixTime m_now;
};

} // namespace chainpoints
