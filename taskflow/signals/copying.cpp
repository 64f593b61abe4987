// SPDX-License-Identifier: Apache-2.0
// Copied answers. Two good workers agree because both are right, so agreement alone says nothing.
// What counts are the questions on which at least one of the two left what everybody else says:
// did the other leave it in the same direction?
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "taskflow/signals/signal.hpp"

namespace kazi::taskflow::signals {

namespace {

/// How often somebody who copies makes the same mistake as her source.
constexpr double copier_agrees = 0.9;
/// Pairs with fewer common mistakes are chance, whatever the odds.
constexpr std::uint32_t shared_mistakes_min = 4;
/// Of all pairs that there are, fewer than one in so many may be named by chance.
constexpr double odds_over_all_pairs = 100;

struct Pair {
    std::uint32_t common = 0;    ///< questions that both answered
    std::uint32_t astray = 0;    ///< of these: at least one of them left the others
    std::uint32_t together = 0;  ///< of these: both, in the same direction
    double by_chance = 0;        ///< that, expected of two who do not know of each other
    double log_odds = 0;
    std::vector<Instant> lags = {};
};
using Pairs = std::map<std::pair<std::uint32_t, std::uint32_t>, Pair>;

/// With whom somebody may copy, as far as a first look tells.
using Links = std::map<std::uint32_t, std::vector<std::uint32_t>>;

/// How often each worker gives each label, whatever is asked: two who always press one key agree by
/// habit, and copy from nobody.
class Habits {
public:
    explicit Habits(const Record& record) : said_(record.workers.size()) {
        for (const Said& said : record.answers) {
            auto& counts = said_[said.worker];
            if (counts.size() <= said.label) counts.resize(said.label + std::size_t{1});
            counts[said.label] += 1;
        }
    }

    /// Chance that she says `label` where she does not look at the question.
    [[nodiscard]] double chance(std::uint32_t worker, std::uint32_t label,
                                std::uint32_t classes) const {
        double all = 0;
        for (std::uint32_t each = 0; each < classes; ++each)
            all += weight(worker, each);
        return weight(worker, label) / all;
    }

private:
    [[nodiscard]] double weight(std::uint32_t worker, std::uint32_t label) const {
        const auto& counts = said_[worker];
        return 1 + (label < counts.size() ? counts[label] : 0.0);
    }

