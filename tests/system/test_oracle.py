#!/usr/bin/env python3
"""The oracle and the comparison, judged by worked examples with known exact values.

Needs no program and no node. Times are of 2025-01-01, the rate is 1/20 unless said, amounts are
whole tokens. "had x" means: minted at 14:00, without a change since.
"""

import copy
import json
import unittest
from fractions import Fraction

from compare import COLUMNS, compare_report
from oracle import (TRANSFER, ZERO, Block, Chain, Facts, Truth, decimal_text, movements, parse_rates,
                    totals_report)

H14, H15, H16, H17 = (1735740000 + 3600 * i for i in range(4))
MINUTE, HOUR, DAY = 60, 3600, 86400
A, B, C = ("0x" + digit * 40 for digit in "abc")
RATES = parse_rates([{"from": "1970-01-01T00:00:00Z", "per_hour": "0.05"}])
MAX = 2**256 - 1


def topic(address):
    """An address as a log's topic."""
    return "0x" + "0" * 24 + address[2:]


def raw_log(topics, data, index=0):
    """A log as a node gives it."""
    return {"topics": topics, "data": "0x" + data.hex(), "logIndex": hex(index),
            "transactionHash": "0x" + "77" * 32}


def transfer(source, target, value, index=0):
    """A well-formed Transfer log."""
    return raw_log([TRANSFER, topic(source), topic(target)], value.to_bytes(32, "big"), index)


def truth_of(*events, until=H17, decimals=0, rates=RATES, name="a", confirmations=0):
    """The truth after blocks `(time, (from, to, value), ...)`, the last block being at `until`."""
    blocks = [Block(number, time, [transfer(*move, index) for index, move in enumerate(moves)])
              for number, (time, *moves) in enumerate([*events, (until,)], start=1)]
    return Truth(Chain(name, 1, "0x" + "99" * 20, 1, confirmations, decimals),
                 blocks[-1].number, blocks, rates)


def had(user, value):
    """The block in which the user got what he had before 15:00."""
    return (H14, (ZERO, user, value))


