# SPDX-License-Identifier: Apache-2.0
"""Fails when clang-format would change a source file."""
import subprocess
import sys
from pathlib import Path

import source_tree


def faults(root):
    sources = [str(path) for path in source_tree.files(root, ".cpp", ".hpp", ".h", ".ipp")]
    if not sources:
        return
    style = f"--style=file:{Path(root, '.clang-format')}"
    run = subprocess.run(["clang-format-14", style, "--dry-run", "--Werror", *sources],
                         cwd=root, capture_output=True, text=True, check=False)
    if run.returncode == 0:
        return
    for line in run.stderr.splitlines():
        if "error:" in line:
            yield line
    yield f"clang-format-14 ended with {run.returncode}: run it with -i on the files above"


if __name__ == "__main__":
    sys.exit(source_tree.report(list(faults(sys.argv[1]))))
