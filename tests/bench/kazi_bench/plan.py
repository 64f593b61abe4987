# SPDX-License-Identifier: Apache-2.0
"""How much of everything: the sizes of a full run, and of one that only shows that it works."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    rounds: int = 5  # of each measurement; the middle one counts
    measured_ms: int = 3000
    warm_up_ms: int = 1000
    connections: int = 64
    known_workers: int = 100_000
    active_workers: int = 2_000
    answers_per_session: int = 5
    items: int = 300_000
    small_items: int = 4_000  # of the campaign that is played to its end
    gate_rate: int = 5_000  # turns per second at which the tail is compared
    steady_rate: int = 500  # open loop, for lost and swapped replies
    steady_ms: int = 10_000
    decode_repetitions: int = 5
    decode_s: float = 0.05  # of each repetition
    sends: int = 20_000  # of one round
    callgrind_turns: tuple = (2_000, 8_000)
    callgrind_items: int = 5_000
    callgrind_workers: int = 200
    quality_answers: int = 10_000_000  # most answers through the quality model
    audit_entries: int = 10_000_000
    payouts: int = 5_000
    quality_seeds: int = 20  # orders in which recorded answers come


FULL = Plan()
QUICK = Plan(rounds=1, measured_ms=600, warm_up_ms=300, known_workers=3_000, active_workers=500,
             items=40_000, small_items=300, gate_rate=1_000, steady_rate=200, steady_ms=2_000,
             decode_repetitions=2, decode_s=0.002, sends=1_000, callgrind_turns=(500, 1_500),
             callgrind_items=1_000, callgrind_workers=100, quality_answers=100_000,
             audit_entries=100_000, payouts=100, quality_seeds=2)
