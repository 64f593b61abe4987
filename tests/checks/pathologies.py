# SPDX-License-Identifier: Apache-2.0
"""Fails when a row of gateway/hooks/pathologies.md has neither a test with its number in the name
nor a reason why it is not ours, and when a test names a row that there is none of."""
import re
import sys
from pathlib import Path

import source_tree

TABLE = Path("gateway/hooks/pathologies.md")
ROW = re.compile(r"^\| (\d+) \| [^|]* \| ([^|]*) \|", re.M)
REASON = re.compile(r"^\* \*\*(\d+)\.\*\* \w", re.M)
TESTED = re.compile(r'(?:TEST_CASE\w*\([^"]*"|"id": ")pathology ([\d, ]+):')


def numbers_tested(root):
    for path in source_tree.files(root):
        if path.parts[0] != "tests" or path.suffix not in (".cpp", ".ndjson"):
            continue
        for named in TESTED.findall(source_tree.read(root, path) or ""):
            for number in named.split(","):
                yield int(number), path


def faults(root):
    text = source_tree.read(root, TABLE) or ""
    rows = {int(number): done for number, done in ROW.findall(text)}
    reasons = {int(number) for number in REASON.findall(text)}
    tested = dict(numbers_tested(root))
    if not rows:
        yield f"{TABLE}: no rows"
    for number, done in rows.items():
        if done.strip() == "not ours":
            if number not in reasons:
                yield f"{TABLE}: row {number} is not ours, and no reason says why"
        elif number not in tested:
            yield f"{TABLE}: no test is named 'pathology {number}: …'"
    for number, path in tested.items():
        if number not in rows:
            yield f"{path}: a test for row {number}, which {TABLE} doesn't have"


if __name__ == "__main__":
    sys.exit(source_tree.report(list(faults(sys.argv[1]))))
