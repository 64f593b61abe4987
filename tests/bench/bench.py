# SPDX-License-Identifier: Apache-2.0
"""Runs the benchmarks on programs that are built already. scripts/bench builds them and calls this;
README.md beside it says what each figure means."""
import argparse
import contextlib
import json
import os
import shutil
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from kazi_bench import correct_items, decoding, instructions, memory, peers, quality, report
from kazi_bench.daemon import Daemon
from kazi_bench.load import Load
from kazi_bench.plan import FULL, QUICK
from kazi_bench.processes import Process, free_port, run_json
from kazi_bench.redis import Redis
from kazi_bench.rounds import Bench, median


def say(text):
    print(text, file=sys.stderr, flush=True)


def measure(stack, options, plan, folder):
    programs = options.build / "tests" / "bench"
    load = Load(programs / "kazi_load", plan)
    beast_port, sms_port = free_port(), free_port()
    for port, kind in ((beast_port, []), (sms_port, ["sms"])):
        command = [str(programs / "bench_beast"), str(port), *kind]
        stack.enter_context(Process(command, folder / "beast.log")).await_port(port)
    m = {"plan": asdict(plan)}

    say("answer quality: simulated answers through the online model …")
    m["quality"] = quality.speeds(programs / "quality" / "bench_quality", plan.quality_answers)

    say(f"audit: {plan.audit_entries} entries …")
    m["audit"] = run_json([programs / "bench_audit", plan.audit_entries])
    say(f"payouts: {plan.payouts} through all simulated providers …")
    m["payouts"] = run_json([programs / "bench_payouts", plan.payouts])
    say("cost of a right item: recorded crowds, as they come …")
    m["correct_items"] = correct_items.measure(options.build / "kazi", plan.quality_seeds)

    say(f"memory: {plan.known_workers} people join, a campaign is played to its end …")
    kazi = options.build / "kazi"
    daemon = stack.enter_context(Daemon(kazi, folder / "kazi", sms_port))
    m["bytes_per_idle_worker"], m["bytes_per_consent"] = memory.bytes_per_idle_worker(
        daemon, load, plan)
    m["bytes_per_answer"], m["share_of_campaign_answered"] = memory.bytes_per_answer(
        daemon, load, plan)
    m["daemon_mb"], _ = memory.daemon_resident_mb(daemon)
    daemon.open_campaign(plan.items)

    fair, shared = [], []
    if not options.no_peers:
        peer_redis = stack.enter_context(Redis(folder / "peers", "everysec"))
        where = peers.installed(options.build / "bench-peers")
        fair, shared = peers.start(stack, where, peer_redis.socket_path, folder)
    bench = Bench(plan, programs, load, daemon, beast_port, fair)
    m["rounds"], m["latency"] = [], []
    for number in range(plan.rounds):
        say(f"throughput: round {number + 1} of {plan.rounds} …")
        m["rounds"].append(bench.one_round())
    m["daemon_mb_after_rounds"], _ = memory.daemon_resident_mb(daemon)
    half = int(median(m["rounds"], "ussd", "per_second") / 2)
    for number in range(plan.rounds):
        say(f"latency at {plan.gate_rate}/s and {half}/s: round {number + 1} of {plan.rounds} …")
        m["latency"].append(bench.one_latency_round(half))
    say("reading callbacks, sending requests …")
    m["decode"] = decoding.of_callbacks(programs / "bench_decode", plan)
    m["sends"] = decoding.of_sends(programs / "bench_send", sms_port, plan)
    say(f"lost and swapped replies at {plan.steady_rate}/s …")
    bench.peers = fair + shared
    m["steady"] = bench.steady()
    _, m["daemon_mb_most"] = memory.daemon_resident_mb(daemon)
    if not options.no_callgrind:
        say("instructions per turn, under callgrind …")
        m["instructions"] = {
            "daemon": instructions.of_daemon(kazi, folder / "grind", load, plan, sms_port),
            "beast": instructions.of_beast(programs / "bench_beast", folder / "grind", load, plan)}
    return m


def read_options(argv):
    parser = argparse.ArgumentParser(description="Kazi's benchmarks, each as a ratio")
    parser.add_argument("--build", type=Path, required=True, help="folder of a release build")
    parser.add_argument("--json", type=Path, help="write everything measured here")
    parser.add_argument("--quick", action="store_true", help="small: shows that it works")
    parser.add_argument("--no-peers", action="store_true", help="without Express and Fastify")
    parser.add_argument("--no-callgrind", action="store_true", help="without counting instructions")
    return parser.parse_args(argv)


def main(argv):
    options = read_options(argv)
    folder = Path(tempfile.mkdtemp(prefix="kazi-bench."))
    try:
        with contextlib.ExitStack() as stack:
            measured = measure(stack, options, QUICK if options.quick else FULL, folder)
    except BaseException:
        say(f"The benchmark failed; its logs stay in {folder}")
        raise
    shutil.rmtree(folder)
    if options.json:
        options.json.write_text(json.dumps(report.as_json(measured), indent=1) + os.linesep)
    print(report.text(measured))
    wrong = report.invalid(measured)
    for what in wrong:
        say(f"Not a valid run: {what}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
