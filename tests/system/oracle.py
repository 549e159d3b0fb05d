#!/usr/bin/env python3
"""What the program must report, worked out a second time and in another way.

The oracle shares nothing with the program: it reads every block's receipts from the node itself
(the program asks for logs by range), draws each holder's balance as a step function of time, and
integrates balance * rate piece by piece with exact fractions. Everything below `read_chain` is
pure, so that hand-made events can be fed to it as well.
"""

import argparse
import json
import sys
from bisect import bisect_left
from collections import defaultdict
from datetime import datetime
from fractions import Fraction
from itertools import accumulate, groupby
from typing import NamedTuple

from harness.rpc import Rpc

TRANSFER = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"
ZERO = "0x" + "00" * 20
DEFAULT_RATES = [{"from": "1970-01-01T00:00:00Z", "per_hour": "0.05"}]


class Block(NamedTuple):
    """What matters of one block: its logs of the followed contract, as the node gives them."""
    number: int
    time: int
    logs: list


class Row(NamedTuple):
    """One ledger row."""
    user: str
    kind: str
    amount: int
    balance_after: int
    tx_hash: str
    log_index: int
    block: int
    time: int


class Chain(NamedTuple):
    """A chain of the config."""
    name: str
    evm_chain_id: int
    contract: str
    start_block: int = 0
    confirmations: int = 6
    decimals: int = 18
    exclude: frozenset = frozenset()


def decimal_text(value, digits):
    """`value` cut (not rounded) at `digits` decimals, all of them written out."""
    scaled = str(int(abs(value) * 10**digits)).rjust(digits + 1, "0")
    text = scaled[:-digits] + "." + scaled[-digits:] if digits else scaled
    return "-" + text if value < 0 and scaled.strip("0") else text


def parse_rates(entries):
    """The config's rate schedule as sorted (from, points per token and hour)."""
    return sorted((int(datetime.fromisoformat(e["from"]).timestamp()), Fraction(e["per_hour"]))
                  for e in entries)


def movements(log):
    """The (user, kind, amount) that one log means: none, one or two."""
    topics, data = log["topics"], log["data"].removeprefix("0x")
    if len(topics) != 3 or topics[0] != TRANSFER or len(data) != 64:
        return []
    source, target = ("0x" + topic[-40:].lower() for topic in topics[1:])
    value = int(data, 16)
    if value == 0 or source == target == ZERO:
        return []
    if source == ZERO:
        return [(target, "mint", value)]
    if target == ZERO:
        return [(source, "burn", -value)]
    return [(source, "transfer_out", -value), (target, "transfer_in", value)]


def ledger(blocks, openings=(), before=None):
    """All rows in the order (block, log index, out before in).

    `openings` are the (user, amount) of the block `before` the first one, by address.
    """
    found = [(user, "opening", amount, "0x" + "00" * 32, place, before.number, before.time)
             for place, (user, amount) in enumerate(sorted(openings))]
    for block in blocks:
        for log in sorted(block.logs, key=lambda entry: int(entry["logIndex"], 16)):
            for user, kind, amount in movements(log):
                found.append((user, kind, amount, log["transactionHash"].lower(),
                              int(log["logIndex"], 16), block.number, block.time))
    after = [None] * len(found)
    by_user = lambda i: found[i][0]
    for _, places in groupby(sorted(range(len(found)), key=by_user), key=by_user):
        places = list(places)
        for place, total in zip(places, accumulate(found[i][2] for i in places)):
            after[place] = total
    return [Row(*entry[:3], total, *entry[3:]) for entry, total in zip(found, after)]


def steps(rows):
    """One holder's balance as (since, balance), the last change of each second counting."""
    return [(time, list(group)[-1].balance_after)
            for time, group in groupby(rows, key=lambda row: row.time)]


def integral(balance_steps, rates, decimals, start, end):
    """Points of [start, end): every balance piece times every rate piece that it overlaps."""
    forever = max(end, start) + 1
    total = Fraction(0)
    for i, (since, balance) in enumerate(balance_steps):
        until = balance_steps[i + 1][0] if i + 1 < len(balance_steps) else forever
        for j, (rate_since, per_hour) in enumerate(rates):
            rate_until = rates[j + 1][0] if j + 1 < len(rates) else forever
            seconds = min(until, rate_until, end) - max(since, rate_since, start)
            if seconds > 0:
                total += Fraction(balance, 10**decimals) * per_hour * seconds / 3600
    return total


