# SPDX-License-Identifier: Apache-2.0
"""Interleaved rounds: each measures everything once, so that a busy minute falls on all alike."""
import statistics

from kazi_bench import redis
from kazi_bench.processes import cpu_seconds, run_json


def median(rounds, *path):
    """The middle value of what stands under `path` in every round that has it."""
    values = []
    for one in rounds:
        for name in path:
            one = one.get(name) if one else None
        if one is not None:
            values.append(one)
    return statistics.median(values) if values else None


def median_ratio(rounds, over, under):
    """The middle of the rounds' own ratios."""
    ratios = [_at(one, over) / _at(one, under) for one in rounds
              if _at(one, over) and _at(one, under)]
    return statistics.median(ratios) if ratios else None


def _at(one, path):
    for name in path:
        one = one.get(name) if one else None
    return one


class Bench:
    """Everything that runs side by side."""

    def __init__(self, plan, programs, load, daemon, beast_port, peers):
        self.plan, self.programs, self.load = plan, programs, load
        self.daemon, self.beast_port, self.peers = daemon, beast_port, peers
        self.round = 0
        self.commit_runs = 0

    def turns(self, **settings):
        return self.load.run(self.daemon.public, self.daemon.hook("ussd"), "answer", **settings)

    def turns_with_costs(self):
        """As fast as replies come, and what a turn costs in round trips, bytes and processor time."""
        socket_path, server = self.daemon.socket_path, redis.server_pid(self.daemon.socket_path)
        trips = self.daemon.counter("kazi_turn_round_trips_total")
        logged = redis.aof_bytes(socket_path)
        ours, theirs = cpu_seconds(self.daemon.pid), cpu_seconds(server)
        result = self.turns()
        sent = result["sent"]
        result["trips_per_turn"] = (
            self.daemon.counter("kazi_turn_round_trips_total") - trips) / sent
        grown = redis.aof_bytes(socket_path) - logged
        # A log that was rewritten meanwhile says nothing.
        result["aof_bytes_per_turn"] = grown / sent if grown > 0 else None
        result["daemon_cpu_us_per_turn"] = 1e6 * (cpu_seconds(self.daemon.pid) - ours) / sent
        result["redis_cpu_us_per_turn"] = 1e6 * (cpu_seconds(server) - theirs) / sent
        return result

    def beast(self, **settings):
        return self.load.run(self.beast_port, "/", "plain", **settings)

    def sms(self):
        return self.load.run(self.daemon.public, self.daemon.hook("sms"), "sms")

    def commits(self, calls, *how):
        self.commit_runs += 1  # its cells' name: what another run wrote would refuse its commits
        return run_json([self.programs / "bench_commit", "--socket", self.daemon.socket_path,
                         "--calls", calls, "--run", f"run{self.commit_runs}",
                         "--connections", self.plan.connections,
                         "--answers", self.plan.answers_per_session,
                         "--measured-ms", self.plan.measured_ms, *how])

    def one_round(self):
        self.round += 1
        measured = {"ussd": self.turns_with_costs(), "beast": self.beast(),
                    "commits": self.commits("turns"), "sms": self.sms(),
                    "commits_together": self.commits("turns", "--together"),
                    "postings": self.commits("commits", "--together"),
                    "bare_calls": self.commits("bare")}
        for peer in self.peers:
            measured[peer.name] = self.load.run(peer.port, "/ussd", "menu")
        return measured

    def one_latency_round(self, half_rate):
        rate = self.plan.gate_rate
        return {"ussd": self.turns(rate=rate), "beast": self.beast(rate=rate),
                "ussd_half": self.turns(rate=half_rate), "beast_half": self.beast(rate=half_rate)}

    def steady(self):
        """Nothing may be lost or swapped, whatever comes when."""
        settings = {"rate": self.plan.steady_rate, "measured_ms": self.plan.steady_ms,
                    "reply_deadline_ms": 3000}
        results = {"ussd": self.turns(**settings)}
        for peer in self.peers:
            results[peer.name] = self.load.run(peer.port, "/ussd", "menu", **settings)
        return results
