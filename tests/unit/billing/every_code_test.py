#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every code in the providers' tables has a golden vector that says what the table says.

A row that is added to a table without a vector, or a vector that is lost, is told by name. A vector
whose answer changes is test_billing's affair.
"""
import collections
import json
import pathlib
import re
import sys

TABLE = re.compile(r"constexpr std::array<CodeMeaning, (\d+)> (\w+)\{\{(.*?)\}\};", re.S)
ROW = re.compile(r'\{"([^"]+)",\s*(?:Outcome::)?(\w+),\s*Reason::(\w+),\s*Retry::(\w+)\}')
# Tables of parts: a row is found in a longer code, or begins it.
PARTS = {"error_texts", "details", "ranges"}


def tables(root):
    """(provider, table, its rows) of every table in the codecs."""
    for source in sorted((root / "billing/providers").iterdir()):
        provider = "mpesa_b2c" if source.stem == "mpesa_codes" else source.stem
        for size, name, body in TABLE.findall(source.read_text()):
            rows = ROW.findall(body)
            if len(rows) != int(size):
                sys.exit(f"{source.name}: {name} has {size} rows, {len(rows)} could be read")
            yield provider, name, rows


def decoded(folder):
    """What the vectors of each provider say: code in lower case, outcome, reason."""
    said = collections.defaultdict(set)
    for path in sorted(folder.glob("*.ndjson")):
        lines = path.read_text().splitlines()
        for vector, answer in zip(lines[::2], lines[1::2]):
            result = json.loads(answer).get("result")
            if result and result["code"]:
                said[json.loads(vector)["provider"]].add(
                    (result["code"].lower(), result["outcome"], result["reason"]))
    return said


def is_said(row, table, said):
    code, outcome, reason, _ = row
    code = code.lower().split("/")[-1]
    # What is under way at a query was accepted when it was sent.
    outcomes = {outcome} | ({"accepted"} if outcome == "pending" else set())
    for told_code, told_outcome, told_reason in said:
        in_part = (table in PARTS and code in told_code) or (
            code.endswith("_") and told_code.startswith(code))
        if (told_code == code or in_part) and told_outcome in outcomes and told_reason == reason:
            return True
    return False


def main():
    root = pathlib.Path(__file__).resolve().parents[3]
    said = decoded(root / "tests/golden/billing")
    missing, seen = [], 0
    for provider, table, rows in tables(root):
        seen += len(rows)
        missing += [f"{provider}: {table}: {row[0]} has no vector that says {row[1]} {row[2]}"
                    for row in rows if not is_said(row, table, said[provider])]
    print("\n".join(missing) or f"{seen} codes, each has a vector")
    return 1 if missing or seen < 250 else 0


if __name__ == "__main__":
    sys.exit(main())
