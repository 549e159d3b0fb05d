#!/usr/bin/env python3
"""The SQLite file goes away, or another comes in its place, while a daemon has it open."""

import os
import shutil
import unittest

from harness.api import Api
from harness.process import free_port, wait_until
from world import SystemTest, World

GONE = "deleted, moved or replaced"


class LostFile(SystemTest):
    """It is told within seconds, nothing is written beside it, and the points are right in the end."""

    def setUp(self):
        self.world = self.enterContext(World("lostfile"))
        port = free_port()
        self.program = self.enterContext(self.world.program(database={"driver": "sqlite", "path": "points.db"},
                                                            api=f"127.0.0.1:{port}"))
        self.api = Api(self.program, port)
        self.file = self.program.folder / "points.db"
        self.world.play(20)
        self.program.start_daemon()
        self.program.wait_caught_up(self.world.nodes, 60)
        self.wait_ready(200)

    def wait_ready(self, status):
        """Until `/readyz` answers with the status."""
        wait_until(lambda: self.api.ask("/readyz")[0] == status, 30, lambda: "/readyz: " + self.api.ask("/readyz")[1])

    def wait_told(self):
        """Until the log says it."""
        wait_until(lambda: GONE in self.program.stderr_path.read_text(), 20,
                   lambda: "the cause; stderr:\n" + self.program.stderr_tail())

    def end_right(self):
        """The rest of the world is followed, and all is right."""
        self.world.finish()
        self.program.wait_caught_up(self.world.nodes, 90)
        self.program.stop()
        self.assert_right(self.program, "end")

    def test_moved_away_and_back(self):
        """No new file is made in its place; once it is back, the next start goes on."""
        aside = self.program.folder / "aside.db"
        os.rename(self.file, aside)
        self.world.play(10)
        self.wait_told()
        self.wait_ready(503)
        self.assertFalse(self.file.exists(), "another file was made")
        os.rename(aside, self.file)
        self.program.stop()
        self.program.start_daemon()
        self.end_right()

    def test_replaced_by_a_backup(self):
        """It is not touched before the next start, which goes on from where the backup stands."""
        self.program.stop()
        backup = self.program.folder / "backup.db"
        shutil.copy(self.file, backup)
        self.program.start_daemon()
        self.world.play(10)
        self.program.wait_caught_up(self.world.nodes, 60)
        untouched = backup.read_bytes()
        os.rename(backup, self.file)
        self.world.play(5)
        self.wait_told()
        self.wait_ready(503)
        self.program.stop()
        self.assertEqual(self.file.read_bytes(), untouched)
        self.program.start_daemon()
        self.end_right()

    def test_deleted(self):
        """The daemon says so until it is started again; that begins anew."""
        for name in ("points.db", "points.db-wal", "points.db-shm"):
            (self.program.folder / name).unlink(missing_ok=True)
        self.world.play(10)
        self.wait_told()
        self.wait_ready(503)
        said = self.program.run("status", expect=(3,)).stderr
        self.assertIn("there is no database", said)
        self.assertFalse(self.file.exists(), "another file was made")
        self.program.stop()
        self.program.start_daemon()
        self.end_right()


if __name__ == "__main__":
    unittest.main()
