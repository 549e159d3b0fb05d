#!/usr/bin/env python3
"""The tools of the system tests, tried on a real node. Needs no program."""

import http.client
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

from harness import abi
from harness.anvil import START_TIME, Anvil
from harness.faultproxy import FAULTS, UNFORGIVEN, FaultProxy
from harness.keccak import keccak256, selector
from harness.process import wait_until
from harness.rpc import Rpc, RpcError
from harness.token import MAX_UINT256, TRANSFER_TOPIC, ZERO, hostile_token, points_token
from oracle import read_truths
from simulator import Options, Plan
from storm import Storm
from world import BASE_SEPOLIA, SEPOLIA, World, say

USER = "0x" + "12" * 20


class Encoding(unittest.TestCase):
    """Known answers of keccak-256 and of the contract ABI."""

    def test_keccak(self):
        self.assertEqual(keccak256(b"testing").hex(),
                         "5f16f4c7f149ac4f9510d9cf8cf384038ad348b3bcdc01915f95de12df9d1b02")
        self.assertEqual(selector("balanceOf(address)").hex(), "70a08231")
        lengths = {keccak256(b"a" * n) for n in (134, 135, 136, 137, 271, 272)}
        self.assertEqual(len(lengths), 6)

    def test_example_of_the_abi_specification(self):
        data = abi.encode(["bytes", "bool", "uint256[]"], [b"dave", True, [1, 2, 3]])
        words = [0x60, 1, 0xa0, 4, int.from_bytes(b"dave".ljust(32, b"\0"), "big"), 3, 1, 2, 3]
        self.assertEqual(data, b"".join(word.to_bytes(32, "big") for word in words))
        self.assertEqual(selector("sam(bytes,bool,uint256[])").hex(), "a5643bf2")

    def test_values_that_do_not_fit(self):
        for kinds, values in ((["uint8"], [256]), (["uint256"], [-1]), (["bytes32"], [b"a"]),
                              (["address"], []), (["fixed"], [1])):
            with self.assertRaises(ValueError):
                abi.encode(kinds, values)


class Node(unittest.TestCase):
    """Blocks, clocks and forks of the local node."""

    def setUp(self):
        self.node = self.enterContext(Anvil(84532))

    def times(self, first, last):
        return [self.node.block_time(n) for n in range(first, last + 1)]

    def test_blocks_and_their_times(self):
        self.assertEqual((self.node.head, self.node.block_time()), (0, START_TIME))
        self.node.mine()
        self.node.mine(START_TIME + 12)
        self.node.mine(START_TIME + 3600)
        self.node.mine_empty(3, 7)
        self.assertEqual([t - START_TIME for t in self.times(0, self.node.head)],
                         [0, 12, 12, 3600, 3607, 3614, 3621])
        with self.assertRaises(RpcError):
            self.node.mine(START_TIME)

    def test_transactions_keep_their_order(self):
        token = hostile_token(self.node)
        txs = [token.tx("emitTransfer", ZERO, USER, i, sender=self.node.accounts[i * 7 % 10])
               for i in range(100)]
        receipts = self.node.mine(txs=txs)
        self.assertEqual([int(r["logs"][0]["data"], 16) for r in receipts], list(range(100)))
        self.assertEqual([int(r["logs"][0]["logIndex"], 16) for r in receipts], list(range(100)))

    def test_points_token(self):
        token, owner = points_token(self.node, 6), self.node.accounts[3]
        self.node.mine(txs=[token.tx("mintMany", [USER, owner], [5, 9]),
                            token.tx("transfer", USER, 2, sender=owner),
                            token.tx("approve", self.node.accounts[0], 3, sender=owner),
                            token.tx("burn", 1, sender=owner), token.tx("burnFrom", owner, 3)])
        self.assertEqual([token.view("balanceOf", user) for user in (USER, owner)], [7, 3])
        self.assertEqual((token.view("totalSupply"), token.view("decimals")), (10, 6))
        with self.assertRaisesRegex(RpcError, "reverted"):
            self.node.mine(txs=[token.tx("burn", 4, sender=owner)])

    def test_hostile_token(self):
        token = hostile_token(self.node)
        (receipt,) = self.node.mine(txs=[
            token.tx("emitRaw", [TRANSFER_TOPIC, "0x" + "01" * 32], b"\x01\x02")])
        self.assertEqual(receipt["logs"][0]["topics"], [TRANSFER_TOPIC, "0x" + "01" * 32])
        self.assertEqual(receipt["logs"][0]["data"], "0x0102")
        (receipt,) = self.node.mine(txs=[
            token.tx("emitMany", [ZERO, USER], [USER, ZERO], [MAX_UINT256, 0])])
        self.assertEqual([int(log["data"], 16) for log in receipt["logs"]], [MAX_UINT256, 0])

    def test_forks(self):
        token = points_token(self.node)
        self.node.mine_empty(10)
        head, mint = self.node.head, token.tx("mint", USER, 1)
        hashes = lambda: [self.node.call("eth_getBlockByNumber", hex(n), False)["hash"]
                          for n in range(head - 5, head + 1)]
        before = hashes()
        self.node.reorg(5, [(mint, 0), (mint, 4)])
        self.assertEqual((self.node.head, token.view("balanceOf", USER)), (head, 2))
        same = [old == new for old, new in zip(before, hashes())]
        self.assertEqual(same, [True] + [False] * 5)
        self.node.rollback(2)
        self.assertEqual((self.node.head, token.view("balanceOf", USER)), (head - 2, 1))
        self.node.mine(txs=[mint])
        self.assertEqual((self.node.head, token.view("balanceOf", USER)), (head - 1, 2))

    def test_node_dies_with_the_test(self):
        script = ("import os; from harness.anvil import Anvil; node = Anvil();"
                  "print(node.process.pid, flush=True); os.kill(os.getpid(), 9)")
        leftovers = self.enterContext(tempfile.TemporaryDirectory())
        child = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, check=False,
                               cwd=os.path.dirname(os.path.abspath(__file__)),
                               env={**os.environ, "TMPDIR": leftovers})
        status = pathlib.Path(f"/proc/{int(child.stdout)}/status")
        wait_until(lambda: not status.exists() or "zombie" in status.read_text(), 10,
                   "the end of an orphaned node")


