"""A wall clock that is wrong for one program only."""

import pathlib
import subprocess

SOURCE = pathlib.Path(__file__).with_name("wrongclock.c")


def wrong_clock(folder, seconds):
    """The environment of a program whose wall clock is so many seconds ahead; needs a C compiler."""
    library = pathlib.Path(folder) / "wrongclock.so"
    if not library.exists():
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, SOURCE, "-ldl"], check=True)
    return {"LD_PRELOAD": str(library), "CLOCK_SHIFT": str(seconds)}
