"""A screen that exists only in memory (Xvfb), whose pixels can be read."""

import mmap
import os
import pathlib
import shutil
import struct
import subprocess
import tempfile

from .process import die_with_parent

_HEADER = struct.Struct(">25I")  # of an XWD file
_COLOUR_BYTES = 12               # of an entry of its colour map


class Display:
    """An X server on a display number that nobody uses; `name` is for DISPLAY."""

    def __init__(self, width=1280, height=800):
        self._folder = tempfile.mkdtemp(prefix="display-")
        reading, writing = os.pipe()
        self._process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-fbdir", self._folder, "-nolisten", "tcp",
             "-noreset", "-screen", "0", f"{width}x{height}x24"],
            pass_fds=[writing], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, preexec_fn=die_with_parent)
        os.close(writing)
        with open(reading, encoding="ascii") as answer:
            number = answer.readline().strip()
        if not number:
            self.stop()
            raise RuntimeError("Xvfb does not start")
        self.name = f":{number}"

    def stop(self):
        """Ends the server."""
        self._process.terminate()
        self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def picture(self):
        """What the screen shows: width, height, and rows of 4 bytes a pixel (blue, green, red, -)."""
        with open(pathlib.Path(self._folder) / "Xvfb_screen0", "rb") as file, \
                mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            header = _HEADER.unpack_from(data)
            size, width, height, bits, row_bytes, colours = (header[i] for i in (0, 4, 5, 11, 12, 19))
            if bits != 32:
                raise RuntimeError(f"a screen of {bits} bits a pixel")
            start = size + colours * _COLOUR_BYTES
            return width, height, [data[start + y * row_bytes:start + y * row_bytes + width * 4]
                                   for y in range(height)]

    def colours(self):
        """How many different colours are to be seen; an empty screen has one."""
        _, _, rows = self.picture()
        return len({pixel for row in set(rows) for pixel in struct.unpack(f"<{len(row) // 4}I", row)})
