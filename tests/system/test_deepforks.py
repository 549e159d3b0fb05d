#!/usr/bin/env python3
"""Forks below the confirmed height: healed up to max_rollback, and beyond it a halt with a way out."""

import random
import sqlite3
import unittest

from compare import compare_as_of
from harness.process import wait_until
from world import SEPOLIA, BASE_SEPOLIA, SystemTest, World, say

HOUR = 3600


class DeepForks(SystemTest):
    """Two storms; either chain may replace blocks that were processed long ago."""

    def setUp(self):
        self.world = self.enterContext(World(f"deep {self._testMethodName}"))
        for storm in self.world.storms.values():
            storm.confirmations = 400  # how deep it may replace blocks; the program still waits for 6
        self.program = self.enterContext(self.world.program())
        self.chance = random.Random(self._testMethodName)

    def sql(self, text):
        """All rows of a query."""
        with sqlite3.connect(self.program.folder / "chainpoints.db", timeout=10) as database:
            return database.execute(text).fetchall()

    def incidents(self, name):
        """(kind, depth, is it over) of each, oldest first."""
        return self.sql("SELECT i.kind, i.depth, i.resolved_at IS NOT NULL FROM incident i JOIN chain c ON "
                        f"c.id = i.chain_id WHERE c.name = '{name}' ORDER BY i.id")

    def fork(self, name, depth, shorter=False):
        """Replaces the newest `depth` blocks of one chain, and goes beyond the old head."""
        storm, node = self.world.storms[name], self.world.nodes[name]
        head = node.head
        self.assertEqual(storm.fork(depth, shorter), depth)
        storm.play(max(1, head + 1 - node.head) + self.chance.randint(0, 3))
        say(f"{name}: {depth} blocks replaced at height {head}, now {node.head}")

    def finish(self):
        """Closes the last hour and confirms it with few blocks."""
        for storm in self.world.storms.values():
            storm.node.mine((storm.node.block_time() // HOUR + 1) * HOUR)
            storm.node.mine_empty(7)

    def assert_right_at_all_times(self, what):
        """As assert_right, and for the points at some earlier boundaries."""
        for truth in self.assert_right(self.program, what):
            first = truth.rows[0].time // HOUR * HOUR
            boundaries = range(first + HOUR, truth.settled_time + 1, HOUR)
            for time in self.chance.sample(boundaries, min(4, len(boundaries))):
                self.assertEqual(compare_as_of(self.program, truth, time), [])

    def test_live(self):
        """While the daemon follows; both to a longer chain and first to a shorter one."""
        self.world.play(280)
        self.program.start_daemon()
        self.program.wait_caught_up(self.world.nodes, timeout=120)
        for depth, shorter in ((7, False), (30, True), (100, False), (250, False)):
            for name in (SEPOLIA, BASE_SEPOLIA):
                self.fork(name, depth, shorter)
            self.program.wait_caught_up(self.world.nodes, timeout=120)
        self.finish()
        self.program.wait_caught_up(self.world.nodes, timeout=120)
        self.program.stop()
        self.assert_right_at_all_times("four deep forks, live")
        for name in (SEPOLIA, BASE_SEPOLIA):
            found = self.incidents(name)
            self.assertEqual([kind for kind, _, _ in found], ["deep_fork"] * len(found))
            self.assertEqual([over for _, _, over in found], [1] * len(found))
            self.assertIn(244, [depth for _, depth, _ in found])

    def test_forks_in_a_row_while_others_are_handled(self):
        """Nobody waits for the program."""
        self.world.play(200)
        self.program.start_daemon()
        self.program.wait_caught_up(self.world.nodes, timeout=120)
        for _ in range(6):
            for name in (SEPOLIA, BASE_SEPOLIA):
                self.fork(name, self.chance.randint(7, 60))
        self.finish()
        self.program.wait_caught_up(self.world.nodes, timeout=120)
        self.program.stop()
        self.assert_right_at_all_times("deep forks in a row")

    def test_while_the_daemon_is_down(self):
        """The fork is met at the next start, also in the middle of a backfill."""
        self.world.play(150)
        self.program.start_daemon()
        wait_until(lambda: (self.program.chains() if self.started() else {}).get(
            SEPOLIA, {}).get("last_processed_block", "0") not in ("0", ""), 60, lambda: "a first page")
        self.program.kill9()
        for name in (SEPOLIA, BASE_SEPOLIA):
            self.fork(name, 120)
        self.program.once(timeout=240)
        for depth in (8, 90, 250):
            for name in (SEPOLIA, BASE_SEPOLIA):
                self.fork(name, min(depth, self.world.nodes[name].head - 20))
            self.program.once(timeout=240)
        self.finish()
        self.program.once(timeout=240)
        self.assert_right_at_all_times("deep forks while down")

    def started(self):
        """Whether there is a database to ask."""
        try:
            return bool(self.sql("SELECT 1 FROM chain"))
        except sqlite3.OperationalError:
            return False

    def test_beyond_the_limit(self):
        """That chain halts, the other goes on, and the operator has two ways out."""
        for entry in self.program.config["chains"]:
            entry["max_rollback"] = 20
        self.program.write_config()
        self.world.play(100)
        self.program.start_daemon()
        self.program.wait_caught_up(self.world.nodes, timeout=120)
        before = self.program.export("points", chain=SEPOLIA)
        fork_at = self.world.nodes[SEPOLIA].head - 60
        self.fork(SEPOLIA, 60)
        state = lambda: {chain["name"]: chain for chain in self.program.status()["chains"]}[SEPOLIA]
        wait_until(lambda: state()["state"] == "finality_violated", 30, lambda: f"the halt: {state()}")
        say(state()["alerts"][0]["sentence"])
        self.world.storms[BASE_SEPOLIA].play(20)
        self.program.wait_caught_up({BASE_SEPOLIA: self.world.nodes[BASE_SEPOLIA]}, timeout=60)
        self.assertEqual(self.program.export("points", chain=SEPOLIA), before)
        self.assertEqual([entry[0] for entry in self.incidents(SEPOLIA)], ["finality_violated"])

        again = self.program.run("check-again", "--chain", SEPOLIA, expect=(1,))
        self.assertIn("max_rollback", again.stdout)
        too_high = self.program.run("rollback", "--chain", SEPOLIA, "--to", str(fork_at + 1), "--reason", "a try",
                                    expect=(1,))
        self.assertIn("is not known to be", too_high.stdout)
        shared = int(too_high.stdout.rsplit(" ", 1)[1])
        self.assertLessEqual(shared, fork_at)
        say(self.program.run("rollback", "--chain", SEPOLIA, "--to", str(shared),
                             "--reason", "the other branch is the true one").stdout.strip())
        self.program.wait_caught_up(self.world.nodes, timeout=60)
        self.finish()
        self.program.wait_caught_up(self.world.nodes, timeout=60)
        self.assertEqual(state()["state"], "live")
        self.program.stop()
        self.assert_right_at_all_times("beyond the limit")
        self.assertEqual([(kind, over) for kind, _, over in self.incidents(SEPOLIA)],
                         [("finality_violated", 1), ("rollback", 1)])

    def test_a_lower_head_is_no_fork(self):
        """Half of a chain is gone, and comes back as it was: nothing was taken back meanwhile."""
        self.world.play(60)
        self.finish()
        self.program.start_daemon()
        self.program.wait_caught_up(self.world.nodes, timeout=60)
        self.program.stop()
        before = {report: self.program.export(report) for report in ("balances", "points", "changes")}
        node = self.world.nodes[SEPOLIA]
        node.rollback(30)
        self.program.start_daemon()
        self.program.wait_started()
        self.world.storms[BASE_SEPOLIA].play(5)
        self.program.wait_caught_up({BASE_SEPOLIA: self.world.nodes[BASE_SEPOLIA]}, timeout=60)
        self.program.stop()
        for report in before:
            mine = lambda rows: [row for row in rows if row["chain"] == SEPOLIA]
            self.assertEqual(mine(self.program.export(report)), mine(before[report]))
        self.assertEqual(self.incidents(SEPOLIA), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
