#!/usr/bin/env python3
"""The Debian package: what is in it, and that the program in it runs."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

BUILD = os.environ.get("CHAINPOINTS_BUILD", "build/release")
NAME = "org.chainpoints.chainpoints"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def output_of(*command):
    """What a command prints; it must succeed."""
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        raise AssertionError(f"{command}: {ended.stdout}{ended.stderr}")
    return ended.stdout


@unittest.skipUnless(shutil.which("dpkg-deb"), "no Debian")
class Package(unittest.TestCase):
    """One package for all tests, unpacked into a folder."""

    @classmethod
    def setUpClass(cls):
        folder = cls.enterClassContext(tempfile.TemporaryDirectory(prefix="package-"))
        output_of("cpack", "-G", "DEB", "-B", folder, "--config", f"{BUILD}/CPackConfig.cmake")
        cls.file = next(pathlib.Path(folder).glob("*.deb"))
        cls.root = pathlib.Path(folder) / "root"
        output_of("dpkg-deb", "-x", str(cls.file), str(cls.root))

    def test_program_runs(self):
        """The installed program says its version, which is the package's."""
        version = output_of("dpkg-deb", "-f", str(self.file), "Version").strip()
        self.assertIn(version, output_of(str(self.root / "usr/bin/chainpoints"), "--version"))

    def test_what_it_needs(self):
        """Libraries are found by what is linked; plug-ins are named."""
        needs = output_of("dpkg-deb", "-f", str(self.file), "Depends")
        for package in ("libqt6core6", "libqt6charts6", "libqt6sql6-sqlite", "qt6-qpa-plugins"):
            self.assertRegex(needs, rf"\b{re.escape(package)}\b")

    def test_desktop_files(self):
        """The menu entry, its icon in every size, and the description are there and valid."""
        share = self.root / "usr/share"
        output_of("desktop-file-validate", str(share / f"applications/{NAME}.desktop"))
        output_of("appstreamcli", "validate", "--no-net", str(share / f"metainfo/{NAME}.metainfo.xml"))
        for size in SIZES:
            icon = (share / f"icons/hicolor/{size}x{size}/apps/chainpoints.png").read_bytes()
            self.assertEqual(icon[:8], b"\x89PNG\r\n\x1a\n")
            self.assertEqual(icon[16:24], size.to_bytes(4, "big") * 2, "width and height")
        self.assertTrue((share / "icons/hicolor/scalable/apps/chainpoints.svg").exists())
        self.assertTrue((share / "chainpoints/config.schema.json").exists())


if __name__ == "__main__":
    unittest.main()
