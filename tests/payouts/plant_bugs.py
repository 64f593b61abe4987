# SPDX-License-Identifier: Apache-2.0
"""Plants bugs in the real code, one line each, and asks a named test for each: a bug that its test
does not notice is the failure. Only that file is compiled, without optimisation; it is linked in
front of the libraries that are built already, so nothing of the tree changes. Where several sources
are compiled as one, all of these are.

    plant_bugs.py --build build/release [--only NAME]...
"""
import argparse
import json
import shlex
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUN_LIMIT_S = 120


@dataclass(frozen=True)
class Bug:
    name: str
    file: str
    line: str  # must stand in the file exactly once
    planted: str
    program: str
    test: str  # doctest's filter: exactly what has to turn red


BUGS = [
    Bug("timeout_is_failure", "billing/decoded.cpp",
        "return decoded(Outcome::in_doubt, Reason::timeout, Retry::query_first);",
        "return decoded(Outcome::failed, Reason::timeout, Retry::new_attempt);",
        "test_payout_faults", "fault 1:*"),
    Bug("content_not_compared", "billing/payout_machine.cpp",
        "if (message.amount_micro && *message.amount_micro != payout.amount.micro) return true;",
        "if (message.amount_micro) return false;",
        "test_payout_faults", "fault 21:*"),
    Bug("fingerprint_skipped", "billing/payout_machine.cpp",
        "return message.msisdn && fingerprint(",
        "return false && fingerprint(",
        "test_payout_faults", "fault 21:*"),
    Bug("fresh_connect_removed", "gateway/http/transfer.cpp",
        "if (options_.fresh_connection) curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);",
        "",
        "test_http", "a kept connection that dies under a payment*"),
    Bug("text_zero_refused", "billing/providers/mpesa_b2c.cpp",
        'const std::string code = result.word("ResultCode");',
        'const JsonTree* strict = body.find("ResultCode");\n'
        '    const bool text = strict && strict->kind == JsonTree::Kind::string;\n'
        '    const std::string code = text ? "2" : result.word("ResultCode");',
        "test_payout_wires", "wires: every provider pays once*"),
    Bug("random_payout_key", "billing/payout_id.cpp",
        "ensure(subject.attempt > 0, \"attempts are counted from 1\");",
        "static int drawn = 0;\n"
        "    const std::string changing = std::string(deployment_key) + std::to_string(++drawn);\n"
        "    deployment_key = changing;",
        "test_payout_faults", "fault 15:*"),
    Bug("recovery_skipped", "billing/recovery.cpp",
        "const ProbeAnswer* first = nullptr;",
        "if (answers.size() < 1000) return SendIt{};\n    const ProbeAnswer* first = nullptr;",
        "test_payout_faults", "fault 15:*"),
    Bug("posting_dropped", "billing/payout_change.cpp",
        "post(source_of(paid.settled_from), {AccountKind::paid_out, paid.provider}, amount);",
        "static_cast<void>(amount);",
        "test_payout_faults", "fault 1:*"),
    Bug("sign_flipped", "billing/ledger.cpp",
        "postings.push_back({std::move(to), amount});",
        "postings.push_back({std::move(to), -amount});",
        "test_payout_faults", "fault 1:*"),
    Bug("new_key_on_retry", "gateway/payer/courier.cpp",
        "const bool again = co_await wait_to_repeat(errand, tries);",
        "const bool again = co_await wait_to_repeat(errand, tries);\n"
        "        errand.order.key.push_back('0');",
        "test_payer", "refused credentials stop the queue*"),
    Bug("answered_before_commit", "gateway/payer/notices.cpp",
        "if (heard == Heard::store_away) co_return try_later();",
        "if (heard == Heard::store_away) co_return HttpReply{200, \"text/plain\", \"\", {}};",
        "test_payer", "nothing is answered that is not stored"),
    Bug("fence_removed", "gateway/payer/payout_plan.cpp",
        "attachment.guards.push_back(store::VersionIs{place_of(after.id), move.version});",
        "",
        "test_payer", "of several who claim a payout at once*"),
    Bug("agreement_not_compared", "tests/simulator/payouts/house.cpp",
        "if (!in_time || !same) return false;",
        "static_cast<void>(in_time && same);",
        "test_payout_wires", "quotes: each has a condition of its own*"),
    Bug("weekly_pay_leaves_daily", "taskflow/pay/wallet.cpp",
        "return when == PayWhen::daily ? day_us : 7 * day_us;",
        "return when == PayWhen::daily ? day_us : day_us;",
        "test_dialogue", "weekly pay leaves a week after*"),
    Bug("ported_number_kept", "taskflow/pay/networks.cpp",
        "wallet.network = told->name;",
        "if (wallet.network.empty()) wallet.network = told->name;",
        "test_dialogue", "a number that was taken elsewhere*"),
    Bug("budget_cap_ignored", "gateway/api/plans.cpp",
        "if (cap == 0 || worst.micro <= cap) return std::nullopt;",
        "if (cap >= 0 || worst.micro <= cap) return std::nullopt;",
        "test_api_plans", "a cap on all that a campaign may cost*"),
    Bug("comparison_not_in_the_cap", "gateway/api/plans.cpp",
        "const Money worst = total_of(*need, *comparison);",
        "const Money worst = total_of(*need, std::nullopt);",
        "test_api_plans", "a cap on all that a campaign may cost holds for*"),
    Bug("ported_number_paid_as_before", "gateway/payer/accounts.cpp",
        "if (prefix.name == choice.network) return choice.network;",
        "",
        "test_payer", "a number that was taken to another network*"),
    Bug("row_goes_on_after_silence", "taskflow/tasks/leases.cpp",
        "break_streak(turn.worker, turn.worker.question->item.campaign);",
        "",
        "test_dialogue", "a question that she leaves for a day*"),
]


