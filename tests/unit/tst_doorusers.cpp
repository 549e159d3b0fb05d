// Pages of users: every order, every search, exactly once each.
#include "core/access/addressbook.h"
#include "tests/support/testdoor.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace chainpoints;

class TestDoorUsers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }

    void everyOrderPagesThroughAllUsersOnce_data();
    void everyOrderPagesThroughAllUsersOnce();
    void aChainOfVeryManyUsers();
    void numbersAreOrderedAsNumbers();
    void oneUser();
    void searches_data();
    void searches();
    void aSearchKeepsTheOrderAndPages();
    void anyPartOfAnAddressIsFound();
    void usersOfLaterAreFoundToo();
    void aBookThatIsNotCompleteSaysSo();
    void usersOfAnotherChainAreNotThere();
    void aCursorThatIsNone();
    void anUnknownChain();
};

namespace {

/// Pages of `limit` users until the end.
std::vector<UserView> allPages(OperatorDoor& door, UserQuery query)
{
    std::vector<UserView> users;
    for (int pages = 0; pages < 1000; ++pages) {
        auto page = door.users(query);
        if (!page)
            qFatal("%s", page.error().message.c_str());
        users.insert(users.end(), page->users.begin(), page->users.end());
        if (page->next.empty())
            return users;
        query.cursor = page->next;
    }
    qFatal("the pages do not end");
}

UserQuery queryOf(UserSort sort, bool descending = false, std::size_t limit = 7)
{
    UserQuery query;
    query.chain = "sepolia";
    query.sort = sort;
    query.descending = descending;
    query.limit = limit;
    return query;
}

/// Users with balances of many lengths, several of them equal.
Story crowd(std::uint32_t users = 30)
{
    Story story;
    story.block(at(14));
    for (std::uint32_t n = 1; n <= users; ++n)
        story.mint(n, n % 5 == 0 ? 5 : std::int64_t(n) * std::int64_t(n) * std::int64_t(n));
    story.block(at(15));
    return story;
}

/// Whether the users stand in the order, equals in whatever.
bool isOrdered(const std::vector<UserView>& users, UserSort sort, bool descending)
{
    const auto key = [&](const UserView& view) {
        return sort == UserSort::ByAddress   ? mpz_class(view.address.substr(2), 16)
               : sort == UserSort::ByBalance ? mpz_class(view.balanceRaw)
                                             : mpz_class(view.pointsRaw);
    };
    return std::ranges::is_sorted(users, [&](const UserView& a, const UserView& b) {
        return descending ? cmp(key(a), key(b)) > 0 : cmp(key(a), key(b)) < 0;
    });
}

std::set<std::string> addressesOf(const std::vector<UserView>& users)
{
    std::set<std::string> addresses;
    for (const UserView& user : users)
        addresses.insert(user.address);
    return addresses;
}

} // namespace

void TestDoorUsers::everyOrderPagesThroughAllUsersOnce_data()
{
    QTest::addColumn<int>("sort");
    QTest::addColumn<bool>("descending");
    for (const bool descending : {false, true}) {
        const char* direction = descending ? "down" : "up";
        QTest::addRow("address %s", direction) << int(UserSort::ByAddress) << descending;
        QTest::addRow("balance %s", direction) << int(UserSort::ByBalance) << descending;
        QTest::addRow("points %s", direction) << int(UserSort::ByPoints) << descending;
    }
}

void TestDoorUsers::everyOrderPagesThroughAllUsersOnce()
{
    QFETCH_GLOBAL(const Backend, backend);
    QFETCH(const int, sort);
    QFETCH(const bool, descending);
    TestDatabase database(backend);
    database.follow(crowd());
    const auto door = doorOf(database);
    const auto paged = allPages(*door, queryOf(UserSort(sort), descending));
    QCOMPARE(paged.size(), std::size_t(30));
    QCOMPARE(addressesOf(paged).size(), std::size_t(30));
    QVERIFY(paged == allPages(*door, queryOf(UserSort(sort), descending, 1000)));
    QVERIFY(isOrdered(paged, UserSort(sort), descending));
}

/// Its pages come by another way through the tables than those of a chain with few.
void TestDoorUsers::aChainOfVeryManyUsers()
{
    QFETCH_GLOBAL(const Backend, backend);
    constexpr std::uint32_t kMany = 5'100;
    TestDatabase database(backend);
    database.follow(crowd(kMany));
    const auto door = doorOf(database);
    for (const UserSort sort : {UserSort::ByAddress, UserSort::ByBalance, UserSort::ByPoints})
        for (const bool descending : {false, true}) {
            const auto paged = allPages(*door, queryOf(sort, descending, 700));
            QCOMPARE(paged.size(), std::size_t(kMany));
            QCOMPARE(addressesOf(paged).size(), std::size_t(kMany));
            QVERIFY(isOrdered(paged, sort, descending));

            auto query = queryOf(sort, descending, 700);
            query.search = "13c7"; // 5,063
            const auto found = allPages(*door, query);
            QCOMPARE(found.size(), std::size_t(1));
            QVERIFY(found.front().address.ends_with("13c7"));
            // Found one by one, found by a walk along the order, and all of them.
            for (const char* part : {"0013", "0001", "0000"}) {
                query.search = part;
                auto expected = paged;
                std::erase_if(expected, [&](const UserView& view) {
                    return view.address.find(query.search, 2) == std::string::npos;
                });
                QVERIFY2(allPages(*door, query) == expected, part);
            }
        }
}

