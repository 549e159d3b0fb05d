#!/usr/bin/env python3
"""The daemon as a service of systemd: what it tells, and how its unit is closed off."""

import contextlib
import re
import shutil
import signal
import socket
import subprocess
import unittest

from harness.process import REPOSITORY, free_port
from terms import start_both
from world import SystemTest, World, say

UNIT = REPOSITORY / "packaging/linux/chainpoints.service"


class Service(SystemTest):
    """The service manager is a socket of the test's own."""

    def manager_of(self, program):
        """What the program tells comes here; it has four seconds to say that it is alive."""
        manager = self.enterContext(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
        manager.bind(str(program.folder / "notify"))
        manager.settimeout(30)
        program.more_environment = {"NOTIFY_SOCKET": str(program.folder / "notify"), "WATCHDOG_USEC": "4000000"}
        return manager

    def test_what_is_told(self):
        """Ready once it serves, alive while it moves, and that it stops."""
        world = self.enterContext(World("service"))
        port = free_port()
        program = self.enterContext(world.program(api=f"127.0.0.1:{port}"))
        manager = self.manager_of(program)
        program.start_daemon()
        self.assertEqual(manager.recv(100), b"READY=1")
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            pass
        for _ in range(3):
            self.assertEqual(manager.recv(100), b"WATCHDOG=1")
        # With its nodes down it has not stopped moving.
        for node in world.nodes.values():
            node.stop()
        for _ in range(4):
            self.assertEqual(manager.recv(100), b"WATCHDOG=1")
        program.stop(within=5)
        told = []
        while not told or told[-1] != b"STOPPING=1":
            told.append(manager.recv(100))
        say("READY, WATCHDOG and STOPPING were told")

    def assert_alive(self, manager):
        """For longer than a chain may be silent, which is half of the manager's time."""
        manager.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            while manager.recv(100):
                pass
        manager.settimeout(10)
        for _ in range(5):
            self.assertEqual(manager.recv(100), b"WATCHDOG=1")

    def test_rest_is_alive(self):
        """A daemon that looks for blocks once a minute, or waits so long for a node, stands not still."""
        world = self.enterContext(World("service"))
        program = self.enterContext(world.program())
        for chain in program.config["chains"]:
            chain |= {"poll_ms": 60_000, "timeout_ms": 60_000}
        program.write_config()
        manager = self.manager_of(program)
        program.start_daemon()
        program.wait_caught_up(world.nodes)
        self.assert_alive(manager)
        program.stop(within=5)
        for chain in program.config["chains"]:
            chain["poll_ms"] = 100
        program.write_config()
        program.start_daemon()
        program.wait_caught_up(world.nodes)
        for node in world.nodes.values():
            node.process.send_signal(signal.SIGSTOP)
        self.assert_alive(manager)
        program.stop(within=5)
        say("a daemon that rests or waits is alive")

    def test_standby_is_alive(self):
        """A daemon whose chains another one owns waits, which is no standing still."""
        world = self.enterContext(World("service"))
        owner = self.enterContext(world.program(database={"driver": "sqlite", "path": "chainpoints.db"}))
        standby = self.enterContext(
            world.program(database={"driver": "sqlite", "path": str(owner.folder / "chainpoints.db")}))
        manager = self.manager_of(standby)
        start_both(owner, standby, world.nodes)
        self.assert_alive(manager)
        say("a standby daemon is alive")

    def test_not_ready(self):
        """A daemon that cannot serve never says that it is ready."""
        world = self.enterContext(World("service"))
        taken = self.enterContext(socket.create_server(("127.0.0.1", 0)))
        program = self.enterContext(world.program(api=f"127.0.0.1:{taken.getsockname()[1]}"))
        manager = self.enterContext(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
        manager.bind(str(program.folder / "notify"))
        manager.setblocking(False)
        program.more_environment = {"NOTIFY_SOCKET": str(program.folder / "notify")}
        program.run("--daemon", expect=(3,))
        with self.assertRaises(BlockingIOError):
            manager.recv(100)

    @unittest.skipUnless(shutil.which("systemd-analyze"), "no systemd")
    def test_unit(self):
        """It is closed off, and has no word that systemd does not know."""
        told = subprocess.run(["systemd-analyze", "security", "--offline=true", str(UNIT)],
                              capture_output=True, text=True, check=False)
        exposure = re.search(r"exposure level for \S+ ([\d.]+)", told.stdout)
        self.assertTrue(exposure, told.stdout + told.stderr)
        self.assertLess(float(exposure[1]), 2.0)
        # By which the API's pages stand behind the engine.
        allowed = [line for line in UNIT.read_text().splitlines() if line.startswith("SystemCallFilter=")]
        self.assertEqual(allowed[-1], "SystemCallFilter=setpriority")
        told = subprocess.run(["systemd-analyze", "verify", str(UNIT)], capture_output=True, text=True, check=False)
        self.assertNotIn("Unknown", told.stderr)
        say(f"exposure {exposure[1]}")


if __name__ == "__main__":
    unittest.main(verbosity=2)
