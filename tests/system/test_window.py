#!/usr/bin/env python3
"""The program with its window, on a screen in memory: the demo, take-over, trouble, and a quick end."""

import os
import pathlib
import signal
import socket
import sqlite3
import time
import unittest
import urllib.parse
from contextlib import closing

from harness.abi import encode_call
from harness.anvil import Anvil, Node
from harness.display import Display
from harness.hanging import HangingServer
from harness.process import free_port, wait_until
from harness.program import Program
from harness.token import artifact, points_token
from storm import Storm
from world import SystemTest, say

CONTRACT = "0x5fbdb2315678afecb367f032d93f642f64180aa3"
NEWCOMER = "0x00000000000000000000000000000000c0ffee02"
MINTED = 25 * 10**18
COLOURS = 50  # that text and icons show at least; an empty window has a few


def entry(url, contract=CONTRACT, **more):
    """A chain of the config."""
    return {"name": "sepolia", "chain_id": 11155111, "contract": contract, "start_block": 0,
            "confirmations": 6, "poll_ms": 100, "timeout_ms": 1000, "rpc": [url], **more}


def nodes_below(pid):
    """The process ids of the anvils that a process started."""
    children = [child for file in pathlib.Path(f"/proc/{pid}/task").glob("*/children")
                for child in file.read_text().split()]
    return [int(child) for child in children
            if "anvil" in pathlib.Path(f"/proc/{child}/comm").read_text()]


def is_gone(url):
    """Whether nobody listens there."""
    parts = urllib.parse.urlsplit(url)
    with socket.socket() as probe:
        return probe.connect_ex((parts.hostname, parts.port)) != 0


class WindowTest(SystemTest):
    """A screen for each test."""

    def setUp(self):
        self.display = self.enterContext(Display())

    def painted(self, program, what):
        """Waits until the window shows something, and tells how long it took."""
        begin = time.monotonic()
        wait_until(lambda: program.check_alive() or self.display.colours() > COLOURS, 20,
                   lambda: f"something on the screen; stderr:\n{program.stderr_tail()}",
                   interval=0.01)
        say(f"{what}: painted after {time.monotonic() - begin:.2f} s")


