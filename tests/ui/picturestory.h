// What the pictures of the window show: two chains, one followed to its end and one still catching up, forty
// holders, and two of them broken.
#pragma once

#include "tests/support/testdatabase.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QSysInfo>

namespace chainpoints {

inline constexpr int kHolders = 40;
inline constexpr const char* kLiveChain = "ethereum-sepolia";
inline constexpr const char* kLateChain = "base-sepolia";

/// A chain's story among the holders, always the same apart from when it happens.
class PictureStory
{
public:
    PictureStory(std::uint32_t seed, std::int64_t firstHeight, std::int64_t blockSeconds)
        : m_dice(seed), m_nextHeight(firstHeight), m_blockSeconds(blockSeconds)
    {
    }

    /// Goes on with blocks in [from, to). The first ones bring something to every holder.
    [[nodiscard]] Story goOn(UnixTime from, UnixTime to)
    {
        Story story(m_nextHeight);
        std::uint32_t next = 1;
        for (UnixTime time = from; time < to; time = time + m_blockSeconds, ++m_nextHeight) {
            story.block(time);
            if (next <= kHolders)
                mint(story, next++);
            else if (m_dice.oneIn(5))
                send(story);
        }
        return story;
    }

private:
    void mint(Story& story, std::uint32_t to)
    {
        // Few have much and many have little, and not in whole tokens.
        const std::int64_t whole =
            m_dice.oneIn(6) ? m_dice.between(20'000, 2'500'000) : m_dice.between(3, 4'000);
        const mpz_class value(std::to_string(whole) + std::to_string(m_dice.between(100'000, 999'999)) +
                              std::string(12, '0'));
        story.transfer(0, to, RawAmount(value));
        m_balances[to] += value;
    }
    void send(Story& story)
    {
        const auto from = static_cast<std::uint32_t>(m_dice.between(1, kHolders));
        const auto to = static_cast<std::uint32_t>(m_dice.between(1, kHolders));
        const mpz_class value = m_balances[from] * int(m_dice.between(1, 40)) / 100;
        if (m_dice.oneIn(4) || from == to || value == 0)
            return mint(story, to);
        story.transfer(from, to, RawAmount(value));
        m_balances[from] -= value;
        m_balances[to] += value;
    }

