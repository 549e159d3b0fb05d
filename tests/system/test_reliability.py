#!/usr/bin/env python3
"""What indexers are judged by and no other test shows: databases that restart or pause, slow and failing nodes,
empty blocks, a chain that stalls, a node of another chain, other sizes of pages, a clock that is wrong."""

import hashlib
import sqlite3
import time
import unittest

from harness.anvil import Anvil
from harness.faultproxy import FAULTS, FaultProxy, slow
from harness.mariadb import Mariadb
from harness.process import wait_until
from harness.program import Program
from harness.token import points_token
from harness.wrongclock import wrong_clock
from storm import HOUR, Storm
from world import BASE_SEPOLIA, SEPOLIA, SystemTest, World, say

CHAIN_ID = 11155111


class OneChain(SystemTest):
    """A points token on one node."""

    def setUp(self):
        self.node = self.enterContext(Anvil(CHAIN_ID))
        self.token = points_token(self.node)
        self.storm = Storm(self._testMethodName, self.node, self.token)

    def entry(self, *urls, **options):
        """The chain's configuration."""
        return {"name": SEPOLIA, "chain_id": CHAIN_ID, "contract": self.token.address, "start_block": 1,
                "confirmations": 6, "poll_ms": 100, "timeout_ms": 1000, "max_range": 50,
                "rpc": list(urls) or [self.node.url]} | options

    def program(self, *urls, points=None, database=None, **options):
        """A new installation."""
        return self.enterContext(Program([self.entry(*urls, **options)], points=points, database=database))

    def processed(self, program):
        """The height up to which everything is in the ledger, by what the daemon's reports say."""
        return int(program.chains().get(SEPOLIA, {}).get("last_processed_block") or 0)

    def caught_up(self, program, within=60):
        """Waits for the daemon; the seconds it took."""
        begin = time.monotonic()
        program.wait_caught_up({SEPOLIA: self.node}, within)
        return time.monotonic() - begin

    def end_right(self, program, what):
        """Everything is confirmed and stored, and is the oracle's."""
        self.storm.finish()
        self.caught_up(program)
        program.stop(within=5)
        program.config["chains"][0]["rpc"] = [self.node.url]
        program.write_config()
        self.assert_right(program, what)


class DatabaseServer(OneChain):
    """MariaDB goes away under a daemon, which waits for it and goes on."""

    def setUp(self):
        super().setUp()
        self.server = self.enterContext(Mariadb())
        self.database = self.server.new_database()

    def in_a_backfill(self):
        """A daemon in the middle of many small pages."""
        self.storm.play(400)
        program = self.program(database=self.database, max_range=1, points={"batch_size": 3})
        program.start_daemon()
        program.wait_started()
        wait_until(lambda: self.processed(program) > 20, 30, "the first pages", interval=0.01)
        return program

    def test_restart_in_a_backfill(self):
        """Killed and started again."""
        program = self.in_a_backfill()
        self.server.kill9()
        self.server.start()
        before = self.processed(program)
        self.assertLess(before, self.node.head - 6, "the backfill was over before the restart")
        say(f"restarted at block {before} of {self.node.head - 6}")
        self.end_right(program, "a restart in a backfill")

    def test_restart_at_the_head(self):
        """Blocks come while it is away."""
        self.storm.play(30)
        program = self.program(database=self.database)
        program.start_daemon()
        self.caught_up(program)
        self.server.kill9()
        self.storm.play(10)
        program.check_alive()
        self.server.start()
        say(f"caught up {self.caught_up(program):.1f} s after the restart")
        self.end_right(program, "a restart at the head")

    def test_pause(self):
        """It answers nobody for a while, in a backfill and at the head; connections stay."""
        program = self.in_a_backfill()
        for what in ("in a backfill", "at the head"):
            self.server.pause()
            end = time.monotonic() + 3
            while time.monotonic() < end:
                self.storm.play(1)
            program.check_alive()
            self.server.go_on()
            say(f"caught up {self.caught_up(program, 180):.1f} s after a pause of 3 s {what}")
        self.end_right(program, "two pauses")


