#!/usr/bin/env python3
"""Two daemons on two nodes of a Galera cluster: daemons and nodes die in a storm, and the points are exact."""

import random
import signal
import time
import unittest

from harness.galera import Galera
from harness.process import wait_until
from terms import TAKE_OVER, check_terms, owners, pass_over_and_wake, start_both, wait_owned
from world import BASE_SEPOLIA, SEPOLIA, SystemTest, World, say

POINTS = {"interval_seconds": 600, "batch_size": 7}


class OnGalera(SystemTest):
    """A cluster of three nodes; each daemon names another one of them."""

    @classmethod
    def setUpClass(cls):
        begin = time.monotonic()
        cls.cluster = cls.enterClassContext(Galera())
        say(f"three nodes are up after {time.monotonic() - begin:.1f} s")

    def setUp(self):
        self.world = self.enterContext(World(self.id()))
        databases = self.cluster.new_database()
        self.database = databases[0]["name"]
        self.one, self.two = (self.enterContext(self.world.program(database=database, points=POINTS))
                              for database in databases[:2])

    def wait_all_owned(self, what, since=None):
        """Waits until a daemon that runs owns each chain."""
        begin = since or time.monotonic()
        alive = {program.daemon.pid for program in (self.one, self.two) if program.daemon}

        def owned():
            found = owners(self.one)
            return len(found) == len(self.world.nodes) and set(found.values()) <= alive

        wait_until(owned, TAKE_OVER, lambda: f"{what}: {owners(self.one)}, of {alive}; "
                   f"{self.one.stderr_tail()}\n{self.two.stderr_tail()}")
        say(f"{what}: all chains are followed after {time.monotonic() - begin:.1f} s")

    def finish(self):
        """Every node has the oracle's end state, and no two daemons wrote a chain at the same time."""
        self.world.finish()
        daemons = [program for program in (self.one, self.two) if program.daemon]
        for program in daemons:
            program.wait_caught_up(self.world.nodes, 90)
        for program in daemons:
            program.stop()
        terms = [check_terms(self, lambda text, node=node: node.rows(self.database, text))
                 for node in self.cluster.nodes]
        self.assertEqual(terms[1:], terms[:-1], "the nodes differ")
        self.assert_right(self.one, "on the first node")
        self.assert_right(self.two, "on the second node")

    def conflicts(self):
        """How many transactions of the first daemon's node were undone for another node's."""
        return sum(int(self.cluster.nodes[0].state(name)) for name in
                   ("wsrep_local_cert_failures", "wsrep_local_bf_aborts"))

    def test_start_at_the_same_time(self):
        """Both make the tables and the first rows at once, on different nodes."""
        self.world.play(30)
        self.one.start_daemon()
        self.two.start_daemon()
        for program in (self.one, self.two):
            program.wait_started(30)
        self.wait_all_owned("both at once")
        self.finish()

    def test_conflicts_are_run_again(self):
        """Somebody writes the same rows on another node all the time: no write of the daemon is lost for that."""
        self.world.play(50)
        self.one.start_daemon()
        self.one.wait_started()
        self.wait_all_owned("one daemon")
        before = self.conflicts()
        for i in range(80):
            self.world.play(i % 2)
            self.cluster.nodes[2].administer(
                f"SET SESSION wsrep_retry_autocommit = 100; UPDATE {self.database}.chain SET title = '{i}'")
        said = self.one.stderr_path.read_text()
        conflicts, given_up = self.conflicts() - before, said.count("undid a transaction")
        say(f"{conflicts} conflicts, {given_up} transactions lost all ten attempts and were left to the next step")
        self.assertGreater(conflicts, 0)
        # Who writes without a pause can win ten times in a row; once or twice in a row is nothing to tell.
        self.assertLessEqual(10 * given_up, conflicts)
        self.finish()

    def test_a_paused_owner_writes_nothing(self):
        """Stopped on one node, passed over through another one, woken up."""
        self.world.play(30)
        start_both(self.one, self.two, self.world.nodes)
        self.world.play(5)
        # Also in the middle of a write: it holds up nobody on another node.
        self.one.daemon.send_signal(signal.SIGSTOP)
        pass_over_and_wake(self, lambda text: self.cluster.nodes[1].rows(self.database, text),
                           self.world, self.one, self.two)
        self.two.stop()
        wait_owned(self.one, self.world.nodes, TAKE_OVER, "the other stops")
        self.finish()

    def test_kills_in_a_storm(self):
        """A daemon dies with its node, then a daemon and the node of the other one."""
        chance = random.Random("galera")
        first, second = self.cluster.nodes[:2]
        both = self.one.config["chains"]
        self.one.config["chains"] = both[:1]
        self.one.write_config()
        self.world.play(100)
        self.one.start_daemon()
        self.one.wait_started()
        wait_until(lambda: self.one.check_alive() or owners(self.one).get(SEPOLIA), 20, "the first owner")
        self.two.start_daemon()
        self.wait_all_owned("a chain each")
        self.assertEqual(owners(self.two), {SEPOLIA: self.one.daemon.pid, BASE_SEPOLIA: self.two.daemon.pid})
        # Asked on one node, executed on another.
        self.assertEqual(self.two.run("pause", "--chain", SEPOLIA).stdout, f"{SEPOLIA}: done, the chain is paused\n")
        self.two.run("resume", "--chain", SEPOLIA)
        # Both owners finish their parts of the same action at the same time; one of them has to close it.
        for _ in range(5):
            self.assertIn("rates and exclusions are those asked for", self.two.run("recalculate", "--yes").stdout)
        self.assertEqual(second.rows(self.database, "SELECT id FROM operator_action WHERE finished_at IS NULL"), [])
        self.one.config["chains"] = both
        self.one.write_config()
        for node, killed, what in ((first, self.one, "a daemon and its node"),
                                   (second, self.one, "a daemon and the other's node")):
            self.world.play(chance.randint(20, 40))
            # The random moment is the test; nothing is awaited by it.
            time.sleep(chance.uniform(0, 0.5))
            died = time.monotonic()
            node.kill9()
            killed.kill9()
            self.world.play(10)
            node.begin_start()
            killed.start_daemon()
            wait_until(lambda node=node: self.world.play(1) or node.answers(), 60, "the node's return")
            say(f"{what}: the node is back after {time.monotonic() - died:.1f} s")
            self.wait_all_owned(what, died)
        self.assertIn("the database server cannot be reached", self.two.stderr_path.read_text())
        self.finish()


if __name__ == "__main__":
    unittest.main(verbosity=2)
