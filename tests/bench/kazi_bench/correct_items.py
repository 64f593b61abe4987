# SPDX-License-Identifier: Apache-2.0
"""What an item with the right answer costs: the engine that stops when sure, beside the same number
of answers for every item and a majority vote. The same recorded crowd, the same price list."""
import json
import math
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SETS = ROOT / "tests" / "data"
PRICE_LIST = ROOT / "tests" / "simulator" / "demo.toml"
PAY = 2.00  # of one answer: what scripts/demo pays
FIXED = (3, 5)
ENGINE = ("--method", "online", "--stop-at", 0.95)


def answer_cost(pay=PAY, price_list=PRICE_LIST):
    """One paid answer: pay, the platform's fee, and the message that asked, of one segment."""
    market = tomllib.loads(price_list.read_text())["market"]["ke"]
    return pay * (1 + market["platform_fee_percent"] / 100) + float(market["sms_price"])


def infer(kazi, folder, *options):
    command = [kazi, "infer", folder / "answers.csv", "--truth", folder / "truth.csv", "--json", *options]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def bought(row, cost):
    """Every answer is paid for, those to gold too; only what is right counts."""
    return {"answers": row["answers_per_task"], "accuracy": row["accuracy"],
            "cost_per_correct": row["answers_per_task"] * cost / row["accuracy"]}


def of_set(kazi, folder, cost, seeds):
    """Nothing when the set's answers are numbers or sentences: there is no vote to be had."""
    if infer(kazi, folder, "--method", "mv")["type"] != "class":
        return None
    one = {"set": folder.name,
           "engine": bought(infer(kazi, folder, *ENGINE, "--seeds", seeds), cost)}
    for count in FIXED:
        row = infer(kazi, folder, "--method", "mv", "--max-answers", count, "--seeds", seeds)
        one[f"fixed_{count}"] = bought(row, cost)
    return one


def measure(kazi, seeds, sets=SETS):
    cost = answer_cost()
    folders = sorted(path.parent for path in sets.glob("*/answers.csv"))
    rows = [of_set(kazi, folder, cost, seeds) for folder in folders]
    return [row for row in rows if row]


def ratio(rows, count):
    """The engine's cost of a right item over that of `count` answers each: geometric mean of sets."""
    logs = [math.log(row["engine"]["cost_per_correct"] / row[f"fixed_{count}"]["cost_per_correct"])
            for row in rows]
    return math.exp(sum(logs) / len(logs))


def points_ahead(rows, count):
    """How many points of a hundred more of its items are right: mean of sets."""
    return 100 * sum(row["engine"]["accuracy"] - row[f"fixed_{count}"]["accuracy"]
                     for row in rows) / len(rows)


def lines(rows):
    names = ("engine", *(f"fixed_{count}" for count in FIXED))
    heads = ("stops when sure", *(f"{count} answers, majority" for count in FIXED))
    text = [f"  {'KES for an item that is right, share right':<42}"
            + "".join(f"{head:>21}" for head in heads)]
    return text + [f"  {row['set']:<42}" + "".join(
        f"{row[name]['cost_per_correct']:>13.2f}{100 * row[name]['accuracy']:>6.1f} %" for name in names)
        for row in rows]
