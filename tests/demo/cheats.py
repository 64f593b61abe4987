# SPDX-License-Identifier: Apache-2.0
"""A crowd with cheats against the real daemon: 20 % careless, 6 % guessers, 3 % who press one key,
a ring of three. Prints how right each signal is and how much it finds; no honest worker may be held
back, and of honest answers that a client rejects, appeals bring back the pay.

    cheats.py SOURCE_FOLDER KAZI KAZI_TELCO [--seed N]
"""
import argparse
import contextlib
import hashlib
import hmac
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

PEOPLE = 200
ITEMS = 110
SPARE_ITEMS = 3          # asked of one phone each, then rejected
LABELS = 4
ANSWERS_AN_ITEM = 90     # of 200 people: 50 of 110 items each
SHARE_PERCENT = 55       # of the items, for one worker: the quick leave some to the slow
SPEED = 20_000           # the crowd's seconds in one of ours
PATIENCE_S = 60
HONEST_NAMED_MAX = 0.01
IDENTITY_KEY = "planted-identity-key-5c0ffee5c0ffee5c0ffee"
PATH_SECRET = "planted-path-secret-0002"
SECRETS = {"KAZI_IDENTITY_KEY": IDENTITY_KEY, "AT_API_KEY": "planted-api-key",
           "AT_PATH_SECRET": PATH_SECRET, "AT_PAYOUT_TOKEN": "planted-payout-token-01"}
CHEATS = {"careless": 0.2, "guessers": 0.06, "same-key": 0.03, "ring": 0.01}
MANNER_OF_SIGNAL = {"same_key": "same_key", "guessing": "guesser", "careless": "careless",
                    "copying": "ring"}


class Wrong(Exception):
    """What the run did not show."""


def free_ports(count):
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def await_true(what, is_so, every_s=0.1, patience_s=PATIENCE_S):
    end = time.monotonic() + patience_s
    while time.monotonic() < end:
        found = is_so()
        if found:
            return found
        time.sleep(every_s)
    raise Wrong(f"{what}: not within {patience_s} s")


class Http:
    """JSON to and from one base address."""

    def __init__(self, base, key=""):
        self.base, self.key, self.posts = base, key, 0

    def call(self, path, body=None, content_type="application/json"):
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        if body is not None:
            self.posts += 1
            headers |= {"Content-Type": content_type, "Idempotency-Key": f"cheats-{self.posts}"}
            body = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data=body, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as reply:
                text = reply.read()
        except urllib.error.HTTPError as refused:
            raise Wrong(f"{path}: {refused.code} {refused.read()[:500]!r}") from refused
        return json.loads(text) if text.startswith(b"{") and text.count(b"\n") <= 1 else text

    def is_up(self, path):
        with contextlib.suppress(OSError, Wrong):
            self.call(path)
            return True
        return False


