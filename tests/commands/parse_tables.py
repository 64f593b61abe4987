# SPDX-License-Identifier: Apache-2.0
"""Puts the tables of answers through `kazi parse`, and holds it to what it promises: 97 % agree,
0.5 % at most are accepted as something that they don't mean.

    parse_tables.py SOURCE_FOLDER KAZI
"""
import json
import subprocess
import sys
from pathlib import Path

PATIENCE_S = 30
AGREED_MIN = 0.97
WRONG_MAX = 0.005
FLAGS = {"type": "--type", "options": "--options", "minimum": "--min", "maximum": "--max",
         "unit": "--unit", "currency": "--currency", "today": "--today",
         "decimals": "--decimals", "source": "--source"}


def flags_of(question):
    """'type=choice; options=A|B' as flags of the command."""
    flags = []
    for field in question.split(";"):
        name, _, value = field.strip().partition("=")
        flags += [FLAGS[name], value]
    return flags


def questions_of(path):
    """(question, [(typed, meaning)]) of a table, in its order."""
    questions = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line or line.startswith("# "):
            continue
        typed, tab, meaning = line.rpartition("\t")
        if tab:
            questions[-1][1].append((typed, meaning))
        else:
            questions.append((line[1:-1], []))
    return questions


def number_text(value):
    return f"{value:g}" if abs(value) < 1e6 else str(int(value))


def meaning_of(told):
    """What the command told, in the words of a table."""
    if told["outcome"] != "answer":
        return told["outcome"]
    value = told["value"]
    if isinstance(value, list):
        return " ".join(map(str, value)) or "none"
    if isinstance(value, (int, float)):
        return number_text(value)
    if "quantity" in told:
        return f"{value} {number_text(told['quantity'])}"
    return value


def parse(kazi, language, question, typed):
    done = subprocess.run(
        [kazi, "parse", "--no-commands", "--lang", language, *flags_of(question)],
        input="".join(line + "\n" for line in typed).encode(), capture_output=True,
        timeout=PATIENCE_S, check=True)
    told = done.stdout.decode("utf-8", "replace").splitlines()
    if len(told) != len(typed):
        raise SystemExit(f"{language} [{question}]: {len(typed)} lines in, {len(told)} out")
    return [json.loads(line) for line in told]


def score(kazi, path):
    """(rows, agreed, wrongly accepted) of one table; what does not agree is printed."""
    rows = agreed = wrong = 0
    for question, answers in questions_of(path):
        told = parse(kazi, path.stem, question, [typed for typed, _ in answers])
        for (typed, meaning), each in zip(answers, told):
            rows += 1
            if meaning_of(each) == meaning:
                agreed += 1
                continue
            accepted = each["outcome"] == "answer"
            wrong += accepted
            print(f"{path.stem} [{question}] {typed!r} means {meaning}, understood "
                  f"{meaning_of(each)}{'  WRONG' if accepted else ''}")
    return rows, agreed, wrong


def main():
    folder, kazi = Path(sys.argv[1]), sys.argv[2]
    kept = True
    for name in ("parse", "parse/second"):
        tables = sorted((folder / "tests/golden" / name).glob("*.txt"))
        scores = [score(kazi, path) for path in tables]
        for path, (rows, agreed, wrong) in zip(tables, scores):
            print(f"{name} {path.stem}: {agreed} of {rows} agree, {wrong} wrongly accepted")
        rows, agreed, wrong = (sum(column) for column in zip(*scores))
        print(f"{name}: {agreed} of {rows} agree ({100 * agreed / rows:.1f} %), "
              f"{wrong} wrongly accepted ({100 * wrong / rows:.2f} %)")
        kept = kept and agreed >= AGREED_MIN * rows and wrong <= WRONG_MAX * rows
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
