# SPDX-License-Identifier: Apache-2.0
"""Tries what the front page says of connecting Africa's Talking and a gateway of one's own, line by
line: their routes in the shipped configuration, their commands against a running daemon, each answer
held to the one that stands beside it. Kannel's section is tried by tests/faults/test_kannel.

    readme_connect.py SOURCE_FOLDER KAZI
"""
import contextlib
import http.server
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

AFRICAS_TALKING = "### Africa's Talking"
OWN = "### Your own by `simple`"
PATIENCE_S = 20


def section(readme, heading):
    text = readme.split(heading, 1)[1]
    return re.split(r"\n###? ", text, maxsplit=1)[0]


def blocks(text, language):
    """The fenced blocks of that language; the plain ones for ''."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.M | re.S)
    return [body for name, body in found if name == language]


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Gateway(http.server.BaseHTTPRequestHandler):
    """Whatever takes our messages: remembers what it was asked."""
    asked = []

    def do_GET(self):
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"OK 1")

    def do_POST(self):
        self.do_GET()

    def log_message(self, *_):
        pass


def configuration(shipped, route, folder, ports):
    """The shipped file with that route beside its own, on ports and in a folder of the test's."""
    at = shipped.index("[provider.at]")
    text = shipped[:at] + route + "\n" + shipped[at:]
    text = text.replace("https://api.africastalking.com", "http://127.0.0.1:9090")
    for old, new in (("8080", ports["8080"]), ("8081", ports["8081"]), ("9090", ports["9090"])):
        text = text.replace(old, str(new))
    text = re.sub(r'^data_folder = .*$', f'data_folder = "{folder}/data"', text, flags=re.M)
    return text


def commands(block):
    """(command, expected answer) of each line; a line without an arrow only sets something."""
    for line in block.strip().splitlines():
        command, _, told = line.partition("# →")
        expected = told.strip().split("; ")[0]
        yield command.strip(), expected


def await_ready(url, process):
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError):
            with urllib.request.urlopen(url, timeout=1) as reply:
                if reply.status == 200:
                    return
        time.sleep(0.05)
    raise SystemExit("the daemon did not come up")


def await_message(text):
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if any(text in path for path in Gateway.asked):
            return
        time.sleep(0.05)
    raise SystemExit(f"the gateway was not asked for {text!r}: {Gateway.asked}")


def try_lines(block, environment, folder):
    lines = "\n".join(command for command, told in commands(block) if not told)
    for command, expected in commands(block):
        if not expected:
            continue
        done = subprocess.run(["bash", "-c", f"{lines}\n{command}"], env=environment, cwd=folder,
                              capture_output=True, text=True, timeout=120, check=False)
        if not done.stdout.startswith(expected) or done.returncode != 0:
            raise SystemExit(f"{command}\n  should answer: {expected}\n  answered ({done.returncode}): "
                             f"{done.stdout.strip()} {done.stderr.strip()}")
        print(f"{expected:<16} {command}")


def main(source, kazi):
    readme = (Path(source) / "README.md").read_text()
    shipped = (Path(source) / "config" / "kazi.toml").read_text()
    own, theirs = section(readme, OWN), section(readme, AFRICAS_TALKING)
    (route,), (own_lines,) = blocks(own, "toml"), blocks(own, "")
    their_lines = blocks(theirs, "")[-1]
    ports = {"8080": free_port(), "8081": free_port(), "9090": free_port()}
    gateway = http.server.ThreadingHTTPServer(("127.0.0.1", ports["9090"]), Gateway)
    threading.Thread(target=gateway.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory(prefix="kazi-readme.") as folder:
        (Path(folder) / "kazi.toml").write_text(configuration(shipped, route, folder, ports))
        environment = {**os.environ, "PATH": f"{Path(kazi).parent}:{os.environ['PATH']}",
                       "MY_PATH_SECRET": "planted-path-secret-0001",
                       "KAZI_IDENTITY_KEY": "planted-identity-key-5c0ffee5c0ffee5c0ffee",
                       "AT_PATH_SECRET": "planted-path-secret-0002", "AT_USERNAME": "sandbox", "AT_API_KEY": "planted-api-key",
                       "AT_PAYOUT_TOKEN": "planted-payout-token-01"}
        subprocess.run([kazi, "check-config", "kazi.toml"], env=environment, cwd=folder, check=True)
        with open(Path(folder) / "kazi.log", "w") as log:
            daemon = subprocess.Popen([kazi, "serve", "--config", "kazi.toml"], env=environment,
                                      cwd=folder, stderr=log)
        try:
            await_ready(f"http://127.0.0.1:{ports['8081']}/readyz", daemon)
            for block in (their_lines, own_lines):
                try_lines(block.replace("8080", str(ports["8080"])), environment, folder)
            await_message("/send?to=254722000001&text=")
        except BaseException:
            print((Path(folder) / "kazi.log").read_text()[-3000:], file=sys.stderr)
            raise
        finally:
            daemon.send_signal(signal.SIGTERM)
            daemon.wait(PATIENCE_S)


if __name__ == "__main__":
    main(*sys.argv[1:])
