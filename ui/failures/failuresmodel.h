// Failures as rows, oldest missing points first, fetched page by page.
#pragma once

#include "core/access/operatordesk.h"

#include <QAbstractTableModel>

#include <set>

namespace chainpoints {

/// Rows are kept by id: refreshing tells what came, went and changed, so that selections stay. The desk must
/// outlive the model.
class FailuresModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        State,
        Chain,
        User,
        Reason,
        Missing,
        Attempts,
        RetryResult,
        Retry,
        kColumns,
    };
    enum Role {
        RetriableRole = Qt::UserRole, ///< bool: open, and nothing that was asked of it is under way
    };
    static constexpr std::size_t kPage = 200;
    static constexpr std::size_t kMostAtOnce = 10'000;

    /// Numbers what was asked here.
    using Ticket = int;

    explicit FailuresModel(OperatorDesk& desk, QObject* parent = nullptr);

    /// Drops all rows and fetches the first page, whatever limit and cursor say.
    void open(FailureQuery query);
    enum class Settled {
        Stay, ///< what was settled here stays visible with its result
        Go,
    };
    /// Fetches everything that is shown once more.
    void refresh(Settled settled);
    /// After a change of the language.
    void retranslate();

    /// A Retry, Dismiss or Restore of these failures was asked.
    void wait(Ticket ticket, ActionKind kind, const std::vector<FailureId>& ids);
    /// It could not be recorded, or cannot be asked for any more.
    void refuse(Ticket ticket, const QString& sentence);
    /// What came of it so far. An action names only some of its parts; what became of the others shows with
    /// the refresh after its end.
    void take(Ticket ticket, const ActionView& action);

    /// Null if there is no such row.
    [[nodiscard]] const FailureView* failureAt(int row) const;
    /// Empty where nothing was asked.
    [[nodiscard]] QString resultAt(int row) const;
    [[nodiscard]] bool isFailure(int row) const { return failureAt(row) != nullptr; }
    [[nodiscard]] bool isRetriable(int row) const;
    /// Retriable, and not dismissed.
    [[nodiscard]] bool isDismissible(int row) const;
    /// Retriable, and dismissed.
    [[nodiscard]] bool isRestorable(int row) const;
    [[nodiscard]] std::vector<FailureId> retriable() const;
    /// -1 if there is no such row.
    [[nodiscard]] int rowOf(FailureId id) const;
    /// Nothing has been read yet since open().
    [[nodiscard]] bool isLoading() const { return m_loading; }
    /// Of the last question; the rows are older then.
    [[nodiscard]] const std::optional<Error>& problem() const { return m_problem; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    void aboutToTake();
    /// An answer came, good or bad.
    void taken();

private:
    /// What came of what was asked here. Where a dismissal or restoration is done, the state says it.
    struct Outcome
    {
        enum class State { Waiting, Settled, StillFails, Refused };
        State state = State::Waiting;
        ActionKind kind = ActionKind::Retry;
        Ticket ticket = 0;
        QString sentence;
    };
    struct Row
    {
        explicit Row(const FailureView& view);

        FailureView failure;
        QString address; ///< as it is shown: its checksum costs too much to be worked out at each painting
        std::optional<Outcome> outcome{};

        [[nodiscard]] bool isRetriable() const
        {
            return failure.open && !(outcome && outcome->state == Outcome::State::Waiting);
        }
        void settle();
    };
    /// The order of the rows.
    using Key = std::pair<UnixTime, FailureId>;
    [[nodiscard]] static Key keyOf(const FailureView& failure) { return {failure.from, failure.id}; }

    void ask(const std::string& cursor, std::optional<Key> after, std::size_t limit);
    void answered(std::optional<Key> after, const Result<FailurePage>& answer);
    void merge(std::optional<Key> after, const FailurePage& page);
    /// The first row behind `key`.
    [[nodiscard]] std::size_t behind(std::optional<Key> key) const;
    /// Whether a row that is not listed any more is still shown, for the sake of its retry's result.
    bool stays(std::size_t row);
    void update(std::size_t row, const FailureView& failure);
    void conclude(Row& row) const;
    void rowChanged(std::size_t row);
    [[nodiscard]] QString text(const Row& row, int column) const;
    [[nodiscard]] static QString resultText(const Outcome& outcome);

    OperatorDesk& m_desk;
    FailureQuery m_query;
    std::vector<Row> m_rows; ///< ascending by key
    std::string m_next;      ///< cursor of the next page; empty: all are here
    std::optional<Key> m_nextAfter;
    int m_token = 0; ///< of the newest question; answers to older ones are ignored
    bool m_asking = false;
    bool m_loading = false;
    Settled m_settled = Settled::Stay; ///< of the question under way
    std::optional<Settled> m_again;    ///< refresh once more when the answer is here
    std::set<Ticket> m_finished;       ///< of which there is no more to come
    std::set<Ticket> m_cancelled;      ///< of which not all was done
    std::optional<Error> m_problem;
};

} // namespace chainpoints
