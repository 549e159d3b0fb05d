"""A MariaDB server of the test's own: own folder, free port, loopback; may be killed and started again."""

import atexit
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile

from .process import die_with_parent, free_port, tail, wait_until

USER, PASSWORD = "chainpoints", "of the tests"
# What the README asks for, no more.
RIGHTS = "SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, INDEX, DROP, REFERENCES"


def _find(name):
    """A program; servers are not in everybody's path."""
    found = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
    if not found:
        raise FileNotFoundError(f"{name} is not installed; it is in mariadb-server-core or mariadb-client")
    return found


class Mariadb:
    """Runs until `stop`. What was committed survives `kill9`, but not a power cut: that would be slower."""

    _shared = None

    @classmethod
    def shared(cls):
        """The one for all installations of a test program that only need a database."""
        if cls._shared is None:
            cls._shared = cls()
            atexit.register(cls._shared.stop)
        return cls._shared

    def __init__(self, settings=()):
        self.port = free_port()
        memory = "/dev/shm"
        self._folder = pathlib.Path(tempfile.mkdtemp(
            prefix="mariadb-", dir=memory if os.access(memory, os.W_OK) else None))
        self._databases = 0
        self.process = None
        (self._folder / "my.cnf").write_text("\n".join([
            "[mariadbd]", f"datadir={self._folder}/data", f"socket={self._folder}/s",
            f"pid-file={self._folder}/pid", f"log-error={self._folder}/log",
            f"init-file={self._folder}/users.sql", "bind-address=127.0.0.1", f"port={self.port}",
            "skip-name-resolve", "skip-log-bin", "performance_schema=OFF", "innodb_buffer_pool_size=64M",
            "innodb_log_file_size=32M", "innodb_flush_log_at_trx_commit=2", "innodb_use_native_aio=0",
            *settings, ""]))
        (self._folder / "users.sql").write_text(
            f"CREATE USER IF NOT EXISTS '{USER}'@'127.0.0.1' IDENTIFIED BY '{PASSWORD}';\n"
            "SET PASSWORD FOR 'root'@'localhost' = PASSWORD('root');\n")
        try:
            subprocess.run(
                [_find("mariadb-install-db"), f"--defaults-file={self._folder}/my.cnf", "--skip-test-db",
                 "--auth-root-authentication-method=normal", "--skip-name-resolve", "--cross-bootstrap"],
                check=True, capture_output=True, text=True, timeout=120)
            self.start()
        except subprocess.CalledProcessError as error:
            self.stop()
            raise RuntimeError(f"mariadb-install-db: {error.stdout}{error.stderr}") from None
        except BaseException:
            self.stop()
            raise

    def start(self):
        """Starts it on the same port and with what it had."""
        as_root = ["--user=root"] if os.geteuid() == 0 else []
        self.process = subprocess.Popen(
            [_find("mariadbd"), f"--defaults-file={self._folder}/my.cnf", *as_root],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=die_with_parent)
        wait_until(self._answers, 60, lambda: "mariadbd's first answer; its log:\n" + tail(self._folder / "log"))

    def _answers(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"mariadbd ended with {self.process.returncode}:\n{tail(self._folder / 'log')}")
        return self._client("SELECT 1").returncode == 0

    def _client(self, statements):
        return subprocess.run(
            [_find("mariadb"), "--no-defaults", f"--socket={self._folder}/s", "--user=root",
             "--password=root", "--skip-column-names", "--batch", f"--execute={statements}"],
            capture_output=True, text=True, timeout=60, check=False)

    def administer(self, statements):
        """Runs statements as the administrator; returns what they answer, columns parted by tabs."""
        done = self._client(statements)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        return done.stdout

    def new_database(self):
        """An empty database, as the `database` part of a config."""
        self._databases += 1
        name = f"points_{self._databases}"
        self.administer(f"CREATE DATABASE {name}; GRANT {RIGHTS} ON {name}.* TO '{USER}'@'127.0.0.1'")
        return {"driver": "mysql", "host": "127.0.0.1", "port": self.port, "name": name, "user": USER,
                "password": PASSWORD}

    def kill9(self):
        """Dies at once."""
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
