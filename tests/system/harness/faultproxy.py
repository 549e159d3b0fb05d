"""A proxy in front of a node that answers wrongly, late or not at all: by chance, and by a seed.

The n-th request of a kind (its method; of a batch, its first) meets the same fault in every run of a seed, at
the same rate. How many requests there are, and in which order those of different kinds come, is the program's
and the machine's affair.
"""

import contextlib
import http.server
import json
import random
import socket
import struct
import threading
import time
from collections import Counter

from .rpc import Rpc, RpcError

# What each does stands in _Answer below. Some fit only some methods, see _fitting.
FAULTS = ("reset", "hang", "429", "5xx", "html", "cut", "cut off", "null block", "null result", "omission",
          "range limit", "error", "stale head", "another block", "doubled logs", "batch in disorder",
          "batch incomplete", "batch with a twin")
# After these an endpoint is left alone for minutes; another one must be there.
UNFORGIVEN = ("another chain", "402")

RANGE_LIMITS = (
    (-32602, "range 1000000 exceeds limit of 10000"),
    (-32602, "You can make eth_getLogs requests with up to a 10 block range."),
    (-32005, "query returned more than 10000 results"),
    (-32600, "block range is too wide"),
    (-32000, "exceed maximum block range: 20"),
    (-32614, "eth_getLogs is limited to a 15 range"),
    (-32000, "query timeout exceeded"),
    (-32701, "Please specify less number of address, your response is too big"),
    (-32099, "this wording is not known to anybody"))
ERRORS = ((-32603, "Internal error"), (-32000, "header not found"), (-32005, "daily request count exceeded, request "
          "rate limited"), (-32000, "no backend is currently healthy to serve traffic"), (-32016, "over rate limit"))


class FaultProxy:
    """Answers as the node at `url`, but at `rate` (0 to 1, set at any time) with one of `faults`.

    `delay()` is the seconds that each answer waits. `seen` counts the faults, `asked` the requests.
    """

    def __init__(self, url, seed, rate=0.0, faults=FAULTS, hang=1.0):
        self.rate, self.faults, self.hang = rate, tuple(faults), hang
        self.delay = lambda: 0
        self.seen, self.asked = Counter(), Counter()
        self._node, self._seed = url, seed
        self._chances, self._lock = {}, threading.Lock()
        self._over = threading.Event()
        self._omitted = False
        proxy = self

        class Handler(_Answer):
            """Serves one connection of this proxy."""
            owner = proxy

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        # Who was answered with a reset must not be waited for.
        self._server.block_on_close = False
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def choose(self, asked):
        """The fault that a request meets, if any, and a chance for its details."""
        calls = asked if isinstance(asked, list) else [asked]
        kind = calls[0]["method"] + ("[]" if isinstance(asked, list) else "")
        with self._lock:
            chance = self._chances.setdefault(kind, random.Random(f"{self._seed} {kind}"))
            # Always the same number of draws, so that a rate that changes does not change what comes later.
            rolled, which, details = chance.random(), chance.random(), random.Random(chance.random())
            self.asked[kind] += 1
            if rolled >= self.rate:
                return None, details
            fitting = [fault for fault in self.faults if _fitting(fault, calls, isinstance(asked, list))]
            fault = fitting[int(which * len(fitting))] if fitting else None
            # Who leaves out logs twice in a row is believed, where the token's supply does not tell.
            if fault == "omission":
                fault = None if self._omitted else fault
                self._omitted = fault is not None
            elif kind == "eth_getLogs":
                self._omitted = False
            if fault:
                self.seen[fault] += 1
            return fault, details

    def wait(self, seconds):
        """Waits, but not beyond the end of the proxy."""
        self._over.wait(seconds)

    def node(self):
        """A connection to the node."""
        return Rpc(self._node)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._over.set()
        self._server.shutdown()
        self._server.server_close()


def _is_latest(call):
    return call["method"] == "eth_blockNumber" or (
        call["method"] == "eth_getBlockByNumber" and call["params"][0] == "latest")


def _fitting(fault, calls, batch):
    """Whether a fault can befall this request."""
    method = calls[0]["method"]
    if fault == "null block":
        return method == "eth_getBlockByNumber"
    if fault == "another block":
        return method == "eth_getBlockByNumber" and not _is_latest(calls[0])
    if fault in ("omission", "doubled logs"):
        return method == "eth_getLogs"
    if fault == "range limit":
        return method == "eth_getLogs" and calls[0]["params"][0]["fromBlock"] != calls[0]["params"][0]["toBlock"]
    if fault == "stale head":
        return _is_latest(calls[0])
    if fault == "another chain":
        return method == "eth_chainId"
    if fault == "402":
        return method == "eth_blockNumber"
    return not fault.startswith("batch ") or batch