class WorkedExamples(unittest.TestCase):
    """Points in single hours."""

    def h15(self, truth, user=A):
        """Points of the hour from 15:00 on."""
        return truth.gained(user, H15, H16)

    def test_the_example_of_the_task(self):
        truth = truth_of((H15 + 10 * MINUTE, (ZERO, A, 100)), (H15 + 30 * MINUTE, (ZERO, A, 100)),
                         until=H16)
        self.assertEqual(self.h15(truth), Fraction(20, 3))
        self.assertEqual(truth.points_report()[0]["points"], "6.666666666666666666")
        self.assertEqual(truth.points_report()[0]["points_raw"], str(24 * 10**12))

    def test_no_change_in_the_hour(self):
        self.assertEqual(self.h15(truth_of(had(A, 120))), 6)

    def test_silent_for_25_hours(self):
        truth = truth_of(had(A, 120), until=H15 + 25 * HOUR)
        self.assertEqual(truth.gained(A, H15, H15 + 25 * HOUR), 150)

    def test_more_in_the_hour(self):
        self.assertEqual(self.h15(truth_of(had(A, 50), (H15 + 20 * MINUTE, (ZERO, A, 30)))),
                         Fraction(7, 2))
        self.assertEqual(self.h15(truth_of(had(A, 10), (H15 + 30 * MINUTE, (ZERO, A, 5)))),
                         Fraction(5, 8))

    def test_all_is_sent_away(self):
        truth = truth_of(had(A, 90), (H15 + 40 * MINUTE, (A, B, 90)))
        self.assertEqual(self.h15(truth), 3)
        self.assertEqual(truth.gained(A, H16, H17), 0)
        self.assertEqual([row["balance_raw"] for row in truth.balances_report()], ["0", "90"])

    def test_burn(self):
        truth = truth_of(had(A, 60), (H15 + 15 * MINUTE, (A, ZERO, 60)))
        self.assertEqual(self.h15(truth), Fraction(3, 4))
        self.assertEqual(truth.users, [A])
        self.assertEqual(truth.rows[-1][:4], (A, "burn", -60, 0))

    def test_transfer_to_oneself(self):
        for value, after in ((40, 60), (100, 0)):
            truth = truth_of(had(A, 100), (H15 + 30 * MINUTE, (A, A, value)))
            self.assertEqual(self.h15(truth), 5)
            self.assertEqual([(r.kind, r.amount, r.balance_after) for r in truth.rows[1:]],
                             [("transfer_out", -value, after), ("transfer_in", value, 100)])

    def test_no_balance_moves(self):
        truth = truth_of(had(A, 10), (H15 + 30 * MINUTE, (A, B, 0), (ZERO, ZERO, 100)))
        self.assertEqual(self.h15(truth), Fraction(1, 2))
        self.assertEqual((len(truth.rows), truth.users, truth.skipped_logs), (1, [A], 2))

    def test_greatest_amount(self):
        truth = truth_of((H15, (ZERO, A, MAX)), decimals=18)
        exact = Fraction(int("231584178474632390847141970017375815706539969"
                             "33128112807891516801582625927987"), 4 * 10**18)
        self.assertEqual(self.h15(truth), exact)
        halved = truth_of((H15, (ZERO, A, MAX)), (H15 + 30 * MINUTE, (A, B, MAX)), decimals=18)
        self.assertEqual([self.h15(halved, user) for user in (A, B)], [exact / 2] * 2)
        self.assertEqual(halved.rows[1].amount, -MAX)

    def test_many_changes_in_one_transaction(self):
        truth = truth_of((H15 + 20 * MINUTE, (ZERO, A, 100), (A, B, 30), (A, ZERO, 20)))
        self.assertEqual([r.balance_after for r in truth.of_user[A]], [100, 70, 50])
        self.assertEqual((self.h15(truth), self.h15(truth, B)), (Fraction(5, 3), 1))
        truth = truth_of(had(A, 100), (H15 + 30 * MINUTE, (A, B, 5), (A, B, 5)))
        self.assertEqual((self.h15(truth), self.h15(truth, B)), (Fraction(19, 4), Fraction(1, 4)))
        self.assertEqual(len(truth.rows), 5)

    def test_airdrop(self):
        users = [f"0x{i:040x}" for i in range(1, 201)]
        truth = truth_of(had(A, 200), (H15, *((A, user, 1) for user in users)))
        self.assertEqual(len(truth.rows), 401)
        self.assertEqual({self.h15(truth, user) for user in users}, {Fraction(1, 20)})
        self.assertEqual(self.h15(truth), 0)

    def test_flash(self):
        truth = truth_of((H15 + 1, (ZERO, A, 10**6), (A, ZERO, 10**6)))
        self.assertEqual((self.h15(truth), truth.balance(A)), (0, 0))

    def test_equal_timestamps(self):
        at = H15 + 30 * MINUTE
        truth = truth_of(had(A, 20), (at, (ZERO, A, 10)), (at, (A, ZERO, 10)))
        self.assertEqual(self.h15(truth), 1)

    def test_on_the_boundary(self):
        truth = truth_of(had(A, 100), (H16, (ZERO, A, 100)))
        self.assertEqual((self.h15(truth), truth.gained(A, H16, H17)), (5, 10))
        truth = truth_of((H15, (ZERO, A, 100)))
        self.assertEqual((truth.gained(A, H14, H15), self.h15(truth)), (0, 5))
        self.assertEqual(self.h15(truth_of((H16 - 1, (ZERO, A, 72000)))), 1)
        self.assertEqual(self.h15(truth_of(had(A, 100), (H16 - 10, (ZERO, A, 7200)))), 6)

    def test_stalled_chain(self):
        truth = truth_of(had(A, 100), until=H15 + 45 * MINUTE)
        self.assertEqual((truth.settled_time, truth.points(A)), (H15, 5))

    def test_three_days(self):
        truth = truth_of(had(A, 100), (H15 + 12 * HOUR + 30 * MINUTE, (A, ZERO, 40)),
                         (H15 + 2 * DAY + 5 * HOUR + 15 * MINUTE, (ZERO, A, 10)),
                         until=H15 + 3 * DAY)
        hours = [truth.gained(A, H15 + i * HOUR, H15 + (i + 1) * HOUR) for i in range(72)]
        self.assertEqual(sum(hours), Fraction(2003, 8))
        self.assertEqual(truth.gained(A, H15, H15 + 3 * DAY), Fraction(2003, 8))
        self.assertEqual((hours[12], hours[53]), (4, Fraction(27, 8)))

    def test_rate_changes(self):
        rates = parse_rates([{"from": "1970-01-01T00:00:00Z", "per_hour": "0.05"},
                             {"from": "2025-01-01T15:30:00Z", "per_hour": "0.1"}])
        self.assertEqual(self.h15(truth_of(had(A, 100), rates=rates)), Fraction(15, 2))

    def test_disabled_and_excluded(self):
        def with_facts(history, exclude=()):
            truth = truth_of(had(A, 100), had(B, 100))
            truth.statuses = {A: history}
            truth.chain = truth.chain._replace(exclude=frozenset(exclude))
            return truth
        truth = with_facts([(H15 + 30 * MINUTE, 0)])
        self.assertEqual((self.h15(truth), truth.gained(A, H16, H17), self.h15(truth, B)),
                         (Fraction(5, 2), 0, 5))
        self.assertEqual([row["status"] for row in truth.balances_report()], ["0", "1"])
        truth = with_facts([(H14 + 1, 0), (H15 + 45 * MINUTE, 1)])
        self.assertEqual((self.h15(truth), truth.status(A)), (Fraction(5, 4), "1"))
        truth = with_facts([], [B])
        self.assertEqual((self.h15(truth), self.h15(truth, B)), (5, 0))

    def test_opening_balances(self):
        blocks = [Block(5, H15 + 30 * MINUTE, [transfer(A, B, 30)]), Block(6, H17, [])]
        truth = Truth(Chain("a", 1, "0x" + "99" * 20, 5, 0, 0), 6, blocks, RATES,
                      facts=Facts(openings={"a": {C: 7, A: 100}}), before=Block(4, H14 + 30 * MINUTE, []))
        self.assertEqual([(r.user, r.kind, r.balance_after, r.block, r.log_index) for r in truth.rows],
                         [(A, "opening", 100, 4, 0), (C, "opening", 7, 4, 1),
                          (A, "transfer_out", 70, 5, 0), (B, "transfer_in", 30, 5, 0)])
        self.assertEqual([truth.points(user) for user in (A, B, C)],
                         [Fraction(5, 2) + Fraction(17, 4) + Fraction(7, 2), Fraction(9, 4), Fraction(7, 8)])
        self.assertIsNone(truth.failure(A))

    def test_missing_history(self):
        truth = truth_of(had(B, 100), (H15 + 30 * MINUTE, (A, B, 30)), (H16 + 1, (ZERO, A, 50)))
        self.assertEqual((truth.failure(A).block, truth.settled(A), truth.points(A)), (2, H15, 0))
        self.assertIsNone(truth.failure(B))
        self.assertEqual(self.h15(truth, B), Fraction(23, 4))
        self.assertEqual((truth.rows[1].balance_after, truth.balance(A)), (-30, 20))

    def test_decimals(self):
        self.assertEqual(self.h15(truth_of(had(A, 7))), Fraction(7, 20))
        six = truth_of(had(A, 7000001), decimals=6)
        self.assertEqual(self.h15(six), Fraction(7000001, 20000000))
        wei = truth_of((H15, (ZERO, A, 1)), (H15 + 1, (A, B, 1)), decimals=18)
        self.assertEqual(self.h15(wei), Fraction(1, 72 * 10**21))
        self.assertEqual(wei.points_raw(self.h15(wei)), 5 * 10**7)
        self.assertEqual(self.h15(truth_of(had(A, 1), decimals=18)), Fraction(1, 2 * 10**19))

    def test_dead_address_is_a_holder(self):
        dead = "0x000000000000000000000000000000000000dead"
        self.assertEqual(self.h15(truth_of(had(A, 100), (H15, (A, dead, 100))), dead), 5)

    def test_conservation(self):
        truth = truth_of((H15 + 10 * MINUTE, (ZERO, A, 100)), (H15 + 20 * MINUTE, (A, B, 40)),
                         (H15 + 50 * MINUTE, (B, ZERO, 10)))
        self.assertEqual((self.h15(truth), self.h15(truth, B)), (Fraction(17, 6), Fraction(5, 4)))

    def test_two_chains(self):
        """Cut after summing: three thirds of a unit are a whole one."""
        truths = [truth_of(had(A, 100), until=H15, name=name) for name in ("y", "x")]
        self.assertEqual(totals_report(truths), [{
            "user_address": A, "status": "1", "points": "10.000000000000000000", "chains": "x;y"}])
        thirds = [truth_of((H15, (ZERO, A, 24)), (H15 + 1, (A, ZERO, 24)), decimals=15,
                           until=H16, name=name) for name in "xyz"]
        self.assertEqual(thirds[0].points_report()[0]["points"], "0.000000000000000000")
        self.assertEqual(thirds[0].points(A), Fraction(1, 3 * 10**18))
        self.assertEqual(totals_report(thirds)[0]["points"], "0.000000000000000001")


