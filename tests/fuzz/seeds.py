#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the seeds of the fuzz targets: seeds.py FOLDER makes FOLDER/billing_mpesa_b2c/… and, for
-seed_inputs, the list FOLDER/billing_mpesa_b2c.list.

The golden vectors are the seeds, each behind the two bytes that choose how its target reads it
(see billing_provider.cpp and protocols_dialect.cpp), so a fuzzer begins at messages that are whole
instead of at nothing.
"""
import base64
import collections
import hashlib
import json
import pathlib
import sys
import urllib.parse

STATUSES = [200, 201, 202, 400, 401, 404, 409, 500]
ALTERNATIVES = {403: 401, 429: 409, 408: 409, 502: 500, 503: 500}
TYPES = ["", "application/x-www-form-urlencoded", "application/json", "text/plain; charset=utf-16"]
# A fuzzer tries inputs as long as its longest seed: a huge body would slow it down for ever.
SEED_BYTES_MAX = 4096


def body_of(vector):
    if isinstance(vector.get("body_base64"), str):
        return base64.b64decode(vector["body_base64"], validate=True)
    body = vector.get("body", "")
    return body.encode("utf-8", "surrogatepass") if isinstance(body, str) else b""


def of_provider(vector):
    """First byte: which status, PUT, proven. Second: which function."""
    told = vector.get("http_status", 200)
    status = STATUSES.index(ALTERNATIVES.get(told, told if told in STATUSES else 200))
    put = 16 if vector.get("method") == "PUT" else 0
    # Nobody signs for the fuzzer: what is proven reaches the reader behind the signature.
    proven = 32 if vector["kind"] == "callback" else 0
    kind = {"response": 0, "status": 1, "callback": 3}[vector["kind"]]
    yield bytes([status | put | proven, kind]) + body_of(vector)
    if vector["kind"] != "callback":
        yield bytes([status, 2]) + body_of(vector)


def content_type(vector):
    headers = vector.get("headers") or {}
    told = next((headers[name] for name in headers if name.lower() == "content-type"), "")
    return next((i for i, known in enumerate(TYPES) if i and known.split(";")[0] in told), 0)


def of_dialect(vector):
    """First byte: content type, GET, no id asked. Second: which parser."""
    kinds = {"sms": 0, "dlr": 1, "ussd": 2, "send-response": 3}
    kind = kinds.get(vector.get("kind"), 0)
    get = vector.get("method") == "GET"
    target = vector.get("url") or vector.get("path") or ""
    body = urllib.parse.urlsplit(target).query.encode() if get else body_of(vector)
    first = content_type(vector) | (4 if get else 0) | (128 if kind == 3 else 0)
    yield bytes([first, kind]) + (target.encode() if get and not body else body)


def vectors(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            vector = json.loads(line)
        except ValueError:
            continue
        if isinstance(vector, dict):
            yield vector


def seeds(golden):
    """(target, bytes) of all."""
    rooms = [("billing", "provider", of_provider), ("protocols", "dialect", of_dialect)]
    for room, name, make in rooms:
        for path in sorted((golden / room).glob("*.ndjson")):
            for vector in vectors(path):
                if not isinstance(vector.get(name), str) or "kind" not in vector:
                    continue
                try:
                    for seed in make(vector):
                        yield f"{room}_{vector[name]}", seed
                except (KeyError, ValueError, UnicodeError, AttributeError):
                    continue  # A vector that is malformed on purpose.
                yield f"{room}_decode", json.dumps(vector).encode()


def main():
    golden = pathlib.Path(__file__).resolve().parents[1] / "golden"
    folder = pathlib.Path(sys.argv[1])
    lists = collections.defaultdict(set)
    for target, seed in seeds(golden):
        if len(seed) > SEED_BYTES_MAX:
            continue
        path = folder / target / hashlib.sha1(seed).hexdigest()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(seed)
        lists[target].add(str(path.resolve()))
    for target, paths in lists.items():
        (folder / f"{target}.list").write_text(",".join(sorted(paths)))


if __name__ == "__main__":
    main()
