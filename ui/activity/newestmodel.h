// What happened, newest first, fetched page by page.
#pragma once

#include "core/access/operatordesk.h"
#include "ui/widgets/columnsmodel.h"

#include <algorithm>
#include <functional>

namespace chainpoints {

/// Which of it is wanted.
struct HistoryFilter
{
    std::optional<std::string> chain{};
    std::string text{}; ///< empty: all

    bool operator==(const HistoryFilter&) const = default;
};

/// What views and panels need to know of such a model. The desk must outlive it.
class NewestModel : public ColumnsModel
{
    Q_OBJECT
public:
    static constexpr std::size_t kPage = 200;
    static constexpr std::size_t kMostAtOnce = 10'000;

    /// Another filter drops all rows.
    void setFilter(const HistoryFilter& filter);
    [[nodiscard]] const HistoryFilter& filter() const { return m_filter; }
    /// Fetches everything that is shown once more; nothing while a question is under way.
    void refresh();
    /// Nothing has been read yet, or not with this filter.
    [[nodiscard]] bool isLoading() const { return m_loading; }
    /// Of the last question; the rows are older then.
    [[nodiscard]] const std::optional<Error>& problem() const { return m_problem; }

    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    void aboutToTake();
    /// An answer came, good or bad.
    void taken();

protected:
    NewestModel(OperatorDesk& desk, int columns, QObject* parent);

    /// Asks for what matches filter() from the cursor on; the answer comes with the token.
    virtual void post(std::size_t limit, const std::string& cursor, int token) = 0;
    virtual void clear() = 0;
    /// False for an answer to a question that does not matter any more.
    [[nodiscard]] bool beginAnswer(int token);
    void endAnswer(std::optional<Error> problem);
    /// All rows once more, with whatever else is asked for now.
    void startOver();
    [[nodiscard]] OperatorDesk& desk() const { return m_desk; }

    std::string m_next; ///< cursor of the next page; empty: all are here

private:
    void ask(std::size_t limit, const std::string& cursor);

    OperatorDesk& m_desk;
    HistoryFilter m_filter;
    int m_token = 0; ///< of the newest question
    bool m_asking = false;
    bool m_loading = true;
    std::optional<Error> m_problem;
};

/// The rows, of which each has an id that never changes; new ones come in front only.
template <typename Row>
class NewestRows : public NewestModel
{
public:
    /// Null if there is no such row.
    [[nodiscard]] const Row* at(int row) const
    {
        return row >= 0 && row < rowCount() ? &m_rows[std::size_t(row)] : nullptr;
    }

protected:
    using NewestModel::NewestModel;

    struct Answer
    {
        std::vector<Row> rows;
        std::string next;
    };
    using Question = std::function<Result<Answer>(OperatorDoor&)>;
    /// For what matches filter(), from the cursor on.
    [[nodiscard]] virtual Question question(std::size_t limit, const std::string& cursor) const = 0;
    [[nodiscard]] virtual std::int64_t idOf(const Row& row) const = 0;

    [[nodiscard]] std::size_t rows() const final { return m_rows.size(); }
    void clear() final
    {
        this->beginResetModel();
        m_rows.clear();
        this->endResetModel();
    }

private:
    void post(std::size_t limit, const std::string& cursor, int token) final
    {
        desk().ask(this, question(limit, cursor),
                   [this, token, first = cursor.empty()](const Result<Answer>& answer) {
                       if (!beginAnswer(token))
                           return;
                       if (answer)
                           take(*answer, first);
                       endAnswer(answer ? std::nullopt : std::optional(answer.error()));
                   });
    }
    void take(const Answer& answer, bool first)
    {
        if (first)
            takeAgain(answer.rows);
        else
            append(answer.rows);
        if (!first || m_rows.size() <= answer.rows.size())
            m_next = answer.next;
    }
    void takeAgain(const std::vector<Row>& rows)
    {
        const auto id = [this](const Row& row) { return idOf(row); };
        const auto known = m_rows.empty() ? rows.end() : std::ranges::find(rows, id(m_rows.front()), id);
        const std::size_t common = std::min(m_rows.size(), static_cast<std::size_t>(rows.end() - known));
        if (!std::equal(known, known + std::ptrdiff_t(common), m_rows.begin(),
                        [&](const Row& a, const Row& b) { return id(a) == id(b); }) ||
            (common == 0 && !m_rows.empty())) {
            this->beginResetModel();
            m_rows = rows;
            this->endResetModel();
            return;
        }
        for (std::size_t i = 0; i < common; ++i) {
            if (m_rows[i] == known[std::ptrdiff_t(i)])
                continue;
            m_rows[i] = known[std::ptrdiff_t(i)];
            rowsChanged(int(i), int(i));
        }
        if (known == rows.begin())
            return;
        this->beginInsertRows({}, 0, static_cast<int>(known - rows.begin()) - 1);
        m_rows.insert(m_rows.begin(), rows.begin(), known);
        this->endInsertRows();
    }
    void append(const std::vector<Row>& rows)
    {
        if (rows.empty())
            return;
        const int first = rowCount();
        this->beginInsertRows({}, first, first + static_cast<int>(rows.size()) - 1);
        m_rows.insert(m_rows.end(), rows.begin(), rows.end());
        this->endInsertRows();
    }

    std::vector<Row> m_rows;
};

} // namespace chainpoints
