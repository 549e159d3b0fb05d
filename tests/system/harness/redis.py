"""A redis-server of the test's own, on the loopback, with nothing on disk."""

import shutil
import signal
import socket
import subprocess
import tempfile

from .process import die_with_parent, free_port, wait_until


class Redis:
    """Runs until `stop`; may be killed, restarted empty, flushed, paused."""

    def __init__(self, password=None):
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._password = password
        self._folder = tempfile.mkdtemp(prefix="redis-")
        self.process = None
        try:
            self.start()
        except BaseException:
            self.stop()
            raise

    def start(self):
        """Starts it empty, on the same port."""
        self.process = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "",
             "--dir", self._folder, *(["--requirepass", self._password] if self._password else [])],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=die_with_parent)
        wait_until(self._answers, 20, "redis-server's first answer", interval=0.02)

    def _answers(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"redis-server ended with {self.process.returncode}")
        try:
            return self.call("PING") == b"+PONG\r\n"
        except OSError:
            return False

    def call(self, *words):
        """The first line of the answer to a command."""
        commands = ([("AUTH", self._password)] if self._password else []) + [words]
        text = "".join(f"*{len(command)}\r\n" + "".join(f"${len(w)}\r\n{w}\r\n" for w in command)
                       for command in commands)
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            connection.sendall(text.encode())
            with connection.makefile("rb") as answers:
                return [answers.readline() for _ in commands][-1]

    def keys(self):
        """How many keys it holds."""
        return int(self.call("DBSIZE")[1:])

    def flush(self):
        """FLUSHALL."""
        assert self.call("FLUSHALL") == b"+OK\r\n"

    def kill9(self):
        """Dies at once, and everything in it."""
        self.process.kill()
        self.process.wait()

    def pause(self):
        """Answers nobody until `go_on`."""
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self):
        """After `pause`."""
        self.process.send_signal(signal.SIGCONT)

    def stop(self):
        """Ends it and removes its folder."""
        if self.process:
            self.kill9()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
