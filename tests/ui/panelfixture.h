// Stories with failures, and the engine's part in a test of a panel.
#pragma once

#include "core/access/operatordesk.h"
#include "core/engine/actionrunner.h"
#include "tests/support/testdoor.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <QTest>
#include <QTranslator>
#include <QWidget>

namespace chainpoints {

/// A desk on the test's database; the database must outlive it.
[[nodiscard]] inline OperatorDesk::MakeDoor doorsOf(TestDatabase& database)
{
    return [&database](std::stop_token stop) { return doorOf(database, std::move(stop)); };
}

/// Users 1 to `users` gain since 14:10; those of the first `broken` users are broken behind 15:00, and all
/// are settled up to 16:00 as far as that goes. `day` moves everything by days.
inline void tellFailures(TestDatabase& database, std::uint32_t users, std::uint32_t broken,
                         const std::string& chain = "sepolia", std::int64_t day = 0)
{
    const std::int64_t hour = 24 * day;
    Story first;
    first.block(at(hour + 14, 10));
    for (std::uint32_t n = 1; n <= users; ++n)
        first.mint(n, 100);
    first.block(at(hour + 15));
    database.follow(first, chain);
    Story second(3);
    second.block(at(hour + 15, 30));
    for (std::uint32_t n = 1; n <= users; ++n)
        second.mint(n, 100);
    second.block(at(hour + 16));
    database.follow(second, chain, 0, false);
    const std::string id = std::to_string(database.chain(chain).id.value());
    database.spoil(
        "UPDATE user_balance_change SET balance_after = '1' WHERE block_height = 3 AND user_id <= " +
        std::to_string(broken) + " AND chain_id = " + id);
    database.settle(chain);
}

/// Takes the cause of the failure of one user away.
inline void mend(TestDatabase& database, std::uint32_t user)
{
    database.spoil("UPDATE user_balance_change SET balance_after = '200000000000000000000' WHERE "
                   "block_height = 3 AND user_id = " +
                   std::to_string(user));
}

/// Open failures of users of their own, without a ledger; in order of their ids.
inline void listFailures(TestDatabase& database, int count, const std::string& chain, UnixTime from)
{
    const std::string id = std::to_string(database.chain(chain).id.value());
    const std::string numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " +
                                std::to_string(count) + ") ";
    const std::string address = "printf('0x%02x%038x', " + id + ", i)";
    database.spoil(numbers + "INSERT INTO user (user_address) SELECT " + address + " FROM n");
    database.spoil(
        numbers +
        "INSERT INTO user_points_change (user_id, chain_id, from_block_height, to_block_height, "
        "from_block_time, to_block_time, status, reason, attempts, last_attempt_at) SELECT u.id, " +
        id + ", 2, 3, " + std::to_string(from.value()) + ", " + std::to_string((from + kHour).value()) +
        ", 0, 'balance_chain: at block 3', 1, 0 FROM n JOIN user u ON u.user_address = " + address);
}

/// Parts of actions that wait for the engine.
[[nodiscard]] inline int waitingParts(TestDatabase& database)
{
    return std::stoi(database.value("SELECT COUNT(*) FROM operator_action_item WHERE state = 'waiting'"));
}

/// What the engine would do by itself. Returns how many parts of actions it executed.
[[nodiscard]] inline int runActions(TestDatabase& database, const std::string& chain = "sepolia")
{
    auto executed = ActionRunner(database.connection(), chain).run(10'000);
    return executed ? *executed : -1;
}

inline void follow(TestDatabase& database, const ChainStatus& status, const std::string& chain = "sepolia")
{
    if (!ChainStore(database.connection()).setStatus(database.chain(chain).id, status))
        qFatal("the status cannot be stored");
    database.ownedBy({"host", 42, "other"}, chain);
}

/// A chain that process 42 on "host" follows.
[[nodiscard]] inline ChainStatus followed(ChainState state, std::int64_t head)
{
    ChainStatus status;
    status.state = state;
    status.head = BlockHeight(head);
    status.updatedAt = at(16);
    return status;
}

/// A language in which everything is said between marks.
class MarkedLanguage : public QTranslator
{
public:
    QString translate(const char*, const char* text, const char*, int) const override
    {
        return u'«' + QString::fromUtf8(text) + u'»';
    }
    [[nodiscard]] bool isEmpty() const override { return false; }
};

/// Controls that one can work with and that a screen reader has no name for.
[[nodiscard]] inline QStringList namelessControls(const QWidget& window)
{
    QStringList nameless;
    for (auto* widget : window.findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisibleTo(&window))
            continue;
        auto* accessible = QAccessible::queryAccessibleInterface(widget);
        if (!accessible || accessible->text(QAccessible::Name).isEmpty())
            nameless += QLatin1String(widget->metaObject()->className()) + u' ' + widget->objectName();
    }
    return nameless;
}

/// Texts of buttons that are not translated.
[[nodiscard]] inline QStringList unmarkedButtons(const QWidget& window)
{
    QStringList unmarked;
    for (const auto* button : window.findChildren<QAbstractButton*>())
        if (!button->text().isEmpty() && !button->text().startsWith(u'«'))
            unmarked += button->text();
    return unmarked;
}

} // namespace chainpoints
