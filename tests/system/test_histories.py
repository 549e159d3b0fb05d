#!/usr/bin/env python3
"""Facts that come late: users disabled and enabled, other rates, excluded addresses, opening balances."""

import unittest

from harness.process import wait_until
from oracle import Facts, read_truths
from world import BASE_SEPOLIA, SEPOLIA, SystemTest, World, say

HOUR = 3600


class Histories(SystemTest):
    """Two storms, followed and settled; then an operator decides otherwise."""

    def setUp(self):
        self.world = self.enterContext(World(f"histories {self._testMethodName}"))
        self.program = self.enterContext(self.world.program())
        self.world.play(60)
        self.world.finish()

    def richest(self, count):
        """Addresses with the most points on sepolia."""
        rows = sorted(self.program.export("points", chain=SEPOLIA), key=lambda r: -int(r["points_raw"]))
        return [row["user_address"] for row in rows[:count]]

    def settled_time(self):
        """Up to when the chain that is behind is settled."""
        return min(int(row["last_calculated_time"]) for row in self.program.chains().values())

    def check_status_in_settled_time(self):
        """Refused, looked at, applied."""
        user = self.richest(1)[0]
        at = self.settled_time() - 3 * HOUR - 100
        before = {report: self.program.export(report) for report in ("points", "points-changes")}
        refused = self.program.run("user", "disable", user, "--at", str(at), expect=(1,))
        self.assertIn("--recalculate", refused.stderr)
        change = ("user", "disable", user, "--at", str(at), "--recalculate")
        self.assertIn("--yes", self.program.run(*change, expect=(2,)).stderr)
        preview = self.program.run(*change, "--preview").stdout
        say(preview.strip())
        self.assertEqual({report: self.program.export(report) for report in before}, before)

        done = self.program.run(*change, "--yes", "--reason", "wash trading")
        self.assertTrue(done.stdout.startswith(preview))
        facts = Facts({user: [(at, 0)]})
        self.follow()
        self.assert_right(self.program, "disabled", facts)
        # Every line of the preview is what the reports say now.
        now = {(row["chain"], row["user_address"]): row["points"] for row in self.program.export("points")}
        for line in preview.splitlines()[1:]:
            chain, address, _, new, _ = line.split()
            self.assertEqual((address, now[chain, address]), (user, new))

        self.program.run("user", "enable", user, "--at", str(at + HOUR), "--recalculate", "--yes")
        self.assert_right(self.program, "enabled", Facts({user: [(at, 0), (at + HOUR, 1)]}))

    def follow(self):
        """Brings the program to the nodes' heights."""
        if self.program.daemon:
            self.program.wait_caught_up(self.world.nodes)
        else:
            self.program.once()

    def test_status_without_a_daemon(self):
        """The command does the work."""
        self.program.once()
        self.check_status_in_settled_time()

    def test_status_with_a_daemon(self):
        """The daemon does the work, and goes on settling with the new facts."""
        self.program.start_daemon()
        self.program.wait_caught_up(self.world.nodes)
        self.check_status_in_settled_time()
        self.program.stop()

    def test_status_ahead(self):
        """Dated in time that is not settled: nothing is worked out anew."""
        self.program.once()
        users = self.richest(2)
        last = max(node.block_time(node.head) for node in self.world.nodes.values())
        for number, user in enumerate(users):
            self.program.run("user", "disable", user, "--at", str(last + HOUR + 77 * number))
        self.world.play(25)
        self.world.finish()
        self.program.once()
        self.assert_right(self.program, "disabled ahead", Facts(
            {user: [(last + HOUR + 77 * number, 0)] for number, user in enumerate(users)}))

    def test_users_that_cannot_be(self):
        """Each with a sentence."""
        self.program.once()
        for address, said in (("0x12", "user: "), ("0x" + "ab" * 20, "no user 0xabab")):
            done = self.program.run("user", "disable", address, expect=(2,))
            self.assertIn(said, done.stderr)

    def test_rates_and_exclusions(self):
        """The configuration says otherwise: refused, until it is applied to settled time too."""
        self.program.once()
        excluded = self.richest(3)
        between = self.settled_time() - 5 * HOUR - 1234
        self.program.config["points"] = {"rates": [
            {"from": "1970-01-01T00:00:00Z", "per_hour": "0.05"},
            {"from": self.text_of(between), "per_hour": "0.123456789"}]}
        for entry in self.program.config["chains"]:
            entry["exclude"] = excluded[:2]
        self.program.write_config()
        refused = self.program.run("--daemon", "--once", expect=(2,))
        self.assertIn("recalculate", refused.stderr)
        preview = self.program.run("recalculate", "--preview").stdout
        say(f"{len(preview.splitlines()) - 1} numbers would change")
        self.assertIn("--yes", self.program.run("recalculate", expect=(2,)).stderr)
        self.program.run("recalculate", "--yes", "--reason", "new season")
        self.program.once()
        self.assert_right(self.program, "other rates")
        self.assertEqual(self.program.run("recalculate", "--preview").stdout, "no settled points change\n")

        for entry in self.program.config["chains"]:
            entry["exclude"] = excluded[1:]
        self.program.write_config()
        self.assertIn("recalculate", self.program.run("--daemon", "--once", expect=(2,)).stderr)
        self.program.run("recalculate", "--yes")
        self.program.once()
        self.assert_right(self.program, "others excluded")

    @staticmethod
    def text_of(time):
        """A time as the configuration wants it."""
        from datetime import datetime, timezone
        return datetime.fromtimestamp(time, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


class Openings(SystemTest):
    """Followed from a block in the middle: who had something before fails, until that is made known."""

    def setUp(self):
        self.world = self.enterContext(World(f"openings {self._testMethodName}"))
        self.world.play(40)
        self.start = self.world.nodes[BASE_SEPOLIA].head + 1
        self.world.play(40)
        self.world.finish()
        entry = dict(self.world.entries[1])
        # What everybody held before, from the oracle's reading of the whole chain.
        (whole,) = read_truths({"chains": [entry]})
        self.held = {user: next((r.balance_after for r in reversed(rows) if r.block < self.start), 0)
                     for user, rows in whole.of_user.items()}
        self.world.entries = [entry | {"start_block": self.start}]
        self.program = self.enterContext(self.world.program())
        self.csv = self.program.folder / "opening.csv"

    def write(self, lines):
        """The list to import."""
        self.csv.write_text("\n".join(["user_address,balance_raw", *lines]) + "\n")

    def test_import(self):
        """In two parts, with a correction; with a daemon and without."""
        self.program.once(expect=(1,))
        failures = self.program.export("failures")
        say(f"{len(failures)} users fail without their opening balances")
        self.assertTrue(failures)
        holders = {user: balance for user, balance in self.held.items() if balance > 0}
        self.write(f"{user},{balance + 5}" for user, balance in holders.items())
        say(self.program.run("import-opening", "--chain", BASE_SEPOLIA, str(self.csv)).stdout.strip())
        self.assertEqual(self.program.export("failures"), [])
        wrong = Facts(openings={BASE_SEPOLIA: {user: balance + 5 for user, balance in holders.items()}})
        self.assert_right(self.program, "openings", wrong)

        self.program.start_daemon()
        self.program.wait_caught_up({BASE_SEPOLIA: self.world.nodes[BASE_SEPOLIA]})
        self.write(f"{user},{balance}" for user, balance in holders.items())
        self.program.run("import-opening", "--chain", BASE_SEPOLIA, str(self.csv))
        self.world.storms[BASE_SEPOLIA].play(10)
        self.world.storms[BASE_SEPOLIA].finish()
        self.program.wait_caught_up({BASE_SEPOLIA: self.world.nodes[BASE_SEPOLIA]})
        self.program.stop()
        self.assert_right(self.program, "corrected openings", Facts(openings={BASE_SEPOLIA: holders}))
        # As a spreadsheet writes it.
        self.csv.write_bytes(b"\xef\xbb\xbf" + b"\r\n".join(
            b'"' + line.replace(",", '","').encode() + b'"' for line in self.csv.read_text().split()) + b"\r\n")
        again = self.program.run("import-opening", "--chain", BASE_SEPOLIA, str(self.csv))
        self.assertIn("; 0 are new or changed", again.stdout)
        self.assertIn("is recorded as action", again.stderr)

    def test_lists_that_cannot_be(self):
        """The line and the remedy are named, and nothing is recorded."""
        self.program.once(expect=(0, 1))
        someone = "0x" + "ab" * 20
        before = self.program.export("balances")
        for lines, said in ((["0x12,5"], "line 2: user_address"), ([f"{someone}"], "line 2: two fields"),
                            ([f"{someone},5", f"{someone.upper().replace('X', 'x')},6"], "line 3: "),
                            ([f"{someone},1.5"], "line 2: balance_raw"), ([f"{someone},-1"], "2^256-1"),
                            ([f"{someone},{2**256}"], "2^256-1"), ([], "no line behind")):
            self.write(lines)
            done = self.program.run("import-opening", "--chain", BASE_SEPOLIA, str(self.csv), expect=(2,))
            self.assertIn(said, done.stderr)
            self.assertIn("opening.csv", done.stderr)
        self.csv.write_text("address;balance\n")
        done = self.program.run("import-opening", "--chain", BASE_SEPOLIA, str(self.csv), expect=(2,))
        self.assertIn("user_address,balance_raw", done.stderr)
        self.csv.unlink()
        self.program.run("import-opening", "--chain", BASE_SEPOLIA, str(self.csv), expect=(2,))
        done = self.program.run("import-opening", "--chain", BASE_SEPOLIA, str(self.csv.parent), expect=(2,))
        self.assertIn("is a folder", done.stderr)
        self.assertEqual(self.program.export("balances"), before)


class OpeningsFromTheNode(SystemTest):
    """The node still has the state from before the start block, and is asked where it is missed."""

    def setUp(self):
        self.world = self.enterContext(World(f"old state {self._testMethodName}"))
        self.world.play(40)
        start = self.world.nodes[SEPOLIA].head + 1
        self.world.play(40)
        self.world.finish()
        entry = dict(self.world.entries[0])
        (whole,) = read_truths({"chains": [entry]})
        self.world.entries = [entry | {"start_block": start}]
        (late,) = read_truths({"chains": self.world.entries})
        held = {user: next((r.balance_after for r in reversed(rows) if r.block < start), 0)
                for user, rows in whole.of_user.items()}
        self.openings = {user: held[user] for user in late.users if late.failure(user)}
        self.program = self.enterContext(self.world.program())

    def check(self, what):
        """Nobody fails, and everybody has what the oracle says."""
        self.assertEqual(self.program.export("failures"), [])
        self.assert_right(self.program, what, Facts(openings={SEPOLIA: self.openings}))

    def test_once(self):
        """One run is enough."""
        self.assertTrue(self.openings)
        self.program.once()
        self.check(f"{len(self.openings)} openings from the node")

    def test_daemon(self):
        """By itself, and the chain goes on."""
        self.program.start_daemon()
        self.program.wait_caught_up({SEPOLIA: self.world.nodes[SEPOLIA]})
        wait_until(lambda: not self.program.export("failures"), 30, "the openings")
        self.world.storms[SEPOLIA].play(10)
        self.world.storms[SEPOLIA].finish()
        self.program.wait_caught_up({SEPOLIA: self.world.nodes[SEPOLIA]})
        self.program.stop()
        self.check("and goes on")


if __name__ == "__main__":
    unittest.main(verbosity=2)
