"""A server that accepts every connection and never says a word."""

import socket
import threading

from .process import wait_until


class HangingServer:
    """Listens on the loopback; `connections` holds who came."""

    def __init__(self):
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.connections = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                self.connections.append(self._socket.accept()[0])
            except OSError:
                return  # closed

    def wait_for_visitor(self, timeout=20):
        """Waits until somebody has connected."""
        wait_until(lambda: self.connections, timeout, "a connection to the hanging server")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._socket.close()
        for connection in self.connections:
            connection.close()
