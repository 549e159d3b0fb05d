#!/usr/bin/env python3
"""Random storms on two chains at once: every ledger row, balance and point is the oracle's."""

import random
import unittest
from datetime import datetime, timezone

from compare import REPORTS, compare_as_of
from harness.anvil import START_TIME
from oracle import read_truths
from world import World, SystemTest, expected_exit, say

HOUR = 3600


def schedule():
    """Rates that change on a boundary, within an hour, to nothing and back."""
    changes = {-START_TIME: "0.05", 2 * HOUR: "1.000000001", 7 * HOUR + 1234: "0.000000007",
               20 * HOUR + 59: "0", 26 * HOUR + 1: "12.3"}
    moment = lambda seconds: datetime.fromtimestamp(START_TIME + seconds, timezone.utc)
    return [{"from": moment(seconds).strftime("%Y-%m-%dT%H:%M:%SZ"), "per_hour": rate}
            for seconds, rate in changes.items()]


class Storms(SystemTest):
    """One test per seed; each looks at another corner of the settings."""

    def weather(self, world, program, seed, rounds, blocks, forks=False):
        """Plays in rounds; after each the program runs once and is compared."""
        chance = random.Random(seed)
        for number in range(1, rounds + 1):
            world.play(chance.randint(blocks // 2, blocks))
            if number == rounds:
                world.finish()
            program.once(expect=(expected_exit(read_truths(program.config)),))
            truths = self.assert_right(program, f"seed {seed}, run {number}")
            if forks and number < rounds:
                for name, storm in world.storms.items():
                    depth = storm.fork(chance.randint(1, 5), shorter=chance.random() < 0.5)
                    say(f"{name}: fork of {depth} blocks")
                    storm.play(chance.randint(5, 10))
        for name, storm in world.storms.items():
            say(f"{name} saw {dict(sorted(storm.counts.items()))}")
        return truths

    def check_as_of(self, program, truths, chance):
        """Balances as of any processed time, points as of any boundary, and nothing later."""
        for truth in truths:
            first, last = truth.rows[0].time, truth.rows[-1].time
            times = [first, chance.randint(first, last), chance.choice(truth.rows).time]
            boundary = truth.boundary_after(chance.randint(first, last - truth.interval))
            for time in [*times, boundary]:
                self.assertEqual(compare_as_of(program, truth, time), [])
            too_late = truth.settled_time + truth.interval
            for report in ("balances", "points"):
                program.run("export", report, "--chain", truth.chain.name,
                            "--at", str(too_late), expect=(1,))
            say(f"{truth.chain.name}: as of {times + [boundary]} right, as of {too_late} refused")

    def test_plain_storm(self):
        """Default settings; a second run changes nothing; reports as of earlier times."""
        with World(1) as world, world.program() as program:
            truths = self.weather(world, program, seed=1, rounds=4, blocks=60)
            before = [program.export_text(report) for report in REPORTS]
            program.once()
            self.assertEqual(before, [program.export_text(report) for report in REPORTS])
            self.check_as_of(program, truths, random.Random(1))

    def test_forks_and_a_rate_schedule(self):
        """Short intervals, small batches, rates that change, forks between the runs."""
        points = {"interval_seconds": 900, "batch_size": 7, "rates": schedule()}
        with World(2, confirmations=(6, 3), decimals=(6, 0)) as world, \
                world.program(points=points, max_range=9) as program:
            self.weather(world, program, seed=2, rounds=5, blocks=50, forks=True)

    def test_missing_history(self):
        """Some holders spend what they never got: their points fail, the others' do not."""
        with World(3, overdraw=True) as world, world.program() as program:
            truths = self.weather(world, program, seed=3, rounds=3, blocks=80)
            self.assertEqual(expected_exit(truths), 1, "this seed has no overdraft")


if __name__ == "__main__":
    unittest.main(verbosity=2)
