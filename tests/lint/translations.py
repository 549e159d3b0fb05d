#!/usr/bin/env python3
"""Whether every text of the window is translated. Usage: translations.py LUPDATE [--update]

--update brings the committed files up to date with the sources; what is new is then "unfinished"."""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

import tree

FOLDER = tree.ROOT / "resources/translations"
SOURCES = ("ui", "app")
# English needs only the forms of its plurals.
FILES = {"chainpoints_en.ts": ["-pluralonly"], "chainpoints_zh_CN.ts": []}
MARK = re.compile(r"%L?(?:\d+|n)")


def update(lupdate, name, path):
    """Brings the file at `path` up to date with the sources."""
    sources = [str(tree.ROOT / folder) for folder in SOURCES]
    ran = subprocess.run([lupdate, "-silent", "-locations", "none", "-no-obsolete", *FILES[name],
                          "-I", str(tree.ROOT), *sources, "-ts", str(path)],
                         cwd=tree.ROOT, check=False, capture_output=True, text=True)
    # Classes without texts that it does not understand, such as specialisations, do not matter.
    complaints = [line for line in ran.stderr.splitlines() if line and "Ignoring definition" not in line]
    if ran.returncode or complaints:
        sys.exit("\n".join(["lupdate:", *complaints, f"status {ran.returncode}"]))


def forms_of(translation):
    """The texts of a translation: several where it has plurals."""
    forms = translation.findall("numerusform")
    return [form.text or "" for form in forms] if forms else [translation.text or ""]


def problems_in(name, path):
    """What is not finished in the file."""
    for context in ElementTree.parse(path).getroot().findall("context"):
        for message in context.findall("message"):
            source = message.findtext("source")
            where = f"{name}: {context.findtext('name')}: \"{source}\""
            translation = message.find("translation")
            forms = forms_of(translation)
            if translation.get("type") or not all(form.strip() for form in forms):
                yield f"{where} is not translated"
            elif any(set(MARK.findall(form)) != set(MARK.findall(source)) for form in forms):
                yield f"{where} has other places for values than its translation"


def messages(path):
    """Contexts and sources in the file."""
    return {(context.findtext("name"), message.findtext("source"))
            for context in ElementTree.parse(path).getroot().findall("context")
            for message in context.findall("message")}


def check(lupdate):
    """All problems of all files."""
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        for name in FILES:
            path = pathlib.Path(folder) / name
            shutil.copy(FOLDER / name, path)
            update(lupdate, name, path)
            problems += problems_in(name, path)
            problems += [f"{name}: {context}: \"{source}\" is no text of the program any more"
                         for context, source in sorted(messages(FOLDER / name) - messages(path))]
    if problems:
        problems.append("run: cmake --build --preset release --target update_translations, then translate")
    return problems


def main():
    """Checks, or updates."""
    lupdate = sys.argv[1]
    if sys.argv[2:] == ["--update"]:
        for name in FILES:
            update(lupdate, name, FOLDER / name)
        return
    tree.finish(check(lupdate), len(FILES))


if __name__ == "__main__":
    main()