class _Answer(http.server.BaseHTTPRequestHandler):
    """One connection of a client, with one of its own to the node."""

    protocol_version = "HTTP/1.1"
    # Headers and body at once: a body that waits for an acknowledgement takes 40 ms.
    wbufsize = -1
    disable_nagle_algorithm = True
    owner = None

    def setup(self):
        """One connection to the node for each of a client."""
        super().setup()
        self.node = self.owner.node()  # pylint: disable=attribute-defined-outside-init

    def finish(self):
        """Neither outlives the other."""
        self.node.close()
        with contextlib.suppress(OSError):
            super().finish()

    def handle(self):
        """A client may go at any time."""
        with contextlib.suppress(OSError):
            super().handle()

    def log_message(self, *_):
        """Says nothing."""

    def do_POST(self):  # pylint: disable=invalid-name
        """Answers a request or a batch, with the fault that is its lot."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        fault, chance = self.owner.choose(asked)
        delay = self.owner.delay()
        if delay:
            self.owner.wait(delay)
        if not self._broken(fault, chance):
            self._serve(asked, fault, chance)

    def _broken(self, fault, chance):
        """Faults that need no node. True: it was one."""
        if fault == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
        elif fault == "hang":
            self.owner.wait(self.owner.hang)
            self.close_connection = True
        elif fault == "429":
            self._send(429, b"slow down", {"Retry-After": "1"})
        elif fault == "402":
            self._send(402, b'{"error":"payment required"}')
        elif fault == "5xx":
            self._send(chance.choice((500, 502, 503)), b"<html>Bad Gateway</html>")
        elif fault == "html":
            self._send(200, b"<!DOCTYPE html><html><body>Checking your browser</body></html>",
                       {"Content-Type": "text/html"})
        else:
            return False
        return True

    def _serve(self, asked, fault, chance):
        if fault in ("range limit", "error"):
            code, message = chance.choice(RANGE_LIMITS if fault == "range limit" else ERRORS)
            first = asked[0] if isinstance(asked, list) else asked
            body = {"jsonrpc": "2.0", "id": first["id"], "error": {"code": code, "message": message}}
            self._send(200, json.dumps([body] if isinstance(asked, list) else body).encode())
            return
        answer = self._ask(asked, fault, chance)
        if fault and fault.startswith("batch "):
            self._spoil_batch(answer, fault, chance)
        body = json.dumps(answer).encode()
        if fault == "cut":
            self._send(200, body[:chance.randrange(len(body))])
        elif fault == "cut off":
            self._send(200, body, cut=chance.randrange(len(body)))
        else:
            self._send(200, body)

    def _ask(self, asked, fault, chance):
        """The node's answer, with what a fault changes in the question or in the result."""
        calls = asked if isinstance(asked, list) else [asked]
        victim = calls[chance.randrange(len(calls))]
        if fault == "another block":
            number = max(0, int(victim["params"][0], 16) - 1)
            victim["params"][0] = hex(number)
        elif fault == "stale head" and victim["method"] == "eth_getBlockByNumber":
            victim["params"][0] = hex(max(0, self._head() - chance.randint(1, 5)))
        answer = self.node._post(asked)  # pylint: disable=protected-access
        parts = answer if isinstance(answer, list) else [answer]
        for part in parts:
            if part.get("id") != victim["id"] or "result" not in part:
                continue
            if fault in ("null block", "null result"):
                part["result"] = None
            elif fault == "omission":
                part["result"] = []
            elif fault == "doubled logs":
                part["result"] += part["result"]
            elif fault == "another chain":
                part["result"] = "0x1"
            elif fault == "stale head" and victim["method"] == "eth_blockNumber":
                part["result"] = hex(max(0, int(part["result"], 16) - chance.randint(1, 5)))
        return answer

    def _head(self):
        try:
            return int(self.node.call("eth_blockNumber"), 16)
        except RpcError:
            return 0

    @staticmethod
    def _spoil_batch(answer, fault, chance):
        if fault == "batch in disorder":
            chance.shuffle(answer)
        elif fault == "batch incomplete":
            answer.pop(chance.randrange(len(answer)))
        else:
            twin = dict(chance.choice(answer))
            answer[chance.randrange(len(answer))] = twin

    def _send(self, status, body, headers=(), cut=None):
        """An answer; with `cut` the connection ends within the body."""
        self.send_response(status)
        for name, value in ({"Content-Type": "application/json"} | dict(headers)).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body if cut is None else body[:cut])
        if cut is not None:
            self.close_connection = True


def slow(least, most, seed):
    """Delays between `least` and `most` seconds, for FaultProxy.delay."""
    chance, lock = random.Random(seed), threading.Lock()

    def delay():
        with lock:
            return chance.uniform(least, most)
    return delay
