# SPDX-License-Identifier: Apache-2.0
"""Holds openapi.yaml against recorded exchanges: what is served is described, what is described is
served, and every answer has the form that the description promises.

Usage: openapi_check.py OPENAPI.yaml EXCHANGES.ndjson
"""
import json
import re
import sys

import yaml

from json_schema import Schemas

METHODS = ("get", "post", "put", "patch", "delete")


class Description:
    def __init__(self, document):
        self.document = document
        self.schemas = Schemas(document)

    def deref(self, node):
        while isinstance(node, dict) and "$ref" in node:
            node = self.schemas.lookup(node["$ref"])
        return node

    def operations(self):
        for path, item in self.document["paths"].items():
            for method, operation in item.items():
                if method in METHODS:
                    yield method.upper(), path, operation

    def find(self, method, target):
        """The operation of a request, None for a path or method that is not described."""
        path = target.partition("?")[0]
        for candidate, template, operation in self.operations():
            pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(template))
            if candidate == method and re.fullmatch(pattern, path):
                return operation
        return None

    def media_types(self):
        """Every place that gives a schema with examples, with words that say where."""
        for method, path, operation in self.operations():
            body = self.deref(operation.get("requestBody", {}))
            for media, content in body.get("content", {}).items():
                yield f"{method} {path} request {media}", content
            for status, response in operation["responses"].items():
                for media, content in self.deref(response).get("content", {}).items():
                    yield f"{method} {path} {status} {media}", content


def faults_of_examples(description):
    for where, content in description.media_types():
        examples = [content["example"]] if "example" in content else []
        examples += [description.deref(example)["value"]
                     for example in content.get("examples", {}).values()]
        if not examples:
            yield f"{where}: no example"
        for example in examples:
            for fault in description.schemas.faults(example, content["schema"]):
                yield f"{where}: example: {fault}"


def faults_of_operations(description, served):
    described = {(method, path, operation["operationId"])
                 for method, path, operation in description.operations()}
    served = {(each["method"], each["path"], each["operationId"]) for each in served}
    for method, path, name in sorted(served - described):
        yield f"{method} {path} ({name}) is served and not described"
    for method, path, name in sorted(described - served):
        yield f"{method} {path} ({name}) is described and not served"


def values_of(text, media):
    """What a body holds, as a list of values to be checked one by one."""
    if media == "application/x-ndjson":
        return [json.loads(line) for line in text.splitlines()]
    if media.endswith("json"):
        return [json.loads(text)]
    return [text]


def faults_of_response(description, exchange, operation):
    status = str(exchange["status"])
    if status not in operation["responses"]:
        yield f"status {status} is not described"
        return
    response = description.deref(operation["responses"][status])
    for name, header in response.get("headers", {}).items():
        if header.get("required") and name not in exchange["headers"]:
            yield f"header {name} is missing"
    media = exchange["content_type"]
    if media not in response.get("content", {}):
        yield f"content type {media!r} is not described for {status}"
        return
    for value in values_of(exchange["body"], media):
        for fault in description.schemas.faults(value, response["content"][media]["schema"]):
            yield f"body: {fault}"


def faults_of_request(description, exchange, operation):
    """A request that was taken must be one that the description allows."""
    text = exchange.get("request_body", "")
    if exchange["status"] >= 300 or not text or "requestBody" not in operation:
        return
    media = exchange["request_headers"]["Content-Type"]
    content = description.deref(operation["requestBody"])["content"]
    if media not in content:
        yield f"request's content type {media!r} is not described"
        return
    values = [text] if content[media]["schema"].get("type") == "string" else values_of(text, media)
    for value in values:
        for fault in description.schemas.faults(value, content[media]["schema"]):
            yield f"request body: {fault}"


def faults_of_stray(description, exchange):
    """Outside of what is described there are only problems."""
    if exchange["status"] not in (404, 405):
        yield f"nothing described, yet {exchange['status']}"
    problem = {"$ref": "#/components/schemas/Problem"}
    yield from description.schemas.faults(json.loads(exchange["body"]), problem)


def faults_of_exchanges(description, exchanges):
    for exchange in exchanges:
        operation = description.find(exchange["method"], exchange["target"])
        if operation is None:
            found = list(faults_of_stray(description, exchange))
        else:
            found = [*faults_of_response(description, exchange, operation),
                     *faults_of_request(description, exchange, operation)]
        for fault in found:
            yield f"{exchange['method']} {exchange['target']} → {exchange['status']}: {fault}"


def faults_of_coverage(description, exchanges):
    succeeded = [description.find(each["method"], each["target"])
                 for each in exchanges if each["status"] < 300]
    for method, path, operation in description.operations():
        if operation not in succeeded:
            yield f"{method} {path}: no recorded exchange succeeded"


def faults(document, lines):
    description = Description(document)
    served, exchanges = lines[0]["operations"], lines[1:]
    yield from description.schemas.unknown_keywords()
    yield from faults_of_operations(description, served)
    yield from faults_of_examples(description)
    yield from faults_of_exchanges(description, exchanges)
    yield from faults_of_coverage(description, exchanges)


def main(description_file, exchanges_file):
    with open(description_file, encoding="utf-8") as file:
        document = yaml.safe_load(file)
    with open(exchanges_file, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file.read().split("\n") if line]
    found = list(faults(document, lines))
    for fault in found[:50]:
        print(fault)
    print(f"{len(lines) - 1} exchanges, {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