class House:
    """The daemon and the telco with its crowd, in a folder of their own."""

    def __init__(self, source, kazi, telco, folder, seed):
        self.kazi, self.folder = kazi, Path(folder)
        public, admin, self.telco_port = free_ports(3)
        self.environment = {**os.environ, **SECRETS, "KAZI_DEMO_DATA": str(self.folder / "data")}
        text = (Path(source) / "tests/simulator/demo.toml").read_text()
        for old, new in ((18080, public), (18081, admin), (18090, self.telco_port)):
            text = text.replace(str(old), str(new))
        (self.folder / "kazi.toml").write_text(text)
        self.truth = make_truth(seed)
        lines = "".join(f"{item},{label}\n" for item, label in self.truth.items())
        (self.folder / "truth.csv").write_text("task,label\n" + lines)
        self.running = [self.start("kazi.log", kazi, "serve", "--config", "kazi.toml")]
        hooks = f"http://127.0.0.1:{public}/hooks"
        shares = [word for name, share in CHEATS.items() for word in (f"--{name}", str(share))]
        self.running.append(self.start(
            "telco.log", telco, "--port", str(self.telco_port), "--seed", str(seed),
            "--speed", str(SPEED), "--sms-failed", "0",  # the appeals wait for one message each
            "--api-key", SECRETS["AT_API_KEY"],
            "--made-up", str(PEOPLE), "--truth", "truth.csv", "--manners-file", "manners.csv", *shares,
            "--hooks", f"{hooks}/at-ke/{PATH_SECRET}",
            "--payout-url", f"{hooks}/at/{SECRETS['AT_PAYOUT_TOKEN']}/payout"))
        self.crowd = Http(f"http://127.0.0.1:{self.telco_port}")
        admin_side = Http(f"http://127.0.0.1:{admin}")
        await_true("the daemon", lambda: admin_side.is_up("/readyz"))
        await_true("the telco", lambda: self.crowd.is_up("/telco/stats"))
        made = self.tool("client", "create", "cheated", "--may-fund").stdout
        key = next(word for word in made.split() if word.startswith("kz_"))
        self.api = Http(f"http://127.0.0.1:{public}", key)
        self.api.call("/v1/funds", {"amount": "250000.00", "currency": "KES", "reference": "cheats"})

    def start(self, log, *command):
        with open(self.folder / log, "w") as out:
            return subprocess.Popen(command, env=self.environment, cwd=self.folder, stdout=out,
                                    stderr=out)

    def tool(self, *words):
        done = subprocess.run([self.kazi, *words, "--config", "kazi.toml"], env=self.environment,
                              cwd=self.folder, capture_output=True, text=True, timeout=60,
                              check=False)
        if done.returncode != 0:
            raise Wrong(f"kazi {' '.join(words)}: {done.stdout} {done.stderr}")
        return done

    def stop(self):
        for process in reversed(self.running):
            process.send_signal(signal.SIGTERM)
        for process in self.running:
            process.wait(PATIENCE_S)

    def manners(self):
        """MSISDN → how she comes to her answers."""
        lines = (self.folder / "manners.csv").read_text().splitlines()[1:]
        people = (line.split(",") for line in lines)
        return {f"+25471{int(person) + 1:07}": manner for person, manner in people}

    def open_campaign(self, items, answers, **more):
        question = {"type": "choice", "labels": [str(label) for label in range(LABELS)],
                    "texts": {"en": {"text": "Picture {picture}: what is on it?",
                                     "options": ["A goat", "A cow", "A hen", "A dog"]},
                              "sw": {"text": "Picha {picture}: kuna nini?",
                                     "options": ["Mbuzi", "Ng'ombe", "Kuku", "Mbwa"]}}}
        campaign = {"title": "Animals", "market": "ke", "pay": "2.00", "question": question,
                    "languages": ["en", "sw"], "redundancy": {"answers": answers},
                    "lease_minutes": 1, **more}
        path = "/v1/campaigns/" + self.api.call("/v1/campaigns", campaign)["id"]
        rows = "".join(json.dumps({"id": item, "picture": item}) + "\n" for item in items)
        self.api.call(path + "/items", rows, "application/x-ndjson")
        self.api.call(path + "/start", {})
        return path


def make_truth(seed):
    draw = random.Random(seed)
    return {f"t{number}": draw.randrange(LABELS) for number in range(1, ITEMS + SPARE_ITEMS + 1)}


def worker_of(number):
    return hmac.new(IDENTITY_KEY.encode(), number.encode(), hashlib.sha256).hexdigest()[:32]


def let_them_work(house):
    items = list(house.truth)[:ITEMS]
    path = house.open_campaign(items, ANSWERS_AN_ITEM, push=True,
                               protection={"share_percent": SHARE_PERCENT})
    house.crowd.call("/telco/crowd/start", {"people": PEOPLE})
    began = time.monotonic()

    def enough():
        # The last few answers wait for people who sleep: nine of ten items will do.
        progress = house.api.call(path)["progress"]
        return progress if progress["closed"] >= 0.9 * ITEMS else None
    progress = await_true("nine of ten items", enough, every_s=0.25)
    house.crowd.call("/telco/crowd/stop", {})
    house.api.call(path + "/stop", {})  # the phones are to be asked about other pictures
    print(f"{progress['answers']} answers by {PEOPLE} people in {time.monotonic() - began:.0f} s")


def read_signals(house):
    # The crowd's seconds are shorter than ours: that nobody reads so fast can't be said here.
    told = house.tool("worker", "signals", "--json", "--reading-ms", "0").stdout
    return [json.loads(line) for line in told.splitlines()]


def judge_signals(signals, manners):
    print(f"  {'signal':<14} {'named':>6} {'rightly':>8} {'there':>6}  precision  recall")
    figures = {}
    for kind, manner in MANNER_OF_SIGNAL.items():
        named = {each["worker"] for each in signals if each["signal"] == kind}
        there = {worker for worker, is_so in manners.items() if is_so == manner}
        rightly = len(named & there)
        figures[kind] = (rightly / len(named) if named else 1.0, rightly / len(there))
        print(f"  {kind:<14} {len(named):>6} {rightly:>8} {len(there):>6}"
              f"  {figures[kind][0]:>9.2f}  {figures[kind][1]:>6.2f}")
    honest = {worker for worker, is_so in manners.items() if is_so == "honest"}
    named = {each["worker"] for each in signals} & honest
    share = len(named) / len(honest)
    print(f"  honest workers named by any signal: {len(named)} of {len(honest)} ({share:.1%})")
    for each in signals:
        if each["worker"] in named:
            print(f"    {each['signal']}: {each['why']}")
    return figures, share


