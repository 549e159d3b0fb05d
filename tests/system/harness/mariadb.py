"""A MariaDB server of the test's own: own folder, free port, loopback; may be killed and started again.

With CHAINPOINTS_TEST_MYSQLD (MySQL's server program) it is a MySQL server.
"""

import atexit
import os
import pathlib
import pwd
import re
import shutil
import signal
import subprocess
import tempfile

from .process import die_with_parent, free_port, tail, wait_until

USER, PASSWORD = "chainpoints", "of the tests"
# What the README asks for, no more.
RIGHTS = "SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, INDEX, DROP, REFERENCES"


MYSQLD = os.environ.get("CHAINPOINTS_TEST_MYSQLD")


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

    def __init__(self, settings=(), port=None):
        self.port = port or free_port()
        memory = "/dev/shm"
        self._folder = pathlib.Path(tempfile.mkdtemp(
            prefix="mariadb-", dir=memory if os.access(memory, os.W_OK) else None))
        self._databases = 0
        self.process = None
        (self._folder / "data").mkdir()
        (self._folder / "my.cnf").write_text("\n".join([
            "[mysqld]", f"datadir={self._folder}/data", f"socket={self._folder}/s",
            f"pid-file={self._folder}/pid", f"log-error={self._folder}/server.log",
            # A server that starts removes what others have in a folder that they share.
            f"tmpdir={self._folder}", "bind-address=127.0.0.1", f"port={self.port}",
            "skip-name-resolve", "skip-log-bin", "performance_schema=OFF", "innodb_buffer_pool_size=64M",
            "loose-innodb_log_file_size=32M", "loose-mysqlx=OFF", "secure-file-priv=", "innodb_flush_log_at_trx_commit=2", "innodb_use_native_aio=0",
            *settings, ""]))
        if os.geteuid() == 0:
            for path in (self._folder, self._folder / "data"):
                shutil.chown(path, "nobody")
        try:
            self._install()
            self.start()
        except BaseException:
            self.stop()
            raise

    def _as_owner(self):
        # Neither the server nor a cluster's rsync is content with root.
        as_root = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []}
        return {"cwd": self._folder, **(as_root if os.geteuid() == 0 else {})}

    def _install(self):
        """Makes the system's tables and the users."""
        users = self._folder / "users.sql"
        users.write_text(
            "FLUSH PRIVILEGES;\n"
            f"CREATE USER '{USER}'@'127.0.0.1' IDENTIFIED BY '{PASSWORD}';\n"
            "ALTER USER 'root'@'localhost' IDENTIFIED BY 'root';\n")
        defaults = f"--defaults-file={self._folder}/my.cnf"
        done = subprocess.run(
            [MYSQLD, defaults, "--initialize-insecure", f"--init-file={users}"] if MYSQLD else
            [_find("mariadb-install-db"), defaults, "--skip-test-db",
             "--auth-root-authentication-method=normal", "--skip-name-resolve", "--cross-bootstrap",
             f"--extra-file={users}"],
            check=False, capture_output=True, text=True, timeout=120, **self._as_owner())
        if done.returncode != 0:
            raise RuntimeError(f"no database was made: {done.stdout}{done.stderr}{self._log_tail()}")

    def start(self):
        """Starts it on the same port and with what it had."""
        self.begin_start()
        wait_until(self.answers, 60, lambda: "mariadbd's first answer; its log:\n" + self._log_tail())

    def begin_start(self, *arguments):
        """Starts it; `answers` tells when it is ready."""
        self.process = subprocess.Popen(
            [MYSQLD or _find("mariadbd"), f"--defaults-file={self._folder}/my.cnf", *arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=die_with_parent, **self._as_owner())

    def _log_tail(self):
        return tail(self._folder / "server.log")

    def answers(self):
        """Whether it is ready."""
        if self.process.poll() is not None:
            raise RuntimeError(f"mariadbd ended with {self.process.returncode}:\n{self._log_tail()}")
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

    def rows(self, database, query):
        """The rows of a query in the database of such a name, whole numbers as numbers."""
        def value(word):
            return None if word == "NULL" else int(word) if re.fullmatch(r"-?\d+", word) else word
        answer = self.administer(f"USE {database}; {query}")
        return [tuple(map(value, line.split("\t"))) for line in answer.splitlines()]

    def new_database(self):
        """An empty database, as the `database` part of a config."""
        self._databases += 1
        name = f"points_{self._databases}"
        self.administer(f"CREATE DATABASE {name}; GRANT {RIGHTS} ON {name}.* TO '{USER}'@'127.0.0.1'")
        return self.database(name)

    def database(self, name):
        """A database that is there, as the `database` part of a config."""
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
