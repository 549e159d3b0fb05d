"""A real keychain: a session bus and a secret service, for one test alone."""

import os
import pathlib
import subprocess
import tempfile

from .process import die_with_parent, wait_until


class Keyring:
    """Unlocked and empty; `environment` leads programs to it."""

    def __init__(self):
        self.home = tempfile.TemporaryDirectory(prefix="keyring-")
        self.running = []
        self.environment = {}

    def __enter__(self):
        folder = pathlib.Path(self.home.name)
        (folder / "run").mkdir(mode=0o700)
        address = f"unix:path={folder}/bus"
        self.environment = {"DBUS_SESSION_BUS_ADDRESS": address}
        inner = os.environ | self.environment | {
            "HOME": str(folder), "XDG_DATA_HOME": str(folder / "data"), "XDG_RUNTIME_DIR": str(folder / "run")}
        self._start(["dbus-daemon", "--session", "--nofork", f"--address={address}"], inner)
        wait_until((folder / "bus").exists, 10, "the session bus")
        self._start(["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"], inner,
                    "a password")
        wait_until(lambda: self._has_owner(inner), 20, "the secret service")
        return self

    def _start(self, command, environment, typed=""):
        process = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, text=True,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   preexec_fn=die_with_parent)
        self.running.append(process)
        process.stdin.write(typed)
        process.stdin.close()

    @staticmethod
    def _has_owner(environment):
        asked = subprocess.run(
            ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus",
             "org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"],
            env=environment, capture_output=True, text=True, check=False)
        return "boolean true" in asked.stdout

    def __exit__(self, *_):
        for process in reversed(self.running):
            process.kill()
            process.wait()
        self.home.cleanup()
