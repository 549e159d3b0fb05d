#!/usr/bin/env python3
"""Whether all C++ is as clang-format writes it; ends with 77 where there is no clang-format 14."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import tree

TOOL = "clang-format-14"


def is_formatted(path):
    """Whether the tool would leave the file as it is."""
    return subprocess.run([TOOL, "--dry-run", "-Werror", path], cwd=tree.ROOT, check=False,
                          capture_output=True).returncode == 0


def main():
    """Checks all C++ of the project."""
    if not shutil.which(TOOL):
        print(f"{TOOL} is not installed")
        sys.exit(77)
    paths = tree.files("*.cpp", "*.h")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        good = list(pool.map(is_formatted, paths))
    problems = [f"{path}: run {TOOL} -i" for path, fine in zip(paths, good) if not fine]
    tree.finish(problems, len(paths))


if __name__ == "__main__":
    main()
