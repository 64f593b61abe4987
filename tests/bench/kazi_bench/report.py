# SPDX-License-Identifier: Apache-2.0
"""The figures beside their bars, for people and for machines."""
import operator
from dataclasses import asdict, dataclass

from kazi_bench import correct_items
from kazi_bench.rounds import median, median_ratio


@dataclass
class Bar:
    name: str
    what: str
    value: float | None  # None: not measured
    limit: float
    at_least: bool  # else at most

    @property
    def met(self):
        if self.value is None:
            return None
        return (operator.ge if self.at_least else operator.le)(self.value, self.limit)

    def line(self):
        bar = f"{'≥' if self.at_least else '≤'} {self.limit:g}"
        value = "–" if self.value is None else f"{self.value:.3g}"
        verdict = {None: "not measured", True: "met", False: "NOT MET"}[self.met]
        return f"{self.what:<58}{value:>9}   {bar:<8} {verdict}"


def rounded(value):
    """To hundredths: a turn that somebody else was faster than takes two more."""
    return None if value is None else round(value, 2)


def decode_share(m):
    """The dearest dialect's callback beside all that the daemon does for a turn."""
    turn_ns = 1e3 * median(m["rounds"], "ussd", "daemon_cpu_us_per_turn")
    dearest_ns = max(cost["ns"] for kinds in m["decode"].values() for cost in kinds.values())
    return dearest_ns / turn_ns


def decode_rows(costs):
    """One line for each dialect: what it costs to read a callback of each kind it has."""
    def cell(cost):
        return f"{cost['ns']:>9.0f}{cost['allocs']:>6.0f}" if cost else " " * 15

    kinds = ("sms", "dlr", "ussd")
    lines = [f"  {'reading a callback: ns, allocations':<34}"
             + "".join(f"{kind.upper():>15}" for kind in kinds)]
    return lines + [f"  {dialect:<34}" + "".join(cell(row.get(kind)) for kind in kinds)
                    for dialect, row in costs.items()]


def bars(m):
    """`m` is everything that was measured, as the run left it."""
    rounds, latency, steady = m["rounds"], m["latency"], m["steady"]["ussd"]

    def ratio(to):
        return median_ratio(rounds, ("ussd", "per_second"), (to, "per_second"))

    tail = median_ratio(latency, ("ussd", "p99_us"), ("beast", "p99_us"))
    instructions = m.get("instructions")
    return [
        Bar("round_trips", "store round trips per turn",
            rounded(median(rounds, "ussd", "trips_per_turn")), 2, False),
        Bar("of_bare_commits", "turns/s, of the bare load + commit calls", ratio("commits"), 0.7,
            True),
        Bar("postings", "ledger postings/s inside commits, of bare function calls/s",
            median_ratio(rounds, ("postings", "postings_per_second"),
                         ("bare_calls", "per_second")), 0.6, True),
        Bar("of_bare_beast", "turns/s, of bare Beast", ratio("beast"), 0.25, True),
        Bar("of_express", "turns/s, of ussd-menu-builder on Express", ratio("express"), 4, True),
        Bar("of_fastify", "turns/s, of ussd-menu-builder on Fastify", ratio("fastify"), 1, True),
        Bar("tail", f"p99 at {m['plan']['gate_rate']}/s, of bare Beast's", tail, 4, False),
        Bar("instructions", "instructions per warm turn, of bare Beast's",
            instructions["daemon"] / instructions["beast"] if instructions else None, 2, False),
        Bar("decode", "reading a callback, the dearest, of a turn's CPU time", decode_share(m), 0.25,
            False),
        Bar("sends", "sends/s with 256 in flight, of bare libcurl-multi", m["sends"]["ratio"], 0.7,
            True),
        Bar("payouts", "payouts/s, of their requests through bare libcurl", m["payouts"]["ratio"],
            0.2, True),
        Bar("faults", f"lost or swapped at {m['plan']['steady_rate']}/s, open loop",
            steady["lost"] + steady["swapped"], 0, False),
        Bar("idle_worker", "bytes per idle worker", m["bytes_per_idle_worker"], 250, False),
        Bar("answer", "bytes per answer, all told", m["bytes_per_answer"], 90, False),
        Bar("resident", f"daemon's RSS, MB, {m['plan']['known_workers']} known workers",
            m["daemon_mb"], 40, False),
        Bar("quality", "answers/s of CPU through the quality model, slowest size",
            min(one["per_cpu_second"] for one in m["quality"]), 300_000, True),
        Bar("audit", "ledger entries/s of CPU through the audit",
            m["audit"]["entries"] / m["audit"]["with_answers"]["cpu_seconds"], 300_000, True),
        Bar("audit_memory", "MB that the audit's RSS grew by after a tenth of the entries",
            m["audit"]["with_answers"]["mb_at_most"]
            - m["audit"]["with_answers"]["mb_after_a_tenth"], 16, False),
        *correct_item_bars(m["correct_items"]),
    ]


