# SPDX-License-Identifier: Apache-2.0
"""Shows that each check can fail: bad samples must be found, good ones let through."""
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

import coroutine_tidy
import format_check
import house_rules
import include_directions
import one_name
import pathologies

# Written apart, so that house_rules.py doesn't find it here.
MINE = "/ho" + "me/someone/x"
ROOT = Path(sys.argv.pop(1)) if len(sys.argv) > 1 else Path(__file__).parents[2]


class Tree(unittest.TestCase):
    """A small tree of its own for each test."""

    def setUp(self):
        self.root = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.root)

    def write(self, path, text):
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


class IncludeDirections(Tree):
    def found(self, path, include):
        self.write(path, f"#include {include}\n")
        return list(include_directions.faults(self.root))

    def test_forbidden(self):
        for path, include in (("protocols/a.cpp", '"billing/money.hpp"'),
                              ("billing/a.hpp", '"protocols/message.hpp"'),
                              ("config/a.cpp", '"gateway/engine.hpp"'),
                              ("taskflow/a.cpp", '"config/config.hpp"'),
                              ("taskflow/dialogue/a.hpp", '"gateway/store/store.hpp"'),
                              ("gateway/a.cpp", '"tests/simulator/crowd.hpp"'),
                              ("gateway/a.cpp", '"engine.hpp"'),
                              ("gateway/a.cpp", '"../config/config.hpp"'),
                              ("gateway/a.cpp", "<config/config.hpp>"),
                              ("taskflow/a.cpp", "<random>"),
                              ("billing/a.cpp", "<boost/asio/io_context.hpp>"),
                              ("elsewhere/a.cpp", "<string>")):
            with self.subTest(path=path, include=include):
                self.assertEqual(len(self.found(path, include)), 1)
                (self.root / path).unlink()

    def test_allowed(self):
        for path, include in (("protocols/a.cpp", '"protocols/message.hpp"'),
                              ("taskflow/a.cpp", '"billing/money.hpp"'),
                              ("taskflow/a.cpp", '"protocols/gsm_text.hpp"'),
                              ("gateway/a.cpp", '"taskflow/step.hpp"'),
                              ("gateway/a.cpp", "<boost/asio/io_context.hpp>"),
                              ("tests/unit/a.cpp", '"gateway/engine.hpp"'),
                              ("config/a.cpp", '"embedded/kazi_toml.hpp"'),
                              ("build/x/a.cpp", '"nowhere.hpp"')):
            with self.subTest(path=path, include=include):
                self.assertEqual(self.found(path, include), [])


class Format(Tree):
    def setUp(self):
        super().setUp()
        shutil.copy(ROOT / ".clang-format", self.root)

    def test_bad_layout_is_found(self):
        self.write("config/a.cpp", "int  twice( int x ){return 2*x ;}\n")
        self.assertNotEqual(list(format_check.faults(self.root)), [])

    def test_good_layout_passes(self):
        self.write("config/a.cpp", "int twice(int x) {\n    return 2 * x;\n}\n")
        self.assertEqual(list(format_check.faults(self.root)), [])


class CoroutineTidy(unittest.TestCase):
    def test_forbidden(self):
        for body in ("co_await run([x] { return x; });",
                     "co_await run([] { return 1; });",
                     "co_await run(Request{1, 2});",
                     'auto reply = co_await call({"INCR", key});',
                     "co_await accept(cond ? a : b);",
                     "auto n = cond ? co_await a() : co_await b();",
                     "co_return Reply{co_await read()};",
                     "auto reply = Reply{1, co_await read()};",
                     "if (co_await read({1})) { stop(); }",
                     "while (co_await next(ok ? a : b)) stop();",
                     "co_await spawn(ex, [this]() -> awaitable<void> { co_await run(); });",
                     "send(co_await read(), Options{3});"):
            with self.subTest(body=body):
                source = "awaitable<void> f() {\n    before();\n    " + body + "\n}\n"
                found = list(coroutine_tidy.faults_of(source))
                self.assertEqual([line for line, _ in found][:1], [3])

    def test_allowed(self):
        for body in ("co_await run(x);",
                     "auto reply = co_await call(args(1, key), use_awaitable);",
                     "auto [error, size] = co_await read(socket);",
                     "const auto& [error, size] = co_await read(socket);",
                     "co_await write(buffers[index], table_[name]);",
                     "if (co_await read()) { stop(); }",
                     "while (!co_await done()) { stop(Options{3}); }",
                     "for (auto& x : co_await list()) { use(x ? 1 : 2); }",
                     "const Options options{3}; co_await run(options);",
                     "co_await run(options); const Options other{3};",
                     "if (a) { co_await run(a); } else { co_await run(b); }",
                     "switch (x) { case 1: { co_await run(a); } }",
                     'co_await say("why {x}?"); // [x] { ? }',
                     "try { co_return co_await run(x); } catch (...) { stop(); }"):
            with self.subTest(body=body):
                source = "awaitable<void> f() {\n    " + body + "\n}\n"
                self.assertEqual(list(coroutine_tidy.faults_of(source)), [])