class Rules(unittest.TestCase):
    """Single logs, confirmed heights, notation."""

    def test_logs_that_are_none_of_an_erc20(self):
        word, a, b = bytes(31) + b"\x05", topic(A), topic(B)
        self.assertEqual(movements(raw_log([TRANSFER, a, b], word)),
                         [(A, "transfer_out", -5), (B, "transfer_in", 5)])
        for topics, data in (([TRANSFER, a, b, a], b""), ([TRANSFER, a, b, a], word),
                             ([TRANSFER, a], word + word), ([TRANSFER], word * 3), ([], word),
                             ([TRANSFER, a, b], b""), ([TRANSFER, a, b], word[:31]),
                             ([TRANSFER, a, b], word + b"\0"), ([b, a, b], word)):
            self.assertEqual(movements(raw_log(topics, data)), [])

    def test_only_confirmed_blocks_count(self):
        events = [(H15 + i, (ZERO, A, 1)) for i in range(10)]
        truth = truth_of(*events, until=H16, confirmations=6)
        self.assertEqual((truth.head, truth.confirmed, truth.processed), (11, 5, 5))
        self.assertEqual((len(truth.rows), truth.settled_time), (5, H15))
        self.assertIsNone(truth.calculated)
        self.assertIsNone(truth_of(had(A, 1), confirmations=6).processed)

    def test_block_before(self):
        truth = truth_of((H14,), (H15 - 1,), (H15,), (H15,), (H16,))
        self.assertEqual([truth.block_before(t) for t in (H14, H14 + 1, H15, H15 + 1, H17)],
                         [None, 1, 2, 4, 5])

    def test_notation(self):
        for value, digits, text in ((Fraction(2, 3), 3, "0.666"), (Fraction(0), 2, "0.00"),
                                    (Fraction(-1, 2), 1, "-0.5"), (Fraction(7), 0, "7"),
                                    (Fraction(-7), 0, "-7"),
                                    (Fraction(10**30), 1, f"1{'0' * 30}.0")):
            self.assertEqual(decimal_text(value, digits), text)


