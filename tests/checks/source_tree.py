# SPDX-License-Identifier: Apache-2.0
"""The files that the checks read: the tree below a root, without what is built or fetched."""
import os
from pathlib import Path

# Built, fetched or somebody's editor's; never sources of ours.
SKIPPED_FOLDERS = {"build", ".git", ".cache", "node_modules", "__pycache__", ".idea", ".vscode"}


def files(root, *suffixes):
    """Paths relative to `root` with one of the suffixes (all files when none is given), sorted."""
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in SKIPPED_FOLDERS]
        for name in names:
            path = Path(folder, name)
            if path.is_file() and (not suffixes or path.suffix in suffixes):
                found.append(path.relative_to(root))
    return sorted(found)


def read(root, path):
    """The text of a file, or None when it isn't text."""
    try:
        return Path(root, path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def report(faults):
    """Prints the faults, one a line; the exit code of a check."""
    for fault in faults:
        print(fault)
    return 1 if faults else 0