class CoroutineTidyOfTree(Tree):
    def test_all_but_probes_are_read(self):
        for path in ("gateway/a.cpp", "tests/unit/http/a.hpp", "tests/unit/http/a_probe.cpp"):
            self.write(path, "awaitable<void> f() { co_await run(A{1}); }\n")
        found = list(coroutine_tidy.faults(self.root))
        self.assertEqual([fault.split(":")[0] for fault in found],
                         ["gateway/a.cpp", "tests/unit/http/a.hpp"])


class HouseRules(Tree):
    HEAD = "// " + house_rules.SPDX + "\n#pragma once\n"

    def setUp(self):
        super().setUp()
        for name in house_rules.MUST_EXIST:
            self.write(name, "text\n")

    def found(self):
        return list(house_rules.faults(self.root))

    def test_a_good_tree_passes(self):
        self.write("gateway/engine.hpp", self.HEAD)
        self.write("tests/data/recorded.py", f"no licence line, and a path: {MINE}\n")
        self.write("gateway/recorded.bin", "/hooks/work/at-ke\n")
        self.assertEqual(self.found(), [])

    def test_missing_door_plate(self):
        (self.root / "billing/README.md").unlink()
        (self.root / "CHANGELOG.md").unlink()
        self.assertEqual(self.found(), ["CHANGELOG.md: is missing", "billing/README.md: is missing"])

    def test_bad_files(self):
        reminder = "TO" + "DO"
        for path, text in (("gateway/long.hpp", self.HEAD + "\n" * house_rules.LINES_MAX),
                           ("gateway/no_licence.cpp", "int x;\n"),
                           ("scripts/no_licence", "#!/bin/sh\n"),
                           ("gateway/twice.hpp", "// " + house_rules.SPDX + "\n"),
                           ("gateway/string_utils.hpp", self.HEAD),
                           ("gateway/common/x.hpp", self.HEAD),
                           ("gateway/session_manager.hpp", self.HEAD),
                           ("gateway/later.hpp", self.HEAD + f"// {reminder}: later\n"),
                           ("gateway/mine.hpp", self.HEAD + f"// see {MINE}\n"),
                           ("README.md", f"cd {MINE}\n")):
            with self.subTest(path=path):
                before = (self.root / path).read_text() if (self.root / path).exists() else None
                self.write(path, text)
                self.assertEqual(len(self.found()), 1)
                (self.root / path).unlink()
                if before is not None:
                    self.write(path, before)


class OneName(Tree):
    HEADER = "namespace kazi::billing {{\n{}\n}}  // namespace kazi::billing\n"

    def found(self, one, other):
        self.write("billing/a.hpp", self.HEADER.format(one))
        self.write("billing/b.cpp", self.HEADER.format(other))
        return list(one_name.faults(self.root))

    def test_two_of_one_name(self):
        for other in ("struct Item {\n};", "class Item final : public Base {", "enum class Item {"):
            with self.subTest(other=other):
                self.assertEqual(len(self.found("struct Item {\n    int a = 0;\n};", other)), 1)

    def test_allowed(self):
        for other in ("struct Item;", "struct Item::Part {", "    struct Item {",
                      "namespace {\nstruct Item {\n}  // namespace"):
            with self.subTest(other=other):
                self.assertEqual(self.found("struct Item {\n};", other), [])


class Pathologies(Tree):
    TABLE = "| row | fault | done | tests |\n| 1 | a | b | c |\n| 2 | a | not ours | |\n"
    REASON = "* **2.** Nobody does that.\n"
    TEST = 'TEST_CASE("pathology 1: it is so") {\n'

    def found(self, table, test):
        self.write("gateway/hooks/pathologies.md", table)
        self.write("tests/unit/a_test.cpp", test)
        return list(pathologies.faults(self.root))

    def test_each_row_has_a_test_or_a_reason(self):
        self.assertEqual(self.found(self.TABLE + self.REASON, self.TEST), [])
        for table, test in ((self.TABLE, self.TEST),
                            (self.TABLE + self.REASON, 'TEST_CASE("it is so") {\n'),
                            (self.TABLE + self.REASON, self.TEST + self.TEST.replace("1", "7"))):
            with self.subTest(table=table, test=test):
                self.assertEqual(len(self.found(table, test)), 1)


if __name__ == "__main__":
    unittest.main()
