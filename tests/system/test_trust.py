"""Nodes that leave out logs under true hashes: found on a real node's blooms, receipts and supply."""

import unittest

from compare import compare
from harness.anvil import Anvil
from harness.faultproxy import FaultProxy
from harness.liar import LyingNode
from harness.process import wait_until
from harness.program import Program
from harness.token import points_token
from oracle import read_truths
from storm import Storm
from world import SystemTest, say

SEPOLIA = 11155111


class Trust(SystemTest):
    """One chain of a real node, told by a liar first and by the node itself second, or by the liar alone."""

    def setUp(self):
        self.node = self.enterContext(Anvil(SEPOLIA))
        self.token = points_token(self.node)
        self.storm = Storm("trust", self.node, self.token)

    def entry(self, *urls, **options):
        """The chain's configuration."""
        return {"name": "sepolia", "chain_id": SEPOLIA, "contract": self.token.address, "start_block": 1,
                "confirmations": 6, "poll_ms": 50, "timeout_ms": 5000, "max_range": 25,
                "rpc": list(urls)} | options

    def play(self, blocks):
        """More blocks, all of them confirmed."""
        self.storm.play(blocks)
        self.storm.finish()

    def assert_told_truly(self, program, what):
        """The reports are those that an oracle makes which asks the node itself."""
        chain = program.config["chains"][0] | {"rpc": [self.node.url]}
        self.assertEqual(compare(program, read_truths(program.config | {"chains": [chain]})), [], what)
        self.assertEqual(program.audit()[0], 0, what)
        say(what)

    def liar(self):
        """Leaves out every third log."""
        return self.enterContext(LyingNode(self.node.url, lambda log: int(log["logIndex"], 16) % 3 == 1))

    def test_full_proves_every_block(self):
        """By the receipts alone: there is no honest node. Their roots are those of the node's headers."""
        self.play(60)
        liar = self.liar()
        with Program([self.entry(liar.url, verify="full")]) as program:
            program.once()
            self.assertGreater(liar.hidden, 0)
            self.assert_told_truly(program, f"{liar.hidden} logs were left out of a backfill")
            self.play(5)
            program.once()
            self.assert_told_truly(program, f"{liar.hidden} logs were left out")

    def test_a_second_endpoint_helps(self):
        """Omitted mints are found by the supply, and the honest node's logs are taken."""
        self.play(60)
        liar = self.enterContext(LyingNode(self.node.url, lambda log: set(log["topics"][1][2:]) == {"0"}))
        with Program([self.entry(liar.url, self.node.url, verify="bloom")]) as program:
            program.once()
            self.assert_told_truly(program, f"{liar.hidden} mints were left out")

    def test_what_nobody_proves_stops_the_points(self):
        """A liar alone, checked by the supply: tracking goes on, points wait, and the operator is told."""
        self.play(60)
        liar = self.enterContext(LyingNode(self.node.url, lambda log: set(log["topics"][1][2:]) == {"0"}))
        with Program([self.entry(liar.url, verify="bloom")]) as program:
            program.once(expect=(1,))
            chain = program.chains()["sepolia"]
            self.assertEqual(int(chain["last_processed_block"]), self.node.head - 6)
            self.assertEqual(chain["last_calculated_time"], "")
            say(f"{liar.hidden} mints were left out: tracked to {chain['last_processed_block']}, no points")

    def test_a_doubt_ends_by_itself(self):
        """The liar was alone, since the honest endpoint was down: once that is up, nobody has to do anything."""
        self.play(60)
        liar = self.enterContext(LyingNode(self.node.url, lambda log: set(log["topics"][1][2:]) == {"0"}))
        honest = self.enterContext(FaultProxy(self.node.url, 1, 1.0, ("reset",)))
        with Program([self.entry(liar.url, honest.url, verify="bloom")]) as program:
            program.start_daemon()
            program.wait_started()
            chain = lambda: program.status()["chains"][0]
            alerts = lambda: [alert["code"] for alert in chain()["alerts"]]
            wait_until(lambda: alerts() == ["logs_doubtful"], 60, lambda: f"the doubt; {program.stderr_tail()}",
                       interval=0.5)
            self.assertIsNone(chain()["last_calculated_time"])
            self.assertEqual([one["address"] for one in chain()["endpoints"]], [liar.url, honest.url])
            told = program.run("status").stdout
            self.assertIn(f"! endpoint {honest.url}: ", told)
            say(told)

            honest.rate = 0
            wait_until(lambda: not chain()["alerts"] and chain()["last_calculated_time"], 150,
                       lambda: f"the end of {chain()['alerts']}; {program.stderr_tail()}", interval=0.5)
            self.assertGreater(chain()["endpoints"][0]["lies"], 0)
            told = program.run("status").stdout
            self.assertIn(f"! endpoint {liar.url}: ", told)
            say(told)
            program.stop()
            self.assert_told_truly(program, "the doubt ended by itself")


class Onchain(SystemTest):
    """audit --onchain on a real token."""

    def test_the_contract_agrees(self):
        """The ledger of an honest node is the contract's, holder by holder."""
        with Anvil(SEPOLIA) as node:
            token = points_token(node)
            storm = Storm("onchain", node, token)
            storm.play(30)
            storm.finish()
            entry = {"name": "sepolia", "chain_id": SEPOLIA, "contract": token.address, "start_block": 1,
                     "confirmations": 6, "poll_ms": 50, "rpc": [node.url]}
            with Program([entry]) as program:
                program.once()
                done = program.run("audit", "--onchain")
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                self.assertRegex(done.stdout, "sepolia: [1-9][0-9]* balances and the total supply compared")


if __name__ == "__main__":
    unittest.main(verbosity=2)
