#!/usr/bin/env python3
"""The daemon seen from outside: health, and the chains behind a token."""

import json
import os
import stat
import unittest
import urllib.error
import urllib.request

from harness.process import free_port, wait_until
from oracle import read_truths
from world import BASE_SEPOLIA, CHAIN_IDS, SEPOLIA, World, SystemTest, say

CHAIN_KEYS = {
    "name", "evm_chain_id", "contract_address", "symbol", "decimals", "is_active", "state",
    "alerts", "endpoints", "owner", "start_block", "confirmations", "head_block", "last_confirmed_block",
    "last_processed_block", "last_calculated_block", "last_calculated_time", "users", "changes",
    "skipped_logs", "open_failures", "last_error"}
STATES = {"starting", "backfilling", "live", "paused", "unreachable", "finality_violated"}


class Api(SystemTest):
    """One daemon, asked over HTTP."""

    def setUp(self):
        self.world = self.enterContext(World("api"))
        self.world.play(40)
        self.world.finish()
        self.port = free_port()
        self.program = self.enterContext(self.world.program(api=f"127.0.0.1:{self.port}"))
        self.program.start_daemon()
        wait_until(self.is_up, 20, lambda: "the API; " + self.program.stderr_tail())

    def ask(self, path, token=None):
        """Status, content type and body of a GET."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}")
        if token is not None:
            request.add_header("Authorization", f"Bearer {token}")
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.headers["Content-Type"], answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers["Content-Type"], error.read().decode()

    def ask_json(self, path, status, token=None):
        """The JSON body of a GET that must have this status."""
        code, kind, body = self.ask(path, token)
        self.assertEqual(code, status, f"{path}: {body}")
        self.assertTrue(kind and kind.startswith("application/json"), f"{path}: {kind}")
        return json.loads(body)

    def is_up(self):
        """Whether the API answers yet."""
        self.program.check_alive()
        try:
            return self.ask("/healthz")[0] == 200
        except OSError:
            return False

    def token(self):
        """The token that the daemon left beside its database."""
        return (self.program.folder / "api-token").read_text().strip()

    def check_error(self, answer):
        """The shape of every error."""
        self.assertTrue(answer["error"]["code"])
        self.assertTrue(answer["error"]["message"])
        say(f"error: {answer['error']}")

    def test_healthz(self):
        """Needs no token."""
        code, _, body = self.ask("/healthz")
        self.assertEqual(code, 200)
        say(f"/healthz: {body[:100]}")

    def test_token(self):
        """The file is its owner's alone; without it, or with another, nothing is told."""
        mode = stat.S_IMODE(os.stat(self.program.folder / "api-token").st_mode)
        self.assertEqual(oct(mode), oct(0o600))
        for path in ("/api/v1/chains", f"/api/v1/chains/{SEPOLIA}"):
            for token in (None, "", "wrong", self.token()[:-1], self.token() + "x"):
                self.check_error(self.ask_json(path, 401, token))

    def test_chains(self):
        """Both chains with every key, and the numbers of the oracle."""
        self.program.wait_caught_up(self.world.nodes)
        truths = {truth.chain.name: truth for truth in read_truths(self.program.config)}
        answer = self.ask_json("/api/v1/chains", 200, self.token())
        chains = {chain["name"]: chain for chain in answer["chains"]}
        self.assertEqual(set(chains), {SEPOLIA, BASE_SEPOLIA})
        for name, chain in chains.items():
            truth = truths[name]
            self.assertEqual(CHAIN_KEYS - set(chain), set())
            self.assertIn(chain["state"], STATES)
            self.assertEqual(int(chain["evm_chain_id"]), CHAIN_IDS[name])
            self.assertEqual(chain["contract_address"], truth.chain.contract)
            self.assertEqual(chain["decimals"], truth.chain.decimals)
            self.assertIs(chain["is_active"], True)
            if chain["owner"]:
                self.assertEqual(chain["owner"]["pid"], self.program.daemon.pid)
            self.assertEqual(
                [chain[key] for key in ("head_block", "last_confirmed_block",
                                        "last_processed_block", "last_calculated_block",
                                        "last_calculated_time")],
                [truth.head, truth.confirmed, truth.processed, truth.calculated,
                 truth.settled_time])
            self.assertEqual(chain["users"], len(truth.users))
            self.assertEqual(chain["changes"], len(truth.rows))
            self.assertEqual(chain["open_failures"], 0)
            say(f"{name}: state {chain['state']}, {chain['users']} users, {chain['changes']} "
                f"changes, {chain['skipped_logs']} logs skipped (oracle: {truth.skipped_logs})")
            one = self.ask_json(f"/api/v1/chains/{name}", 200, self.token())
            self.assertEqual(CHAIN_KEYS - set(one), set())
            self.assertEqual(one["name"], name)
            self.assertEqual(one["last_processed_block"], truth.processed)

    def test_unknown_chain(self):
        """404 with an error in JSON."""
        self.check_error(self.ask_json("/api/v1/chains/nowhere", 404, self.token()))


if __name__ == "__main__":
    unittest.main(verbosity=2)
