#!/usr/bin/env python3
"""The API as other people's tools see it: curl, and a client made from the description alone."""

import json
import subprocess
import unittest

from harness.api import Api
from harness.openapi import Description
from harness.process import REPOSITORY, free_port
from world import BASE_SEPOLIA, SEPOLIA, SystemTest, World, say


class Clients(SystemTest):
    """One daemon, asked by foreign programs."""

    def setUp(self):
        self.world = self.enterContext(World("apiclient"))
        self.world.play(20)
        self.world.finish()
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.program = self.enterContext(self.world.program(api=f"127.0.0.1:{port}"))
        self.program.start_daemon()
        self.api = Api(self.program, port).wait_up()
        self.program.wait_caught_up(self.world.nodes)

    def curl(self, *arguments):
        """Status and body."""
        done = subprocess.run(["curl", "-sS", "--max-time", "20", "-w", "\n%{http_code}",
                               "-H", f"Authorization: Bearer {self.api.token}", *arguments],
                              capture_output=True, text=True, check=True)
        body, _, status = done.stdout.rpartition("\n")
        return int(status), body

    def test_curl(self):
        """Reading, asking for something, HEAD, and a long answer kept alive."""
        status, body = self.curl(f"{self.url}/api/v1/chains")
        self.assertEqual((status, len(json.loads(body)["chains"])), (200, 2))
        status, body = self.curl("-X", "POST", f"{self.url}/api/v1/chains/{SEPOLIA}/pause")
        self.assertEqual(status, 202)
        status, body = self.curl("--json", f'{{"chain":"{SEPOLIA}"}}', f"{self.url}/api/v1/failures/retry")
        self.assertEqual(status, 202)
        status, body = self.curl("-d", "{}", f"{self.url}/api/v1/failures/retry")
        self.assertEqual((status, json.loads(body)["error"]["code"]), (415, "unsupported_media_type"))
        self.assertEqual(self.curl("-I", f"{self.url}/api/v1/users")[0], 200)
        self.assertEqual(self.curl("-H", "Host: evil.example", f"{self.url}/healthz")[0], 403)
        _, headers = self.curl("-i", "-H", "Origin: http://evil.example", f"{self.url}/api/v1/chains")
        self.assertNotIn("access-control", headers.lower())
        self.assertEqual(self.curl("-X", "OPTIONS", f"{self.url}/api/v1/chains")[0], 405)

    def test_generated_client(self):
        """Every operation is there by its name, and the answers mean what the description says."""
        done = subprocess.run(["node", str(REPOSITORY / "tests/client/client.mjs"), self.url, self.api.token],
                              capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        seen = json.loads(done.stdout)
        say(f"the client says {seen}")
        self.assertEqual(seen["operations"], len(Description().calls()))
        self.assertEqual(seen["names"], sorted([SEPOLIA, BASE_SEPOLIA]))
        self.assertEqual(seen["users"], len(self.program.export("balances", chain=seen["names"][0])))
        self.assertEqual(seen["points_raw"], seen["statement"])
        self.assertEqual(seen["statuses"], [202, 202, 404])
        self.assertEqual((seen["error"], seen["kind"]), ("not_found", "resume"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
