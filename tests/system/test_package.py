#!/usr/bin/env python3
"""The Debian package: what is in it, and that it installs, runs and goes again without a trace."""

import configparser
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from harness.display import Display
from harness.process import wait_until
from world import SystemTest, World, say

BUILD = os.environ.get("CHAINPOINTS_BUILD", "build/release")
NAME = "org.chainpoints.chainpoints"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
UNIT = "usr/lib/systemd/system/chainpoints.service"
COLOURS = 50  # that a window with text and icons shows at least


def output_of(*command):
    """What a command prints; it must succeed."""
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        raise AssertionError(f"{command}: {ended.stdout}{ended.stderr}")
    return ended.stdout


class Packed(unittest.TestCase):
    """One package for all tests."""

    _folder = None

    @classmethod
    def setUpClass(cls):
        if not shutil.which("dpkg-deb"):
            raise unittest.SkipTest("dpkg-deb is missing: no Debian")
        if not Packed._folder:
            Packed._folder = tempfile.TemporaryDirectory(prefix="package-")
            unittest.addModuleCleanup(Packed._folder.cleanup)
            output_of("cpack", "-G", "DEB", "-B", Packed._folder.name, "--config", f"{BUILD}/CPackConfig.cmake")
        cls.file = next(pathlib.Path(Packed._folder.name).glob("*.deb"))

    def field(self, name):
        """Of the package's description."""
        return output_of("dpkg-deb", "-f", str(self.file), name).strip()


class Contents(Packed):
    """The package, unpacked into a folder."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.root = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory(prefix="unpacked-")))
        output_of("dpkg-deb", "-x", str(cls.file), str(cls.root))

    def test_program_runs(self):
        """The program says its version, which is the package's."""
        self.assertIn(self.field("Version"), output_of(str(self.root / "usr/bin/chainpoints"), "--version"))

    def test_what_it_needs(self):
        """Libraries are found by what is linked; plug-ins are named."""
        for package in ("libqt6core6", "libqt6charts6", "libqt6sql6-sqlite", "qt6-qpa-plugins"):
            self.assertRegex(self.field("Depends"), rf"\b{re.escape(package)}\b")

    def test_owner_and_rights(self):
        """Everything is root's, readable by all, and only programs can be run."""
        for line in output_of("dpkg-deb", "-c", str(self.file)).splitlines():
            rights, owner, name = line.split()[0], line.split()[1], line.split()[5]
            self.assertEqual(owner, "root/root", line)
            runs = rights[0] == "d" or "/bin/" in name
            self.assertEqual(rights[1:], "rwxr-xr-x" if runs else "rw-r--r--", line)

    @unittest.skipUnless(shutil.which("desktop-file-validate"), "desktop-file-validate is missing")
    def test_menu_entry(self):
        """It is valid, and what it starts and shows is there."""
        path = self.root / f"usr/share/applications/{NAME}.desktop"
        output_of("desktop-file-validate", str(path))
        entry = configparser.ConfigParser(interpolation=None, strict=False)
        entry.read(path)
        self.assertTrue((self.root / "usr/bin" / entry["Desktop Entry"]["Exec"]).exists())
        icons = self.root / "usr/share/icons/hicolor"
        icon = entry["Desktop Entry"]["Icon"]
        for size in SIZES:
            data = (icons / f"{size}x{size}/apps/{icon}.png").read_bytes()
            self.assertEqual(data[:8], b"\x89PNG\r\n\x1a\n")
            self.assertEqual(data[16:24], size.to_bytes(4, "big") * 2, "width and height")
        self.assertTrue((icons / f"scalable/apps/{icon}.svg").exists())

    @unittest.skipUnless(shutil.which("appstreamcli"), "appstreamcli is missing")
    def test_description(self):
        """What software centres show is valid."""
        output_of("appstreamcli", "validate", "--no-net", str(self.root / f"usr/share/metainfo/{NAME}.metainfo.xml"))

    def test_other_files(self):
        """The schema of the configuration, and what monitoring takes."""
        for name in ("config.schema.json", "alerts.yml", "dashboard.json"):
            self.assertTrue((self.root / "usr/share/chainpoints" / name).exists(), name)