void TestDoorUsers::numbersAreOrderedAsNumbers()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    Story story;
    story.block(at(14));
    for (std::uint32_t n = 1; n <= 9; ++n)
        story.mint(n, 1);
    story.block(at(15));
    database.follow(story);
    // Lowest first; whoever misses history is below zero.
    const QStringList ordered{QStringLiteral("-%1").arg(text(maxUint256().decimal())),
                              QStringLiteral("-10"),
                              QStringLiteral("-9"),
                              QStringLiteral("-1"),
                              QStringLiteral("0"),
                              QStringLiteral("9"),
                              QStringLiteral("10"),
                              QStringLiteral("100"),
                              text(maxUint256().decimal())};
    const std::array<int, 9> shuffled{4, 9, 2, 7, 1, 8, 3, 6, 5};
    for (std::size_t i = 0; i < shuffled.size(); ++i)
        QCOMPARE(database.spoil("UPDATE user_balance SET balance = '" + ordered[int(i)].toStdString() +
                                "' WHERE user_id = " + std::to_string(shuffled[i])),
                 1);
    QStringList shown;
    for (const UserView& view : allPages(*doorOf(database), queryOf(UserSort::ByBalance, false, 2)))
        shown += text(view.balanceRaw);
    QCOMPARE(shown, ordered);
}

void TestDoorUsers::oneUser()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.follow(toldStory("15:10 0>1:100 | 15:30 0>1:100", at(16)));
    const auto page = doorOf(database)->users(queryOf(UserSort::ByAddress));
    QVERIFY2(page && page->users.size() == 1 && page->next.empty(), qPrintable(failure(page)));
    const UserView& view = page->users.front();
    QCOMPARE(text(view.address), text(user(1).hex()));
    QCOMPARE(text(view.balance), QStringLiteral("200.000000000000000000"));
    QCOMPARE(text(view.points), QStringLiteral("6.666666666666666666"));
    QVERIFY(view.lastUpdatedBlock == BlockHeight(2) && view.lastChangeTime == at(15, 30) &&
            view.settledUpTo == at(16) && view.status == UserStatus::Normal);
}

void TestDoorUsers::searches_data()
{
    QTest::addColumn<QString>("search");
    QTest::addColumn<int>("found");
    const QString whole = text(user(18).hex());
    QTest::newRow("whole address") << whole << 1;
    QTest::newRow("capitals and blanks")
        << QStringLiteral(" ") + whole.toUpper().replace(QStringLiteral("0X"), QStringLiteral("0x")) +
               QStringLiteral(" ")
        << 1;
    QTest::newRow("beginning") << whole.left(8) << 30;
    QTest::newRow("end without 0x") << whole.right(12) << 1;
    QTest::newRow("one digit beyond a whole address") << whole + QLatin1Char('0') << 0;
    QTest::newRow("no digits at all") << QStringLiteral("zebra") << 0;
    QTest::newRow("a pattern is no pattern") << QStringLiteral("%") << 0;
    QTest::newRow("nothing") << QString() << 30;
    QTest::newRow("0x alone") << QStringLiteral("0x") << 30;
}

void TestDoorUsers::searches()
{
    QFETCH_GLOBAL(const Backend, backend);
    QFETCH(const QString, search);
    QFETCH(const int, found);
    TestDatabase database(backend);
    database.follow(crowd());
    for (const UserSort sort : {UserSort::ByAddress, UserSort::ByBalance, UserSort::ByPoints}) {
        UserQuery query = queryOf(sort);
        query.search = search.toStdString();
        QCOMPARE(int(allPages(*doorOf(database), query).size()), found);
    }
}

void TestDoorUsers::aSearchKeepsTheOrderAndPages()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.follow(crowd());
    const auto door = doorOf(database);
    for (const std::string& search : {std::string("0x"), user(1).hex().substr(0, 12), std::string("0")}) {
        UserQuery query = queryOf(UserSort::ByPoints, true, 4);
        query.search = search;
        QVERIFY(allPages(*door, query) == allPages(*door, queryOf(UserSort::ByPoints, true)));
    }
}

