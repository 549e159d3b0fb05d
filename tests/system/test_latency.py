#!/usr/bin/env python3
"""How soon a confirmed block is stored, with a node that takes its time to answer."""

import sqlite3
import statistics
import time
import unittest

from harness.anvil import Anvil
from harness.faultproxy import FaultProxy, slow
from harness.process import wait_until
from harness.program import Program
from harness.token import points_token
from storm import Storm
from world import SystemTest, say

CHAIN_ID, CONFIRMATIONS = 11155111, 6
BLOCKS, SPACING = 100, 0.4  # seconds: five times as often as the quickest of the chains meant


class Latency(SystemTest):
    """A new block every 0.4 s; the database tells when it is stored."""

    def setUp(self):
        self.node = self.enterContext(Anvil(CHAIN_ID))
        self.token = points_token(self.node)
        self.storm = Storm("latency", self.node, self.token, confirmations=CONFIRMATIONS)
        self.storm.play(30)
        proxy = self.enterContext(FaultProxy(self.node.url, "latency"))
        proxy.delay = slow(0.005, 0.03, "latency")
        self.program = self.enterContext(Program(
            [{"name": "sepolia", "chain_id": CHAIN_ID, "contract": self.token.address, "start_block": 1,
              "confirmations": CONFIRMATIONS, "poll_ms": 100, "rpc": [proxy.url]}],
            database={"driver": "sqlite", "path": "chainpoints.db"}))
        self.program.start_daemon()
        self.program.wait_caught_up({"sepolia": self.node})
        database = sqlite3.connect(self.program.folder / "chainpoints.db", timeout=10)
        self.addCleanup(database.close)
        self.processed = lambda: database.execute("SELECT last_processed_block FROM chain").fetchone()[0]

    def follow(self, blocks):
        """Plays blocks at their pace; (seconds until each was stored after it was confirmed, most blocks behind)."""
        confirmed_at, took, most_behind = {}, {}, 0

        def note():
            now, stored = time.monotonic(), self.processed()
            for height, since in confirmed_at.items():
                if height <= stored and height not in took:
                    took[height] = now - since
            return len(took) == len(confirmed_at)

        for _ in range(blocks):
            due = time.monotonic() + SPACING
            self.storm.play(1)
            confirmed = self.node.head - CONFIRMATIONS
            confirmed_at[confirmed] = time.monotonic()
            while time.monotonic() < due:
                note()
                time.sleep(0.01)
            most_behind = max(most_behind, confirmed - self.processed())
        wait_until(note, 20, "the last blocks", interval=0.01)
        return sorted(took.values()), most_behind

    def test_soon_stored(self):
        """Half within 2 s, 99 of 100 within 10 s, never more than 5 blocks behind."""
        took, behind = self.follow(BLOCKS)
        median, late = statistics.median(took), took[len(took) * 99 // 100 - 1]
        say(f"{len(took)} blocks: half within {median * 1000:.0f} ms, 99 of 100 within {late * 1000:.0f} ms, "
            f"at most {behind} blocks behind")
        self.assertLessEqual(median, 2)
        self.assertLessEqual(late, 10)
        self.assertLessEqual(behind, 5)

    def test_quick_again_after_a_fork(self):
        """The first block that a fork confirms anew is there within 2 s, also after a deep one."""
        self.storm.confirmations = 30
        for depth in (3, 20):
            self.assertEqual(self.storm.fork(depth), depth)
            took, behind = self.follow(20)
            say(f"fork of {depth}: the next 20 blocks took {took[0] * 1000:.0f} to {took[-1] * 1000:.0f} ms, "
                f"at most {behind} behind")
            self.assertLessEqual(statistics.median(took), 2)
            self.assertLessEqual(took[-1], 10)


if __name__ == "__main__":
    unittest.main(verbosity=2)
