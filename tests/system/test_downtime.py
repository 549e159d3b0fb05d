#!/usr/bin/env python3
"""Three days offline and then one run give the same as 72 hourly runs."""

import unittest

from world import World, SystemTest, say

HOUR = 3600


class Downtime(SystemTest):
    """One installation runs every hour, its twin sleeps for three days."""

    def test_three_days(self):
        """Same points_raw for every user, and the same points-changes report."""
        with World("downtime") as world, world.program() as hourly, world.program() as sleeper:
            world.play(3)
            world.finish()
            hourly.once()
            sleeper.once()
            start = max(node.block_time() for node in world.nodes.values())
            for hour in range(1, 73):
                end = (start // HOUR + hour) * HOUR
                for name, storm in world.storms.items():
                    storm.play(100, until=end - 1)
                    world.nodes[name].mine(end)
                    world.nodes[name].mine_empty(6, 5)
                hourly.once()
                for name, row in hourly.chains().items():
                    self.assertEqual(row["last_calculated_time"], str(end), name)
            asleep = [row["last_calculated_time"] for row in sleeper.chains().values()]
            say(f"after 72 hourly runs the sleeper is still at {asleep}")
            sleeper.once()
            raw = [{(row["chain"], row["user_address"]): row["points_raw"]
                    for row in program.export("points")} for program in (hourly, sleeper)]
            self.assertEqual(raw[0], raw[1])
            say(f"{len(raw[0])} users have the same points_raw")
            for report in ("points-changes", "points", "totals", "changes", "balances"):
                self.assertEqual(hourly.export_text(report), sleeper.export_text(report), report)
            self.assert_right(hourly, "72 hourly runs")
            self.assert_right(sleeper, "one run after three days")


if __name__ == "__main__":
    unittest.main(verbosity=2)