void TestDoorUsers::anyPartOfAnAddressIsFound()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.follow(crowd());
    const auto door = doorOf(database);
    const auto everybody = addressesOf(allPages(*door, queryOf(UserSort::ByAddress)));
    const std::string digits = user(18).hex().substr(2);
    for (std::size_t length : {4, 5, 9, 40})
        for (std::size_t from = 0; from + length <= digits.size(); ++from) {
            UserQuery query = queryOf(UserSort::ByBalance);
            query.search = digits.substr(from, length);
            std::set<std::string> expected = everybody;
            std::erase_if(expected, [&](const std::string& address) {
                return address.find(query.search, 2) == std::string::npos;
            });
            QVERIFY2(addressesOf(allPages(*door, query)) == expected, query.search.c_str());
        }
}

/// By the same door, which remembers addresses.
void TestDoorUsers::usersOfLaterAreFoundToo()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, {TestChain{"sepolia", 1, 18, {}}, TestChain{"b", 2, 18, {}}});
    database.follow(toldStory("14:00 0>1:20", at(15)));
    const auto door = doorOf(database);
    const auto found = [&](const std::string& chain, std::uint32_t number) {
        UserQuery query = queryOf(UserSort::ByPoints);
        query.chain = chain;
        query.search = user(number).hex().substr(2);
        return allPages(*door, query).size();
    };
    QCOMPARE(found("sepolia", 1), std::size_t(1));
    QCOMPARE(found("b", 2), std::size_t(0));
    database.follow(toldStory("14:00 0>2:20", at(15)), "b");
    QCOMPARE(found("b", 2), std::size_t(1));
    QCOMPARE(found("b", 1), std::size_t(0));
    QCOMPARE(found("sepolia", 1), std::size_t(1));
}

void TestDoorUsers::aBookThatIsNotCompleteSaysSo()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    database.follow(crowd(30));
    const auto connection = database.openReader();
    AddressBook book;
    const UserSearch search(user(30).hex().substr(2));
    for (int step = 0; step < 3; ++step) {
        const auto knowsAll = book.catchUp(*connection, 12);
        QVERIFY2(knowsAll, qPrintable(failure(knowsAll)));
        QCOMPARE(*knowsAll, step == 2);
    }
    QCOMPARE(book.find(search, 1)->size(), std::size_t(1));
    QVERIFY(!book.find(UserSearch("0000"), 29));

    // Another database in its place.
    const std::string another = Address::parse("0x00000000000000000000000000000000deadbeef")->hex();
    QCOMPARE(database.spoil("UPDATE user SET user_address = '" + another + "' WHERE id = 30"), 1);
    const auto anew = book.catchUp(*connection, 12);
    QVERIFY2(anew && !*anew, qPrintable(failure(anew)));
    while (!*book.catchUp(*connection, 12))
        ;
    QCOMPARE(book.find(search, 1)->size(), std::size_t(0));
    QCOMPARE(book.find(UserSearch(another.substr(2)), 1)->size(), std::size_t(1));

    // What is no address only the database can look at.
    QCOMPARE(database.spoil("INSERT INTO user (user_address) VALUES ('0xdeadbeef')"), 1);
    for (int again = 0; again < 2; ++again) {
        const auto knowsAll = book.catchUp(*connection, 12);
        QVERIFY2(knowsAll && !*knowsAll, qPrintable(failure(knowsAll)));
    }
}

void TestDoorUsers::usersOfAnotherChainAreNotThere()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend, {TestChain{"sepolia", 1, 18, {}}, TestChain{"b", 2, 18, {}}});
    database.follow(toldStory("14:00 0>1:20", at(15)));
    database.follow(toldStory("14:00 0>2:20", at(15)), "b");
    for (const UserSort sort : {UserSort::ByAddress, UserSort::ByBalance, UserSort::ByPoints}) {
        const auto users = allPages(*doorOf(database), queryOf(sort));
        QCOMPARE(users.size(), std::size_t(1));
        QCOMPARE(text(users.front().address), text(user(1).hex()));
    }
}

void TestDoorUsers::aCursorThatIsNone()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    UserQuery query = queryOf(UserSort::ByAddress);
    for (const char* cursor : {"x", "x.", ".y", "1.2.3"}) {
        query.cursor = cursor;
        const auto page = doorOf(database)->users(query);
        QVERIFY2(!page && page.error().code == ErrorCode::BadInput, cursor);
    }
}

void TestDoorUsers::anUnknownChain()
{
    QFETCH_GLOBAL(const Backend, backend);
    TestDatabase database(backend);
    UserQuery query;
    query.chain = "nowhere";
    const auto page = doorOf(database)->users(query);
    QVERIFY(!page && page.error().code == ErrorCode::NotFound);
}

CP_REGISTER_TEST(TestDoorUsers);
#include "tst_doorusers.moc"
