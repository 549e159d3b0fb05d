#!/usr/bin/env python3
"""Every call of the API against its description, the reports and the oracle."""

import sqlite3
import unittest

from harness.api import Api
from harness.openapi import Description
from harness.process import free_port, wait_until
from world import BASE_SEPOLIA, SEPOLIA, SystemTest, World, say


class ApiCalls(SystemTest):
    """One daemon on two chains, some of whose users cannot be settled."""

    def setUp(self):
        self.world = self.enterContext(World("apicalls", overdraw=True))
        self.world.play(40)
        self.world.finish()
        port = free_port()
        self.program = self.enterContext(self.world.program(api=f"127.0.0.1:{port}"))
        self.program.start_daemon()
        self.api = Api(self.program, port, Description()).wait_up()
        self.program.wait_caught_up(self.world.nodes)

    def test_calls(self):
        """All of them, one after the other: a daemon is dear."""
        with self.subTest("the description is what is served"):
            self.assertEqual(self.api.get("/api/v1/openapi.json"), self.api.description.document)
        with self.subTest("users"):
            self.check_users()
        with self.subTest("one user"):
            self.check_one_user()
        with self.subTest("failures and actions"):
            self.check_failures()
        with self.subTest("pause and resume"):
            self.check_pause()
        with self.subTest("cancel"):
            self.check_cancel()
        with self.subTest("what is wrong"):
            self.check_errors()
        with self.subTest("a user's status"):
            self.check_status()
        with self.subTest("metrics"):
            self.check_metrics()
        with self.subTest("events"):
            self.check_events()
        with self.subTest("readiness"):
            wait_until(lambda: self.api.ask("/readyz")[0] == 200, 20, lambda: self.api.ask("/readyz")[1])
        called = {(method, pattern) for method, pattern, status in self.api.seen if status < 300}
        self.assertEqual(self.api.description.calls() - called, {("GET", "/api/v1/events")})
        say(f"{len(self.api.seen)} kinds of answers are as they are described")

    def check_users(self):
        """Page by page the same as in the reports."""
        for chain in (SEPOLIA, BASE_SEPOLIA):
            balances = {row["user_address"]: row["balance_raw"]
                        for row in self.program.export("balances", chain=chain)}
            points = {row["user_address"]: (row["points"], row["points_raw"])
                      for row in self.program.export("points", chain=chain)}
            for sort in ("address", "balance&order=desc", "points"):
                rows = self.api.pages(f"/api/v1/users?chain={chain}&limit=7&sort={sort}", "users")
                self.assertEqual({row["address"]: row["balance_raw"] for row in rows}, balances)
                self.assertEqual({row["address"]: (row["points"], row["points_raw"]) for row in rows}, points)
                self.assertEqual(len(rows), len(balances))
        totals = {row["user_address"]: row["points"] for row in self.program.export("totals")}
        for sort in ("address", "points&order=desc"):
            rows = self.api.pages(f"/api/v1/users?limit=7&sort={sort}", "users")
            self.assertEqual({row["address"]: row["points"] for row in rows}, totals)
            self.assertEqual(len(rows), len(totals))
        say(f"{len(totals)} users are those of the reports in every order")

    def check_one_user(self):
        """Everything about each user of a chain adds up."""
        boundary = int(self.program.chains()[SEPOLIA]["last_calculated_time"])
        changes, spans = {}, {}
        for row in self.program.export("changes", chain=SEPOLIA):
            changes.setdefault(row["user_address"], []).append(row["balance_after_raw"])
        for row in self.program.export("points-changes", chain=SEPOLIA):
            spans.setdefault(row["user_address"], []).append(row["points"])
        for user in self.api.get(f"/api/v1/users?chain={SEPOLIA}")["users"]:
            path = f"/api/v1/users/{user['address']}"
            self.assertEqual(self.api.get(f"{path}?chain={SEPOLIA}"), user)
            rows = self.api.pages(f"{path}/changes?chain={SEPOLIA}&limit=3", "changes")
            self.assertEqual([row["balance_after_raw"] for row in rows], changes[user["address"]])
            rows = self.api.pages(f"{path}/points-changes?chain={SEPOLIA}&limit=3", "points_changes")
            self.assertEqual([row["points"] or "" for row in rows], spans.get(user["address"], []))
            segments = self.api.pages(f"{path}/statement?chain={SEPOLIA}&limit=3", "segments")
            total = 0
            for segment in segments:
                whole, _, part = segment["rate"].partition(".")
                rate = int(whole + part.ljust(9, "0"))
                total += int(segment["balance_raw"]) * rate * (segment["to"] - segment["from"])
                self.assertEqual(segment["total_points_raw"], str(total))
            self.assertEqual(str(total), user["points_raw"])
            then = self.api.get(f"{path}/points?chain={SEPOLIA}&at={boundary}")
            self.assertEqual(then["points"], user["points"])
            self.api.get(path)
            self.assertEqual(self.api.get(f"{path}/restatements")["restatements"], [])

    def check_failures(self):
        """Those of the report; a retry fails again and says so."""
        reported = {row["id"]: row["attempts"] for row in self.program.export("failures")}
        rows = self.api.pages("/api/v1/failures?limit=2", "failures")
        self.assertEqual({str(row["id"]): str(row["attempts"]) for row in rows}, reported)
        self.assertTrue(rows, "the storm was to overdraw somebody")
        for path, body in ((f"/api/v1/failures/{rows[0]['id']}/retry", None),
                           ("/api/v1/failures/retry", {"chain": rows[0]["chain"]}),
                           ("/api/v1/failures/retry", {"ids": [row["id"] for row in rows]})):
            action = self.finished(self.api.post(path, body))
            self.assertEqual(action["kind"], "retry")
            self.assertTrue(action["failed"] + action["done"] + action["skipped"] > 0)
            say(f"{path} {body}: {action['done']} done, {action['failed']} failed")

    def check_cancel(self):
        """What waits for a chain that nobody follows is taken back, once."""
        with sqlite3.connect(self.program.folder / "chainpoints.db", timeout=10) as database:
            database.executescript(f"""
                CREATE TEMP TABLE other AS SELECT * FROM chain WHERE name = '{SEPOLIA}';
                UPDATE other SET id = 99, name = 'elsewhere', evm_chain_id = 99;
                INSERT INTO chain SELECT * FROM other;
                INSERT INTO operator_action (id, kind, requested_at, requested_by, requested_from)
                    VALUES (400, 'pause', 0, 'somebody', 'window');
                INSERT INTO operator_action_item (action_id, chain_id, failure_id, state, sentence)
                    VALUES (400, 99, 0, 'waiting', '');""")
        accepted = self.api.post("/api/v1/actions/400/cancel")
        action = self.finished(accepted)
        self.assertEqual((action["kind"], action["done"]), ("cancel", 1))
        cancelled = self.api.get("/api/v1/actions/400")
        self.assertEqual((cancelled["finished"], cancelled["cancelled"]), (True, 1))
        self.api.post("/api/v1/actions/400/cancel", expect=409)
        with sqlite3.connect(self.program.folder / "chainpoints.db", timeout=10) as database:
            database.executescript("DELETE FROM operator_action_item WHERE chain_id = 99;"
                                   "DELETE FROM chain WHERE id = 99;")

    def finished(self, accepted):
        """The action, once it is finished."""
        path = f"/api/v1/actions/{accepted['action_id']}"
        wait_until(lambda: self.api.get(path)["finished"], 20, "the action")
        return self.api.get(path)

    def check_pause(self):
        """The state follows."""
        for verb, active in (("pause", False), ("resume", True)):
            action = self.finished(self.api.post(f"/api/v1/chains/{SEPOLIA}/{verb}"))
            self.assertEqual((action["done"], action["requested_from"]), (1, "api"))
            self.assertIs(self.api.get(f"/api/v1/chains/{SEPOLIA}")["is_active"], active)
        self.assertEqual(len(self.api.get("/api/v1/chains")["chains"]), 2)
        self.assertEqual(self.api.get("/api/v1/incidents")["incidents"], [])
        actions = self.api.pages("/api/v1/actions?limit=2", "actions")
        self.assertEqual([action["kind"] for action in actions], ["resume", "pause"] + ["retry"] * 3)

    def check_errors(self):
        """One of each kind for each call; the description knows them all."""
        some = {"{name}": "nowhere", "{address}": "0x" + "1" * 40, "{id}": "123456"}
        for method, pattern in sorted(self.api.description.calls()):
            path = pattern
            for name, value in some.items():
                path = path.replace(name, value)
            if pattern != "/healthz":
                self.assertEqual(self.api.ask(path, method, token="wrong")[0], 401)
            if pattern in ("/healthz", "/readyz", "/metrics", "/api/v1/events", "/api/v1/openapi.json"):
                continue
            self.assertEqual(self.api.ask(path + "?nonsense=1", method)[0], 400)
            if "{" in pattern and not pattern.endswith("/restatements"):
                wanted = "?chain=" + SEPOLIA + "&at=0" if pattern.endswith("/points") else (
                    "?chain=" + SEPOLIA if pattern.endswith("statement") else "")
                body = {"status": 0} if method == "PUT" else None
                self.assertEqual(self.api.ask(path + wanted, method, body)[0], 404)
            if method in ("POST", "PUT"):
                self.assertEqual(self.api.ask(path, method, "{}", headers={"Content-Type": "text/plain"})[0], 415)
                self.assertEqual(self.api.ask(path, method, " " * 1_100_000)[0], 413)
        user = self.api.get(f"/api/v1/users?chain={SEPOLIA}")["users"][0]["address"]
        self.api.get(f"/api/v1/users/{user}/points?at=4102444800", 409)

    def check_status(self):
        """Disabled and enabled again, from now on; not in time that is settled."""
        user = self.api.get(f"/api/v1/users?chain={SEPOLIA}")["users"][0]["address"]
        path = f"/api/v1/users/{user}/status"
        self.api.get(path, 409, method="PUT", body={"status": 0, "effective_at": 0})
        for status, kind in ((0, "disable"), (1, "enable")):
            accepted = self.api.get(path, 202, method="PUT", body={"status": status, "reason": "a test"})
            action = self.finished(accepted)
            self.assertEqual((action["kind"], action["failed"]), (kind, 0))

    def check_metrics(self):
        """Prometheus reads them, and they say what the chains say."""
        text = self.api.ask("/metrics")[1]
        found = {}
        for line in text.splitlines():
            if not line.startswith("#"):
                name, _, value = line.rpartition(" ")
                found[name] = float(value)
        for chain in self.api.get("/api/v1/chains")["chains"]:
            label = f'{{chain="{chain["name"]}"}}'
            self.assertEqual(found[f"chainpoints_chain_users{label}"], chain["users"])
            self.assertEqual(found[f"chainpoints_chain_processed_block{label}"], chain["last_processed_block"])
            self.assertEqual(found[f"chainpoints_chain_open_failures{label}"], chain["open_failures"])
        for measured in ("chainpoints_batch_duration_seconds_count", "chainpoints_rpc_requests_total",
                         "chainpoints_http_request_duration_seconds_bucket"):
            self.assertTrue(any(name.startswith(measured) and value > 0 for name, value in found.items()), measured)
        say(f"{len(found)} figures")

    def check_events(self):
        """How the chains are, and then each block."""
        events = self.api.events()
        seen = {}
        while SEPOLIA not in seen:  # others may change first, and more than once
            name, data = next(events)
            if name == "chain":
                seen[data["chain"]] = data["last_processed_block"]
        self.world.nodes[SEPOLIA].mine_empty(10)
        for name, data in events:
            if name == "chain" and data["chain"] == SEPOLIA and data["last_processed_block"] > seen[SEPOLIA]:
                say(f"an event tells of block {data['last_processed_block']}")
                return


if __name__ == "__main__":
    unittest.main(verbosity=2)
