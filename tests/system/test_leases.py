#!/usr/bin/env python3
"""Several processes on one database: each chain has one owner, and another takes over when that one is gone."""

import signal
import sqlite3
import unittest

from harness.process import wait_until
from terms import TAKE_OVER, check_terms, owners, pass_over_and_wake, start_both, wait_owned
from world import World, SystemTest, say

AT_ONCE = 5  # seconds: a clean stop, a process that this machine knows to be dead


class Leases(SystemTest):
    """Two daemons, each with a config of its own for the same database."""

    def setUp(self):
        self.world = self.enterContext(World("leases"))
        self.one = self.enterContext(self.world.program(
            points={"batch_size": 7}, database={"driver": "sqlite", "path": "chainpoints.db"}))
        self.path = self.one.folder / "chainpoints.db"
        self.two = self.enterContext(self.world.program(
            points={"batch_size": 7}, database={"driver": "sqlite", "path": str(self.path)}))

    def query(self, text):
        """Rows of the database."""
        with sqlite3.connect(self.path, timeout=10) as database:
            return database.execute(text).fetchall()

    def owners(self):
        """The process that owns each chain, by what the program says."""
        return owners(self.one)

    def wait_owned(self, by, within, what):
        """Waits until a daemon owns both chains; returns the seconds."""
        return wait_owned(by, self.world.nodes, within, what)

    def start_both(self):
        """The first daemon owns both chains, the second one waits."""
        start_both(self.one, self.two, self.world.nodes)

    def pause_process(self, program):
        """SIGSTOP, but not in the middle of a write: that would lock the whole file."""
        def stopped_outside_a_write():
            program.daemon.send_signal(signal.SIGSTOP)
            try:
                with sqlite3.connect(self.path, timeout=0.2, isolation_level=None) as database:
                    database.execute("BEGIN IMMEDIATE")
                    database.execute("ROLLBACK")
                return True
            except sqlite3.OperationalError:
                program.daemon.send_signal(signal.SIGCONT)
                return False
        wait_until(stopped_outside_a_write, 20, "a moment between two writes")

    def check_terms(self):
        """No two daemons wrote a chain at the same time."""
        return check_terms(self, self.query)

    def finish(self, program):
        """The end state is the oracle's."""
        self.world.finish()
        program.wait_caught_up(self.world.nodes)
        program.stop()
        self.check_terms()
        self.assert_right(self.one, "in the end")

    def test_clean_stop(self):
        """The other daemon takes over at once; then back again."""
        self.world.play(30)
        self.start_both()
        self.one.stop()
        self.assertLess(self.wait_owned(self.two, TAKE_OVER, "clean stop"), AT_ONCE)
        self.world.play(10)
        self.one.start_daemon()
        self.one.wait_started()
        self.two.stop()
        self.assertLess(self.wait_owned(self.one, TAKE_OVER, "and back"), AT_ONCE)
        self.finish(self.one)

    def test_kill9(self):
        """A killed owner's lease is taken, sooner where its death can be seen."""
        self.world.play(30)
        self.start_both()
        self.world.play(5)
        self.one.kill9()
        self.assertLess(self.wait_owned(self.two, TAKE_OVER, "kill -9 on one machine"), AT_ONCE)
        self.one.start_daemon()
        self.one.wait_started()
        # As on another machine: no sign of the process is left but its lease.
        self.two.daemon.kill()
        for mark in self.one.folder.glob("process-*.lock"):
            mark.unlink()
        self.world.play(5)
        self.assertLess(self.wait_owned(self.one, TAKE_OVER, "kill -9 elsewhere"), TAKE_OVER)
        self.two.kill9()
        self.finish(self.one)

    def test_a_paused_owner_writes_nothing(self):
        """Stopped, passed over, and woken up in the middle of a storm."""
        self.world.play(30)
        self.start_both()
        for mark in self.one.folder.glob("process-*.lock"):
            mark.unlink()
        self.pause_process(self.one)
        pass_over_and_wake(self, self.query, self.world, self.one, self.two)
        self.two.stop()
        self.wait_owned(self.one, TAKE_OVER, "the other stops")
        self.finish(self.one)

    def test_chains_spread(self):
        """Each daemon takes what is free: one has one chain, the other takes the second."""
        both = self.one.config["chains"]
        self.one.config["chains"] = both[:1]
        self.one.write_config()
        self.one.start_daemon()
        self.one.wait_started()
        wait_until(lambda: self.owners().get(both[0]["name"]), 10, lambda: "an owner")
        self.two.start_daemon()
        wait_until(lambda: self.owners().get(both[1]["name"]), 10, lambda: "an owner")
        self.assertEqual(self.owners(), {both[0]["name"]: self.one.daemon.pid,
                                         both[1]["name"]: self.two.daemon.pid})
        for _ in range(10):
            self.world.play(5)
        self.world.finish()
        self.two.wait_caught_up(self.world.nodes)
        # Whoever owns a chain executes what is asked, whoever asks.
        for chain in both:
            self.assertEqual(self.two.run("pause", "--chain", chain["name"]).stdout,
                             f"{chain['name']}: done, the chain is paused\n")
            self.two.run("resume", "--chain", chain["name"])
        for program in (self.one, self.two):
            self.assertNotIn("busy with another process", program.stderr_path.read_text())
            program.stop()
        self.one.config["chains"] = both
        self.one.write_config()
        self.check_terms()
        self.assert_right(self.one, "two daemons, a chain each")

    def test_once_beside_a_daemon(self):
        """Refused with a sentence; after a kill -9 it waits for the lease instead."""
        self.world.play(20)
        self.one.start_daemon()
        self.one.wait_caught_up(self.world.nodes)
        refused = self.two.run("--daemon", "--once", expect=(1,))
        self.assertIn(f"process {self.one.daemon.pid} on ", refused.stderr)
        self.assertIn("stop it first", refused.stderr)
        say(refused.stderr.strip().splitlines()[-1])
        pid = self.one.daemon.pid
        for mark in self.one.folder.glob("process-*.lock"):
            mark.unlink()
        self.one.kill9()
        self.assertEqual(set(self.owners().values()), {pid})
        self.world.finish()
        self.two.once(expect=(0,))
        self.check_terms()
        self.assert_right(self.one, "once after a kill")


if __name__ == "__main__":
    unittest.main(verbosity=2)
