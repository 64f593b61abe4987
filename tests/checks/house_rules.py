# SPDX-License-Identifier: Apache-2.0
"""Fails on what keeps a house from being readable: giant files, rooms without a door plate, names
that say nothing, reminders left behind, and paths of somebody's own machine."""
import re
import sys
from pathlib import Path

import source_tree

LINES_MAX = 400
CODE = (".cpp", ".hpp", ".h", ".ipp", ".py", ".sh", ".lua", ".js", ".cmake")
ROOMS = ("gateway", "protocols", "taskflow", "billing", "config", "tests", "scripts")
MUST_EXIST = ("README.md", "CHANGELOG.md", "LICENSE", *(f"{room}/README.md" for room in ROOMS))
EMPTY_NAMES = re.compile(r"(^|_)(utils?|helpers?|managers?|common|misc|stuff)(_|$)")
# Written apart, so that this file doesn't find itself.
REMINDERS = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
MACHINE_PATHS = re.compile(r"(?<![\w.~/-])/(home|Users|root|work)/[\w.-]+")
SPDX = "SPDX-License-Identifier: Apache-2.0"


def is_script(text):
    return text.startswith("#!")


def faults_of_name(path):
    for part in (*path.parts[:-1], path.stem):
        if EMPTY_NAMES.search(part):
            yield f"{path}: '{part}' doesn't say what is inside"


def faults_of_code(path, text):
    lines = text.splitlines()
    if len(lines) > LINES_MAX:
        yield f"{path}: {len(lines)} lines, at most {LINES_MAX}: split it by what it is about"
    if not any(SPDX in line for line in lines[:3]):
        yield f"{path}:1: no '{SPDX}'"
    if path.suffix in (".hpp", ".h") and "#pragma once" not in lines:
        yield f"{path}: no #pragma once"


def faults_of_text(path, text):
    for number, line in enumerate(text.splitlines(), 1):
        reminder, machine = REMINDERS.search(line), MACHINE_PATHS.search(line)
        if reminder:
            yield f"{path}:{number}: {reminder.group(0)}: do it, or say why it is as it is"
        if machine:
            yield f"{path}:{number}: {machine.group(0)} is a path of one machine"


def is_recorded(path):
    """Data that others made: kept as it came."""
    return path.parts[0] == "tests" and any(part in ("data", "corpus") for part in path.parts)


def faults(root):
    for name in MUST_EXIST:
        if not Path(root, name).is_file():
            yield f"{name}: is missing"
    for path in source_tree.files(root):
        text = source_tree.read(root, path)
        if text is None or is_recorded(path) or path.name == "LICENSE":
            continue
        yield from faults_of_name(path)
        yield from faults_of_text(path, text)
        if path.suffix in CODE or is_script(text):
            yield from faults_of_code(path, text)


if __name__ == "__main__":
    sys.exit(source_tree.report(list(faults(sys.argv[1]))))