    std::vector<std::vector<double>> said_;
};

/// What both sides of a comparison are held against.
struct Look {
    const CrowdView& crowd;
    const Habits& habits;
    const Links& links;
};

/// Chance that this worker says `label`, were `truth` true: she sees it, or does as she always
/// does.
double chance_says(const Look& look, std::uint32_t worker, std::uint32_t truth, std::uint32_t label,
                   std::uint32_t classes) {
    const double skill = look.crowd.skill(worker);
    return (label == truth ? skill : 0) + (1 - skill) * look.habits.chance(worker, label, classes);
}

/// Chance that both give the same answer, none of it the others' best: given that at least one of
/// them left that.
double chance_together(const Look& look, const Belief& belief, std::uint32_t best, const Said& one,
                       const Said& other) {
    const auto classes = static_cast<std::uint32_t>(belief.size());
    double same_astray = 0;
    double both_best = 0;
    for (std::uint32_t truth = 0; truth < classes; ++truth) {
        for (std::uint32_t label = 0; label < classes; ++label) {
            const double says_one = chance_says(look, one.worker, truth, label, classes);
            const double says_other = chance_says(look, other.worker, truth, label, classes);
            (label == best ? both_best : same_astray) += belief[truth] * says_one * says_other;
        }
    }
    return std::clamp(same_astray / (1 - both_best), 0.001, 0.999);
}

/// The two, and whoever seems to copy with either: a ring's third must not speak for "the others".
std::vector<std::uint32_t> left_out(const Links& links, std::uint32_t one, std::uint32_t other) {
    std::vector<std::uint32_t> out{one, other};
    for (const std::uint32_t member : {one, other}) {
        const auto linked = links.find(member);
        if (linked == links.end()) continue;
        out.insert(out.end(), linked->second.begin(), linked->second.end());
    }
    return out;
}

void compare(Pair& pair, const Look& look, const Said& one, const Said& other) {
    ++pair.common;
    pair.lags.push_back(other.at - one.at);
    const Belief belief =
        look.crowd.without(one.item, left_out(look.links, one.worker, other.worker));
    const auto best =
        static_cast<std::uint32_t>(std::max_element(belief.begin(), belief.end()) - belief.begin());
    if (one.label == best && other.label == best) return;
    ++pair.astray;
    const double chance = chance_together(look, belief, best, one, other);
    pair.by_chance += chance;
    const bool together = one.label == other.label;
    pair.together += together ? 1 : 0;
    pair.log_odds +=
        together ? std::log(copier_agrees / chance) : std::log((1 - copier_agrees) / (1 - chance));
}

Pairs compare_all(const Record& record, const Look& look) {
    Pairs pairs;
    for (std::uint32_t item = 0; item < record.items.size(); ++item) {
        const auto answers = record.answers_to(item);
        // Without a third there is nobody to have left.
        if (answers.size() < 3) continue;
        for (std::size_t one = 0; one < answers.size(); ++one) {
            for (std::size_t other = one + 1; other < answers.size(); ++other) {
                compare(pairs[{answers[one].worker, answers[other].worker}], look, answers[one],
                        answers[other]);
            }
        }
    }
    return pairs;
}

bool is_copying(const Pair& pair, std::size_t pairs) {
    return pair.together >= shared_mistakes_min &&
           pair.log_odds >= std::log(odds_over_all_pairs * static_cast<double>(pairs));
}

/// The pairs that a first look makes likely at all.
Links likely_links(const Pairs& pairs) {
    Links links;
    for (const auto& [who, pair] : pairs) {
        if (pair.log_odds < std::log(static_cast<double>(pairs.size())) / 2) continue;
        links[who.first].push_back(who.second);
        links[who.second].push_back(who.first);
    }
    return links;
}

std::string lag_words(std::vector<Instant> lags) {
    const auto middle = lags.begin() + static_cast<std::ptrdiff_t>(lags.size() / 2);
    std::nth_element(lags.begin(), middle, lags.end());
    const auto later = std::count_if(lags.begin(), lags.end(), [](Instant lag) { return lag > 0; });
    const auto most = std::max<std::ptrdiff_t>(later, std::ssize(lags) - later);
    return fmt::format("One of them was the later in {} of {}, by {} s in the middle.", most,
                       lags.size(), std::abs(*middle) / second_us);
}

std::string words(const Pair& pair) {
    return fmt::format(
        "Both answered {} questions. On {} of them at least one left what everybody else says, and "
        "on {} of these both gave the same other answer; by chance that would be {:.1f}. {}",
        pair.common, pair.astray, pair.together, pair.by_chance, lag_words(pair.lags));
}

/// The strongest link of each member, and everybody she is linked with.
struct Membership {
    std::vector<std::uint32_t> others;
    const Pair* strongest = nullptr;
};

void join(Membership& member, std::uint32_t other, const Pair& pair) {
    member.others.push_back(other);
    if (member.strongest == nullptr || pair.log_odds > member.strongest->log_odds)
        member.strongest = &pair;
}

}  // namespace

std::vector<Signal> find_copying(const Record& record, const CrowdView& crowd, const Settings&) {
    const Habits habits(record);
    const Links nobody;
    const Links links = likely_links(compare_all(record, {crowd, habits, nobody}));
    const Pairs pairs = compare_all(record, {crowd, habits, links});
    std::map<std::uint32_t, Membership> members;
    for (const auto& [who, pair] : pairs) {
        if (!is_copying(pair, pairs.size())) continue;
        join(members[who.first], who.second, pair);
        join(members[who.second], who.first, pair);
    }
    std::vector<Signal> found;
    for (const auto& [worker, member] : members) {
        const double over_all =
            member.strongest->log_odds - std::log(static_cast<double>(pairs.size()));
        found.push_back({Kind::copying, worker, member.others, strength_of(over_all),
                         words(*member.strongest)});
    }
    return found;
}

}  // namespace kazi::taskflow::signals
