#!/usr/bin/env python3
"""Secrets: where they are kept, and that none of them ever shows."""

import http.server
import json
import os
import stat
import threading
import unittest

from harness.api import Api
from harness.keyring import Keyring
from harness.process import free_port, wait_until
from world import SEPOLIA, SystemTest, World, say

PLANTED = "pl4nted+secret=with&odd~letters"
TOKEN = "pl4ntedT0kenOfTheApi"


class Parrot(http.server.BaseHTTPRequestHandler):
    """A node that refuses everything and repeats the address that it was asked under."""

    def do_POST(self):
        """One refusal."""
        self.rfile.read(int(self.headers["Content-Length"]))
        body = json.dumps({"jsonrpc": "2.0", "id": 1, "error": {
            "code": -32000, "message": f"the key in {self.path} is unknown ({PLANTED})"}}).encode()
        self.send_response(403)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Nothing on stderr."""


class Secrets(SystemTest):
    """The command and what it leads to."""

    def program_with(self, config):
        """A program whose configuration has more in it."""
        world = self.enterContext(World("secrets"))
        program = self.enterContext(world.program())
        program.config |= config
        program.write_config()
        return world, program

    def test_keychain(self):
        """A secret goes into a real keychain, is found there, and out again."""
        keyring = self.enterContext(Keyring())
        world, program = self.program_with({})
        program.more_environment = keyring.environment
        program.config["chains"][0]["rpc"] = [world.nodes[SEPOLIA].url + "/?key={secret:node-key}"]
        program.write_config()
        self.assertIn("node-key\tnot set", program.run("secret", "list", expect=(1,)).stdout)
        self.assertIn("not set", program.run("--daemon", "--once", expect=(2,)).stderr)
        told = program.run("secret", "set", "node-key", typed=PLANTED + "\n")
        self.assertNotIn(PLANTED, told.stdout + told.stderr)
        self.assertEqual(program.run("secret", "list").stdout, "node-key\tkeychain\n")
        program.once()
        program.run("secret", "set", "node-key", typed="another")
        program.run("secret", "remove", "node-key")
        program.run("secret", "remove", "node-key", expect=(2,))
        self.assertIn("node-key\tnot set", program.run("secret", "list", expect=(1,)).stdout)
        say("stored, found, used, replaced and removed in a secret service")

    def test_files(self):
        """In a file for its owner alone; the environment comes first."""
        _, program = self.program_with({"secrets_dir": "secrets"})
        program.config["chains"][0]["rpc"].append("http://127.0.0.1:1/{secret:node-key}")
        program.write_config()
        # Without a keychain it is said what else can be done.
        told = program.run("secret", "set", "node-key", typed=PLANTED, expect=(3,)).stderr
        self.assertIn("--file", told)
        program.run("secret", "set", "--file", "node-key", typed=PLANTED + "\n")
        path = program.folder / "secrets/node-key"
        self.assertEqual(oct(stat.S_IMODE(os.stat(path).st_mode)), oct(0o600))
        self.assertEqual(path.read_text(encoding="utf-8"), PLANTED)
        self.assertEqual(program.run("secret", "list").stdout, "node-key\tfile\n")
        program.more_environment = {"CHAINPOINTS_SECRET_NODE_KEY": "x" * 20}
        self.assertEqual(program.run("secret", "list").stdout, "node-key\tenvironment\n")
        program.more_environment = {"CREDENTIALS_DIRECTORY": str(program.folder / "credentials")}
        (program.folder / "credentials").mkdir()
        (program.folder / "credentials/node-key").write_text("y" * 20, encoding="utf-8")
        path.unlink()
        self.assertEqual(program.run("secret", "list").stdout, "node-key\tfile\n")

    def test_wrong_usage(self):
        """Each with a sentence, nothing changed."""
        _, program = self.program_with({})
        for arguments, typed in ((("set", "a b"), "x"), (("set", "../x"), "x"), (("set", "name"), ""),
                                 (("set", "name"), "two\nlines"), (("set", "--file", "name"), "x"),
                                 (("set",), "x"), ((), ""), (("remove", "a.b"), "")):
            told = program.run("secret", *arguments, typed=typed, expect=(2,))
            self.assertTrue(told.stderr.strip(), arguments)

    def test_nothing_shows(self):
        """Secrets are planted, errors provoked, and everything that was written is searched."""
        parrot = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Parrot)
        self.addCleanup(parrot.server_close)
        thread = threading.Thread(target=parrot.serve_forever)
        thread.start()
        self.addCleanup(thread.join)
        self.addCleanup(parrot.shutdown)
        port = free_port()
        world, program = self.program_with({"secrets_dir": "secrets", "api": {"listen": f"127.0.0.1:{port}"}})
        for name, secret in (("node-key", PLANTED), ("api", TOKEN)):
            program.run("secret", "set", "--file", name, typed=secret)
        self.assertIn("api\tfile\n", program.run("secret", "list", expect=(0,)).stdout)
        url = f"http://127.0.0.1:{parrot.server_port}"
        for entry in program.config["chains"]:
            entry["rpc"] = [url + "/v3/{secret:node-key}", "http://127.0.0.1:1/?key={secret:node-key}",
                            "http://name:{secret:node-key}@127.0.0.1:1/"]
        program.write_config()
        said = [program.run("--verbose", "--daemon", "--once", expect=(3,)).stderr]
        program.start_daemon()
        api = Api(program, port).wait_up()
        program.folder.joinpath("api-token").write_text(TOKEN, encoding="ascii")  # where Api looks for it
        wait_until(lambda: all(chain["last_error"] for chain in api.get("/api/v1/chains")["chains"]), 30,
                   "errors of the nodes")
        for path in ("/api/v1/chains", "/readyz", "/metrics", "/api/v1/users", "/api/v1/failures",
                     "/api/v1/openapi.json", f"/api/v1/users/{PLANTED}", f"/api/v1/users?search={TOKEN}&x=1"):
            said.append(api.ask(path)[1])
        said += [program.run("status").stdout, program.run("status", "--json").stdout]
        said += [program.export_text(report) for report in ("chains", "failures", "points")]
        program.stop()
        (program.folder / "api-token").unlink()
        for path in program.folder.rglob("*"):
            if path.is_file() and path.parent.name != "secrets":
                said.append(path.read_bytes().decode("utf-8", "replace"))
        # The address is refused as it stands in it, so that is what would show.
        for secret in (PLANTED, PLANTED.replace("+", "%2B").replace("=", "%3D")
                       .replace("&", "%26"), TOKEN):
            shown = [text[max(0, text.find(secret) - 200):][:300] for text in said if secret in text]
            self.assertEqual(shown, [], secret)
        self.assertTrue(any("***" in text for text in said), "the errors of the nodes were to be told")
        say(f"{sum(map(len, said))} characters searched in {len(said)} texts")


if __name__ == "__main__":
    unittest.main(verbosity=2)
