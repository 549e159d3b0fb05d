#!/usr/bin/env python3
"""House rules that a program can check: length and names of files, exact numbers, no loose ends."""

import re

import tree

MAX_LINES = 500
# Amounts, points and times pass through here: no floating point.
EXACT = ("core/base/", "core/model/", "core/ledger/", "core/points/", "core/storage/")
NAMES_OF_OTHERS = {"chainpoints_zh_CN.ts", "CMakeLists.txt", "CMakePresets.json", "README.md", "CONTRIBUTING.md", "LICENSE"}
GENERATED = {"contracts/package-lock.json", "tests/client/package-lock.json"}

COMMENT_OR_TEXT = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.S)
FLOATING = re.compile(r"\b(double|float)\b")
LOOSE_END = re.compile(r"\b(?:T[O]DO|F[I]XME|X[X]X)\b(?!\s*\(?#\d+)")
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:work|root|tmp)(?:/|\b)")


def code_only(text):
    """The text without what comments and literals say, its lines kept."""
    return COMMENT_OR_TEXT.sub(lambda found: "\n" * found.group().count("\n"), text)


def lines_with(pattern, text):
    """Numbers of the lines that the pattern is found in."""
    return [number for number, line in enumerate(text.splitlines(), 1) if pattern.search(line)]


def check_source(path, text):
    """Problems that only C++ can have."""
    count = text.count("\n")
    if count > MAX_LINES:
        yield f"{path}: {count} lines, at most {MAX_LINES} are allowed: split it"
    if path.endswith(".h") and not re.search(r"^#pragma once$", text, re.M):
        yield f"{path}: no #pragma once"
    if path.startswith(EXACT):
        for number in lines_with(FLOATING, code_only(text)):
            yield f"{path}:{number}: no floating point here: numbers are exact"


def check_name(path):
    """Problems of the file's name; what belongs to the contracts is named after them."""
    name = path.rpartition("/")[2]
    if not path.startswith("contracts/") and name not in NAMES_OF_OTHERS and name != name.lower():
        yield f"{path}: names of files are lower case"


def check_text(path, text):
    """Problems that every text can have."""
    for number in lines_with(LOOSE_END, text):
        yield f"{path}:{number}: a loose end without the number of its issue (#12)"
    if not path.startswith("tests/lint/"):
        for number in lines_with(MACHINE_PATH, text):
            yield f"{path}:{number}: a path of somebody's machine"


def main():
    """Checks all files of the project."""
    problems = []
    paths = tree.files()
    for path in paths:
        problems += check_name(path)
        if path in GENERATED:
            continue
        try:
            text = tree.read(path)
        except UnicodeDecodeError:
            continue  # a picture
        problems += check_text(path, text)
        if path.endswith((".cpp", ".h")):
            problems += check_source(path, text)
    tree.finish(problems, len(paths))


if __name__ == "__main__":
    main()
