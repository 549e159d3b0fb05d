#!/usr/bin/env python3
"""The example of the task, to the last digit, on a real node.

A holder has 0 tokens at 15:00, 100 at 15:10 and 200 at 15:30; at 16:00 he has gained
100*0.05*20/60 + 200*0.05*30/60 = 6.666... points.
"""

import unittest

from harness.anvil import START_TIME as AT_15
from harness.anvil import Anvil
from harness.program import Program
from harness.token import points_token
from world import SystemTest, say

HOLDER = "0x00000000000000000000000000000000c0ffee01"
MINUTE, TOKEN = 60, 10**18
AT_16 = AT_15 + 60 * MINUTE


class TheExample(SystemTest):
    """Once with one run after each step, once with a daemon that watches it happen."""

    def setUp(self):
        self.node = self.enterContext(Anvil(11155111, start_time=AT_15 - 60 * MINUTE))
        self.token = points_token(self.node)
        self.program = self.enterContext(Program([{
            "name": "sepolia", "chain_id": 11155111, "contract": self.token.address,
            "start_block": 0, "poll_ms": 100, "rpc": [self.node.url]}]))

    def play(self, follow):
        """The example step by step; `follow` brings the program to the node's height."""
        mint = self.token.tx("mint", HOLDER, 100 * TOKEN)
        self.node.mine(AT_15)
        self.node.mine(AT_15 + 10 * MINUTE, [mint])
        self.node.mine_empty(5)
        follow()
        self.assertEqual(self.program.export("changes"), [], "a row before six more blocks")
        self.assertEqual(self.program.export("balances"), [])
        say("5 blocks after the mint: nothing is in the ledger")
        self.node.mine_empty(1)
        follow()
        rows = self.program.export("changes")
        self.assertEqual([(r["change_type"], r["amount_raw"], r["balance_after_raw"])
                          for r in rows], [("mint", str(100 * TOKEN), str(100 * TOKEN))])
        self.assertEqual(rows[0]["block_time"], str(AT_15 + 10 * MINUTE))
        say("6 blocks after the mint: one row")

        self.node.mine(AT_15 + 30 * MINUTE, [mint])
        self.node.mine(AT_16 - 1)
        last_before_16 = self.node.head
        self.node.mine(AT_16)
        self.node.mine_empty(5)
        follow()
        settled = self.program.chains()["sepolia"]["last_calculated_time"]
        self.assertNotEqual(settled, str(AT_16), "settled before the block of 16:00 is confirmed")
        self.node.mine_empty(1)
        follow()
        self.check_end(last_before_16)

    def check_end(self, last_before_16):
        """The state that the task tells for 16:00."""
        (row,) = self.program.export("points")
        say(f"at 16:00: {row}")
        self.assertEqual(row["user_address"], HOLDER)
        self.assertEqual(row["points"], "6.666666666666666666")
        self.assertEqual(row["points_raw"], str(24 * 10**30))
        self.assertEqual(row["settled_time"], str(AT_16))
        self.assertEqual(row["settled_block"], str(last_before_16))
        chain = self.program.chains()["sepolia"]
        self.assertEqual(chain["last_calculated_block"], str(last_before_16))
        self.assertEqual(chain["last_calculated_time"], str(AT_16))
        (row,) = self.program.export("balances")
        self.assertEqual(row["balance"], "200.000000000000000000")
        (row,) = self.program.export("totals")
        self.assertEqual((row["points"], row["chains"]), ("6.666666666666666666", "sepolia"))

    def test_with_one_run_after_each_step(self):
        """`--daemon --once` at each step."""
        self.play(self.program.once)
        self.assert_right(self.program, "end")

    def test_with_a_live_daemon(self):
        """A daemon that runs all the time."""
        self.program.start_daemon()
        self.play(lambda: self.program.wait_caught_up({"sepolia": self.node}))
        say(f"stopped after {self.program.stop():.2f} s")
        self.assert_right(self.program, "end")


if __name__ == "__main__":
    unittest.main(verbosity=2)