def compiled_in(build, source):
    """What compiles the file: the source that is given to the compiler, and the command."""
    for entry in json.loads((build / "compile_commands.json").read_text()):
        unit = Path(entry["file"])
        if unit == source or "Unity" in unit.parts and f'"{source}"' in unit.read_text():
            return unit, shlex.split(entry["command"])
    raise SystemExit(f"{source}: nothing compiles it")


def planted(bug, source, unit, folder):
    """The file with the bug in it, or the unit that includes it in place of the sound one."""
    text = source.read_text()
    if text.count(bug.line) != 1:
        raise SystemExit(f"{bug.name}: {bug.file} has its line {text.count(bug.line)} times")
    made = folder / source.name
    made.write_text(text.replace(bug.line, bug.planted))
    if unit == source:
        return made
    whole = folder / unit.name
    whole.write_text(unit.read_text().replace(str(source), str(made)))
    return whole


def compiled(build, bug, folder):
    """The object of the file with the bug in it."""
    source = ROOT / bug.file
    unit, words = compiled_in(build, source)
    dropped = {"/usr/bin/ccache", "-MD", "-O3", "-O2", "-g", str(unit), "-c"}
    kept, skip = [], False
    for word in words:
        if skip or word in ("-o", "-MT", "-MF"):
            skip = not skip
            continue
        if word not in dropped:
            kept.append(word)
    made = folder / (source.stem + ".o")
    ill = planted(bug, source, unit, folder)
    subprocess.run([*kept, "-O0", "-w", "-c", str(ill), "-o", str(made)], cwd=build, check=True)
    return made


def linked(build, bug, made, folder):
    """The test's program, with that object before the library that holds the sound one."""
    told = subprocess.run(["ninja", "-t", "commands", bug.program], cwd=build, check=True,
                          capture_output=True, text=True).stdout.strip().splitlines()[-1]
    words = shlex.split(told.removeprefix(": && ").removesuffix(" && :"))
    at = words.index("-o")
    program = folder / bug.program
    words[at + 1] = str(program)
    words.insert(at, str(made))
    subprocess.run(words, cwd=build, check=True)
    return program


def noticed(build, bug):
    with tempfile.TemporaryDirectory(prefix="kazi-planted-") as name:
        folder = Path(name)
        program = linked(build, bug, compiled(build, bug, folder), folder)
        run = subprocess.run([str(program), f"--test-case={bug.test}"], capture_output=True,
                             text=True, timeout=RUN_LIMIT_S, cwd=folder)
        if "test cases:  0" in run.stdout or "test cases: 0" in run.stdout:
            raise SystemExit(f"{bug.name}: no test is called {bug.test}")
        return run.returncode != 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--only", action="append", default=[])
    options = parser.parse_args()
    build = options.build.resolve()
    survivors = []
    for bug in BUGS:
        if options.only and bug.name not in options.only:
            continue
        found = noticed(build, bug)
        print(f"{bug.name}: {'noticed' if found else 'NOT NOTICED'} by '{bug.test}'", flush=True)
        if not found:
            survivors.append(bug.name)
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
