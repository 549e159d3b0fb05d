// What operators asked for, newest first, fetched page by page.
#pragma once

#include "core/access/operatordesk.h"
#include "ui/theme.h"

#include <QAbstractTableModel>

namespace chainpoints {

/// The desk must outlive the model.
class ActivityModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { State, When, What, Who, Result, kColumns };
    static constexpr std::size_t kPage = 200;
    static constexpr std::size_t kMostAtOnce = 10'000;

    explicit ActivityModel(OperatorDesk& desk, QObject* parent = nullptr);

    /// Fetches everything that is shown once more; nothing while a question is under way.
    void refresh();
    /// After a change of the language.
    void retranslate();

    /// Null if there is no such row.
    [[nodiscard]] const ActionSummary* actionAt(int row) const;
    /// Nothing has been read yet.
    [[nodiscard]] bool isLoading() const { return m_loading; }
    /// Of the last question; the rows are older then.
    [[nodiscard]] const std::optional<Error>& problem() const { return m_problem; }

    /// Translated: "Retry".
    [[nodiscard]] static QString word(ActionKind kind);
    [[nodiscard]] static QString word(ActionState state);
    [[nodiscard]] static theme::Tone toneOf(ActionState state);
    /// Of the action as a whole: the worst of its parts, but waiting as long as one waits.
    [[nodiscard]] static ActionState stateOf(const ActionView& action);
    /// Translated: "3 done, 1 failed".
    [[nodiscard]] static QString counts(const ActionView& action);

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
    void ask(ActionQuery query);
    void take(const ActionQuery& query, const chainpoints::Result<ActionPage>& answer);
    void takeAgain(const std::vector<ActionSummary>& actions);
    void append(const std::vector<ActionSummary>& actions);
    [[nodiscard]] QString text(const ActionSummary& row, int column) const;

    OperatorDesk& m_desk;
    std::vector<ActionSummary> m_rows; ///< descending by id, which never changes
    std::string m_next;                ///< cursor of the next page; empty: all are here
    bool m_asking = false;
    bool m_loading = true;
    std::optional<Error> m_problem;
};

} // namespace chainpoints
