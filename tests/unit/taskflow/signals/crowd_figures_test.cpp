// SPDX-License-Identifier: Apache-2.0
// How often each signal is right, and how much it finds, in made-up crowds. The figures are printed
// on every run.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <functional>
#include <set>

#include "tests/unit/taskflow/signals/made_up_crowd.hpp"

namespace {

using namespace kazi;
using namespace kazi::testing;
using taskflow::signals::Kind;

constexpr std::uint64_t seeds = 8;

struct Figures {
    int named = 0;  ///< by the signal
    int named_rightly = 0;
    int there = 0;  ///< whom it should name
    int found = 0;

    [[nodiscard]] double precision() const {
        return named == 0 ? 1.0 : static_cast<double>(named_rightly) / named;
    }
    [[nodiscard]] double recall() const {
        return there == 0 ? 1.0 : static_cast<double>(found) / there;
    }
};

/// The signals of several crowds, and whom they concern.
struct Looked {
    std::vector<MadeUpCrowd> crowds;
    std::vector<std::vector<taskflow::signals::Signal>> signals;
};

Looked look(CrowdPlan plan) {
    Looked looked;
    for (plan.seed = 1; plan.seed <= seeds; ++plan.seed) {
        looked.crowds.push_back(make_up_crowd(plan));
        const MadeUpCrowd& crowd = looked.crowds.back();
        looked.signals.push_back(find_signals(crowd.record, crowd.people));
    }
    return looked;
}

using Is = std::function<bool(const MadeUpCrowd&, std::uint32_t)>;

Figures figures(const Looked& looked, Kind kind, const Is& is, double strength_min = 0) {
    Figures sum;
    for (std::size_t nth = 0; nth < looked.crowds.size(); ++nth) {
        const MadeUpCrowd& crowd = looked.crowds[nth];
        std::set<std::uint32_t> named;
        for (const auto& signal : looked.signals[nth])
            if (signal.kind == kind && signal.strength >= strength_min) named.insert(signal.worker);
        for (std::uint32_t worker = 0; worker < crowd.habits.size(); ++worker) {
            const bool is_so = is(crowd, worker);
            const bool is_named = named.contains(worker);
            sum.named += is_named ? 1 : 0;
            sum.there += is_so ? 1 : 0;
            sum.named_rightly += is_named && is_so ? 1 : 0;
        }
    }
    sum.found = sum.named_rightly;
    return sum;
}

Is habit(Habit wanted) {
    return [wanted](const MadeUpCrowd& crowd, std::uint32_t worker) {
        return crowd.habits[worker] == wanted;
    };
}

bool is_robot(const MadeUpCrowd& crowd, std::uint32_t worker) {
    return crowd.robots[worker];
}

bool is_several(const MadeUpCrowd& crowd, std::uint32_t worker) {
    return crowd.several[worker];
}

/// Two on one number are a hint; three are more than that.
constexpr double beyond_a_household = 2.5;

void print(std::string_view name, const Figures& figures) {
    fmt::print("  {:<14} precision {:.3f}  recall {:.3f}  ({} named, {} there)\n", name,
               figures.precision(), figures.recall(), figures.named, figures.there);
}

/// Share of honest workers whom any signal names.
double honest_named(const Looked& looked) {
    int honest = 0;
    int named = 0;
    for (std::size_t nth = 0; nth < looked.crowds.size(); ++nth) {
        std::set<std::uint32_t> about;
        for (const auto& signal : looked.signals[nth])
            about.insert(signal.worker);
        const auto& habits = looked.crowds[nth].habits;
        for (std::uint32_t worker = 0; worker < habits.size(); ++worker) {
            if (habits[worker] != Habit::honest) continue;
            ++honest;
            named += about.contains(worker) ? 1 : 0;
        }
    }
    return static_cast<double>(named) / honest;
}

/// What a crowd's signals must reach; with two options a guess is right every second time, and
/// seventy answers can't tell the careless from dice as they can with four.
struct Bars {
    std::uint32_t classes = 2;
    double guessing_precision = 0;
    double guessing_recall = 0;
    double careless_precision = 0;
    double copying_recall = 0;
};

void check_crowd(const Bars& bars) {
    const std::uint32_t classes = bars.classes;
    CrowdPlan plan;
    plan.classes = classes;
    const Looked looked = look(plan);
    const Figures same_key = figures(looked, Kind::same_key, habit(Habit::same_key));
    const Figures guessing = figures(looked, Kind::guessing, habit(Habit::guesser));
    const Figures careless = figures(looked, Kind::careless, habit(Habit::careless));
    const Figures copying = figures(looked, Kind::copying, habit(Habit::ring));
    const Figures speed = figures(looked, Kind::speed, &is_robot);
    const Figures hinted = figures(looked, Kind::shared_number, &is_several);
    const Figures shared = figures(looked, Kind::shared_number, &is_several, beyond_a_household);
    const double wrongly = honest_named(looked);
    fmt::print("signals: {} crowds of {}, {} options, {} items of {} answers\n", seeds,
               plan.workers, classes, plan.items, plan.answers_each);
    print("same_key", same_key);
    print("guessing", guessing);
    print("careless", careless);
    print("copying", copying);
    print("speed", speed);
    print("shared number", shared);
    print(" … a hint, too", hinted);
    fmt::print("  honest workers named by any signal: {:.2f} %\n", 100 * wrongly);
    CHECK(same_key.precision() >= 0.95);
    CHECK(same_key.recall() >= 0.95);
    CHECK(guessing.precision() >= bars.guessing_precision);
    CHECK(guessing.recall() >= bars.guessing_recall);
    CHECK(careless.precision() >= bars.careless_precision);
    CHECK(copying.precision() >= 0.95);
    CHECK(copying.recall() >= bars.copying_recall);
    CHECK(speed.precision() >= 0.95);
    CHECK(speed.recall() >= 0.95);
    CHECK(shared.precision() >= 0.95);
    CHECK(shared.recall() >= 0.95);
    CHECK(hinted.precision() >= 0.85);
    CHECK(wrongly <= 0.01);
}

}  // namespace

TEST_CASE("signals find cheats among two options and leave honest workers alone") {
    check_crowd({2, 0.70, 0.75, 0.70, 0.80});
}

TEST_CASE("signals find cheats among four options and leave honest workers alone") {
    check_crowd({4, 0.88, 0.88, 0.90, 0.95});
}

TEST_CASE("a crowd that works honestly has no signals") {
    CrowdPlan plan;
    plan.all_honest = true;
    CHECK(honest_named(look(plan)) <= 0.001);
}