class Installation(SystemTest, Packed):
    """Installed by dpkg into a root of its own: nothing of this machine changes."""

    def setUp(self):
        self.as_root = [] if os.geteuid() == 0 else ["fakeroot"]
        if not shutil.which((self.as_root or ["dpkg"])[0]):
            self.skipTest("neither root nor fakeroot: dpkg cannot install")
        self.root = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="root-")))
        for folder in ("etc", "var/lib/dpkg/info", "var/lib/dpkg/updates", "var/lib/dpkg/triggers"):
            (self.root / folder).mkdir(parents=True)
        (self.root / "var/lib/dpkg/status").touch()

    def dpkg(self, *arguments):
        """What a person does as root. Packages that are needed are looked up in the machine's own root instead, and
        the package's scripts know by DPKG_ROOT that there is no system to tell."""
        output_of(*self.as_root, "dpkg", f"--root={self.root}", "--log=/dev/null", "--force-depends",
                  "--force-script-chrootless", *arguments)

    def everything(self):
        """All but dpkg's own notes."""
        paths = (path.relative_to(self.root) for path in self.root.rglob("*"))
        return {str(path) for path in paths if not path.is_relative_to("var/lib/dpkg")}

    def program_of_unit(self, world):
        """The program as the unit starts it, with paths of this root."""
        unit = (self.root / UNIT).read_text()
        binary, daemon, config, path = re.search(r"^ExecStart=/(.*)$", unit, re.M)[1].split()
        self.assertEqual((daemon, config), ("--daemon", "--config"))
        state = self.root / "var/lib" / re.search(r"^StateDirectory=(.*)$", unit, re.M)[1]
        state.mkdir()
        program = self.enterContext(
            world.program(database={"driver": "sqlite", "path": str(state / "chainpoints.db")}))
        program.binary = self.root / binary
        program.config_path = self.root / path.lstrip("/")
        program.config_path.parent.mkdir()
        program.config_path.write_text(json.dumps(program.config))
        return program

    def test_from_install_to_purge(self):
        """Removing leaves configuration and data of the service, purging nothing."""
        before = self.everything()
        self.dpkg("--install", str(self.file))
        self.assertIn(" installed", self.state())
        self.dpkg("--verify", "chainpoints")
        world = self.enterContext(World("package"))
        program = self.program_of_unit(world)
        world.play(5)
        world.finish()
        program.start_daemon()
        program.wait_caught_up(world.nodes)
        say(f"the service took {program.stop(within=5):.2f} s to end")
        self.assert_right(program, "the service")
        with Display() as display:
            program.start_window(display)
            wait_until(lambda: program.check_alive() or display.colours() > COLOURS, 20,
                       lambda: f"the window; stderr:\n{program.stderr_tail()}")
            program.stop(within=5)
        self.dpkg("--remove", "chainpoints")
        left = {"etc/chainpoints", "etc/chainpoints/chainpoints.json", "var/lib/chainpoints"}
        more = {path for path in self.everything() - before - left if not path.startswith("var/lib/chainpoints/")}
        self.assertEqual(more, set(), "left after the removal")
        self.assertTrue((self.root / "var/lib/chainpoints/chainpoints.db").exists())
        self.dpkg("--purge", "chainpoints")
        self.assertEqual(self.everything(), before)

    def state(self):
        """As dpkg knows it."""
        return output_of("dpkg-query", f"--admindir={self.root}/var/lib/dpkg", "--show", "-f", "${Status}",
                         "chainpoints")

    def test_upgrade(self):
        """The same package over itself, as a newer one would be: the configuration stays."""
        self.dpkg("--install", str(self.file))
        config = self.root / "etc/chainpoints/chainpoints.json"
        config.parent.mkdir()
        config.write_text("{}")
        self.dpkg("--install", str(self.file))
        self.assertEqual(config.read_text(), "{}")
        self.assertIn(" installed", self.state())


if __name__ == "__main__":
    unittest.main(verbosity=2)
