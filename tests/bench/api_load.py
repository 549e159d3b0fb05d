#!/usr/bin/env python3
"""Does the API hold up the engine, and the load the API?

Twice in turn: a backfill into a new database, alone and with 200 idle connections and 50 clients who read
pages of 10,000 users without end. Those have the lowest priority, since their own work (taking in the bytes)
is no work of the daemon's. Ratios count; times depend on the machine. No test.

Arguments: the program, bench_backfill, and the number of logs (400000).
"""

import json
import os
import pathlib
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

IDLE, CLIENTS = 200, 50


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def connected(port):
    """A connection to the API; it is full for a moment at most."""
    return socket.create_connection(("127.0.0.1", port), timeout=30)


def ask(port, path, token):
    """Seconds and status of one call."""
    start = time.monotonic()
    with connected(port) as client:
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"
                       "Connection: close\r\n\r\n".encode())
        answer = b""
        while piece := client.recv(65536):
            answer += piece
    return time.monotonic() - start, int(answer[9:12]), answer.partition(b"\r\n\r\n")[2]


class Readers(threading.Thread):
    """Clients who ask for a page, read it and ask again, in one thread so that they cost little."""

    def __init__(self, port, token):
        super().__init__(daemon=True)
        self.request = ("GET /api/v1/users?chain=bench&limit=10000&sort=balance HTTP/1.1\r\nHost: localhost\r\n"
                        f"Authorization: Bearer {token}\r\nConnection: close\r\n\r\n").encode()
        self.port, self.pages, self.refused, self.bytes, self.stopped = port, 0, 0, 0, False

    def run(self):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 19)
        selector = selectors.DefaultSelector()
        for _ in range(CLIENTS):
            self.begin(selector)
        buffer = bytearray(1 << 20)
        while not self.stopped:
            for key, _ in selector.select(0.1):
                try:
                    got = key.fileobj.recv_into(buffer)
                except OSError:
                    got = 0
                if got and not key.data:
                    selector.modify(key.fileobj, selectors.EVENT_READ, bytes(buffer[9:12]))
                self.bytes += got
                if got == 0:
                    self.pages += key.data == b"200"
                    self.refused += key.data != b"200"
                    selector.unregister(key.fileobj)
                    key.fileobj.close()
                    if self.stopped:
                        return
                    self.begin(selector)

    def begin(self, selector):
        """One more request."""
        client = connected(self.port)
        client.sendall(self.request)
        selector.register(client, selectors.EVENT_READ, b"")


def backfill(program, node, folder, blocks, loaded):
    """Seconds of a backfill; with load also the times of /healthz."""
    port = free_port()
    (folder / "config.json").write_text(json.dumps({
        "api": {"listen": f"127.0.0.1:{port}"},
        "chains": [{"name": "bench", "chain_id": 1, "contract": node["contract"], "start_block": 0,
                    "decimals": 18, "symbol": "BENCH", "title": "Bench", "verify": "off", "rpc": [node["url"]]}]}))
    daemon = subprocess.Popen([program, "--daemon", "--config", str(folder / "config.json")],
                              stderr=subprocess.DEVNULL)
    times, readers, idle = [], None, []
    try:
        start = time.monotonic()
        token = ""
        while True:
            try:
                token = (folder / "api-token").read_text().strip()
                took, status, _ = ask(port, "/healthz", token)
            except OSError:
                time.sleep(0.01)
                continue
            if loaded and readers is None:
                idle = [connected(port) for _ in range(IDLE)]
                readers = Readers(port, token)
                readers.start()
            if status == 200:
                times.append(took)
            chain = json.loads(ask(port, "/api/v1/chains/bench", token)[2]) if not loaded else None
            if loaded and len(times) % 10 == 0:
                status, body = ask(port, "/api/v1/chains/bench", token)[1:]
                chain = json.loads(body) if status == 200 else None
            if chain and chain.get("last_processed_block", 0) >= blocks:
                return time.monotonic() - start, times, readers
            time.sleep(0.05)
    finally:
        if readers:
            readers.stopped = True
            readers.join()
        for client in idle:
            client.close()
        daemon.send_signal(signal.SIGTERM)
        daemon.wait(30)


def main():
    """Both ways, and how they compare."""
    program, bench = sys.argv[1:3]
    logs = sys.argv[3] if len(sys.argv) > 3 else "400000"
    server = subprocess.Popen([bench, logs, "50000", "serve"], stdout=subprocess.PIPE, text=True)
    try:
        told = ""
        while "chain id" not in told:
            told = server.stdout.readline()
        node = {"contract": told.split("contract ")[1].split(",")[0], "url": told.split(" at ")[1].strip()}
        seconds = {"alone": 0, "loaded": 0}
        for name, loaded in 2 * (("alone", False), ("loaded", True)):
            with tempfile.TemporaryDirectory() as folder:
                took, times, readers = backfill(program, node, pathlib.Path(folder), 20_000, loaded)
            seconds[name] += took
            times.sort()
            print(f"{name:7} backfill {took:6.2f} s; /healthz {len(times)} times, median "
                  f"{times[len(times) // 2] * 1000:.1f} ms, most {times[-1] * 1000:.1f} ms"
                  + (f"; {readers.pages} pages, {readers.refused} refused, {readers.bytes >> 20} MB"
                     if readers else ""))
        print(f"ratio   loaded/alone {seconds['loaded'] / seconds['alone']:.2f}")
    finally:
        server.kill()
        server.wait()


if __name__ == "__main__":
    main()