    Dice m_dice;
    std::int64_t m_nextHeight;
    const std::int64_t m_blockSeconds;
    std::map<std::uint32_t, mpz_class> m_balances;
};

/// Twenty bytes as from a key, lower case.
[[nodiscard]] inline std::string drawnAddress(const QByteArray& name)
{
    return "0x" + QCryptographicHash::hash(name, QCryptographicHash::Sha256).left(20).toHex().toStdString();
}

inline void startAt(TestDatabase& database, const std::string& chain, std::int64_t height)
{
    const std::string before = std::to_string(height - 1);
    database.spoil("UPDATE chain SET start_block = " + std::to_string(height) +
                   ", last_confirmed_block = " + before + ", last_processed_block = " + before +
                   ", last_calculated_block = " + before + " WHERE name = '" + chain + "'");
}

/// The balance that two holders are left with in the first rows behind `after` is wrong.
inline void breakTwo(TestDatabase& database, const std::string& chain, std::int64_t after)
{
    const std::string of =
        "chain_id = " + std::to_string(database.chain(chain).id.value()) + " AND user_id = ";
    for (const std::string holder : {"7", "23"})
        database.spoil("UPDATE user_balance_change SET balance_after = '1' WHERE " + of + holder +
                       " AND block_height = (SELECT MIN(block_height) FROM user_balance_change WHERE " + of +
                       holder + " AND block_height > " + std::to_string(after) + ")");
}

/// One of the two as if what it held before the first block were missing.
inline void tellSecondReason(TestDatabase& database)
{
    database.spoil("UPDATE user_points_change SET reason = 'negative_balance: at block 7412991, log 3 "
                   "(transfer_out): the balance would be -12 behind it' WHERE status = 0 AND user_id = 23");
}

/// Three endpoints: one without a fault, one that is behind and has lied, one that is set aside.
inline std::vector<EndpointHealth> drawnEndpoints(UnixTime now)
{
    EndpointHealth sound;
    sound.address = "https://ethereum-sepolia.example.org/v3/{secret:infura}";
    sound.state = EndpointState::InUse;
    sound.latencyMs = 87;
    sound.calls = 18'204;
    sound.errors = 3;
    sound.errorsByKind = {{"timed_out", 3}};
    sound.behind = 0;
    EndpointHealth faulty = sound;
    faulty.address = "https://rpc.other.example.org";
    faulty.score = 55;
    faulty.latencyMs = 412;
    faulty.calls = 1'920;
    faulty.behind = 14;
    faulty.lies = 2;
    faulty.lastError = "rpc.other.example.org answered 4 of the 6 logs of the block 7413102";
    EndpointHealth aside = faulty;
    aside.address = "http://10.0.0.17:8545";
    aside.state = EndpointState::SetAside;
    aside.score = 0;
    aside.latencyMs.reset();
    aside.calls = aside.errors = 640;
    aside.behind.reset();
    aside.lies = 0;
    aside.lastError = aside.why = "10.0.0.17 refused the connection; is it running?";
    aside.until = now + 25;
    return {sound, faulty, aside};
}

inline void sayStatus(TestDatabase& database, const std::string& chain, ChainState state, std::int64_t behind,
                      UnixTime now)
{
    const ChainRecord record = database.chain(chain);
    ChainStatus status;
    status.state = state;
    status.head = record.processed + behind;
    status.updatedAt = now;
    status.endpoints = drawnEndpoints(now);
    ChainStore store(database.connection());
    if (!store.setConfirmed(record.id, record.processed + std::max<std::int64_t>(behind - 12, 0)) ||
        !store.setStatus(record.id, status))
        qFatal("the status cannot be stored");
    database.ownedBy(
        {QSysInfo::machineHostName().toStdString(), QCoreApplication::applicationPid(), "window"}, chain);
}

/// Real-looking names in place of the numbers that a story is told with.
inline void nameEverything(TestDatabase& database)
{
    for (int holder = 1; holder <= kHolders; ++holder)
        database.spoil("UPDATE user SET user_address = '" +
                       drawnAddress("holder " + QByteArray::number(holder)) +
                       "' WHERE id = " + std::to_string(holder));
    for (const char* chain : {kLiveChain, kLateChain})
        database.spoil("UPDATE chain SET symbol = 'HRB', title = 'Harbour Token', confirmations = '12', "
                       "contract_address = '" +
                       drawnAddress(chain) + "' WHERE name = '" + chain + "'");
    database.spoil("UPDATE user SET status = 0 WHERE id = 12");
}

/// A pause with its end, and a retry that did not help.
inline void tellActions(TestDatabase& database, UnixTime now)
{
    const auto ask = [&](const std::string& id, const std::string& kind, std::int64_t minutesAgo,
                         const std::string& by) {
        const std::string at = std::to_string((now - 60 * minutesAgo).value());
        database.spoil("INSERT INTO operator_action (id, kind, requested_at, requested_by, requested_from, "
                       "finished_at) VALUES (" +
                       id + ", '" + kind + "', " + at + ", " + by + ", " + at + ")");
    };
    const auto answer = [&](const std::string& id, const std::string& chain, const std::string& failure,
                            const std::string& state, const std::string& sentence) {
        database.spoil("INSERT INTO operator_action_item (action_id, chain_id, failure_id, state, sentence) "
                       "SELECT " +
                       id + ", id, " + failure + ", '" + state + "', '" + sentence +
                       "' FROM chain WHERE name = '" + chain + "'");
    };
    ask("1", "pause", 95, "'mei@harbour-desk', 'window'");
    answer("1", kLateChain, "0", "done", "paused");
    ask("2", "resume", 71, "'ops@harbour-server', 'command line'");
    answer("2", kLateChain, "0", "done", "resumed");
    ask("3", "retry", 12, "'mei@harbour-desk', 'window'");
    answer("3", kLiveChain, "7", "failed", "the balance and the change do not give what the row says");
    answer("3", kLiveChain, "23", "skipped", "it is settled already");
}
inline constexpr int kActions = 3;

/// One more failure, that somebody has set aside.
inline void tellDismissal(TestDatabase& database, UnixTime now)
{
    const std::string failure = std::to_string(now.value() - 3 * kHour);
    database.spoil("INSERT INTO user_points_change (user_id, chain_id, from_block_height, to_block_height, "
                   "from_block_time, to_block_time, status, reason, attempts, last_attempt_at) SELECT 9, id, "
                   "7418700, 7419000, " +
                   failure + ", " + std::to_string(now.value()) +
                   ", 0, 'balance_chain: at block 7418766: the balance and the change do not give what the "
                   "row says', 4, " +
                   std::to_string(now.value() - 400) + " FROM chain WHERE name = '" + kLiveChain + "'");
    database.spoil("INSERT INTO failure_dismissal (failure_id, dismissed_at, dismissed_by, note) SELECT "
                   "MAX(id), " +
                   std::to_string(now.value() - 300) +
                   ", 'mei@harbour-desk', 'The old treasury; its rows are restored next week' FROM "
                   "user_points_change");
}

/// A chain that a deep fork took back, with two users whose points it changed, and one that had to halt.
inline void tellIncidents(TestDatabase& database, UnixTime now)
{
    const auto ago = [now](std::int64_t minutes) { return std::to_string((now - 60 * minutes).value()); };
    const auto tell = [&](const std::string& chain, const std::string& values) {
        database.spoil("INSERT INTO incident (chain_id, kind, happened_at, ancestor_block, old_tip_block, "
                       "old_tip_hash, new_tip_block, new_tip_hash, depth, rows_removed, users_changed, "
                       "sentence, evidence, resolved_at) SELECT id, " +
                       values + " FROM chain WHERE name = '" + chain + "'");
    };
    tell(kLiveChain,
         "'deep_fork', " + ago(190) + ", 7417200, 7417219, '" + hash(17).hex() + "', 7417221, '" +
             hash(18).hex() +
             "', 19, 42, 2, 'a fork replaced 19 processed blocks; the chain was taken back to block "
             "7417200 and is followed anew', '{}', " +
             ago(190));
    tell(kLateChain,
         "'finality_violated', " + ago(33) + ", NULL, 21530900, '" + hash(19).hex() + "', 21530944, '" +
             hash(20).hex() +
             "', NULL, 0, 0, 'the nodes have another block 21530644 than the one that was processed, "
             "256 blocks deep, which is more than max_rollback', '{}', NULL");
    for (const char* const holder : {"2", "5"})
        database.spoil(
            "INSERT INTO points_restatement (chain_id, user_address, reason, incident_id, "
            "requested_by, restated_at, rows_removed, points_before, points_after, difference, "
            "settled_before, settled_after) SELECT c.id, u.user_address, 'fork', 1, '', " +
            ago(190) +
            ", 3, '5481899800000123456789000000000000000', '5481539800000123456789000000000000000', "
            "'-360000000000000000000000000000000', " +
            ago(240) + ", " + ago(300) + " FROM chain c, user u WHERE c.name = '" + kLiveChain +
            "' AND u.id = " + holder);
}

/// A day on the one chain up to now, and a day some days ago on the other: ages on the screen count from the
/// clock.
inline void tellPictureStory(TestDatabase& database)
{
    const UnixTime now(QDateTime::currentSecsSinceEpoch());
    const UnixTime hour = boundaryAtOrBefore(now, kHour);
    constexpr std::int64_t kLiveStart = 7'412'880;
    constexpr std::int64_t kLateStart = 21'530'400;

    startAt(database, kLiveChain, kLiveStart);
    PictureStory live(1, kLiveStart, 12);
    const Story first = live.goOn(hour - 24 * kHour - 660, hour - 4 * kHour + 60);
    database.follow(first, kLiveChain);
    database.follow(live.goOn(hour - 4 * kHour + 60, now - 144), kLiveChain, 0, false);
    breakTwo(database, kLiveChain, first.lastHeight().value());
    database.settle(kLiveChain);
    sayStatus(database, kLiveChain, ChainState::Live, 12, now);

    startAt(database, kLateChain, kLateStart);
    PictureStory late(2, kLateStart, 30);
    database.follow(late.goOn(hour - 96 * kHour + 420, hour - 70 * kHour), kLateChain);
    sayStatus(database, kLateChain, ChainState::Backfilling, 126'480, now);
    nameEverything(database);
    tellActions(database, now);
    tellIncidents(database, now);
    tellDismissal(database, now);
    tellSecondReason(database);
}

} // namespace chainpoints
