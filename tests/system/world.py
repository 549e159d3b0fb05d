"""Two chains with a storm on each, and the test case that compares the program with them."""

import unittest
from contextlib import ExitStack

from compare import compare
from harness.anvil import Anvil
from harness.program import Program
from harness.token import hostile_token, points_token
from oracle import Facts, read_truths
from storm import Storm

SEPOLIA, BASE_SEPOLIA = "sepolia", "base-sepolia"
CHAIN_IDS = {SEPOLIA: 11155111, BASE_SEPOLIA: 84532}


def say(text):
    """Tells what was seen, at once, also where ctest captures it."""
    print(f"  {text}", flush=True)


class World:
    """Sepolia with a PointsToken and Base Sepolia with a HostileToken, both played by storms."""

    def __init__(self, seed, overdraw=False, confirmations=(6, 6), decimals=(18, 8),
                 newcomers=0.05):
        self.nodes, self.storms, self.entries = {}, {}, []
        with ExitStack() as stack:
            for i, name in enumerate((SEPOLIA, BASE_SEPOLIA)):
                hostile = name == BASE_SEPOLIA
                node = stack.enter_context(Anvil(CHAIN_IDS[name]))
                make = hostile_token if hostile else points_token
                token = make(node, decimals[i])
                self.nodes[name] = node
                self.storms[name] = Storm(f"{seed} {name}", node, token, hostile,
                                          overdraw and hostile, confirmations[i], newcomers)
                self.entries.append(self._entry(name, node, token, confirmations[i], hostile))
            self._stack = stack.pop_all()

    @staticmethod
    def _entry(name, node, token, confirmations, hostile):
        entry = {"name": name, "chain_id": CHAIN_IDS[name], "contract": token.address,
                 "start_block": 1, "confirmations": confirmations, "poll_ms": 100,
                 "timeout_ms": 5000, "max_range": 50, "rpc": [node.url]}
        # What a hostile token logs cannot agree with its totalSupply.
        return entry | {"decimals": token.view("decimals"), "verify": "off"} if hostile else entry

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._stack.close()

    def program(self, max_range=None, **options):
        """A new installation of the program that follows both chains."""
        entries = [dict(entry) for entry in self.entries]
        for entry in entries:
            entry["max_range"] = max_range or entry["max_range"]
        return Program(entries, **options)

    def play(self, blocks):
        """Lets both storms play."""
        for storm in self.storms.values():
            storm.play(blocks)

    def finish(self):
        """Confirms everything that was played and closes the last hour."""
        for storm in self.storms.values():
            storm.finish()


class SystemTest(unittest.TestCase):
    """A test that judges the program by the oracle."""

    maxDiff = 2000

    def assert_right(self, program, what, facts=Facts()):
        """All seven reports are the oracle's, and the audit agrees; returns the oracle's truths."""
        truths = read_truths(program.config, facts)
        differences = compare(program, truths)
        if differences:
            shown = "\n".join(differences[:20])
            self.fail(f"{what}: {len(differences)} differences\n{shown}")
        code, answer = program.audit()
        self.assertEqual(code, 0, f"{what}: audit says {str(answer)[:2000]}")
        for truth in truths:
            say(f"{what}: {truth.chain.name}: block {truth.processed}, {len(truth.rows)} rows, "
                f"{truth.skipped_logs} logs skipped, {len(truth.users)} users, settled to "
                f"{truth.settled_time}, {sum(map(bool, map(truth.failure, truth.users)))} failures")
        return truths


def expected_exit(truths):
    """The exit status of `--once`: 1 when some user's points failed."""
    return 1 if any(truth.failure(user) for truth in truths for user in truth.users) else 0
