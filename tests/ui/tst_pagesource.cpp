// Which rows a list that grows page by page reads again.
#include "tests/ui/chartsfixture.h"
#include "tests/ui/panelfixture.h"
#include "ui/pagesource.h"

using namespace chainpoints;

namespace {

struct NumbersPage
{
    std::vector<int> numbers;
    std::string next;
};

/// The numbers from 0 to 999, as long as nothing fails.
Result<NumbersPage> numbersFrom(const std::string& cursor, std::size_t limit)
{
    const int first = cursor.empty() ? 0 : std::stoi(cursor);
    const int end = std::min(1000, first + static_cast<int>(limit));
    NumbersPage page;
    for (int number = first; number < end; ++number)
        page.numbers.push_back(number);
    if (end < 1000)
        page.next = std::to_string(end);
    return page;
}

} // namespace

class TestPageSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aRefreshBesideMoreKeepsWhatCame();
    void afterAFailureTheSamePageIsAskedFor();
    void nothingComesOfWhatWasClosed();

private:
    void take(Result<NumbersPage> page, bool isMore)
    {
        m_failed = !page;
        if (!page)
            return;
        if (!isMore)
            m_numbers.clear();
        m_numbers.insert(m_numbers.end(), page->numbers.begin(), page->numbers.end());
    }
    [[nodiscard]] bool isIdle() const { return !m_source->isAsking(); }

    std::unique_ptr<TestDatabase> m_database;
    std::unique_ptr<OperatorDesk> m_desk;
    std::unique_ptr<PageSource<NumbersPage>> m_source;
    std::vector<int> m_numbers;
    std::atomic<bool> m_broken{false};
    bool m_failed = false;
};

void TestPageSource::init()
{
    m_source.reset();
    m_desk.reset();
    m_database = std::make_unique<TestDatabase>(Backend::Sqlite);
    m_desk = std::make_unique<OperatorDesk>(doorsOf(*m_database));
    m_numbers.clear();
    m_broken = m_failed = false;
    m_source = std::make_unique<PageSource<NumbersPage>>(
        *m_desk, this, [this](Result<NumbersPage> page, bool isMore) { take(std::move(page), isMore); });
    m_source->open([this](OperatorDoor&, const std::string& cursor, std::size_t limit) {
        return m_broken ? Error{ErrorCode::Database, "gone"} : numbersFrom(cursor, limit);
    });
    QTRY_VERIFY(isIdle());
    QCOMPARE(m_numbers.size(), std::size_t(200));
}

void TestPageSource::aRefreshBesideMoreKeepsWhatCame()
{
    m_source->more();
    m_source->refresh(m_numbers.size());
    QTRY_VERIFY(isIdle());
    QCOMPARE(m_numbers.size(), std::size_t(400));
    QCOMPARE(m_numbers.back(), 399);
}

void TestPageSource::afterAFailureTheSamePageIsAskedFor()
{
    m_broken = true;
    m_source->more();
    QTRY_VERIFY(isIdle());
    QVERIFY(m_failed && m_source->hasMore());
    QCOMPARE(m_numbers.size(), std::size_t(200));
    m_broken = false;
    m_source->more();
    QTRY_VERIFY(isIdle());
    QCOMPARE(m_numbers.size(), std::size_t(400));
    QCOMPARE(m_numbers.back(), 399);
}

void TestPageSource::nothingComesOfWhatWasClosed()
{
    m_source->more();
    m_source->close();
    bool passed = false;
    m_desk->ask(
        this, [](OperatorDoor&) { return Result<int>(0); }, [&](const Result<int>&) { passed = true; });
    QTRY_VERIFY(passed);
    QCOMPARE(m_numbers.size(), std::size_t(200));
}

QTEST_MAIN(TestPageSource)
#include "tst_pagesource.moc"
