# SPDX-License-Identifier: Apache-2.0
"""What it costs to read a callback, by dialect and kind, and to send a request."""
from kazi_bench.processes import run_json


def of_callbacks(program, plan):
    """{"africastalking": {"sms": {"ns": …, "allocs": …}, …}, …}: the middle of some repetitions."""
    told = run_json([program, "--benchmark_format=json", "--benchmark_report_aggregates_only=true",
                     f"--benchmark_repetitions={plan.decode_repetitions}",
                     f"--benchmark_min_time={plan.decode_s}"])
    costs = {}
    for one in told["benchmarks"]:
        if one.get("error_occurred"):
            raise RuntimeError(f"{one['run_name']}: {one['error_message']}")
        if one.get("aggregate_name") != "median":
            continue
        dialect, kind = one["run_name"].split("/")
        costs.setdefault(dialect, {})[kind] = {"ns": one["cpu_time"], "allocs": one["allocs"]}
    return costs


def of_sends(program, port, plan):
    """Sends a second, ours and a bare libcurl loop's, and their ratio."""
    return run_json([program, port, plan.sends, plan.rounds])
