"""The files of the project: those under version control and those that may come to it."""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def files(*patterns):
    """Paths relative to ROOT, sorted; `patterns` as git understands them."""
    # The checks may run as another user than the owner of the folder, which git refuses unless told.
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others",
         "--exclude-standard", "--", *patterns],
        cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [path for path in sorted(set(listed.split("\0"))) if path and (ROOT / path).is_file()]


def read(path):
    """The text of a file."""
    return (ROOT / path).read_text(encoding="utf-8")


def finish(problems, checked):
    """Prints what was found and ends with the status that ctest wants."""
    for problem in problems:
        print(problem)
    print(f"{checked} files, {len(problems)} problems")
    sys.exit(1 if problems else 0)
