#!/usr/bin/env python3
"""What operators ask for on the command line: retry, pause and resume, with a daemon and without one."""

import sqlite3
import time
import unittest

from harness.anvil import START_TIME, Anvil
from harness.process import wait_until
from harness.program import Program
from harness.token import points_token
from world import SystemTest, say

HOUR, TOKEN = 3600, 10**18
HOLDERS = [f"0x{n:040x}" for n in (0xa1, 0xa2, 0xa3)]


class Operate(SystemTest):
    """Three holders on one chain; the second one's newest ledger row can be broken by hand."""

    def setUp(self):
        self.node = self.enterContext(Anvil(11155111, start_time=START_TIME))
        self.token = points_token(self.node)
        self.program = self.enterContext(Program([{
            "name": "sepolia", "chain_id": 11155111, "contract": self.token.address,
            "start_block": 0, "poll_ms": 100, "rpc": [self.node.url]}]))

    def sql(self, text):
        """Runs a statement behind the program's back; returns the rows changed."""
        with sqlite3.connect(self.program.folder / "chainpoints.db", timeout=10) as database:
            return database.execute(text).rowcount

    def mint(self, at):
        """100 tokens for everybody, confirmed."""
        self.node.mine(at, [self.token.tx("mint", holder, 100 * TOKEN) for holder in HOLDERS])
        self.node.mine_empty(6)

    def close_hour(self, number):
        """The end of hour `number`, confirmed."""
        self.node.mine(START_TIME + number * HOUR)
        self.node.mine_empty(6)

    def follow(self):
        """Brings the program to the node's height."""
        if self.program.daemon:
            self.program.wait_caught_up({"sepolia": self.node})
        else:
            self.program.once(expect=(0, 1))

    def spoil(self):
        """Breaks the newest row of the second holder."""
        self.assertEqual(self.sql(
            "UPDATE user_balance_change SET balance_after = '1' WHERE block_height = (SELECT MAX("
            "block_height) FROM user_balance_change) AND user_id = (SELECT id FROM user WHERE "
            f"user_address = '{HOLDERS[1]}')"), 1)

    def mend(self):
        """Undoes spoil()."""
        self.assertEqual(self.sql("UPDATE user_balance_change SET balance_after = "
                                  f"'{200 * TOKEN}' WHERE balance_after = '1'"), 1)

    def failures(self, **options):
        """The report of that name."""
        return self.program.export("failures", **options)

    def check_retry(self):
        """Failure, retry in vain, repair, retry."""
        self.mint(START_TIME + 600)
        self.close_hour(1)
        self.follow()
        self.mint(START_TIME + HOUR + 600)
        self.follow()
        self.spoil()
        self.close_hour(2)
        begin = time.monotonic()
        if self.program.daemon:
            wait_until(self.failures, 20, lambda: "the failure")
        else:
            self.follow()
        say(f"the failure is listed {time.monotonic() - begin:.2f} s after its hour was closed")
        (failure,) = self.failures()
        self.assertEqual((failure["user_address"], failure["attempts"]), (HOLDERS[1], "1"))

        in_vain = self.program.run("retry", "--all", expect=(1,))
        say(in_vain.stdout.strip())
        self.assertIn(f"sepolia failure {failure['id']}: failed, balance_chain: ", in_vain.stdout)
        self.assertEqual(self.failures()[0]["attempts"], "2")

        self.assertIn("--note", self.program.run("dismiss", "--all", expect=(2,)).stderr)
        aside = self.program.run("dismiss", "--id", failure["id"], "--note", "seen").stdout
        self.assertEqual(aside, f"sepolia failure {failure['id']}: done, the failure is dismissed\n")
        self.assertEqual((self.failures(), len(self.failures(all=True))), ([], 1))
        self.assertEqual(self.program.status()["chains"][0]["open_failures"], 0)
        self.assertEqual(self.program.run("retry", "--all").stdout, "no failure matches\n")
        self.assertIn("listed again", self.program.run("restore", "--all").stdout)
        self.assertEqual([row["id"] for row in self.failures()], [failure["id"]])

        self.mend()
        healed = self.program.run("retry", "--chain", "sepolia", "--id", failure["id"])
        say(healed.stdout.strip())
        self.assertEqual(healed.stdout,
                         f"sepolia failure {failure['id']}: done, the points are settled\n")
        self.assertEqual(self.failures(), [])
        self.assertEqual([row["id"] for row in self.failures(all=True)], [failure["id"]])
        again = self.program.run("retry", "--id", failure["id"])
        self.assertIn("skipped", again.stdout)
        self.assertEqual(self.program.run("retry", "--all").stdout, "no failure matches\n")
        self.assert_right(self.program, "after the retry")

    def test_retry_with_a_daemon(self):
        """The daemon executes what the command asks for."""
        self.program.start_daemon()
        self.check_retry()
        self.program.stop()

    def test_retry_where_nobody_owns_the_chain(self):
        """The command executes it itself."""
        self.check_retry()

    def test_pause_and_resume(self):
        """A paused chain stands still, also over a restart; what was missed is credited."""
        self.program.start_daemon()
        self.mint(START_TIME + 600)
        self.follow()
        before = self.program.chains()["sepolia"]
        self.assertEqual(self.program.run("pause", "--chain", "sepolia").stdout,
                         "sepolia: done, the chain is paused\n")
        self.mint(START_TIME + 900)
        self.close_hour(1)
        self.program.stop()
        self.program.start_daemon()
        self.program.wait_started()
        self.assertEqual(self.program.status()["chains"][0]["state"], "paused")
        wait_until(lambda: self.program.status()["chains"][0]["owner"], 10, lambda: "an owner")
        after = self.program.chains()["sepolia"]
        self.assertEqual(after["last_processed_block"], before["last_processed_block"])
        self.assertEqual(after["is_active"], "0")
        self.assertIn("skipped", self.program.run("pause", "--chain", "sepolia").stdout)
        self.program.run("resume", "--chain", "sepolia")
        self.follow()
        self.program.stop()
        self.assert_right(self.program, "after the pause")

    def test_cancel(self):
        """What waits is taken back, and is not done when somebody follows the chain again."""
        self.program.once()
        self.sql("INSERT INTO operator_action (id, kind, requested_at, requested_by, requested_from) "
                 "VALUES (40, 'pause', 0, 'somebody', 'window')")
        self.sql("INSERT INTO operator_action_item (action_id, chain_id, failure_id, state, sentence) "
                 "SELECT 40, id, 0, 'waiting', '' FROM chain")
        self.assertEqual(self.program.run("cancel", "40").stdout,
                         "sepolia: done, 1 part of action 40 cancelled\n")
        self.program.once()
        self.assertEqual(self.program.chains()["sepolia"]["is_active"], "1")
        self.assertIn("action 40 is through", self.program.run("cancel", "40", expect=(1,)).stderr)
        self.assertIn("no action 77", self.program.run("cancel", "77", expect=(2,)).stderr)
        self.assertIn("action", self.program.run("cancel", expect=(2,)).stderr)

    def test_what_cannot_be(self):
        """Each with a sentence and its exit status."""
        for arguments, status, said in (
                (["retry"], 2, "--id or --all"),
                (["retry", "--id", "1", "--all"], 2, "excludes"),
                (["retry", "--id", "one"], 2, "--id"),
                # Not 8 and 64, as if they were octal, and nothing near a number that is too large.
                (["cancel", "010"], 2, "without leading zeros"),
                (["retry", "--id", "010"], 2, "without leading zeros"),
                (["rollback", "--chain", "sepolia", "--to", "0100", "--reason", "x"], 2, "without leading zeros"),
                (["rollback", "--chain", "sepolia", "--to", "0x10", "--reason", "x"], 2, "whole number"),
                (["rollback", "--chain", "sepolia", "--to", "10"], 2, "--reason is required"),
                (["cancel", "0"], 2, "from 1 on"),
                (["cancel", "99999999999999999999"], 2, "whole number"),
                (["pause"], 2, "--chain"),
                (["retry", "--all"], 3, "no database")):
            done = self.program.run(*arguments, expect=(status,))
            self.assertIn(said, done.stderr)
        self.program.once()
        for arguments, said in ((["retry", "--id", "77"], "no failure 77"),
                                (["pause", "--chain", "nowhere"], "nowhere"),
                                (["retry", "--all", "--chain", "nowhere"], "nowhere")):
            done = self.program.run(*arguments, expect=(2,))
            self.assertIn(said, done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
