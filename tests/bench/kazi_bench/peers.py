# SPDX-License-Identifier: Apache-2.0
"""What a developer would otherwise use: ussd-menu-builder on Express and on Fastify."""
import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from kazi_bench.processes import Process, free_port

SOURCES = Path(__file__).parent.parent / "peers"


class Peer(Process):
    """One Node server. `menu`: "own" for each request, or "shared" as the library has it."""

    def __init__(self, folder, server, menu, redis_socket, log_folder):
        self.name = f"{server}_{menu}" if menu == "shared" else server
        self.port = free_port()
        environment = dict(os.environ, NODE_ENV="production")
        super().__init__(["node", f"{server}.js", str(self.port), str(redis_socket), menu],
                         log_folder / f"{self.name}.log", environment, folder)
        self.await_port(self.port)


def installed(folder):
    """A folder with the peers and what they need, or None, said aloud, where that can't be."""
    missing = [tool for tool in ("node", "npm") if not shutil.which(tool)]
    if missing:
        _say(f"no {' and no '.join(missing)} here")
        return None
    folder.mkdir(parents=True, exist_ok=True)
    for source in SOURCES.iterdir():
        shutil.copy(source, folder)
    done = subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=folder,
                          capture_output=True, text=True, check=False, timeout=600)
    if done.returncode != 0:
        _say("npm could not install them:\n" + done.stderr[-1000:])
        return None
    return folder


def _say(why):
    print(f"\n*** SKIPPED: Express and Fastify are not measured, {why}\n", file=sys.stderr)


def start(stack, folder, redis_socket, log_folder):
    """The peers to be measured, stopped with the `ExitStack`."""
    assert isinstance(stack, contextlib.ExitStack)
    if folder is None:
        return [], []
    def peer(server, menu):
        return stack.enter_context(Peer(folder, server, menu, redis_socket, log_folder))
    fair = [peer("express", "own"), peer("fastify", "own")]
    return fair, [peer("express", "shared")]
