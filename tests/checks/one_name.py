# SPDX-License-Identifier: Apache-2.0
"""Fails when two types of one namespace have the same name.

Each file compiles by itself, so no compiler says a word; the linker takes the two for one, and which
destructor runs is a matter of luck. tests/ holds many programs, and is left out.
"""
import re
import sys
from collections import defaultdict

import source_tree

ROOMS = {"protocols", "billing", "config", "taskflow", "gateway"}
OPENS = re.compile(r"^(?:inline )?namespace ?([\w:]*) ?\{")
CLOSES = re.compile(r"^\} *// namespace")
# Definitions at the left edge. Those of a type within a type stand further in, or are `Outer::Inner`.
DEFINES = re.compile(r"^(?:struct|class|enum class|enum) (\w+)\b(?!::)[^;()]*(?:\{.*)?$")


def types_in(text):
    """Qualified names of the types that a file defines for all to see."""
    spaces = []
    for line in text.splitlines():
        if opened := OPENS.match(line):
            spaces.append(opened.group(1))
        elif CLOSES.match(line):
            if spaces:
                spaces.pop()
        elif (defined := DEFINES.match(line)) and "" not in spaces:
            yield "::".join([*spaces, defined.group(1)])


def faults(root):
    places = defaultdict(set)
    for path in source_tree.files(root, ".cpp", ".hpp"):
        if path.parts[0] in ROOMS:
            for name in types_in(source_tree.read(root, path) or ""):
                places[name].add(str(path))
    for name, where in sorted(places.items()):
        if len(where) > 1:
            yield f"{name} is defined more than once: {', '.join(sorted(where))}"


if __name__ == "__main__":
    sys.exit(source_tree.report(list(faults(sys.argv[1]))))
