#!/usr/bin/env python3
"""migrate-storage: from SQLite to MariaDB and back nothing changes; a half copy is never used."""

import random
import signal
import sqlite3
import subprocess
import unittest

from harness.mariadb import PASSWORD, Mariadb
from world import SEPOLIA, SystemTest, World, say

SQLITE = {"driver": "sqlite", "path": "chainpoints.db"}
POINTS = {"interval_seconds": 600, "batch_size": 7}
REPORTS = ("balances", "changes", "points", "points-changes", "totals", "failures", "chains")
KILLS = 12


class MigrateStorage(SystemTest):
    """Installations that differ in their database only."""

    def setUp(self):
        self.server = Mariadb.shared()
        self.world = self.enterContext(World("migrate", overdraw=True))

    def installation(self, database, **options):
        """A config of its own for the same chains."""
        return self.enterContext(self.world.program(database=database, points=dict(POINTS), **options))

    def reports(self, program):
        """All seven, byte for byte."""
        return {report: program.export_text(report, **({"all": True} if report == "failures" else {}))
                for report in REPORTS}

    def follow(self, program, blocks):
        """The daemon catches up with what is played."""
        program.start_daemon()
        program.wait_started()
        self.world.play(blocks)
        program.wait_caught_up(self.world.nodes, 120)
        program.stop()

    def migrate(self, source, target, expect=0):
        """Runs the command; returns all that it said."""
        done = source.run("migrate-storage", "--to", str(target.config_path), expect=(expect,))
        self.assertNotIn(PASSWORD, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def assert_moved(self, source, target):
        """The copy answers as the original does."""
        before = self.reports(source)
        said = self.migrate(source, target)
        self.assertIn("everything adds up", said)
        self.assertIn(f"Use {target.config_path} from now on", said)
        say(said.splitlines()[0])
        after = self.reports(target)
        for report in REPORTS:
            self.assertEqual(before[report], after[report], report)
        self.assertEqual(before, self.reports(source))
        self.assertEqual(target.audit()[0], 0)

    def refused(self, source, target, sentence, expect=2):
        """One sentence, the right status."""
        said = self.migrate(source, target, expect)
        self.assertIn(sentence, said)
        say(said.strip().splitlines()[-1])

    def test_there_and_back(self):
        """Reports stay the same, and the daemon goes on with each copy as the oracle says."""
        first = self.installation(SQLITE)
        self.world.play(100)
        self.follow(first, 30)
        first.run("pause", "--chain", SEPOLIA)
        first.run("resume", "--chain", SEPOLIA)
        there = self.installation(self.server.new_database())
        self.assert_moved(first, there)
        self.follow(there, 30)
        back = self.installation(SQLITE)
        self.assert_moved(there, back)
        self.follow(back, 30)
        self.world.finish()
        back.once(expect=(0, 1))
        self.assert_right(back, "there and back")
        self.assertNotEqual(self.reports(back)["changes"], self.reports(there)["changes"])

    def interrupted(self, source, target, tables, interrupt):
        """Begins a copy and calls `interrupt` with it after so many tables; its status and the rest of its words."""
        with source.begin("migrate-storage", "--to", str(target.config_path)) as copy:
            for line in copy.stderr:
                tables -= line.startswith(("copies ", "compares "))
                if tables == 0:
                    interrupt(copy)
                    break
            said = copy.stderr.read()
        return copy.returncode, said

    def check_kills(self, source, target):
        """However often it was killed: the target is refused, the source is whole, the next run ends well."""
        before = self.reports(source)
        chance = random.Random("migrate")
        for _ in range(KILLS):
            code, _ = self.interrupted(source, target, chance.randint(1, 20), subprocess.Popen.kill)
            self.assertEqual(code, -signal.SIGKILL)
        for command in (["status"], ["export", "balances"], ["audit"], ["--daemon"], ["--daemon", "--once"],
                        ["pause", "--chain", SEPOLIA]):
            self.assertIn("is not finished", target.run(*command, expect=(2,)).stderr)
        say(target.run("--daemon", expect=(2,)).stderr.strip().splitlines()[-1])
        self.assertEqual(before, self.reports(source))
        self.assert_moved(source, target)

    def test_kills(self):
        """kill -9 in the middle, into either kind."""
        source = self.installation(SQLITE)
        self.world.play(100)
        self.follow(source, 10)
        there = self.installation(self.server.new_database())
        self.check_kills(source, there)
        self.check_kills(there, self.installation(SQLITE))
        self.follow(there, 10)
        self.world.finish()
        there.once(expect=(0, 1))
        self.assert_right(there, "after kills")

    def test_a_server_that_dies(self):
        """The copy ends with a sentence; the next one begins anew."""
        source = self.installation(SQLITE)
        self.world.play(60)
        source.once(expect=(0, 1))
        with Mariadb() as server:
            target = self.installation(server.new_database())
            code, said = self.interrupted(source, target, 6, lambda _: server.kill9())
            self.assertEqual(code, 3)
            self.assertIn("the database server cannot be reached", said)
            server.start()
            self.assertIn("is not finished", target.run("status", expect=(2,)).stderr)
            self.assert_moved(source, target)

    def test_a_copy_that_was_passed_over(self):
        """It was stopped until a daemon took the chains and went on: what it copied is not all."""
        source = self.installation(SQLITE)
        target = self.installation(self.server.new_database())
        self.world.play(60)
        source.once(expect=(0, 1))

        def pass_over(copy):
            copy.send_signal(signal.SIGSTOP)
            source.start_daemon()
            self.world.play(10)
            source.wait_caught_up(self.world.nodes, 60)
            copy.send_signal(signal.SIGCONT)

        code, said = self.interrupted(source, target, 3, pass_over)
        self.assertEqual(code, 1)
        self.assertIn("the copied database was written meanwhile", said)
        self.assertIn(f"process {source.daemon.pid} on ", said)
        say(said.strip().splitlines()[-1])
        source.stop()
        self.assertIn("is not finished", target.run("status", expect=(2,)).stderr)
        self.assert_moved(source, target)

    def test_a_request_that_comes_too_late(self):
        """Requests need no lease; what the copy does not have is told of."""
        source = self.installation(SQLITE)
        target = self.installation(self.server.new_database())
        self.world.play(20)
        source.once(expect=(0, 1))

        def ask(_):
            with sqlite3.connect(source.folder / "chainpoints.db", timeout=10) as database:
                database.execute("INSERT INTO operator_action (kind, requested_at, requested_by, requested_from) "
                                 "VALUES ('retry', 1, 'somebody', 'api')")

        code, said = self.interrupted(source, target, 3, ask)
        self.assertEqual(code, 1)
        self.assertIn("something was asked for", said)
        self.assert_moved(source, target)

    def test_configurations_that_do_not_fit(self):
        """The same database, other facts, none at all."""
        source = self.installation(SQLITE)
        target = self.installation(self.server.new_database())
        self.refused(source, target, "there is no database", expect=3)
        self.world.play(20)
        source.once(expect=(0, 1))
        self.refused(source, source, "both configurations name the same database")
        self.assertIn("--to", source.run("migrate-storage", expect=(2,)).stderr)
        self.assertIn("nowhere.json", source.run("migrate-storage", "--to", "nowhere.json", expect=(2,)).stderr)
        chains = target.config["chains"]
        for points, entries, sentence in (
                (POINTS, chains[:1], "only one of them lists \"base-sepolia\""),
                (POINTS | {"interval_seconds": 60}, chains, "points.interval_seconds is not the same"),
                (POINTS | {"rates": [{"from": "1970-01-01T00:00:00Z", "per_hour": "1"}]}, chains,
                 "points.rates are not the same"),
                (POINTS, [chains[0] | {"start_block": 2}, chains[1]], "start_block is not the same")):
            target.config |= {"points": points, "chains": entries}
            target.write_config()
            self.refused(source, target, sentence)
        target.config |= {"points": POINTS, "chains": chains}
        target.write_config()
        self.assert_moved(source, target)
        self.refused(source, target, "holds data already")

    def test_servers_that_do_not_serve(self):
        """No server, no such database, no right."""
        source = self.installation(SQLITE)
        self.world.play(20)
        source.once(expect=(0, 1))
        good = self.server.new_database()
        with Mariadb() as gone:
            away = gone.new_database()
        self.refused(source, self.installation(away), "the database server cannot be reached", expect=3)
        self.refused(source, self.installation(good | {"name": "points_of_nobody"}), "database.name", expect=3)
        self.server.administer("CREATE USER mover@'127.0.0.1' IDENTIFIED BY 'r';"
                               f"GRANT SELECT ON {good['name']}.* TO mover@'127.0.0.1'")
        self.refused(source, self.installation(good | {"user": "mover", "password": "r"}), "lacks a right",
                     expect=3)
        self.assert_moved(source, self.installation(good))

    def test_somebody_follows_the_source(self):
        """A daemon must be stopped first; one that was killed is waited for."""
        source = self.installation(SQLITE)
        target = self.installation(self.server.new_database())
        self.world.play(20)
        source.start_daemon()
        source.wait_caught_up(self.world.nodes)
        pid = source.daemon.pid
        self.refused(source, target, f"process {pid} on ", expect=1)
        self.refused(source, target, "stop it first", expect=1)
        source.check_alive()
        for mark in source.folder.glob("process-*.lock"):
            mark.unlink()
        source.kill9()
        self.assert_moved(source, target)

    def test_a_source_that_does_not_add_up(self):
        """Told, and the copy is not finished."""
        source = self.installation(SQLITE)
        target = self.installation(self.server.new_database())
        self.world.play(30)
        source.once(expect=(0, 1))
        with sqlite3.connect(source.folder / "chainpoints.db") as database:
            spoilt = database.execute("UPDATE user_balance SET balance = balance || '0' "
                                      "WHERE balance <> '0' AND chain_id = 1").rowcount
        self.assertGreater(spoilt, 0)
        self.refused(source, target, "repair it before it is copied", expect=1)
        self.assertIn("is not finished", target.run("status", expect=(2,)).stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