class Nodes(OneChain):
    """Nodes that are slow, fail by chance, or serve another chain."""

    def proxy(self, **options):
        """A proxy in front of the node."""
        return self.enterContext(FaultProxy(self.node.url, self._testMethodName, **options))

    def test_failures_by_chance(self):
        """Every fifth request fails in one of many ways, and there is no other endpoint."""
        self.storm.play(150)
        # Nobody else could prove an omission; and what a lonely node never got over is tried elsewhere.
        proxy = self.proxy(rate=0.2, hang=1.2, faults=[fault for fault in FAULTS if fault != "omission"])
        program = self.program(proxy.url, max_range=9)
        program.start_daemon()
        for _ in range(10):
            self.storm.play(3)
            self.caught_up(program, 120)
        say(f"{sum(proxy.asked.values())} requests met {dict(sorted(proxy.seen.items()))}")
        self.end_right(program, "failures by chance")

    def test_slow_nodes(self):
        """Answers take 0.1 to 0.3 s, then up to twice the time-out, so that many are given up."""
        self.storm.play(60)
        proxy = self.proxy()
        program = self.program(proxy.url, timeout_ms=1000)
        program.start_daemon()
        for least, most in ((0.1, 0.3), (0.1, 2.0)):
            proxy.delay = slow(least, most, self._testMethodName)
            self.storm.play(5)
            say(f"caught up in {self.caught_up(program, 120):.1f} s where answers take {least} to {most} s")
        proxy.delay = lambda: 0
        self.end_right(program, "slow nodes")

    def test_a_node_of_another_chain(self):
        """It answers as quickly as ever while the right one is away; nothing of it is believed."""
        other = self.enterContext(Anvil(CHAIN_ID + 1))
        other.mine_empty(200)
        proxy = self.proxy(faults=["5xx"])
        self.storm.play(30)
        program = self.program(other.url, proxy.url)
        program.start_daemon()
        self.caught_up(program)
        before = program.chains()[SEPOLIA]
        proxy.rate = 1
        self.storm.play(5)
        alert = lambda: program.status()["chains"][0]["alerts"]
        wait_until(alert, 30, "an alert")
        self.assertIn(str(CHAIN_ID + 1), alert()[0]["sentence"])
        say(alert()[0]["sentence"])
        self.assertEqual(program.chains()[SEPOLIA], before)
        proxy.rate = 0
        self.end_right(program, "a node of another chain")


class EmptyBlocks(OneChain):
    """Five hundred blocks without anything."""

    def test_five_hundred_empty_blocks(self):
        """In a backfill, and while the daemon follows."""
        self.storm.play(10)
        self.node.call("anvil_mine", hex(500), hex(12))
        program = self.program()
        program.start_daemon()
        say(f"backfilled in {self.caught_up(program):.1f} s")
        self.storm.play(5)
        self.caught_up(program)
        self.node.call("anvil_mine", hex(500), hex(12))
        say(f"followed in {self.caught_up(program):.1f} s")
        self.storm.play(5)
        self.end_right(program, "a thousand empty blocks")


class Clock(OneChain):
    """The machine's clock decides when something is done, not what it comes to."""

    def test_a_day_wrong(self):
        """Ahead, behind and right again, with a kill between; leases of that day hold nobody up."""
        day = 86400
        program = self.program(database={"driver": "sqlite", "path": "chainpoints.db"})
        for shift in (day, -day, 0):
            program.more_environment = wrong_clock(program.folder, shift)
            self.storm.play(30)
            program.start_daemon()
            say(f"clock {shift:+} s: caught up in {self.caught_up(program):.1f} s")
            with sqlite3.connect(program.folder / "chainpoints.db", timeout=10) as database:
                ((noted,),) = database.execute("SELECT updated_at FROM chain_status")
            self.assertAlmostEqual(noted, time.time() + shift, delta=HOUR)
            program.kill9()
        program.start_daemon()
        self.end_right(program, "a clock that was a day wrong")


class Independence(SystemTest):
    """One chain's trouble is not the other's."""

    def test_one_chain_stalls(self):
        """Its only node hangs from the middle of a backfill on; the other chain is followed and settled."""
        with World("stalls") as world, \
                FaultProxy(world.nodes[SEPOLIA].url, "stalls", faults=["hang"], hang=30) as proxy, \
                world.program(max_range=5) as program:
            program.config["chains"][0]["rpc"] = [proxy.url]
            program.write_config()
            world.play(150)
            program.start_daemon()
            program.wait_started()
            stored = lambda: int(program.chains().get(SEPOLIA, {}).get("last_processed_block") or 0)
            wait_until(stored, 30, "the first page", interval=0.01)
            proxy.rate = 1
            for _ in range(5):
                world.play(10)
                program.wait_caught_up({BASE_SEPOLIA: world.nodes[BASE_SEPOLIA]}, 20)
            stalled = stored()
            self.assertLess(stalled, world.nodes[SEPOLIA].head - 6)
            say(f"{SEPOLIA} stalled at block {stalled} of {world.nodes[SEPOLIA].head}")
            proxy.rate = 0
            world.finish()
            program.wait_caught_up(world.nodes, 60)
            program.stop(within=5)
            self.assert_right(program, "one chain stalled")


