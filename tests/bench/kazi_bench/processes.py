# SPDX-License-Identifier: Apache-2.0
"""Starts what is measured. What was started is gone when the benchmark is, however that ends."""
import ctypes
import json
import signal
import socket
import subprocess
import time

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def _die_with_parent():
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Process:
    """A server: stopped at the end of its `with` block."""

    def __init__(self, command, log, env=None, cwd=None):
        self.log = log
        with open(log, "ab") as output:
            self.child = subprocess.Popen(command, stdout=output, stderr=output, env=env, cwd=cwd,
                                          stdin=subprocess.DEVNULL, preexec_fn=_die_with_parent)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    @property
    def pid(self):
        return self.child.pid

    def stop(self, patience_s=60):
        if self.child.poll() is None:
            self.child.terminate()
        try:
            self.child.wait(patience_s)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()

    def await_port(self, port, patience_s=60):
        """Until somebody listens. Raises with the log's end when nobody does."""
        end = time.monotonic() + patience_s
        while time.monotonic() < end and self.child.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.05)
        with open(self.log, errors="replace") as log:
            raise RuntimeError(f"{self.child.args[0]} did not come up:\n{log.read()[-2000:]}")


def run_json(command, patience_s=900):
    """Runs a measuring program to its end; what it prints is one JSON object."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True,
                          timeout=patience_s, preexec_fn=_die_with_parent, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} failed: {done.stderr.strip()}")
    return json.loads(done.stdout)


def resident_kb(pid):
    """Memory that a process has resident, in kB of 1,024 bytes, and the most it ever had."""
    sizes = {}
    with open(f"/proc/{pid}/status") as status:
        for line in status:
            name, _, value = line.partition(":")
            if name in ("VmRSS", "VmHWM"):
                sizes[name] = int(value.split()[0])
    return sizes["VmRSS"], sizes["VmHWM"]


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    ticks = int(fields[11]) + int(fields[12])
    return ticks / 100
