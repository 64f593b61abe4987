# SPDX-License-Identifier: Apache-2.0
"""The part of JSON Schema that openapi.yaml uses. A keyword that is not known here is a fault, so
that nothing in the description goes unchecked."""
import re

TYPES = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
}
LIMITS = {
    "minimum": ("number", lambda value, limit: value >= limit),
    "maximum": ("number", lambda value, limit: value <= limit),
    "exclusiveMinimum": ("number", lambda value, limit: value > limit),
    "minLength": ("string", lambda value, limit: len(value) >= limit),
    "maxLength": ("string", lambda value, limit: len(value) <= limit),
    "minItems": ("array", lambda value, limit: len(value) >= limit),
    "maxItems": ("array", lambda value, limit: len(value) <= limit),
    "minProperties": ("object", lambda value, limit: len(value) >= limit),
    "maxProperties": ("object", lambda value, limit: len(value) <= limit),
    "pattern": ("string", lambda value, pattern: re.search(pattern, value) is not None),
}
DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
STRUCTURE = {"$ref", "type", "enum", "allOf", "anyOf", "required", "properties",
             "additionalProperties", "items", "format"}
ANNOTATIONS = {"description", "default"}


class Schemas:
    def __init__(self, document):
        self.document = document

    def lookup(self, reference):
        node = self.document
        for part in reference.removeprefix("#/").split("/"):
            node = node[part]
        return node

    def unknown_keywords(self):
        for name, schema in self.document.get("components", {}).get("schemas", {}).items():
            yield from self._unknown(name, schema)

    def _unknown(self, where, schema):
        if not isinstance(schema, dict):
            return
        for keyword in schema.keys() - STRUCTURE - ANNOTATIONS - LIMITS.keys():
            yield f"schema {where}: this check does not know '{keyword}'"
        for name, inner in schema.get("properties", {}).items():
            yield from self._unknown(f"{where}.{name}", inner)
        for inner in (*schema.get("allOf", []), *schema.get("anyOf", []),
                      schema.get("items"), schema.get("additionalProperties")):
            yield from self._unknown(where, inner)

    def faults(self, value, schema, where=""):
        """Everything in which the value does not fit; nothing when it fits."""
        if "$ref" in schema:
            yield from self.faults(value, self.lookup(schema["$ref"]), where)
        types = schema.get("type", [])
        types = [types] if isinstance(types, str) else types
        if types and not any(TYPES[each](value) for each in types):
            yield f"{where or 'value'} is no {' or '.join(types)}: {value!r:.80}"
            return
        if "enum" in schema and value not in schema["enum"]:
            yield f"{where or 'value'} is none of {schema['enum']}: {value!r:.80}"
        yield from self._limits(value, schema, where)
        yield from self._combined(value, schema, where)
        if isinstance(value, dict):
            yield from self._members(value, schema, where)
        if isinstance(value, list) and "items" in schema:
            for index, element in enumerate(value):
                yield from self.faults(element, schema["items"], f"{where}[{index}]")

    def _limits(self, value, schema, where):
        for keyword, (kind, holds) in LIMITS.items():
            if keyword in schema and TYPES[kind](value) and not holds(value, schema[keyword]):
                yield f"{where or 'value'} breaks {keyword} {schema[keyword]}: {value!r:.80}"
        if schema.get("format") == "date-time" and not DATE_TIME.fullmatch(value):
            yield f"{where or 'value'} is no time: {value!r:.80}"

    def _combined(self, value, schema, where):
        for part in schema.get("allOf", []):
            yield from self.faults(value, part, where)
        choices = schema.get("anyOf", [])
        if choices and all(any(True for _ in self.faults(value, each)) for each in choices):
            yield f"{where or 'value'} fits none of the choices: {value!r:.80}"

    def _members(self, value, schema, where):
        for name in schema.get("required", []):
            if name not in value:
                yield f"{where}.{name} is missing"
        properties = schema.get("properties", {})
        others = schema.get("additionalProperties", True)
        for name, member in value.items():
            if name in properties:
                yield from self.faults(member, properties[name], f"{where}.{name}")
            elif others is False:
                yield f"{where}.{name} is not described"
            elif isinstance(others, dict):
                yield from self.faults(member, others, f"{where}.{name}")
