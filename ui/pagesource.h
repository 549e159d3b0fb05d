// Asks the desk for pages of something that is longer than what is shown.
#pragma once

#include "core/access/operatordesk.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

namespace chainpoints {

/// One question at a time; answers to what is not wanted any more are dropped. `Page` has the cursor of the
/// page behind it in `next`. Window thread; must not outlive `context`.
template <typename Page>
class PageSource
{
public:
    using Read =
        std::function<Result<Page>(OperatorDoor& door, const std::string& cursor, std::size_t limit)>;
    /// `isMore`: the page goes behind those before, else in place of all of them.
    using Take = std::function<void(Result<Page> page, bool isMore)>;
    static constexpr std::size_t kPage = 200;
    static constexpr std::size_t kMostAtOnce = 10'000;

    /// The desk must outlive the source.
    PageSource(OperatorDesk& desk, QObject* context, Take take)
        : m_desk(desk), m_context(context), m_take(std::move(take))
    {
    }

    /// Begins at the first page of something else. Scans go into a lane of their own, so that nobody waits
    /// for them.
    void open(Read read, OperatorDesk::Lane lane = OperatorDesk::Lane::Pages)
    {
        close();
        m_read = std::move(read);
        m_lane = lane;
        refresh(0);
    }
    /// Nothing is wanted any more.
    void close()
    {
        ++m_token;
        m_read = {};
        m_next.clear();
        m_inFlight = m_again = false;
    }
    /// What is shown once more: so many rows, and those that are on their way.
    void refresh(std::size_t rows)
    {
        m_rows = rows;
        m_again = m_inFlight;
        if (m_read && !m_inFlight)
            ask({}, std::clamp(rows, kPage, kMostAtOnce), false);
    }
    void more()
    {
        if (m_read && !m_inFlight && hasMore())
            ask(m_next, kPage, true);
    }
    [[nodiscard]] bool hasMore() const { return !m_next.empty(); }
    [[nodiscard]] bool isAsking() const { return m_inFlight; }

private:
    void ask(const std::string& cursor, std::size_t limit, bool isMore)
    {
        m_inFlight = true;
        m_desk.ask(
            m_context,
            [read = m_read, cursor, limit](OperatorDoor& door) { return read(door, cursor, limit); },
            [this, isMore, token = m_token](Result<Page> page) {
                if (token != m_token)
                    return;
                m_inFlight = false;
                if (page) {
                    m_next = page->next;
                    m_rows += isMore ? kPage : 0;
                }
                m_take(std::move(page), isMore);
                if (m_again && token == m_token)
                    refresh(m_rows);
            },
            m_lane);
    }

    OperatorDesk& m_desk;
    QObject* m_context;
    Take m_take;
    Read m_read;
    OperatorDesk::Lane m_lane = OperatorDesk::Lane::Pages;
    std::string m_next;
    std::size_t m_rows = 0;
    std::uint64_t m_token = 0; ///< of what is wanted now
    bool m_inFlight = false;
    bool m_again = false;
};

} // namespace chainpoints
