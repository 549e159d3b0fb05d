#!/usr/bin/env python3
"""Who may include whom. Usage: includes.py FOLDER-WITH-THE-QT-HEADERS"""

import fnmatch
import pathlib
import re
import sys

import tree

# Folder, and what its files may include besides their own folder and the C++ standard library: folders
# (each without the folders below it that have a line here), single headers, libraries. A folder without a
# line belongs to the one above it. Arrows point downwards only: no line may lead back to itself.
ALLOWED = {
    # The rules: pure values and functions, no Qt.
    "core/base":        "gmp",
    "core/meter":       "prometheus",
    "core/model":       "core/base",
    "core/ledger":      "core/base core/model",
    "core/points":      "core/base core/model core/ledger",
    "core/chain":       "core/base core/model",
    "core/config":      "core/base core/model nlohmann",
    # The outside world.
    "core/proof":       "core/base core/model QtCore",
    "core/rpc":         "core/base core/meter core/model core/config core/ledger core/proof QtCore QtNetwork simdjson"
                        " nlohmann",
    "core/storage/sql": "core/base core/model QtCore QtSql sqlite3",
    "core/storage":     "core/base core/model core/config core/ledger core/points core/storage/sql nlohmann",
    "core/cache":       "core/base core/model core/config core/chain core/storage/sql core/cache/redis nlohmann",
    "core/cache/redis": "core/base core/config QtCore QtNetwork",
    "core/report":      "core/base core/model core/ledger core/points core/storage"
                        " core/storage/sql/connection.h core/storage/sql/rows.h nlohmann",
    "core/audit":       "core/base core/model core/ledger core/points core/storage"
                        " core/storage/sql/connection.h core/storage/sql/rows.h nlohmann",
    # The workers, and the doors for operators.
    "core/engine":      "core/base core/meter core/model core/config core/chain core/ledger core/points core/rpc/node.h"
                        " core/storage core/storage/sql/connection.h core/storage/sql/repeated.h"
                        " core/cache/pendingcache.h QtCore",
    "core/access":      "core/base core/model core/ledger core/points core/storage core/report QtCore"
                        " core/storage/sql/connection.h core/storage/sql/rows.h nlohmann",
    "core/settings":    "core/base core/model core/config core/rpc core/storage core/storage/sql/connection.h QtCore",
    "core/http":        "core/base core/meter core/model core/config core/access nlohmann httplib prometheus",
    "ui":               "core/base core/model core/access core/settings core/config/configdraft.h core/config/settings.h QtCore QtGui QtWidgets",
    # The only place that knows concrete classes.
    "app":              "core/* QtCore CLI11 nlohmann system",
}

# Files that may include more than their folder.
MORE = {
    "core/base/log.cpp":         "spdlog",
    "core/storage/migrator.cpp": "QtCore",  # the migrations are Qt resources
    "core/report/csvwriter.*":   "QtCore",  # QSaveFile
    "core/http/apidoors.cpp":    "core/storage/sql",  # a connection passes through
    "core/http/apitoken.cpp":    "QtCore",  # QTemporaryFile, QRandomGenerator
    "core/http/openapi.cpp":     "QtCore",  # a Qt resource
    "core/http/queryreader.cpp": "QtCore",  # QByteArray's base64
    "core/http/socketstream.cpp": "system openssl",
    "core/http/tlsidentity.cpp": "openssl",
    "core/base/background_*.cpp": "system",  # a thread that is behind all others
    "core/cache/blockseal.cpp": "QtCore",  # hash and random numbers
    "core/cache/redis/protocol.cpp": "hiredis",
    "ui/charts/qtchartsplot.*": "QtCharts",  # deprecated from Qt 6.10: known in one place only
    "ui/notify/desktopchannels.*": "QtNetwork",
    "app/desktop*":              "ui QtGui QtWidgets",
    "app/desktopinstance.*":     "QtNetwork",  # a local socket
    "app/*demo*":                "QtNetwork",
    "app/keychain.cpp":          "QtKeychain",
}

LIBRARIES = {  # by the beginning of the header's name
    "gmp": "gmp", "spdlog/": "spdlog", "nlohmann/": "nlohmann", "simdjson": "simdjson", "sqlite3": "sqlite3",
    "httplib": "httplib", "openssl/": "openssl", "prometheus/": "prometheus", "CLI/": "CLI11", "hiredis/": "hiredis",
    "qt6keychain/": "QtKeychain",
}


def library_of(header, qt):
    """The library of an <included> header; None for the C++ standard library."""
    for beginning, library in LIBRARIES.items():
        if header.startswith(beginning):
            return library
    if header.startswith("Q"):
        modules = [folder.name for folder in qt.iterdir() if (folder / header).is_file()]
        return modules[0] if modules else f"no Qt module with {header}"
    return "system" if "." in header or "/" in header else None


def part_of(path):
    """The folder of ALLOWED that a file belongs to."""
    folders = (parent.as_posix() for parent in pathlib.PurePosixPath(path).parents)
    return next((folder for folder in folders if folder in ALLOWED), None)


def allowed_for(path):
    """Everything that a file may include."""
    more = (value for pattern, value in MORE.items() if fnmatch.fnmatchcase(path, pattern))
    return " ".join([ALLOWED[part_of(path)], *more]).split()


def may_include(path, header):
    """Whether a file may include a header of the project."""
    part = part_of(header)
    return part == part_of(path) or any(part == entry or fnmatch.fnmatchcase(header, entry)
                                        for entry in allowed_for(path))


def cycle_in(arrows):
    """A way along the arrows from a folder back to itself; None if there is none."""
    finished = set()

    def search(way):
        for target in sorted(arrows.get(way[-1], ())):
            if target in way:
                return way[way.index(target):] + [target]
            if target not in finished and (found := search(way + [target])):
                return found
        finished.add(way[-1])
        return None

    return next(filter(None, (search([start]) for start in sorted(arrows))), None)


def check(paths, qt):
    """All problems of the files."""
    problems, arrows = [], {}
    for path in paths:
        part = part_of(path)
        if part is None:
            problems.append(f"{path}: its folder has no line in ALLOWED of tests/lint/includes.py")
            continue
        for number, line in enumerate(tree.read(path).splitlines(), 1):
            found = re.match(r'\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', line)
            if not found:
                continue
            own, foreign = found.groups()
            where = f"{path}:{number}: "
            if foreign:
                library = library_of(foreign, qt)
                if library and library not in allowed_for(path):
                    problems.append(f"{where}{part} may not include <{foreign}> ({library})")
            elif own.endswith(".moc"):
                continue
            elif part_of(own) is None:
                problems.append(f"{where}\"{own}\" is not a path from the top of the project")
            else:
                if not may_include(path, own):
                    problems.append(f"{where}{part} may not include \"{own}\"")
                if part_of(own) != part:
                    arrows.setdefault(part, set()).add(part_of(own))
    if cycle := cycle_in(arrows):
        problems.append("the folders include each other in a circle: " + " -> ".join(cycle))
    return problems


def main():
    """Checks everything that becomes part of the program."""
    qt = pathlib.Path(sys.argv[1])
    paths = [path for path in tree.files("app", "core", "ui") if path.endswith((".h", ".cpp"))]
    tree.finish(check(paths, qt), len(paths))


if __name__ == "__main__":
    main()