class Demo(WindowTest):
    """What ./run shows."""

    def ends(self, program):
        """Stops the demo: in time, without leaving anything."""
        nodes = nodes_below(program.daemon.pid)
        self.assertEqual(len(nodes), 2)
        say(f"the demo took {program.stop():.2f} s to end")
        for pid in nodes:
            self.assertFalse(os.path.exists(f"/proc/{pid}"), "a node of the demo lives on")
        for chain in program.config["chains"]:
            self.assertTrue(is_gone(chain["rpc"][0]), "a node of the demo lives on")
        self.assertFalse(program.config_path.parent.exists(), "the demo left its folder")

    def test_in_a_window(self):
        """Heights move; what an operator mints by hand becomes a row, then points."""
        with Program([]) as program:
            program.start_demo(self.display)
            self.painted(program, "demo")
            nodes = {chain["name"]: self.enterContext(closing(Node(chain["rpc"][0])))
                     for chain in program.config["chains"]}
            program.wait_caught_up(nodes)
            before = program.chains()
            minted = {name: self.mint(program, name, node) for name, node in nodes.items()}
            for name, node in nodes.items():
                self.awaits_row(program, name, node, minted[name])
            for name, row in program.chains().items():
                self.assertGreater(int(row["last_processed_block"]),
                                   int(before[name]["last_processed_block"]))

            for node in nodes.values():
                node.call("evm_increaseTime", 3600)
            wait_until(lambda: self.points(program).keys() == nodes.keys(), 60,
                       lambda: f"points of the newcomer; now {self.points(program)}", interval=0.2)
            say(f"the hour closed: {self.points(program)}")
            # Nothing moves any more, so that all reports can be compared.
            for node in nodes.values():
                node.call("evm_setIntervalMining", 0)
            program.wait_caught_up(nodes)
            self.assert_right(program, "the demo by the oracle")
            self.ends(program)

    def mint(self, program, name, node):
        """Mints by hand, as an operator would; returns the block."""
        contract = next(chain["contract"] for chain in program.config["chains"]
                        if chain["name"] == name)
        call = encode_call(artifact("PointsToken")["abi"], "mint", NEWCOMER, MINTED)
        sent = node.call("eth_sendTransaction",
                         {"from": node.call("eth_accounts")[0], "to": contract, "data": call})
        receipt = wait_until(lambda: node.call("eth_getTransactionReceipt", sent), 20,
                             f"the mint on {name}")
        return int(receipt["blockNumber"], 16)

    def awaits_row(self, program, name, node, block):
        """The row is there after six blocks, not before."""
        def row():
            rows = program.export("changes", chain=name, user=NEWCOMER)
            if rows:
                self.assertGreaterEqual(node.head, block + 6, "a row before six more blocks")
            return rows
        rows = wait_until(row, 60, f"the row of the mint on {name}", interval=0.1)
        self.assertEqual([(r["change_type"], r["amount_raw"], r["block_height"]) for r in rows],
                         [("mint", str(MINTED), str(block))])
        say(f"{name}: minted in block {block}, in the ledger at head {node.head}")

    @staticmethod
    def points(program):
        """The newcomer's points by chain, without zeros."""
        return {row["chain"]: row["points"] for row in program.export("points")
                if row["user_address"] == NEWCOMER and int(row["points_raw"])}

    def test_without_display(self):
        """On the terminal, and it says so."""
        with Program([]) as program:
            program.start_demo()
            self.assertIn("no display", program.stderr_path.read_text())
            self.ends(program)

    def test_as_long_as_somebody_looks(self):
        """A node writes a line for each call: more of them than a pipe holds stop neither."""
        # Its name is the longest, so that it takes few.
        method, parameters = "eth_getTransactionByBlockNumberAndIndex", ("0x1", "0x0")
        with Program([]) as program:
            program.start_demo()
            for chain in program.config["chains"]:
                with closing(Node(chain["rpc"][0])) as node:
                    for _ in range(3 * 65536 // len(method)):
                        node.call(method, *parameters)
            self.ends(program)

    def test_stopped_while_it_plays(self):
        """Nothing is left, whenever the stop comes."""
        for display in (self.display, None):
            with Program([]) as program:
                program.begin_demo(display)
                nodes = wait_until(lambda: nodes_below(program.daemon.pid), 20, "a node")
                say(f"stopped while playing: {program.stop():.2f} s")
                self.assertFalse(any(os.path.exists(f"/proc/{pid}") for pid in nodes))


class Follow(WindowTest):
    """A window with a config does what a daemon does."""

    def test_backfill(self):
        """Closed in the middle of much work, it goes on afterwards where it stopped."""
        with Anvil(11155111) as node:
            token = points_token(node)
            storm = Storm("window", node, token)
            storm.play(700)
            storm.finish()
            with Program([entry(node.url, token.address, max_range=1)],
                         points={"batch_size": 1}) as program:
                for sign in (signal.SIGTERM, signal.SIGINT):
                    program.start_window(self.display)
                    self.painted(program, "backfill")
                    program.wait_started()
                    say(f"in the backfill: {sign.name} took {program.stop(sign=sign):.2f} s")
                processed = program.chains().get("sepolia", {}).get("last_processed_block")
                say(f"stopped at block {processed or 'none'} of {node.head - 6}")
                program.start_window(self.display)
                program.wait_caught_up({"sepolia": node})
                program.stop()
                self.assert_right(program, "after the interrupted backfill")

    def test_takes_over(self):
        """Beside a daemon the window watches; when that is killed, it follows the chains itself."""
        with Anvil(11155111) as node:
            token = points_token(node)
            storm = Storm("take-over", node, token)
            storm.play(10)
            chains = [entry(node.url, token.address)]
            with Program(chains) as daemon, Program(chains, folder=daemon.folder) as window:
                window.stderr_path = window.folder / "window.stderr"
                daemon.start_daemon()
                daemon.wait_caught_up({"sepolia": node})
                window.start_window(self.display)
                self.painted(window, "watching")
                wait_until(lambda: "takes over when" in window.stderr_path.read_text(), 20,
                           lambda: "the window's watching:\n" + window.stderr_tail())
                daemon.kill9()
                storm.play(10)
                storm.finish()
                window.wait_started()
                window.wait_caught_up({"sepolia": node})
                say("the window took over from the killed daemon")
                window.stop()
                self.assert_right(window, "after the take-over")


class SecondStart(WindowTest):
    """One window for each configuration."""

    def setUp(self):
        super().setUp()
        self.program = self.enterContext(Program([entry(f"http://127.0.0.1:{free_port()}")]))
        self.program.start_window(self.display)
        self.painted(self.program, "the first window")

    def test_same_configuration(self):
        """The second start ends well at once; the first window stays."""
        for _ in range(2):
            begin = time.monotonic()
            self.program.run(timeout=20, display=self.display)
            say(f"the second start took {time.monotonic() - begin:.2f} s")
            self.program.check_alive()

    def test_after_a_crash(self):
        """What a killed window left behind keeps nobody out."""
        self.program.kill9()
        self.program.start_window(self.display)
        self.program.wait_started()
        self.program.run(timeout=20, display=self.display)
        self.program.check_alive()

    def test_other_configuration(self):
        """It gets a window of its own."""
        with Program(self.program.config["chains"], folder=self.program.folder) as other:
            other.config_path = other.folder / "other.json"
            other.config["database"] = {"driver": "sqlite", "path": "other.db"}
            other.write_config()
            other.stderr_path = other.folder / "other.stderr"
            other.start_window(self.display)
            other.wait_started()
            other.stop()
            self.program.check_alive()


class Trouble(WindowTest):
    """What is broken neither keeps the window from the screen nor from its end."""

    def ends(self, program, what):
        """It is on the screen, and ends in time."""
        self.painted(program, what)
        say(f"{what}: the end took {program.stop():.2f} s")

    def test_nodes(self):
        """A dead node, and one that accepts and never answers."""
        with HangingServer() as server:
            with Program([entry(f"http://127.0.0.1:{server.port}", timeout_ms=60000)]) as program:
                program.start_window(self.display)
                server.wait_for_visitor()
                self.ends(program, "hanging node")
        with Program([entry(f"http://127.0.0.1:{free_port()}")]) as program:
            program.start_window(self.display)
            program.wait_started()
            self.ends(program, "dead node")

    def test_database(self):
        """One that another program keeps locked is tried again until it is free."""
        with Program([entry(f"http://127.0.0.1:{free_port()}")]) as program:
            with closing(sqlite3.connect(program.folder / "chainpoints.db")) as locked:
                locked.execute("BEGIN EXCLUSIVE")
                program.start_window(self.display)
                self.painted(program, "locked database")
                wait_until(lambda: "next attempt" in program.stderr_path.read_text(), 20,
                           lambda: "a word about the database:\n" + program.stderr_tail())
                say(f"locked database: the end took {program.stop():.2f} s")
                program.start_window(self.display)
                locked.rollback()
                program.wait_started()
                self.ends(program, "free again")

    def test_unusable_database(self):
        """The database's path leads through a file."""
        database = {"driver": "sqlite", "path": "blocked/chainpoints.db"}
        with Program([entry(f"http://127.0.0.1:{free_port()}")], database=database) as program:
            (program.folder / "blocked").write_text("a file, no folder")
            program.start_window(self.display)
            self.ends(program, "unusable database")

    def test_no_config(self):
        """The start page; also with a broken config that nobody named."""
        with Program([]) as program:
            program.start_window(self.display, named=False)
            self.ends(program, "no config")
            program.write_default_config("{ \"chains\": 7 }")
            program.start_window(self.display, named=False)
            wait_until(lambda: "chains" in program.stderr_path.read_text(), 20, "a word about the config")
            self.ends(program, "broken config")

    def test_kept_webhook(self):
        """The window asks for a secret while it is made."""
        with Program([]) as program:
            settings = program.folder / "xdg/config_home/chainpoints/window.ini"
            settings.parent.mkdir(parents=True)
            settings.write_text("[notify]\n1\\hasWebhook=true\n")
            program.start_window(self.display, named=False)
            self.ends(program, "a kept webhook")

    def test_broken_config_named(self):
        """Exit status 2 and a sentence, as everywhere."""
        with Program([entry("nonsense")]) as program:
            done = program.run(expect=(2,), timeout=20, display=self.display)
            self.assertIn("rpc", done.stderr)
            say(done.stderr.strip())

    def test_displays(self):
        """None, and one that nobody serves: one sentence and exit status 2."""
        with Program([entry(f"http://127.0.0.1:{free_port()}")]) as program:
            done = program.run(expect=(2,), timeout=20)
            self.assertIn("no display", done.stderr)
            self.display.stop()
            for command in ([], ["demo"]):
                done = program.run(*command, expect=(2,), timeout=20, display=self.display)
                self.assertIn(self.display.name, done.stderr)
                self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
                say(done.stderr.strip())


if __name__ == "__main__":
    unittest.main(verbosity=2)
