#!/usr/bin/env python3
"""Nonsense at the API's door, on routes and on raw sockets; FUZZ_SECONDS says for how long (15)."""

import json
import os
import random
import socket
import time
import unittest

from harness.api import Api
from harness.openapi import Description
from harness.process import free_port
from world import SEPOLIA, SystemTest, World, say

WORDS = [b"0x", b"0x" + b"1" * 40, b"-1", b"0", b"10000", b"10001", b"9" * 30, b"%00", b"%2F", b"..", b"%ff", b"'",
         b'"', b";--", b"\\", b"sepolia", b"asc", b"balance", b"%F0%9F%92%A9", b"2025-01-01T00:00:00Z", b"1735689600",
         b"NaN", b"null", b"", b" ", b"\t", b"+", b"a" * 5000, b"cursor", b"limit", b"chain"]
HEADERS = [b"Content-Length: 0", b"Content-Length: 5", b"Content-Length: -1", b"Content-Length: 18446744073709551616",
           b"Content-Length: 2\r\nContent-Length: 3", b"Transfer-Encoding: chunked", b"Transfer-Encoding: gzip",
           b"Content-Type: application/json", b"Content-Encoding: gzip", b"Expect: 100-continue", b"Range: bytes=0-1",
           b"Range: bytes=9-1,-5,x", b"Connection: close", b"Connection: keep-alive", b"Accept-Encoding: gzip, br",
           b"Upgrade: h2c", b": no name", b"No-Colon", b"X: " + b"y" * 9000, b"Host: localhost", b"Host: ", b"X:\0"]


class Fuzz(SystemTest):
    """One daemon for all of it."""

    def setUp(self):
        self.world = self.enterContext(World("fuzz"))
        self.world.play(20)
        self.world.finish()
        self.port = free_port()
        self.program = self.enterContext(self.world.program(api=f"127.0.0.1:{self.port}"))
        self.program.start_daemon()
        self.api = Api(self.program, self.port).wait_up()
        self.program.wait_caught_up(self.world.nodes)
        user = self.api.get(f"/api/v1/users?chain={SEPOLIA}")["users"][0]["address"]
        self.paths = [path.replace("{name}", SEPOLIA).replace("{address}", user).replace("{id}", "1").encode()
                      for _, path in sorted(Description().calls()) if not path.endswith("events")]

    def request(self, dice):
        """A request that is more or less one."""
        path = dice.choice(self.paths)
        for _ in range(dice.randrange(3)):
            part = dice.choice(WORDS)
            path = dice.choice([path + b"?" + part + b"=" + dice.choice(WORDS), path + b"&" + part + b"=",
                                path + b"/" + part, path.replace(b"1", part), path[:dice.randrange(len(path) + 1)]])
        lines = [dice.choice([b"GET", b"GET", b"POST", b"PUT", b"HEAD", b"DELETE", b"X"]) + b" " + path + b" HTTP/1.1"]
        if dice.random() < 0.9:
            lines.append(b"Authorization: Bearer " + self.api.token.encode())
        lines += dice.sample(HEADERS, dice.randrange(4))
        text = b"\r\n".join(lines) + b"\r\n\r\n" + dice.choice([b"", b"{}", b"[[[[", b"\xff", b'{"ids":[1]}', b"5\r\n{}"])
        if dice.random() < 0.3:
            raw = bytearray(text)
            for _ in range(dice.randrange(1, 6)):
                raw[dice.randrange(len(raw))] = dice.randrange(256)
            text = bytes(raw)
        return text

    def answer_to(self, text):
        """What comes until the server closes or says no more; the client ends its side at once."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as client:
            answer = b""
            try:
                client.sendall(text)
                client.shutdown(socket.SHUT_WR)
                while piece := client.recv(65536):
                    answer += piece
            except ConnectionError:
                pass
            return answer

    def check(self, text, answer):
        """An error is the JSON error, nothing is a failure of the server, and no place of the machine shows."""
        if not answer.startswith(b"HTTP/1.1 ") or text.startswith(b"HEAD"):
            return answer[9:12] if answer else b"none"
        head, _, body = answer.partition(b"\r\n\r\n")
        if head[9:12] == b"100":
            head, _, body = body.partition(b"\r\n\r\n")
        status = head[9:12]
        self.assertLess(status, b"500", (text[:500], answer[:500]))
        self.assertNotIn(str(self.program.folder).encode(), answer)
        if status >= b"400" and b"application/json" in head and b"Content-Encoding" not in head:
            length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
            error = json.loads(body[:length])["error"]
            self.assertTrue(error["code"] and error["message"], text)
        return status

    def test_nonsense(self):
        """Nothing ends it, and it answers the next one."""
        seconds = float(os.environ.get("FUZZ_SECONDS", "15"))
        seed = int(os.environ.get("FUZZ_SEED", "1"))
        dice, end, seen = random.Random(seed), time.monotonic() + seconds, {}
        while time.monotonic() < end:
            text = self.request(dice)
            status = self.check(text, self.answer_to(text))
            seen[status] = seen.get(status, 0) + 1
            self.program.check_alive()
        self.assertEqual(self.api.ask("/healthz")[0], 200)
        say(f"{sum(seen.values())} requests: {sorted(seen.items())}")


if __name__ == "__main__":
    unittest.main(verbosity=2)
