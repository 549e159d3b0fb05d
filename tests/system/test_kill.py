#!/usr/bin/env python3
"""kill -9 at 50 random moments leaves no trace: backfill, live following and settling."""

import random
import time
import unittest
from collections import Counter

from harness.program import CommandFailed
from world import World, SystemTest, say

KILLS = 50
BACKFILL_KILLS = 25
# Many small transactions, so that a kill has much to cut through.
SETTINGS = {"max_range": 3, "points": {"batch_size": 3}}


class Kill(SystemTest):
    """One installation is killed all the time, another never."""

    def interrupted_work(self, program, nodes):
        """What a killed program left undone, by what its reports say."""
        try:
            rows = program.chains()
        except CommandFailed:
            return ["starting"]
        kinds = set()
        for name, node in nodes.items():
            row = rows.get(name)
            processed = row and row["last_processed_block"]
            if not processed or int(processed) < 1:
                kinds.add("starting")
                continue
            if int(processed) < node.head - 6 - 10:
                kinds.add("backfill")
            boundary = node.block_time(int(processed)) // 3600 * 3600
            if int(row["last_calculated_time"] or 0) < boundary:
                kinds.add("settling")
        return sorted(kinds) or ["live"]

    def time_of_catching_up(self, world):
        """Seconds that an undisturbed run needs for the whole backlog."""
        with world.program(**SETTINGS) as undisturbed:
            begin = time.monotonic()
            undisturbed.once()
            return min(time.monotonic() - begin, 2.0)

    def test_fifty_kills(self):
        """The end state is, byte for byte, that of a run that was never killed."""
        chance = random.Random("kill")
        with World("kill", newcomers=0.01) as world, world.program(**SETTINGS) as victim, \
                world.program(**SETTINGS) as reference:
            world.play(250)
            longest = self.time_of_catching_up(world)
            say(f"an undisturbed run takes {longest:.2f} s; kills come within that time")
            seen = Counter()
            for kill in range(1, KILLS + 1):
                world.play(chance.randint(40, 80) if kill <= BACKFILL_KILLS else 3)
                victim.start_daemon()
                if chance.random() < 0.8:
                    victim.wait_started()  # the others die while they start
                # The random moment is the test; nothing is awaited by it.
                moment = time.monotonic() + chance.uniform(0, longest)
                while time.monotonic() < moment:
                    if kill > BACKFILL_KILLS:
                        world.play(1)
                    time.sleep(min(0.02, max(0, moment - time.monotonic())))
                victim.check_alive()
                victim.kill9()
                found = self.interrupted_work(victim, world.nodes)
                seen.update(found)
                if kill % 10 == 0 and found != ["starting"]:
                    code, answer = victim.audit()
                    self.assertEqual(code, 0, f"audit after kill {kill}: {str(answer)[:2000]}")
            say(f"{KILLS} kills found the program at: {dict(seen)}")
            rows = victim.chains()
            for name in world.nodes:
                self.assertGreater(int(rows[name]["last_processed_block"]), 200,
                                   f"{name}: between the kills it never got anywhere")
            world.finish()
            victim.once(timeout=180)
            reference.once(timeout=180)
            for report in ("balances", "changes", "points", "points-changes", "totals"):
                self.assertEqual(victim.export_text(report), reference.export_text(report), report)
            self.assert_right(victim, f"after {KILLS} kills")
            self.assert_right(reference, "never killed")


if __name__ == "__main__":
    unittest.main(verbosity=2)
