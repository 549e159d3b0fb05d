#!/usr/bin/env python3
"""Forks of one to five blocks above the confirmed height leave no trace in the ledger."""

import random
import unittest

from world import World, SystemTest, say


class Forks(SystemTest):
    """Two storms whose newest blocks are replaced again and again."""

    def setUp(self):
        self.world = self.enterContext(World(f"forks {self._testMethodName}"))
        self.program = self.enterContext(self.world.program())
        self.chance = random.Random(self._testMethodName)
        self.world.play(30)

    def fork(self, depth, shorter):
        """Forks both chains and lets the new branches grow beyond the old ones."""
        for name, storm in self.world.storms.items():
            before = self.world.nodes[name].head
            replaced = storm.fork(depth, shorter)
            say(f"{name}: {replaced} blocks replaced at height {before}"
                f"{', first by a shorter chain' if shorter else ''}")
            self.assertEqual(replaced, depth)
            storm.play(depth + self.chance.randint(1, 4))

    def test_while_following_live(self):
        """The daemon has every block in its window before it is replaced."""
        self.program.start_daemon()
        for shorter in (False, True):
            for depth in (1, 2, 3, 4, 5):
                self.world.play(3)
                self.program.wait_caught_up(self.world.nodes)
                self.fork(depth, shorter)
        self.world.finish()
        self.program.wait_caught_up(self.world.nodes)
        self.program.stop()
        self.assert_right(self.program, "ten forks, live")

    def test_several_forks_before_the_next_look(self):
        """Forks come faster than the daemon asks."""
        self.program.start_daemon()
        self.program.wait_caught_up(self.world.nodes)
        for _ in range(10):
            self.fork(self.chance.randint(1, 5), False)
        self.world.finish()
        self.program.wait_caught_up(self.world.nodes)
        self.program.stop()
        self.assert_right(self.program, "ten forks in a row")

    def test_while_the_daemon_is_down(self):
        """The fork happened while nobody looked; the window is from before it."""
        for depth, shorter in ((1, False), (3, True), (5, False), (5, True)):
            self.program.start_daemon()
            self.program.wait_caught_up(self.world.nodes)
            self.program.stop()
            self.fork(depth, shorter)
            self.program.start_daemon()
            self.program.wait_caught_up(self.world.nodes)
            self.program.stop()
            self.world.play(2)
        self.world.finish()
        self.program.once()
        self.assert_right(self.program, "four forks while down")

    def test_to_a_shorter_chain_and_back_up(self):
        """The daemon sees the head go down, and the new branch come up block by block."""
        self.program.start_daemon()
        self.program.wait_caught_up(self.world.nodes)
        heads = {name: node.head for name, node in self.world.nodes.items()}
        for storm in self.world.storms.values():
            self.assertEqual(storm.fork(5, shorter=True), 5)
        # Each round waits for the reports, which gives the daemon the time to look.
        while any(node.head <= heads[name] for name, node in self.world.nodes.items()):
            for name, row in self.program.chains().items():
                highest = max(heads[name], self.world.nodes[name].head)
                self.assertLessEqual(int(row["last_processed_block"]), highest - 6)
            self.world.play(1)
        self.program.wait_caught_up(self.world.nodes)
        self.world.finish()
        self.program.wait_caught_up(self.world.nodes)
        self.program.stop()
        self.assert_right(self.program, "shorter chain")


if __name__ == "__main__":
    unittest.main(verbosity=2)