class Storms(unittest.TestCase):
    """What the storms play is what the tokens and the oracle count."""

    def test_oracle_agrees_with_the_token(self):
        """Another witness: the token's own balances and supply."""
        with World("harness", confirmations=(0, 0)) as world:
            chance = random.Random(1)
            for storm in world.storms.values():
                for depth in (1, 5, 3):
                    storm.confirmations = 6  # the oracle shall see the head, forks go below it
                    storm.play(60)
                    storm.fork(depth, shorter=chance.random() < 0.5)
                    storm.play(10)
            truths = {t.chain.name: t for t in read_truths({"chains": world.entries})}
            token, truth = world.storms[SEPOLIA].token, truths[SEPOLIA]
            supply = sum(truth.balance(user) for user in truth.users)
            self.assertEqual(token.view("totalSupply"), supply)
            for user in truth.users:
                self.assertEqual(token.view("balanceOf", user), truth.balance(user))
            for name, truth in truths.items():
                say(f"{name}: {truth.processed} blocks, {len(truth.rows)} rows, "
                    f"{len(truth.users)} users, {truth.skipped_logs} skipped, "
                    f"{dict(world.storms[name].counts)}")
                for user in truth.users:
                    self.assertEqual(world.storms[name].believed_balance(user),
                                     truth.balance(user))
            values = {abs(row.amount) for row in truths[BASE_SEPOLIA].rows}
            self.assertIn(MAX_UINT256, values)

    def test_same_seed_same_storm(self):
        reports = []
        for _ in range(2):
            with World("same") as world:
                world.play(30)
                world.finish()
                (a, b) = read_truths({"chains": world.entries})
                reports.append((a.changes_report(), a.points_report(), b.changes_report()))
        self.assertEqual(reports[0], reports[1])

    def test_range_of_balances(self):
        """Nothing beyond 256 bits, but the whole of them, and overdrafts."""
        with Anvil() as node:
            storm = Storm(5, node, hostile_token(node), hostile=True, overdraw=True)
            storm.play(150)
            storm.finish()
            (truth,) = read_truths({"chains": [{
                "name": "a", "chain_id": 31337, "contract": storm.token.address,
                "rpc": [node.url]}]})
            balances = [row.balance_after for row in truth.rows]
            self.assertEqual(max(balances), MAX_UINT256)
            self.assertGreaterEqual(min(balances), -MAX_UINT256)
            self.assertTrue(any(truth.failure(user) for user in truth.users))


class Faults(unittest.TestCase):
    """The proxy that fails, and the plans of the simulator."""

    QUESTIONS = (("eth_chainId",), ("eth_blockNumber",), ("eth_getBlockByNumber", "0x2", False),
                 ("eth_getBlockByNumber", "latest", False), ("eth_getLogs", {"fromBlock": "0x0", "toBlock": "0x8"}))

    def answers(self, url):
        """What a node says to all questions, one by one and to some together; how it fails, where it does."""
        found = []
        for ask in [*(lambda rpc, q=question: rpc.call(*q) for question in self.QUESTIONS),
                    lambda rpc: rpc.batch([("eth_getBlockByNumber", hex(i), False) for i in range(4)])]:
            rpc = Rpc(url, timeout=5)
            try:
                found.append(ask(rpc))
            except (RpcError, OSError, http.client.HTTPException, ValueError) as error:
                found.append(type(error).__name__)
            rpc.close()
        return found

    def test_each_fault(self):
        """Each makes a difference, but for answers in disorder, which are right all the same."""
        with Anvil() as node:
            token = hostile_token(node)
            node.mine(txs=[token.tx("emitTransfer", ZERO, USER, 1)])
            node.mine_empty(6)
            truth = self.answers(node.url)
            for fault in FAULTS + UNFORGIVEN:
                with FaultProxy(node.url, 1, 1.0, [fault], hang=0.1) as proxy:
                    said = self.answers(proxy.url)
                    self.assertGreater(proxy.seen[fault], 0)
                    if fault == "batch in disorder":
                        self.assertEqual(said, truth)
                    else:
                        self.assertNotEqual(said, truth, fault)
                    proxy.rate = 0
                    self.assertEqual(self.answers(proxy.url), truth, f"after {fault}")

    def test_same_seed_same_faults(self):
        """Of each kind of requests, whatever others come between."""
        with Anvil() as node:
            seen = []
            for others in (0, 3):
                with FaultProxy(node.url, 7, 0.5, hang=0) as proxy:
                    block = {"method": "eth_getBlockByNumber", "params": ["0x1", False]}
                    faults = []
                    for _ in range(50):
                        faults.append(proxy.choose(block)[0])
                        for _ in range(others):
                            proxy.choose({"method": "eth_blockNumber", "params": []})
                    seen.append(faults)
            self.assertEqual(seen[0], seen[1])
            self.assertGreater(len(set(seen[0])), 5)

    def test_same_seed_same_plan(self):
        options = Options(3, 2, 5)
        self.assertEqual(vars(Plan(options))["steps"], vars(Plan(options))["steps"])
        self.assertNotEqual(Plan(options).steps, Plan(options._replace(seed=4)).steps)


if __name__ == "__main__":
    unittest.main(verbosity=2)
