# SPDX-License-Identifier: Apache-2.0
"""The daemon under test, as shipped: its own redis-server, append-only file, fsync always."""
import json
import os
import re
import secrets
import subprocess
import time
import urllib.error
import urllib.request

from kazi_bench.processes import Process, free_port

CONFIG = """
[store]
{store}
[listen.public]
address = "127.0.0.1"
port = {public}
[listen.admin]
address = "127.0.0.1"
port = {admin}
[identity]
key = {{ env = "KAZI_IDENTITY_KEY" }}
[market.ke]
country = "KE"
currency = "KES"
calling_code = "254"
time_zone = "Africa/Nairobi"
languages = ["sw", "en"]
quiet_from = "00:00"
quiet_until = "00:00"
sms_price = "0.80"
top_up_minimum = "100000"    # far away: a turn is a turn and not a payout
top_up_step = "1"
top_up_maximum = "1000000"
platform_fee_percent = 10
[market.ke.protection]       # nor any other rest: all of it happens at one hour of one day
night_from = "00:00"
night_until = "00:00"
school_age_max = 0
minutes_per_day_max = 0
minutes_per_week_max = 0
messages_per_week_max = 0
holidays = []
easter_holidays = []
learn_best_hour = false
[route.at-ke]
dialect = "africastalking"
market = "ke"
send_url = "http://127.0.0.1:{sms}/version1/messaging"
username = "sandbox"
api_key = {{ env = "AT_API_KEY" }}
sender = "40404"
service_code = "*384*77#"
path_secret = {{ env = "AT_PATH_SECRET" }}
country_code = "254"
messages_per_second = 10000
callbacks_per_second_max = 0
turns_per_number_minute_max = 0
sms_per_number_hour_max = 0
recipient_messages_per_minute = 0
[log]
level = "warn"
"""

QUESTION = {
    "type": "choice",
    "texts": {
        "en": {"text": "Is place #{n} a shop?", "options": ["Shop", "School", "Neither"]},
        "sw": {"text": "Mahali #{n} ni duka?", "options": ["Duka", "Shule", "Hapana"]},
    },
    "labels": ["shop", "school", "neither"],
}
ANSWERS_PER_ITEM = 5
ROUNDS_S = 1.5  # the daemon looks for news of campaigns several times in that


class Daemon:
    """`store`: the Unix socket of somebody else's redis-server instead of one of its own."""

    def __init__(self, program, folder, sms_port, store=None):
        self.program = program
        self.wrapper = []  # what stands before the program: valgrind, or nothing
        folder.mkdir(parents=True, exist_ok=True)
        self.socket_path = store or folder / "data" / "redis.sock"
        self.public, self.admin = free_port(), free_port()
        self.log = folder / "kazi.log"
        self.config = folder / "kazi.toml"
        self.secret = secrets.token_hex(16)
        self.env = dict(os.environ, AT_API_KEY=secrets.token_hex(16), AT_PATH_SECRET=self.secret,
                        KAZI_IDENTITY_KEY=secrets.token_hex(32))
        where = f'url = "unix://{store}"' if store else f'data_folder = "{folder / "data"}"'
        self.config.write_text(CONFIG.format(store=where, public=self.public, admin=self.admin,
                                             sms=sms_port))
        self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        command = [*self.wrapper, str(self.program), "serve", "--config", str(self.config)]
        self.process = Process(command, self.log, self.env)
        self.process.await_port(self.public, patience_s=120)

    def stop(self):
        self.process.stop()

    @property
    def pid(self):
        return self.process.pid

    def hook(self, kind):
        return f"/hooks/at-ke/{self.secret}/{kind}"

    def counter(self, name):
        """The sum of a counter's series in /metrics."""
        url = f"http://127.0.0.1:{self.admin}/metrics"
        with urllib.request.urlopen(url, timeout=30) as answer:
            text = answer.read().decode()
        series = re.findall(rf"^{name}(?:{{[^}}]*}})? ([0-9.e+]+)$", text, re.MULTILINE)
        return int(sum(float(value) for value in series))

    def open_campaign(self, items):
        """Funds and starts a campaign of `items` choice questions; the client does all of it."""
        made = subprocess.run(
            [str(self.program), "client", "create", "bench", "--may-fund", "--config",
             str(self.config)], env=self.env, capture_output=True, text=True, check=True)
        api = Api(self.public, made.stdout.strip())
        api.post("/v1/funds", {"amount": "100000000", "currency": "KES", "reference": "bench"})
        campaign = api.post("/v1/campaigns", {
            "title": "Shops", "market": "ke", "question": QUESTION, "pay": "2.00",
            "redundancy": {"answers": ANSWERS_PER_ITEM}, "languages": ["en"], "push": False,
            "tasks": {"pack_at_most": 1},  # a turn is one question
            "lease_minutes": 600})
        path = f"/v1/campaigns/{campaign['id']}"
        lines = "".join(json.dumps({"id": f"p{n}", "n": str(n)}) + "\n" for n in range(items))
        api.post(path + "/items", lines)
        api.post(path + "/start", {})
        time.sleep(ROUNDS_S)


class Api:
    def __init__(self, port, key):
        self.port, self.key = port, key

    def post(self, path, body):
        kind = "application/json"
        if isinstance(body, str):
            kind, content = "application/x-ndjson", body
        else:
            content = json.dumps(body)
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", data=content.encode(), method="POST",
            headers={"Authorization": f"Bearer {self.key}", "Content-Type": kind,
                     "Idempotency-Key": secrets.token_hex(16)})
        try:
            with urllib.request.urlopen(request, timeout=300) as answer:
                return json.loads(answer.read() or b"{}")
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{path}: {error.code} {error.read().decode()}") from error