def correct_item_bars(rows):
    """Cheaper does not count where it is more often wrong, so each ratio has its points beside it."""
    limits = {3: 0.95, 5: 0.6}
    found = []
    for count in correct_items.FIXED:
        found.append(Bar(f"cost_per_correct_{count}",
                         f"cost of a right item, of {count} answers each and a majority",
                         correct_items.ratio(rows, count), limits[count], False))
        found.append(Bar(f"right_more_{count}", f"points more right than {count} answers each",
                         correct_items.points_ahead(rows, count), 0, True))
    return found


def _row(name, rounds, key):
    return (f"  {name:<34}{median(rounds, key, 'per_second'):>9.0f}/s"
            f"{median(rounds, key, 'p50_us') or 0:>9.0f}{median(rounds, key, 'p99_us') or 0:>9.0f}"
            f"{median(rounds, key, 'p999_us') or 0:>9.0f}")


ROWS = {"ussd": "USSD turns", "sms": "SMS callbacks", "beast": "bare Beast",
        "commits": "bare load + commit",
        "commits_together": "the same, commits together", "express": "Express", "fastify": "Fastify"}
LATENCY_ROWS = {"ussd": "USSD turns", "beast": "bare Beast", "ussd_half": "USSD turns, half load",
                "beast_half": "bare Beast, same rate"}


def text(m):
    rounds, latency = m["rounds"], m["latency"]
    lines = [f"Medians of {len(rounds)} interleaved rounds, {m['plan']['connections']} connections"
             "; Redis fsync always (peers: everysec).", "",
             f"  {'as fast as replies come':<34}{'':>11}{'p50 µs':>9}{'p99':>9}{'p99.9':>9}"]
    lines += [_row(name, rounds, key) for key, name in ROWS.items() if key in rounds[0]]
    lines.append("  at a fixed rate, latency from when a turn was due")
    lines += [_row(name, latency, key) for key, name in LATENCY_ROWS.items()]
    lines += ["", "  a turn: " + ", ".join(
        f"{median(rounds, 'ussd', key) or 0:.0f} {name}" for key, name in (
            ("aof_bytes_per_turn", "bytes logged"), ("daemon_cpu_us_per_turn", "µs of the daemon"),
            ("redis_cpu_us_per_turn", "µs of Redis")))]
    lines += decode_rows(m["decode"])
    lines.append("  sends with {in_flight} in flight: {ours_per_second:.0f}/s, "
                 "bare libcurl-multi {bare_per_second:.0f}/s".format(**m["sends"]))
    lines.append("  payouts with {at_once} at once: {per_second:.0f}/s, their requests through bare "
                 "libcurl {bare_per_second:.0f}/s".format(**m["payouts"]))
    if m.get("instructions"):
        lines.append("  instructions per warm turn: {daemon:.0f}, bare Beast {beast:.0f}".format(
            **m["instructions"]))
    lines.append(f"  daemon's RSS after the rounds: {m['daemon_mb_after_rounds']:.0f} MB, at its most, "
                 f"in the open loops: {m['daemon_mb_most']:.0f} MB")
    answers = m["audit"]["with_answers"]
    bare = m["audit"]["postings_only"]
    lines.append(f"  audit of {m['audit']['entries']} entries that name answers and payouts: "
                 f"{answers['seconds']:.1f} s, {answers['mb_at_most']:.0f} MB at most; of postings "
                 f"alone {bare['seconds']:.1f} s, {bare['mb_at_most']:.0f} MB")
    lines.append(f"  journal entry of a consent: {m['bytes_per_consent']:.0f} bytes")
    lines += [f"  {name} at {m['plan']['steady_rate']}/s: {result['sent']} sent, "
              f"{result['lost']} lost, {result['swapped']} swapped, "
              f"{result['unexpected']} unexpected" for name, result in m["steady"].items()]
    lines += correct_items.lines(m["correct_items"])
    return "\n".join(lines + [""] + [bar.line() for bar in bars(m)])


def invalid(m):
    """Why the figures mean nothing: ours said what it must not, or a floor did not do its work."""
    wrong = []
    for one in (*m["rounds"], *m["latency"], {"ussd": m["steady"]["ussd"]}):
        for name in ("ussd", "ussd_half", "sms", "beast"):
            result = one.get(name)
            if result and result["swapped"] + result["unexpected"]:
                wrong.append(f"{name}: {result['swapped']} swapped, {result['unexpected']} "
                             f"unexpected replies, first {result['first_unexpected']!r}")
        for name in ("commits", "commits_together", "postings", "bare_calls"):
            if one.get(name, {}).get("failures"):
                wrong.append(f"{name}: {one[name]['failures']} were refused")
    return wrong


def as_json(m):
    return {**m, "bars": [{**asdict(bar), "met": bar.met} for bar in bars(m)]}
