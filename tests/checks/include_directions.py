# SPDX-License-Identifier: Apache-2.0
"""Fails when an include points against the house's order.

The pure rooms stay pure because they cannot even see a socket: protocols, billing and config include
nothing of ours, taskflow sees billing and protocols, gateway and tests see everything.
"""
import re
import sys

import source_tree

MAY_INCLUDE = {
    "protocols": {"protocols"},
    "billing": {"billing"},
    "config": {"config"},
    "taskflow": {"taskflow", "billing", "protocols"},
    "gateway": {"gateway", "taskflow", "billing", "protocols", "config"},
    "tests": {"tests", "gateway", "taskflow", "billing", "protocols", "config"},
}
# Constants made from files of the tree at build time; they belong to the room that embeds them.
GENERATED = "embedded"
# What waits, draws or tells the time has no business in a room that only computes.
PURE_ROOMS = {"protocols", "billing", "taskflow"}
IMPURE = re.compile(r"^(boost/(asio|beast)\b|hiredis|curl/|spdlog/|prometheus/|sys/|unistd\.h"
                    r"|fstream$|random$|thread$|mutex$|future$|filesystem$|ctime$)")
QUOTED = re.compile(r'^\s*#\s*include\s*"([^"]+)"')
ANGLED = re.compile(r"^\s*#\s*include\s*<([^>]+)>")


def fault_of(room, line):
    quoted = QUOTED.match(line)
    if quoted:
        first, _, rest = quoted.group(1).partition("/")
        if not rest:
            return f'"{quoted.group(1)}" is not rooted at the tree'
        if first != GENERATED and first not in MAY_INCLUDE[room]:
            return f"{room} may not include {first}"
        return None
    angled = ANGLED.match(line)
    if angled and room in PURE_ROOMS and IMPURE.match(angled.group(1)):
        return f"{room} only computes: it may not include <{angled.group(1)}>"
    if angled and angled.group(1).split("/")[0] in MAY_INCLUDE:
        return f'<{angled.group(1)}> is ours: write "{angled.group(1)}"'
    return None


def faults(root):
    for path in source_tree.files(root, ".cpp", ".hpp", ".h", ".ipp"):
        room = path.parts[0]
        if room not in MAY_INCLUDE:
            yield f"{path}: sources live in {', '.join(sorted(MAY_INCLUDE))}"
            continue
        for number, line in enumerate((source_tree.read(root, path) or "").splitlines(), 1):
            fault = fault_of(room, line)
            if fault:
                yield f"{path}:{number}: {fault}"


if __name__ == "__main__":
    sys.exit(source_tree.report(list(faults(sys.argv[1]))))