class TheComparison(unittest.TestCase):
    """The comparison finds nothing in right reports, and finds every wrong digit."""

    def setUp(self):
        self.truths = [truth_of((H14 + 60, (ZERO, A, 100)), (H15 + 60, (A, B, 10)),
                                (H16 + 60, (B, B, 1), (C, A, 1)), (H17 + 60, (ZERO, B, 1)),
                                until=H17 + HOUR, name=name, decimals=2) for name in ("x", "y")]
        self.reports = {
            "changes": [row for t in self.truths for row in t.changes_report()],
            "balances": [row for t in self.truths for row in t.balances_report()],
            "points": [row for t in self.truths for row in t.points_report()],
            "points-changes": [row for t in self.truths for user in t.users
                               for row in self.spans(t, user)],
            "totals": totals_report(self.truths),
            "failures": [row for t in self.truths for row in self.failures(t)],
            "chains": [t.chains_row() for t in self.truths],
        }
        # A height below the first block is free; the oracle has no text for it.
        self.reports = json.loads(json.dumps(self.reports).replace('"None"', '"0"'))

    @staticmethod
    def spans(truth, user):
        """The rows of points-changes: one for each hour with a change."""
        settled, start = truth.settled(user), None
        for end in sorted({truth.boundary_after(r.time) for r in truth.of_user[user]
                           if r.time < settled}):
            start = end - HOUR if start is None else start
            yield {**truth.head_columns(user), "from_block_height": str(truth.block_before(start)),
                   "to_block_height": str(truth.block_before(end)), "from_block_time": str(start),
                   "to_block_time": str(end),
                   "points": decimal_text(truth.gained(user, start, end), 18), "status": "1",
                   "reason": ""}
            start = end

    @staticmethod
    def failures(truth):
        """The rows of failures: of the user who spent what he never got."""
        return [{**truth.head_columns(user), "id": "1",
                 "from_block_height": str(truth.block_before(truth.settled(user))),
                 "to_block_height": str(truth.calculated), "attempts": "1",
                 "reason": f"negative at block {truth.failure(user).block}",
                 "last_attempt_at": "1"} for user in truth.users if truth.failure(user)]

    def differences(self, report, rows):
        return compare_report(report, self.truths, COLUMNS[report].split(","), rows)

    def test_right_reports(self):
        for report, rows in self.reports.items():
            self.assertTrue(rows)
            self.assertEqual(self.differences(report, rows), [])

    def test_every_wrong_value(self):
        free = {"reason", "id", "last_attempt_at", "attempts"}
        for report, rows in self.reports.items():
            for i, row in enumerate(rows):
                if report == "points" and row["user_address"] == C:
                    continue  # without a settled change most of it is free
                for column in row.keys() - free:
                    if column.endswith(("_height", "_block")) and row[column] == "0":
                        continue  # below the first block
                    wrong = copy.deepcopy(rows)
                    wrong[i][column] = row[column][:-1] + ("1" if row[column][-1:] != "1" else "2")
                    self.assertTrue(self.differences(report, wrong),
                                    f"{report}: {column} of {row}")

    def test_missing_double_and_swapped_rows(self):
        for report, rows in self.reports.items():
            settled = [row for row in rows if row.get("user_address") != C or
                       report in ("changes", "balances", "failures")]
            for row in settled:
                rest = [other for other in rows if other is not row]
                self.assertTrue(self.differences(report, rest), f"{report} without {row}")
            self.assertTrue(self.differences(report, [rows[0], *rows]), report)
            self.assertTrue(self.differences(report, rows[::-1]), report)

    def test_wrong_columns(self):
        for report, rows in self.reports.items():
            columns = COLUMNS[report].split(",")
            self.assertTrue(compare_report(report, self.truths, columns[::-1], rows))


if __name__ == "__main__":
    unittest.main(verbosity=2)
