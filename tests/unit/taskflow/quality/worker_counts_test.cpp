// SPDX-License-Identifier: Apache-2.0
// The small values that the model is made of.
#include "taskflow/quality/worker_counts.hpp"

#include <doctest/doctest.h>

#include <cmath>

namespace kazi::taskflow::quality {

namespace {

using Row = std::vector<double>;

Anchors fresh(std::size_t classes) {
    return anchors_from({}, Row(counts_width(classes)), Row(classes));
}

/// A worker who was right `right` times of `seen`, evenly over two classes.
Row worker(int right, int seen) {
    Row counts(counts_width(2));
    for (int nth = 0; nth < seen; ++nth) {
        const std::uint32_t truth = nth % 2;
        const Row belief = truth == 0 ? Row{1, 0} : Row{0, 1};
        count_answer(counts, nth < right ? truth : 1 - truth, belief);
    }
    return counts;
}

/// What is believed of class 0 after she answered 0, whatever her answer was counted by.
double belief_after(const Anchors& anchors, Row counts, const Row& own = {0.5, 0.5}) {
    count_answer(counts, 0, own);
    Row product{1, 1};
    weigh_answer(anchors, counts, 0, own, product);
    return product[0] / (product[0] + product[1]);
}

}  // namespace

TEST_CASE("before any answer the crowd is right seven times of ten, and the classes are even") {
    for (const std::size_t classes : {2, 3, 10}) {
        const Anchors anchors = fresh(classes);
        CHECK(anchors.mean_right == doctest::Approx(0.7));
        CHECK(anchors.common[0] == doctest::Approx(0.7));
        CHECK(anchors.common[1] == doctest::Approx(0.3 / static_cast<double>(classes - 1)));
        CHECK(anchors.class_shares[0] == doctest::Approx(1 / static_cast<double>(classes)));
    }
}

TEST_CASE("the more she was right, the more her answer moves; nobody is believed outright") {
    const Anchors anchors = fresh(2);
    const double stranger = belief_after(anchors, worker(0, 0));
    const double guesser = belief_after(anchors, worker(50, 100));
    const double good = belief_after(anchors, worker(90, 100));
    const double perfect = belief_after(anchors, worker(100'000, 100'000));
    CHECK(guesser < stranger);
    CHECK(guesser == doctest::Approx(0.5).epsilon(0.06));
    CHECK(good > stranger);
    CHECK(perfect > good);
    CHECK(perfect < 0.99);
}

TEST_CASE("an answer that was counted by its item's belief does not bear itself out") {
    const Anchors anchors = fresh(2);
    const Row counts = worker(6, 10);
    const double even = belief_after(anchors, counts);
    CHECK(belief_after(anchors, counts, {0.9, 0.1}) == doctest::Approx(even));
    CHECK(belief_after(anchors, counts, {0.1, 0.9}) == doctest::Approx(even));
    CHECK(belief_after(anchors, counts, {0, 1}) == doctest::Approx(even));
}

TEST_CASE("additions commute, and a change takes the place of what was counted before") {
    Row one(counts_width(2));
    Row other(counts_width(2));
    count_answer(one, 0, Row{0.5, 0.5});
    count_answer(one, 1, Row{0.25, 0.75});
    count_answer(other, 1, Row{0.25, 0.75});
    count_answer(other, 0, Row{0.5, 0.5});
    CHECK(one == other);
    count_change(one, 0, Row{0.5, -0.5});
    Row anew(counts_width(2));
    count_answer(anew, 1, Row{0.25, 0.75});
    count_answer(anew, 0, Row{1, 0});
    CHECK(one == anew);
    CHECK(seen_in(one) == 2);
    CHECK(right_in(one) == 1.75);
}

TEST_CASE("an answer tells most where nothing is known, and nothing where all is") {
    const Anchors anchors = fresh(2);
    const Row good = worker(95, 100);
    const double open = information(anchors, good, Row{0.5, 0.5});
    CHECK(open > information(anchors, good, Row{0.9, 0.1}));
    CHECK(information(anchors, good, Row{1, 0}) == doctest::Approx(0));
    CHECK(open < std::log(2));
    CHECK(open > information(anchors, worker(70, 100), Row{0.5, 0.5}));
    CHECK(information(anchors, worker(50, 100), Row{0.5, 0.5}) < 0.01);
    CHECK(information(anchors, worker(2, 100), Row{0.5, 0.5}) > 0.3);
}

}  // namespace kazi::taskflow::quality
