# SPDX-License-Identifier: Apache-2.0
"""The model of answer quality by itself: no daemon, no store."""
import json
import subprocess


def speeds(program, answers_max):
    """One figure for each power of ten from ten thousand answers up."""
    done = subprocess.run([str(program), str(answers_max), "--json"], check=True,
                          capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]