FACTS = (
    "SELECT c.name, user_address, change_type, amount, balance_after, tx_hash, log_index, block_hash, block_time, "
    "block_height FROM user_balance_change JOIN user u ON u.id = user_id JOIN chain c ON c.id = chain_id "
    "ORDER BY 1, block_height, log_index, change_type DESC",
    "SELECT c.name, user_address, balance, last_updated_block FROM user_balance JOIN user u ON u.id = user_id "
    "JOIN chain c ON c.id = chain_id ORDER BY 1, 2",
    "SELECT c.name, user_address, points, points_raw, last_updated_block, last_updated_time, span_from_block, "
    "span_from_time FROM user_points JOIN user u ON u.id = user_id JOIN chain c ON c.id = chain_id ORDER BY 1, 2",
    "SELECT c.name, user_address, from_block_height, to_block_height, from_block_time, to_block_time, p.points_raw, "
    "calculated_points, p.status, reason FROM user_points_change p JOIN user u ON u.id = user_id "
    "JOIN chain c ON c.id = chain_id ORDER BY 1, 2, from_block_time",
    "SELECT c.name, boundary_time, last_block FROM chain_boundary JOIN chain c ON c.id = chain_id ORDER BY 1, 2",
    "SELECT name, last_confirmed_block, last_processed_block, last_calculated_block, last_calculated_time, users, "
    "changes, skipped_logs FROM chain ORDER BY 1")


def checksum(program):
    """Of everything that was found, without numbers of rows and times of work."""
    digest = hashlib.sha256()
    with sqlite3.connect(program.folder / "chainpoints.db") as database:
        for query in FACTS:
            for row in database.execute(query):
                digest.update(repr(row).encode())
    return digest.hexdigest()


class Sizes(SystemTest):
    """How the work is cut decides nothing."""

    def test_one_checksum(self):
        """Pages of 1 to 1000 blocks, batches of 1 to 1000 users, in one go and block by block."""
        sums = {}
        with World("sizes", overdraw=True) as world:
            sqlite = {"driver": "sqlite", "path": "chainpoints.db"}
            follower = self.enterContext(world.program(points={"batch_size": 3}, database=sqlite))
            follower.start_daemon()
            for _ in range(10):
                world.play(20)
                follower.wait_caught_up(world.nodes)
            world.finish()
            follower.wait_caught_up(world.nodes)
            follower.stop(within=5)
            sums["followed"] = checksum(follower)
            for max_range, batch in ((1, 1000), (7, 1), (50, 7), (1000, 50)):
                with world.program(max_range, points={"batch_size": batch}, database=sqlite) as program:
                    program.once(expect=(0, 1))
                    sums[f"{max_range} blocks, {batch} users"] = checksum(program)
            self.assertEqual(len(set(sums.values())), 1, sums)
            say(f"{sums}")
            self.assert_right(follower, "followed")


class Reads(SystemTest):
    """Who reads while a fork is taken back sees one state or the other."""

    def test_audit_during_rollbacks(self):
        """The audit computes everything again in one snapshot; it never finds half of a fork."""
        with World("reads") as world, world.program() as program:
            for storm in world.storms.values():
                storm.confirmations = 200
            world.play(150)
            program.start_daemon()
            program.wait_caught_up(world.nodes)
            audits = 0
            for depth in (20, 60, 100, 140):
                for storm in world.storms.values():
                    storm.fork(depth)
                    storm.play(2)
                caught = False
                while not caught:
                    code, answer = program.audit()
                    self.assertEqual(code, 0, str(answer)[:2000])
                    audits += 1
                    rows = program.chains()
                    caught = all(int(rows[name]["last_processed_block"]) == node.head - 6
                                 for name, node in world.nodes.items())
            say(f"{audits} audits while forks were taken back")
            for storm in world.storms.values():
                storm.node.mine((storm.node.block_time() // HOUR + 1) * HOUR)
                storm.node.mine_empty(7)
            program.wait_caught_up(world.nodes)
            program.stop(within=5)
            self.assert_right(program, "forks while others read")


if __name__ == "__main__":
    unittest.main(verbosity=2)
