# SPDX-License-Identifier: Apache-2.0
"""Instructions for one warm turn: two runs of different length under callgrind, and the difference
over the turns they differ by. The one figure that holds on a busy machine."""
import re

from kazi_bench.daemon import Daemon
from kazi_bench.processes import Process, free_port
from kazi_bench.redis import Redis


def _callgrind(out):
    return ["valgrind", "--quiet", "--tool=callgrind", f"--callgrind-out-file={out}"]


def _total(out):
    with open(out, errors="replace") as profile:
        return int(re.search(r"^(?:totals|summary): (\d+)", profile.read(), re.MULTILINE)[1])


def _per_turn(plan, measure):
    few, many = plan.callgrind_turns
    return (measure(many) - measure(few)) / (many - few)


def of_daemon(program, folder, load, plan, sms_port):
    """Prepares workers and work without callgrind, which the measured runs then find there. The
    server is not the daemon's own: valgrind does not know how that one is watched (pidfd_open)."""
    with Redis(folder / "redis", "always") as store:
        daemon = Daemon(program, folder, sms_port, store.socket_path)
        return _of_daemon(daemon, folder, load, plan)


def _of_daemon(daemon, folder, load, plan):
    with daemon:
        load.everybody_joins(daemon, 0, plan.callgrind_workers)
        daemon.open_campaign(plan.callgrind_items)

    def measure(turns):
        out = folder / f"callgrind.daemon.{turns}"
        daemon.wrapper = _callgrind(out)
        with daemon:
            result = load.run(daemon.public, daemon.hook("ussd"), "answer", turns=turns,
                              workers=plan.callgrind_workers, items=plan.callgrind_items,
                              reply_deadline_ms=60_000)
        if result["faults"]:
            raise RuntimeError(f"under callgrind: {result}")
        return _total(out)

    return _per_turn(plan, measure)


def of_beast(program, folder, load, plan):
    folder.mkdir(parents=True, exist_ok=True)

    def measure(turns):
        out, port = folder / f"callgrind.beast.{turns}", free_port()
        with Process([*_callgrind(out), str(program), str(port)], folder / "beast.log") as beast:
            beast.await_port(port)
            load.run(port, "/", "plain", turns=turns, workers=plan.callgrind_workers)
        return _total(out)

    return _per_turn(plan, measure)
