"""Helpers for child processes, ports and waiting."""

import ctypes
import os
import pathlib
import signal
import socket
import time
from contextlib import ExitStack

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if os.name == "posix" else None


def die_with_parent():
    """Run in the child before exec: nothing that a test started outlives the test (Linux only).

    A limit of the files' size is an error to the child, as a full disk is, and not its end.
    """
    if hasattr(signal, "SIGXFSZ"):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    if hasattr(_libc, "prctl"):
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def free_ports(count):
    """Different TCP ports of the loopback that nobody listens on at the moment."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]


def free_port():
    """One of them."""
    return free_ports(1)[0]


def tail(path, lines=40):
    """The last lines of a text file, for failure messages."""
    try:
        text = pathlib.Path(path).read_text(errors="replace")
    except OSError as error:
        return f"({error})"
    return "\n".join(text.splitlines()[-lines:])


def wait_until(condition, timeout, what, interval=0.05):
    """Polls `condition` until it is true and returns its value; TimeoutError names `what`.

    `what` may be a function, so that the message can tell the last state seen.
    """
    deadline = time.monotonic() + timeout
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() >= deadline:
            text = what() if callable(what) else what
            raise TimeoutError(f"waited {timeout} s in vain for: {text}")
        time.sleep(interval)
