"""The program under test: its config, its commands and its daemon."""

import csv
import io
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time

from .anvil import find_anvil
from .mariadb import Mariadb
from .process import REPOSITORY, die_with_parent, tail, wait_until
from .redis import Redis


def find_program():
    """The program: from CHAINPOINTS_BIN, else the release build."""
    binary = pathlib.Path(os.environ.get("CHAINPOINTS_BIN",
                                         REPOSITORY / "build/release/chainpoints"))
    if not binary.is_file():
        raise FileNotFoundError(f"no program at {binary}: build it, or set CHAINPOINTS_BIN")
    return binary.resolve()


class CommandFailed(AssertionError):
    """A command ended with another exit status than the test expects."""


class Program:
    """One installation: a folder of its own with config, database and logs."""

    def __init__(self, chains, folder=None, api="off", points=None, database=None, cache=None):
        self.binary = find_program()
        self._redis = None
        if cache is None and os.environ.get("CHAINPOINTS_TEST_CACHE") == "redis":
            self._redis = Redis()
            cache = {"driver": "redis", "url": self._redis.url}
        if database is None and os.environ.get("CHAINPOINTS_TEST_DATABASE") == "mariadb":
            database = Mariadb.shared().new_database()
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="chainpoints-"))
        self.config_path = self.folder / "config.json"
        self.config = {
            "database": database or {"driver": "sqlite", "path": "chainpoints.db"},
            "cache": cache or {"driver": "embedded"},
            "api": {"listen": api},
            "points": points or {},
            "chains": chains,
        }
        self.write_config()
        self.daemon = None
        self.more_environment = {}
        self.stderr_path = self.folder / "daemon.stderr"
        self.stdout_path = self.folder / "daemon.stdout"

    def write_config(self, text=None):
        """Writes the config (or any text in its place)."""
        self.config_path.write_text(json.dumps(self.config, indent=2) if text is None else text)

    def write_default_config(self, text):
        """Writes the config that is used where none is named."""
        folder = self.folder / "xdg/config_home/chainpoints"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "chainpoints.json").write_text(text)

    def remove(self):
        """Ends the daemon, if there is one, and deletes the folder."""
        self.kill9()
        if self._redis:
            self._redis.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.remove()

    def _environment(self, display=None):
        # Nothing of the user who runs the tests may be read or touched, and no display is there but the
        # test's own.
        hidden = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "QT_QPA_PLATFORM")
        environment = {key: value for key, value in os.environ.items()
                       if key not in hidden and not key.startswith(("XDG_", "CHAINPOINTS_SECRET_"))}
        environment |= {"HOME": str(self.folder), "TZ": "UTC", "CHAINPOINTS_ANVIL": str(find_anvil())}
        if display:
            environment["DISPLAY"] = display.name
        environment |= self.more_environment
        for kind in ("CONFIG_HOME", "DATA_HOME", "CACHE_HOME", "STATE_HOME", "RUNTIME_DIR"):
            home = self.folder / "xdg" / kind.lower()
            home.mkdir(mode=0o700, parents=True, exist_ok=True)
            environment[f"XDG_{kind}"] = str(home)
        return environment

    def _command(self, arguments):
        return [str(self.binary), "--config", str(self.config_path), *arguments]

    def run(self, *arguments, expect=(0,), timeout=120, display=None, typed=""):
        """Runs a command to its end; returns the finished process with its output as text."""
        done = subprocess.run(self._command(arguments), env=self._environment(display), cwd=self.folder,
                              input=typed, capture_output=True, text=True,
                              timeout=timeout, preexec_fn=die_with_parent, check=False)
        if done.returncode not in expect:
            raise CommandFailed(f"{' '.join(arguments)}: exit {done.returncode}, expected "
                                f"{' or '.join(map(str, expect))}; end of stderr:\n"
                                + "\n".join(done.stderr.splitlines()[-40:]))
        return done

    def begin(self, *arguments):
        """Starts a command whose stderr is read, and which may be killed; the caller ends it."""
        return subprocess.Popen(self._command(arguments), env=self._environment(), cwd=self.folder,
                                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                stderr=subprocess.PIPE, text=True, preexec_fn=die_with_parent)

    def once(self, expect=(0,), timeout=120):
        """Catches up to the confirmed height, settles, ends."""
        return self.run("--daemon", "--once", expect=expect, timeout=timeout)

    def status(self):
        """What `status --json` says."""
        return json.loads(self.run("status", "--json").stdout)

    def audit(self):
        """Exit status and answer of `audit --json`."""
        done = self.run("audit", "--json", expect=(0, 1))
        return done.returncode, json.loads(done.stdout)

    def export_text(self, report, **options):
        """A report as the program wrote it; options as in `chain="a", at=T`."""
        arguments = []
        for name, value in options.items():
            arguments += [f"--{name}"] if value is True else [f"--{name}", str(value)]
        # As bytes, since text mode would hide carriage returns.
        path = self.folder / f"{report}.csv"
        path.unlink(missing_ok=True)
        self.run("export", report, *arguments, "--out", str(path))
        data = path.read_bytes()
        if b"\r" in data or not data.endswith(b"\n"):
            raise AssertionError(f"{report}: lines do not end with a single \\n")
        return data.decode()

    def export_table(self, report, **options):
        """Header and rows (dicts) of a report."""
        reader = csv.DictReader(io.StringIO(self.export_text(report, **options)), strict=True)
        return reader.fieldnames, list(reader)

    def export(self, report, **options):
        """Rows of a report as dicts."""
        return self.export_table(report, **options)[1]

    def chains(self):
        """The report `chains` by name; also while the daemon runs."""
        return {row["chain"]: row for row in self.export("chains")}

    def _start(self, command, display=None):
        """Starts what runs until it is stopped: from here on "the daemon", also with a window."""
        assert self.daemon is None, "the daemon runs already"
        with open(self.stderr_path, "ab") as log, open(self.stdout_path, "wb") as out:
            self.said_before = log.tell()
            self.daemon = subprocess.Popen(command, env=self._environment(display), cwd=self.folder,
                                           stdin=subprocess.DEVNULL, stdout=out, stderr=log,
                                           preexec_fn=die_with_parent)

    def start_daemon(self):
        """Starts the program as a daemon."""
        self._start(self._command(["--daemon"]))

    def start_window(self, display, named=True):
        """Starts the program with a window; `named`: with the config, else with that of its home."""
        self._start(self._command(["--verbose"]) if named else [str(self.binary)], display)

    def begin_demo(self, display=None):
        """Starts the demo."""
        self._start([str(self.binary), "--verbose", "demo"], display)

    def start_demo(self, display=None):
        """Starts the demo and waits for its chains; commands and waits are for them from then on."""
        self.begin_demo(display)
        found = wait_until(lambda: self.check_alive() or self._demo_config(), 30,
                           lambda: "the demo's config on stdout; stderr:\n" + self.stderr_tail())
        self.config_path = pathlib.Path(found)
        self.config = json.loads(self.config_path.read_text())

    def _demo_config(self):
        found = re.search(r"status --config (\S+)\n", self.stdout_path.read_text())
        return found and found.group(1)

    def stderr_tail(self):
        """The end of what the daemon said."""
        return tail(self.stderr_path)

    def check_alive(self):
        """Fails when the daemon ended by itself."""
        if self.daemon.poll() is not None:
            raise CommandFailed(f"the daemon ended with {self.daemon.returncode}; end of stderr:\n"
                                + self.stderr_tail())

    def stop(self, within=2.0, sign=signal.SIGTERM):
        """Asks the daemon to end and returns the seconds it took; it must exit 0 in time."""
        self.check_alive()
        begin = time.monotonic()
        self.daemon.send_signal(sign)
        try:
            code = self.daemon.wait(within)
        except subprocess.TimeoutExpired:
            said = self.stderr_tail()
            self.kill9()
            raise CommandFailed(f"the daemon did not stop within {within} s; end of stderr:\n"
                                + said) from None
        self.daemon = None
        if code != 0:
            raise CommandFailed(f"the daemon stopped with {code}; end of stderr:\n"
                                + self.stderr_tail())
        return time.monotonic() - begin

    def kill9(self):
        """Ends the daemon without warning."""
        if self.daemon:
            self.daemon.kill()
            self.daemon.wait()
            self.daemon = None

    def _chains_if_any(self):
        self.check_alive()
        try:
            return self.chains()
        except CommandFailed:
            return None  # a daemon that has only just begun may have no database yet

    def has_spoken(self):
        """Whether the running daemon said anything yet."""
        return bool(self._said())

    def _said(self):
        self.check_alive()
        with open(self.stderr_path, "rb") as log:
            log.seek(self.said_before)
            return log.read()

    def wait_started(self, timeout=20):
        """Waits until the running daemon, not one before it, follows its chains."""
        wait_until(lambda: b"Follows " in self._said(), timeout,
                   lambda: "the daemon's start; end of stderr:\n" + self.stderr_tail())

    def wait_caught_up(self, nodes, timeout=60):
        """Waits until the running daemon is where its nodes are, by `{chain name: node}`."""
        seen = {}

        def there():
            seen.update(self._chains_if_any() or {})
            return all(self._is_caught_up(seen.get(name), node) for name, node in nodes.items())

        wait_until(there, timeout, lambda: f"catching up; last seen {seen}; end of stderr:\n"
                   + self.stderr_tail(), interval=0.1)

    def _is_caught_up(self, row, node):
        """Whether a row of the report `chains` has everything that is confirmed and closable."""
        if row is None:
            return False
        entry = next(entry for entry in self.config["chains"] if entry["name"] == row["chain"])
        head, start = node.head, entry.get("start_block", 0)
        processed = head - entry.get("confirmations", 6)
        if row["head_block"] != str(head):
            return False
        if processed < start:
            return True
        interval = self.config.get("points", {}).get("interval_seconds", 3600)
        boundary = node.block_time(processed) // interval * interval
        settled = row["last_calculated_time"] == str(boundary) or boundary <= node.block_time(start)
        return row["last_processed_block"] == str(processed) and settled
