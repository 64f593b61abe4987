# SPDX-License-Identifier: Apache-2.0
"""Fails when a co_await statement holds what g++ 12 compiles wrongly.

That compiler destroys twice what a capturing lambda or a braced aggregate inside a co_await's full
expression holds, refuses braced lists of strings there, and has crashed on a conditional. Naming the
value on the line before costs nothing, so the rule has no exceptions but the probe that documents
what the compiler in use does (`*_probe.cpp`).
"""
import re
import sys

import source_tree

NEVER_OPERANDS = {"return", "co_return", "co_await", "co_yield", "case", "throw"}
# What stands before a `{` that opens a block rather than an initialiser.
BLOCK_OPENER = re.compile(r"(\)|\belse|\bdo|\btry|[;{}:]|\bnoexcept|\bconst|\bmutable"
                          r"|->\s*[\w:<>,\s*&]+)\s*$")


def blank(match):
    return re.sub(r"[^\n]", " ", match.group(0))


def without_text(source):
    """Comments and literals replaced by spaces: places and lines stay."""
    pattern = (r'R"([^ ()\\\t\n]*)\(.*?\)\1"' r'|"(?:\\.|[^"\\\n])*"' r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'"
               r"|//[^\n]*" r"|/\*.*?\*/" r"|^[ \t]*#[^\n]*")
    return re.sub(pattern, blank, source, flags=re.DOTALL | re.MULTILINE)


def statement_start(code, at):
    """Where the full expression around `at` begins, looking back over initialisers' braces."""
    depth = 0
    for i in range(at - 1, -1, -1):
        char = code[i]
        if char in ")]":
            depth += 1
        elif char in "([":
            depth -= 1
        elif char == "}" and depth <= 0:
            return i + 1
        elif char == "{" and BLOCK_OPENER.search(code, 0, i):
            return i + 1
        elif char == ";" and depth <= 0:
            return i + 1
    return 0


def statement_end(code, at):
    """Behind the `;` of the statement, or the bracket that closes an if, while or for."""
    depth = 0
    for i in range(at, len(code)):
        char = code[i]
        if char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
            if depth < 0 and char != ")":
                return i
            if depth < 0 and closes_control(code, i):
                return i
        elif char == ";" and depth <= 0:
            return i
    return len(code)


def closes_control(code, close):
    """True when the bracket at `close` ends the head of an if, while, switch or for."""
    depth = 0
    for i in range(close, -1, -1):
        if code[i] == ")":
            depth += 1
        elif code[i] == "(":
            depth -= 1
            if depth == 0:
                return re.search(r"\b(if|while|switch|for)(\s+constexpr)?\s*$", code[:i]) is not None
    return False


def is_lambda(code, at):
    """True when the `[` at `at` begins a lambda, not a subscript, an attribute or a binding."""
    before = code[:at].rstrip()
    if code.startswith("[[", at) or before.endswith("["):
        return False
    if re.search(r"\bauto\s*&{0,2}$", before):
        return False
    word = re.search(r"(\w+)$", before)
    if word:
        return word.group(1) in NEVER_OPERANDS
    return not before.endswith((")", "]"))


def fault_in(code, start, end):
    for i in range(start, end):
        if code[i] == "[" and is_lambda(code, i):
            return i, "a lambda"
        if code[i] == "{":
            return i, "a brace"
        if code[i] == "?":
            return i, "a conditional"
    return None


def faults_of(source):
    """Pairs of line and what stands there, for each co_await statement that has it."""
    code = without_text(source)
    seen = set()
    for found in re.finditer(r"\bco_await\b", code):
        start, end = statement_start(code, found.start()), statement_end(code, found.end())
        fault = fault_in(code, start, end)
        if fault and fault[0] not in seen:
            seen.add(fault[0])
            yield code.count("\n", 0, fault[0]) + 1, fault[1]


def faults(root):
    for path in source_tree.files(root, ".cpp", ".hpp", ".h", ".ipp"):
        if path.parts[0] not in ("gateway", "tests") or path.stem.endswith("_probe"):
            continue
        for line, what in faults_of(source_tree.read(root, path) or ""):
            yield f"{path}:{line}: {what} inside a co_await statement: name it on the line before"


if __name__ == "__main__":
    sys.exit(source_tree.report(list(faults(sys.argv[1]))))
