# SPDX-License-Identifier: Apache-2.0
"""Plays the commands of tests/golden/commands with the real executable, in the source folder.

    transcripts.py SOURCE_FOLDER KAZI

In a transcript `$ kazi …` is a command and `| …` a line of its input. What it prints stands
beneath, indented; what it complains of behind `!`; how it ended behind `=`. With
KAZI_UPDATE_GOLDEN=1 in the environment they are written anew, for a person to read the difference.
"""
import difflib
import os
import shlex
import subprocess
import sys
from pathlib import Path

PATIENCE_S = 30
SHOWN = ("  ", "! ", "= ")


def played(kazi, folder, command, lines):
    """What a command of a transcript comes to, as the lines beneath it."""
    words = shlex.split(command)
    if words[:1] != ["kazi"]:
        raise SystemExit(f"no command of ours: {command}")
    done = subprocess.run([kazi, *words[1:]], cwd=folder, input="".join(lines), text=True,
                          capture_output=True, timeout=PATIENCE_S, check=False)
    shown = ["  " + line for line in done.stdout.splitlines()]
    shown += ["! " + line for line in done.stderr.splitlines()]
    return [line.rstrip() for line in shown] + [f"= {done.returncode}"]


def play(kazi, folder, transcript):
    """The transcript as it should read; comments and blank lines stay."""
    told = []
    command, lines = None, []
    for line in [*transcript.splitlines(), "#end"]:
        if command and line.startswith("| "):
            lines.append(line[2:] + "\n")
        elif command:
            told += played(kazi, folder, command, lines)
            command, lines = None, []
        if line.startswith("$ "):
            command = line[2:]
        if line != "#end" and line.strip() and not line.startswith(SHOWN):
            told.append(line)
        elif not line:
            told.append(line)
    return "\n".join(told) + "\n"


def main():
    folder, kazi = Path(sys.argv[1]), sys.argv[2]
    wrong = 0
    transcripts = sorted((folder / "tests/golden/commands").glob("*.txt"))
    for path in transcripts:
        expected = path.read_text(encoding="utf-8")
        actual = play(kazi, folder, expected)
        if actual == expected:
            continue
        if os.environ.get("KAZI_UPDATE_GOLDEN"):
            path.write_text(actual, encoding="utf-8")
            continue
        wrong += 1
        sys.stdout.writelines(difflib.unified_diff(
            expected.splitlines(True), actual.splitlines(True), f"{path.name}: as written",
            "as played"))
    print(f"{len(transcripts) - wrong} of {len(transcripts)} transcripts read as they are written")
    return 1 if wrong or not transcripts else 0


if __name__ == "__main__":
    sys.exit(main())
