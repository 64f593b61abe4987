#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""kazi infer over a folder of recorded sets, as one table.

    table.py --kazi build/release/kazi --sets FOLDER            # every method, all answers
    table.py … --stop-at 0.9 --seeds 20                                     # online, one setting
    table.py … --stop-at 0.95 --gold 0.1 --seeds 20                         # calibration by gold
    table.py … --stop-at 0.9 -- --best-first                                # best worker first

A set is a folder with answers.csv and truth.csv; tests/data holds some, its README says where the
others come from. Sets of more than 50,000 answers get three seeds. `ducks` is shown and not counted: the errors of that
crowd agree, and nothing learned from the answers alone can tell.
"""
import argparse
import json
import pathlib
import subprocess
import sys

METHODS = ("mv", "wawa", "onecoin", "ds", "glad", "best")
BIG_ANSWERS = 50_000
BIG_SEEDS = 3
NOT_COUNTED = ("ducks",)
TOLD_TASKS = 500
TOLD_SHARE = 0.05


def infer(kazi, folder, *options):
    command = [kazi, "infer", folder / "answers.csv", "--truth", folder / "truth.csv", "--json", *options]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def mean(values):
    return sum(values) / len(values) if values else float("nan")


def counted(rows):
    return [row for name, row in rows if name not in NOT_COUNTED]


def all_answers(kazi, folders):
    rows = []
    print(f"{'set':<14}" + "".join(f"{method:>9}" for method in METHODS))
    for folder in folders:
        row = {method: infer(kazi, folder, "--method", method)["accuracy"] for method in METHODS}
        rows.append((folder.name, row))
        print(f"{folder.name:<14}" + "".join(f"{row[method]:>9.4f}" for method in METHODS), flush=True)
    print(f"{'mean':<14}" + "".join(f"{mean([row[m] for row in counted(rows)]):>9.4f}" for m in METHODS))
    return rows


def others(kazi, folders):
    rows = []
    for folder in folders:
        plain = infer(kazi, folder, "--method", "mv")
        best = infer(kazi, folder, "--method", "best")
        for figure in ("pearson", "word_error_rate"):
            if figure in best:
                print(f"{folder.name:<14} {figure} {best[figure]:.4f} (plain {plain[figure]:.4f})")
                rows.append((figure, best[figure], plain[figure]))
    return rows


def online_row(kazi, folder, args):
    full = infer(kazi, folder, "--method", "mv")
    seeds = min(args.seeds, BIG_SEEDS) if full["answers_recorded"] > BIG_ANSWERS else args.seeds
    options = ["--method", "online", "--stop-at", args.stop_at, "--seeds", seeds, *args.options]
    if args.gold:
        options += ["--gold", args.gold]
    row = infer(kazi, folder, *options)
    row["over_mv"] = 100 * (row["accuracy"] - full["accuracy"])
    row["over_ds"] = 100 * (row["accuracy"] - infer(kazi, folder, "--method", "ds")["accuracy"])
    row["full"] = full["answers_per_task"]
    return row


def print_online(name, row):
    settled = row["settled"]
    print(f"{name:<14}{row['accuracy']:>9.4f}{row['over_mv']:>+8.2f}{row['over_ds']:>+8.2f}{100 * row['saved']:>8.1f}"
          f"{row['answers_per_task']:>7.2f} of {row['full']:<6.2f}{100 * settled['share']:>7.1f}{settled['right']:>9.4f}"
          f"{settled['stated']:>9.4f}{100 * row['out_of_reach']:>8.1f}", flush=True)


def off_of(row):
    """By how many points what is settled is right more or less often than stated."""
    return 100 * abs(row["settled"]["right"] - row["settled"]["stated"])


def checkable(rows):
    """Sets in which it can be told: big enough, and with something settled to speak of."""
    return [row for row in counted(rows) if row["tasks"] >= TOLD_TASKS and row["settled"]["share"] >= TOLD_SHARE]


def settling(rows):
    """Big enough, and with anything settled at all."""
    return [row for row in counted(rows) if row["tasks"] >= TOLD_TASKS and row["settled"]["share"] > 0]


def hardly_settled(rows):
    """Big enough, and less than that is settled: no mean speaks for them, so they are named."""
    return [(name, row) for name, row in rows if name not in NOT_COUNTED and row["tasks"] >= TOLD_TASKS
            and row["settled"]["share"] < TOLD_SHARE]


def print_hardly_settled(rows):
    for name, row in hardly_settled(rows):
        settled = row["settled"]
        said = (f"right in {settled['right']:.4f} of them, stated {settled['stated']:.4f}, {off_of(row):.1f} pt off"
                if settled["share"] > 0 else "nothing to check")
        print(f"  {name}: {100 * settled['share']:.2f} % of {row['tasks']} tasks settled, {said}; given up: "
              f"{100 * row['out_of_reach']:.1f} %", flush=True)


def online(kazi, folders, args):
    print(f"{'set':<14}{'accuracy':>9}{'-mv pt':>8}{'-ds pt':>8}{'saved %':>8}{'answers a task':>17}{'settled':>7}"
          f"{'right':>9}{'stated':>9}{'beyond':>8}")
    rows = []
    for folder in folders:
        rows.append((folder.name, online_row(kazi, folder, args)))
        print_online(*rows[-1])
    kept = counted(rows)
    print(f"mean of {len(kept)}: saved {100 * mean([r['saved'] for r in kept]):.1f} %, "
          f"{mean([r['over_mv'] for r in kept]):+.2f} pt over mv (worst {min(r['over_mv'] for r in kept):+.2f}), "
          f"{mean([r['over_ds'] for r in kept]):+.2f} pt over ds (worst {min(r['over_ds'] for r in kept):+.2f})")
    print(f"Gini's coefficient of the workers' income: {mean([r['income_inequality'] for r in kept]):.2f}")
    off = [off_of(row) for row in checkable(rows)]
    if off:
        print(f"stated against right where {100 * TOLD_SHARE:.0f} % or more are settled, {len(off)} sets of {TOLD_TASKS} "
              f"tasks or more: mean {mean(off):.1f} pt, worst {max(off):.1f} pt")
    if hardly_settled(rows):
        print(f"not in that mean, with less than {100 * TOLD_SHARE:.0f} % settled:")
        print_hardly_settled(rows)
    return rows


def folders_in(kazi, sets):
    """The folders of sets of classes, and of others."""
    folders = sorted(path.parent for path in sets.glob("*/answers.csv"))
    if not folders:
        sys.exit(f"no sets in {sets}")
    kinds = [(folder, infer(kazi, folder, "--method", "mv")["type"]) for folder in folders]
    return ([folder for folder, kind in kinds if kind == "class"], [folder for folder, kind in kinds if kind != "class"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kazi", required=True)
    parser.add_argument("--sets", required=True, type=pathlib.Path)
    parser.add_argument("--stop-at", type=float)
    parser.add_argument("--gold", type=float)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("options", nargs="*", help="further options for kazi infer, behind --")
    args = parser.parse_args()
    classes, rest = folders_in(args.kazi, args.sets)
    if args.stop_at:
        online(args.kazi, classes, args)
    else:
        all_answers(args.kazi, classes)
        others(args.kazi, rest)


if __name__ == "__main__":
    main()