def product(rates, history):
    """The schedule where it counts: 0 while the (since, status) in `history` say 0."""
    pieces = []
    for since in sorted({time for time, _ in [*rates, *history]}):
        per_hour = next((r for time, r in reversed(rates) if time <= since), Fraction(0))
        status = next((s for time, s in reversed(history) if time <= since), 1)
        pieces.append((since, per_hour * status))
    return pieces


class Facts(NamedTuple):
    """What operators decided beside the config: {user: [(since, status)]}, {chain: {user: amount}}."""
    statuses: dict = {}
    openings: dict = {}


class Truth:
    """Everything that follows from one chain's blocks, head, the rate schedule and the operators' decisions.

    `before` is the block before the first one, where opening balances are.
    """

    def __init__(self, chain, head, blocks, rates, interval=3600, facts=Facts(), before=None):
        self.chain, self.head, self.rates, self.interval = chain, head, rates, interval
        self.statuses = {user: sorted(history) for user, history in facts.statuses.items()}
        self.confirmed = head - chain.confirmations
        blocks = [b for b in blocks if chain.start_block <= b.number <= self.confirmed]
        self._times = [block.time for block in blocks]
        self._first = blocks[0].number if blocks else chain.start_block
        self.processed = blocks[-1].number if blocks else None
        openings = facts.openings.get(chain.name, {}).items()
        self.rows = ledger(blocks, openings, before)
        self.skipped_logs = sum(log["topics"][:1] == [TRANSFER] and not movements(log)
                                for block in blocks for log in block.logs)
        self.settled_time = blocks[-1].time // interval * interval if blocks else None
        self.calculated = self.block_before(self.settled_time) if blocks else None
        self.of_user = defaultdict(list)
        for row in self.rows:
            self.of_user[row.user].append(row)
        self.users = sorted(self.of_user)

    def block_before(self, time):
        """The highest known block with a timestamp below `time`; None when there is none."""
        before = bisect_left(self._times, time)
        return self._first + before - 1 if before else None

    def boundary_after(self, time):
        """The first boundary above `time`: the end of the interval that `time` falls in."""
        return (time // self.interval + 1) * self.interval

    def balance(self, user, time=None):
        """Raw balance after every change up to and including `time`."""
        rows = [r for r in self.of_user[user] if time is None or r.time <= time]
        return rows[-1].balance_after if rows else 0

    def failure(self, user):
        """The row that makes the user's points fail, if it lies in settled time."""
        negative = next((r for r in self.of_user[user] if r.balance_after < 0), None)
        return negative if negative and negative.time < self.settled_time else None

    def settled(self, user):
        """The boundary up to which this user's points are settled."""
        negative = self.failure(user)
        return self.boundary_after(negative.time) - self.interval if negative else self.settled_time

    def status(self, user):
        """What was decided for the user's latest time."""
        return str(self.statuses[user][-1][1]) if user in self.statuses else "1"

    def gained(self, user, start, end):
        """Exact points of the user in [start, end)."""
        rates = [] if user in self.chain.exclude else product(self.rates, self.statuses.get(user, []))
        return integral(steps(self.of_user[user]), rates, self.chain.decimals, start, end)

    def points(self, user, at=None):
        """Exact points of the user up to a settled boundary, by default the last one."""
        at = self.settled(user) if at is None else at
        return self.gained(user, 0, at)

    def points_raw(self, points):
        """Exact points as the integer that the program stores."""
        raw = points * 3600 * 10**9 * 10**self.chain.decimals
        assert raw.denominator == 1, "a rate has more than 9 decimals"
        return int(raw)

    def head_columns(self, user):
        """The three columns most reports begin with."""
        return {"chain": self.chain.name, "evm_chain_id": str(self.chain.evm_chain_id),
                "user_address": user}

    def changes_report(self):
        """Rows of the report `changes`."""
        return [{**self.head_columns(r.user), "change_type": r.kind, "amount_raw": str(r.amount),
                 "balance_after_raw": str(r.balance_after), "tx_hash": r.tx_hash,
                 "log_index": str(r.log_index), "block_height": str(r.block),
                 "block_time": str(r.time)} for r in self.rows]

    def balances_report(self):
        """Rows of the report `balances`."""
        decimals = self.chain.decimals
        return [{**self.head_columns(user), "status": self.status(user),
                 "balance": decimal_text(Fraction(self.balance(user), 10**decimals), decimals),
                 "balance_raw": str(self.balance(user)),
                 "last_updated_block": str(self.of_user[user][-1].block)} for user in self.users]

    def points_report(self):
        """Rows of the report `points`; a user without a settled change has 0."""
        report = []
        for user in self.users:
            points, settled = self.points(user), self.settled(user)
            report.append({**self.head_columns(user), "status": self.status(user),
                           "points": decimal_text(points, 18),
                           "points_raw": str(self.points_raw(points)),
                           "settled_block": str(self.block_before(settled)),
                           "settled_time": str(settled)})
        return report

    def chains_row(self):
        """The chain's row of the report `chains`."""
        return {"chain": self.chain.name, "evm_chain_id": str(self.chain.evm_chain_id),
                "contract_address": self.chain.contract, "is_active": "1",
                "head_block": str(self.head), "last_confirmed_block": str(self.confirmed),
                "last_processed_block": str(self.processed),
                "last_calculated_block": str(self.calculated),
                "last_calculated_time": str(self.settled_time)}


def totals_report(truths):
    """Rows of the report `totals`: summed exactly, then cut."""
    report = []
    for user in sorted({user for truth in truths for user in truth.users}):
        holding = [truth for truth in truths if user in truth.users]
        report.append({"user_address": user, "status": holding[0].status(user),
                       "points": decimal_text(sum(t.points(user) for t in holding), 18),
                       "chains": ";".join(sorted(t.chain.name for t in holding))})
    return report


def read_chain(rpc, start_block, confirmations, contract):
    """The head's number and all confirmed blocks with the contract's logs, read from a node."""
    head = int(rpc.call("eth_blockNumber"), 16)
    numbers = [hex(n) for n in range(start_block, head - confirmations + 1)]
    headers = rpc.batch([("eth_getBlockByNumber", n, False) for n in numbers])
    receipts = rpc.batch([("eth_getBlockReceipts", n) for n in numbers])
    for parent, child in zip(headers, headers[1:]):
        if child["parentHash"] != parent["hash"]:
            raise RuntimeError("the chain changed while the oracle was reading it")
    return head, [Block(int(header["number"], 16), int(header["timestamp"], 16),
                        [log for receipt in group for log in receipt["logs"]
                         if log["address"].lower() == contract])
                  for header, group in zip(headers, receipts)]


def read_truth(entry, points, facts=Facts()):
    """The Truth of one chain of the config, from its first endpoint."""
    rpc = Rpc(entry["rpc"][0])
    contract = entry["contract"].lower()
    decimals = entry.get("decimals")
    if decimals is None:
        asked = {"to": contract, "data": "0x313ce567"}
        decimals = int(rpc.call("eth_call", asked, "latest"), 16)
    chain = Chain(entry["name"], entry["chain_id"], contract, entry.get("start_block", 0),
                  entry.get("confirmations", 6), decimals,
                  frozenset(address.lower() for address in entry.get("exclude", [])))
    head, blocks = read_chain(rpc, chain.start_block, chain.confirmations, contract)
    before = None
    if chain.name in facts.openings:
        header = rpc.call("eth_getBlockByNumber", hex(chain.start_block - 1), False)
        before = Block(chain.start_block - 1, int(header["timestamp"], 16), [])
    rpc.close()
    return Truth(chain, head, blocks, parse_rates(points.get("rates", DEFAULT_RATES)),
                 points.get("interval_seconds", 3600), facts, before)


def read_truths(config, facts=Facts()):
    """The Truth of every chain of a config, in the order of their names."""
    entries = sorted(config["chains"], key=lambda entry: entry["name"])
    return [read_truth(entry, config.get("points", {}), facts) for entry in entries]


def main():
    """Prints what the program must report for a config."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--config", required=True, help="a config file of the program")
    with open(parser.parse_args().config, encoding="utf-8") as file:
        truths = read_truths(json.load(file))
    json.dump({"chains": [truth.chains_row() for truth in truths],
               "changes": [row for truth in truths for row in truth.changes_report()],
               "balances": [row for truth in truths for row in truth.balances_report()],
               "points": [row for truth in truths for row in truth.points_report()],
               "totals": totals_report(truths),
               "failures": [{**truth.head_columns(user), "block_height": truth.failure(user).block}
                            for truth in truths for user in truth.users if truth.failure(user)],
               "skipped_logs": {truth.chain.name: truth.skipped_logs for truth in truths}},
              sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
