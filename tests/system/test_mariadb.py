#!/usr/bin/env python3
"""A database server that dies, refuses or is not fit: nothing is lost or doubled, and the sentence tells why."""

import random
import signal
import time
import unittest

from harness.api import Api
from harness.mariadb import PASSWORD, USER, Mariadb
from harness.process import free_port, wait_until
from world import SEPOLIA, SystemTest, World, say

KILLS = 8


class DyingServer(SystemTest):
    """The server is killed with -9 in the middle of a storm."""

    def test_kills_in_a_storm(self):
        """The daemon connects again by itself; the end state is the oracle's."""
        chance = random.Random("mariadb")
        with Mariadb() as server, World("mariadb") as world, \
                world.program(database=server.new_database(),
                              points={"interval_seconds": 600, "batch_size": 5}) as program:
            world.play(200)
            program.start_daemon()
            program.wait_started(60)
            for _ in range(KILLS):
                world.play(chance.randint(5, 30))
                # The random moment is the test; nothing is awaited by it.
                time.sleep(chance.uniform(0, 1))
                server.kill9()
                world.play(2)
                program.check_alive()
                server.start()
            world.finish()
            program.wait_caught_up(world.nodes, 120)
            self.assertIn("the database server cannot be reached", program.stderr_path.read_text())
            say(f"{KILLS} kills; stopped after {program.stop():.2f} s")
            self.assert_right(program, "end")

    def test_a_server_that_is_away(self):
        """Commands end with 3; a daemon that was started first waits for it."""
        with Mariadb() as server, World("away") as world, \
                world.program(database=server.new_database()) as program:
            world.play(20)
            server.kill9()
            for command in (["status"], ["export", "balances"], ["audit"], ["--daemon", "--once"]):
                said = program.run(*command, expect=(3,)).stderr
                self.assertIn("the database server cannot be reached", said)
                self.assertIn("database.host", said)
            program.start_daemon()
            wait_until(lambda: "next attempt in" in program.stderr_path.read_text(), 30, "the first attempt")
            server.start()
            program.wait_caught_up(world.nodes, 90)
            program.stop()
            self.assert_right(program, "end")


class SilentServer(SystemTest):
    """The server is there and says nothing."""

    def test_a_stop_does_not_wait_for_it(self):
        """The daemon ends within seconds; nothing is lost."""
        with Mariadb() as server, World("silent") as world, \
                world.program(database=server.new_database()) as program:
            world.play(30)
            program.start_daemon()
            program.wait_caught_up(world.nodes, 60)
            server.process.send_signal(signal.SIGSTOP)
            world.play(5)
            began = time.monotonic()
            program.daemon.send_signal(signal.SIGTERM)
            code = program.daemon.wait(30)
            program.daemon = None
            say(f"ended with {code} after {time.monotonic() - began:.1f} s")
            self.assertIn(code, (0, 3))
            server.process.send_signal(signal.SIGCONT)
            world.finish()
            program.start_daemon()
            program.wait_caught_up(world.nodes, 90)
            program.stop()
            self.assert_right(program, "end")


class ReadOnlyServer(SystemTest):
    """The server answers, but takes no writes."""

    def test_the_cause_is_told(self):
        """`/readyz` names it, also while the database still says that all is well; then it goes on."""
        with Mariadb() as server, World("read-only") as world:
            port = free_port()
            with world.program(database=server.new_database(), api=f"127.0.0.1:{port}") as program:
                api = Api(program, port)
                program.start_daemon()
                world.play(20)
                program.wait_caught_up(world.nodes, 60)
                wait_until(lambda: api.ask("/readyz")[0] == 200, 20, lambda: "ready: " + api.ask("/readyz")[1])
                server.administer("SET GLOBAL read_only = ON")
                world.play(10)
                wait_until(lambda: "cannot read or write the database" in api.ask("/readyz")[1], 20,
                           lambda: "the cause; " + api.ask("/readyz")[1])
                self.assertEqual(api.ask("/readyz")[0], 503)
                server.administer("SET GLOBAL read_only = OFF")
                world.finish()
                program.wait_caught_up(world.nodes, 90)
                wait_until(lambda: api.ask("/readyz")[0] == 200, 40, lambda: "ready: " + api.ask("/readyz")[1])
                program.stop()
                self.assert_right(program, "end")


class Refusals(SystemTest):
    """One clear sentence each, with the remedy."""

    def setUp(self):
        self.server = Mariadb.shared()
        self.world = self.enterContext(World("refusals"))

    def refused(self, database, remedy, expect=3):
        """Both commands and a daemon say the same."""
        with self.world.program(database=database) as program:
            for command in (["status"], ["--daemon", "--once"]):
                said = program.run(*command, expect=(expect,)).stderr
                self.assertIn(remedy, said)
                self.assertNotIn(PASSWORD, said)
            say(said.strip().splitlines()[-1])

    def test_refusals(self):
        """Missing database, refused password, missing right, other schema, not strict, not encrypted."""
        good = self.server.new_database()
        self.refused(good | {"name": "points_of_nobody"}, "look at database.name")
        self.refused(good | {"password": "wrong"}, "database.password")
        self.refused(good | {"tls": {"required": True}}, "database.tls", expect=2)
        with self.world.program(database=good) as program:
            program.once()
            self.server.administer(
                "CREATE USER reader@'127.0.0.1' IDENTIFIED BY 'r';"
                f"GRANT SELECT ON {good['name']}.* TO reader@'127.0.0.1'")
            program.config["database"] = good | {"user": "reader", "password": "r"}
            program.write_config()
            self.assertEqual(program.status()["chains"][1]["name"], SEPOLIA)
            self.assertIn("lacks a right", program.run("--daemon", "--once", expect=(3,)).stderr)
        self.server.administer("SET GLOBAL sql_mode = ''")
        try:
            self.refused(good, "add STRICT_TRANS_TABLES to sql_mode", expect=2)
        finally:
            self.server.administer("SET GLOBAL sql_mode = 'STRICT_TRANS_TABLES'")
        self.server.administer(f"INSERT INTO {good['name']}.schema_migration VALUES (999, 0)")
        self.refused(good, "use a newer program", expect=2)
        self.assertEqual(USER, good["user"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