def held_back(house, manners):
    """Honest people whom the daemon asks nothing any more."""
    honest = [number for number, manner in manners.items() if manner == "honest"]
    stages = [json.loads(house.tool("worker", "show", number).stdout)["stage"]
              for number in honest]
    held = sum(stage != "active" for stage in stages)
    print(f"  honest workers held back: {held} of {len(honest)}")
    return held


class Phone:
    """A handset of the telco's."""

    def __init__(self, house, number):
        self.crowd, self.path = house.crowd, f"/telco/handset/{number}"

    def dial(self):
        return self.crowd.call(self.path + "/ussd", {"dial": "*384*77#"})["text"]

    def press(self, key):
        return self.crowd.call(self.path + "/ussd", {"input": key})["text"]

    def write(self, text):
        self.crowd.call(self.path + "/sms", {"text": text})

    def inbox(self):
        told = self.crowd.call(self.path + "/inbox?after=0")["messages"]
        return " | ".join(str(message["text"]) for message in told)

    def join(self):
        self.dial()
        for key in ("2", "1"):  # English; agreed
            self.press(key)
        return self.press("1988")


def answer_rightly(phone, item, label):
    shown = phone.join()

    def asked():
        nonlocal shown
        if f"Picture {item}:" in shown:
            return True
        phone.dial()
        shown = phone.press("1")
        return False
    await_true("the question on the phone", asked)
    phone.press(str(label + 1))


def wrongly_reject(house, path, label):
    answer = await_true("an answer to look at",
                        lambda: house.api.call(path + "/reviews")["reviews"])[0]["answer"]
    house.api.call(path + "/reviews", {"answer": answer, "decision": "reject", "reason": "wrong",
                                       "right_answer": str((label + 1) % LABELS)})


def outcome_in(inbox):
    if "you were right" in inbox:
        return "won"
    return "lost" if "the judges agree" in inbox else ""


def take_a_case(house, number, item):
    """An honest answer, rejected as wrong, appealed for by SMS. The case's path and its phone."""
    path = house.open_campaign([item], 1, push=False, review={"hours": 1})
    phone = Phone(house, number)
    answer_rightly(phone, item, house.truth[item])
    wrongly_reject(house, path, house.truth[item])
    case = await_true("the rejection told", lambda: re.search(r"APPEAL (\d+)", phone.inbox()))
    phone.write(case.group())
    await_true("the appeal taken", lambda: f"Case {case.group(1)}: two" in phone.inbox())
    return path, phone


def appeal(house):
    """Seniors of the crowd judge what was rejected. How many got their pay."""
    items = list(house.truth)[ITEMS:]
    cases = [take_a_case(house, f"+25471990000{nth}", item) for nth, item in enumerate(items)]
    house.crowd.call("/telco/crowd/start", {"people": PEOPLE})
    for path, _ in cases:
        await_true("a judgement", lambda at=path: not house.api.call(at + "/reviews")["reviews"],
                   every_s=0.5)
    house.crowd.call("/telco/crowd/stop", {})
    told = [await_true("the outcome told", lambda each=phone: outcome_in(each.inbox()))
            for _, phone in cases]
    won = told.count("won")
    print(f"  honest answers rejected and appealed for: {len(told)}, restored by judges: {won}")
    return won


def main():
    parser = argparse.ArgumentParser()
    for name in ("source", "kazi", "telco"):
        parser.add_argument(name)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kazi-cheats.") as folder:
        house = House(options.source, options.kazi, options.telco, folder, options.seed)
        try:
            let_them_work(house)
            by_number = house.manners()
            by_worker = {worker_of(number): manner for number, manner in by_number.items()}
            figures, named = judge_signals(read_signals(house), by_worker)
            frozen = held_back(house, by_number)
            won = appeal(house)
            house.tool("audit")
            check(figures, named, frozen, won)
        except BaseException:
            print((house.folder / "kazi.log").read_text()[-1500:], file=sys.stderr)
            raise
        finally:
            house.stop()


def check(figures, named, frozen, won):
    if named > HONEST_NAMED_MAX:
        raise Wrong(f"{named:.1%} of honest workers are named by a signal")
    if frozen > 0:
        raise Wrong(f"{frozen} honest workers are held back")
    if min(figures["same_key"]) < 0.6 or min(figures["guessing"]) < 0.6:
        raise Wrong(f"signals miss what they are for: {figures}")
    if won == 0:
        raise Wrong("no appeal of an honest worker was won")


if __name__ == "__main__":
    try:
        main()
    except Wrong as wrong:
        sys.exit(f"cheats: {wrong}")
