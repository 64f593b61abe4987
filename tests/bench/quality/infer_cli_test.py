# SPDX-License-Identifier: Apache-2.0
"""The command line of kazi infer: what it accepts, what it prints, how it refuses."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

KAZI = sys.argv.pop(1)
SETS = pathlib.Path(sys.argv.pop(1))


def run(*arguments):
    return subprocess.run([KAZI, "infer", *map(str, arguments)], capture_output=True, text=True)


def figures(*arguments):
    done = run(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


class Infer(unittest.TestCase):
    answers = SETS / "weather" / "answers.csv"
    truth = SETS / "weather" / "truth.csv"

    def test_every_method(self):
        for method in ("mv", "wawa", "onecoin", "ds", "glad", "online", "best"):
            out = figures(self.answers, "--truth", self.truth, "--method", method)
            self.assertEqual(out["method"], method)
            self.assertEqual(out["scored"], 300)
            self.assertGreater(out["accuracy"], 0.8)
            self.assertEqual(out["saved"] > 0, method == "online")

    def test_the_whole_line_as_it_is_documented(self):
        out = figures("--answers", self.answers, "--truth", self.truth, "--method", "best", "--gold", "0.1",
                      "--stop-at", "0.9", "--max-answers", "6", "--seeds", "3")
        self.assertEqual((out["seeds"], out["gold"], out["scored"]), (3, 30, 270))
        self.assertLessEqual(out["answers_per_task"], 6)
        self.assertTrue(out["corrected_by_gold"])
        self.assertEqual(set(out["settled"]), {"share", "right", "stated"})

    def test_gold_from_a_file(self):
        with tempfile.NamedTemporaryFile("w", suffix=".csv") as gold:
            gold.writelines(self.truth.read_text().splitlines(keepends=True)[:41])
            gold.flush()
            out = figures(self.answers, "--truth", self.truth, "--gold", gold.name)
        self.assertEqual((out["gold"], out["scored"]), (40, 260))

    def test_estimates_name_their_status(self):
        out = figures(self.answers, "--estimates")
        self.assertEqual(len(out["estimates"]), 300)
        self.assertNotIn("accuracy", out)
        self.assertLessEqual({each["status"] for each in out["estimates"]}, {"settled", "open", "full"})
        text = run(self.answers, "--estimates").stdout.splitlines()
        self.assertEqual(len(text[0].split("\t")), 5)

    def test_the_same_seed_prints_the_same_bytes(self):
        one = run(self.answers, "--estimates", "--seed", "5").stdout
        self.assertEqual(one, run(self.answers, "--estimates", "--seed", "5").stdout)
        self.assertNotEqual(one, run(self.answers, "--estimates", "--seed", "6").stdout)

    def test_sentences(self):
        folder = SETS / "crowdwsa_t1"
        out = figures(folder / "answers.csv", "--truth", folder / "truth.csv")
        self.assertEqual((out["type"], out["tasks"]), ("text", 100))
        self.assertLess(out["word_error_rate"], 0.555)

    def test_amounts(self):
        with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
            file.write("task,worker,label\n")
            file.writelines(f"t{i},w{w},{10 * i + w}\n" for i in range(9) for w in range(3))
            file.flush()
            self.assertEqual(figures(file.name)["type"], "number")
            self.assertEqual(figures(file.name, "--type", "class")["type"], "class")

    def test_refusals(self):
        for arguments in (("nowhere.csv",), (self.truth,), (self.answers, "--method", "magic"), (),
                          (self.answers, "--stop-at", "2"), (self.answers, "--gold", "0.1"),
                          (self.answers, "--gold", "nowhere.csv"), (self.answers, "--max-answers", "0")):
            done = run(*arguments)
            self.assertEqual(done.returncode, 2, arguments)
            self.assertNotEqual(done.stderr + done.stdout, "", arguments)


if __name__ == "__main__":
    unittest.main(verbosity=1)
