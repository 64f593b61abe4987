# SPDX-License-Identifier: Apache-2.0
"""What a right item costs: the arithmetic, and one recorded crowd from start to end."""
import sys
import unittest
from pathlib import Path

from kazi_bench import correct_items, report

KAZI = Path(sys.argv.pop(1))


def row(name, engine, fixed):
    def one(answers, accuracy):
        return correct_items.bought({"answers_per_task": answers, "accuracy": accuracy}, 3.0)
    return {"set": name, "engine": one(*engine), "fixed_3": one(*fixed), "fixed_5": one(*fixed)}


class CorrectItems(unittest.TestCase):
    def test_an_answer_costs_pay_fee_and_message(self):
        self.assertAlmostEqual(correct_items.answer_cost(pay=2.0), 2.0 + 0.2 + 0.8)

    def test_only_right_items_count(self):
        one = correct_items.bought({"answers_per_task": 4, "accuracy": 0.5}, 3.0)
        self.assertAlmostEqual(one["cost_per_correct"], 24)

    def test_ratio_is_the_geometric_mean(self):
        rows = [row("a", (2, 0.8), (4, 0.8)), row("b", (4, 0.9), (2, 0.9))]
        self.assertAlmostEqual(correct_items.ratio(rows, 3), 1)
        self.assertAlmostEqual(correct_items.points_ahead(rows, 3), 0)

    def test_cheap_and_wrong_does_not_meet_the_bars(self):
        bars = report.correct_item_bars([row("a", (1, 0.6), (4, 0.8))])
        self.assertEqual([bar.met for bar in bars], [True, False, True, False])

    def test_a_recorded_crowd(self):
        weather = correct_items.of_set(KAZI, correct_items.SETS / "weather", 3.0, seeds=2)
        self.assertEqual(weather["fixed_3"]["answers"], 3)
        self.assertGreater(weather["engine"]["accuracy"], weather["fixed_3"]["accuracy"])
        self.assertLess(weather["engine"]["answers"], 5)

    def test_sentences_have_no_vote(self):
        folder = correct_items.SETS / "crowdwsa_j1"
        self.assertIsNone(correct_items.of_set(KAZI, folder, 3.0, seeds=1))


unittest.main()
