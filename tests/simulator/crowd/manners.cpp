// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/crowd/manners.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "tests/simulator/rng.hpp"

namespace kazi::simulator::crowd {
namespace {

constexpr std::uint64_t order_stream = 0x3a11;
constexpr std::uint64_t items_stream = 0x17e3;
constexpr std::uint64_t people_stream = 0x10'0000;  ///< and one more for each person

constexpr std::size_t ring_size = 3;
constexpr double copies = 0.95;  ///< who copies answers herself now and then
constexpr std::size_t misleading_every = 10;
constexpr double misled = 0.5;

/// An item as it looks.
struct Shown {
    const std::string& item;
    int truth = 0;
    int lure = 0;
    bool misleads = false;
};

struct Member {
    Manner manner = Manner::honest;
    double skill = 0;  ///< 0 guesses, 1 always says what she sees
    int key = 0;
    Rng rng;
};

double skill_of(Manner manner, Rng& rng) {
    switch (manner) {
        case Manner::honest:
            return rng.between(0.65, 0.96);
        case Manner::careless:
            return rng.between(0.2, 0.4);
        case Manner::ring:
            return rng.between(0.3, 0.5);
        case Manner::guesser:
        case Manner::same_key:
            return 0;
    }
    return 0;
}

int any_of(int labels, Rng& rng) {
    return static_cast<int>(rng.below(static_cast<std::uint64_t>(labels)));
}

Member make_member(std::size_t number, Manner manner, int labels, std::uint64_t seed) {
    Rng rng(seed, people_stream + number);
    const double skill = skill_of(manner, rng);
    const int key = any_of(labels, rng);
    return {manner, skill, key, rng};
}

int own_answer(Member& member, const Shown& shown, int labels) {
    if (member.manner == Manner::same_key) return member.key;
    if (!member.rng.chance(member.skill)) return any_of(labels, member.rng);
    return shown.misleads && member.rng.chance(misled) ? shown.lure : shown.truth;
}

std::vector<Shown> show(const Truth& truth, int labels, std::uint64_t seed) {
    Rng rng(seed, items_stream);
    std::vector<Shown> all;
    for (const auto& [item, label] : truth) {
        const int lure = (label + 1 + any_of(std::max(1, labels - 1), rng)) % labels;
        all.push_back({item, label, lure, all.size() % misleading_every == misleading_every - 1});
    }
    return all;
}

int count_labels(const Truth& truth) {
    int most = 1;
    for (const auto& [item, label] : truth)
        most = std::max(most, label);
    return most + 1;
}

std::size_t people_of(double share, std::size_t people) {
    return static_cast<std::size_t>(std::lround(share * static_cast<double>(people)));
}

}  // namespace

std::string_view to_string(Manner manner) {
    switch (manner) {
        case Manner::honest:
            return "honest";
        case Manner::careless:
            return "careless";
        case Manner::guesser:
            return "guesser";
        case Manner::same_key:
            return "same_key";
        case Manner::ring:
            return "ring";
    }
    return "unknown";
}

std::vector<Manner> draw_manners(std::size_t people, const Cheats& cheats, std::uint64_t seed) {
    const double rings = cheats.ring / static_cast<double>(ring_size);
    std::vector<Manner> manners;
    manners.insert(manners.end(), people_of(cheats.careless, people), Manner::careless);
    manners.insert(manners.end(), people_of(cheats.guessers, people), Manner::guesser);
    manners.insert(manners.end(), people_of(cheats.same_key, people), Manner::same_key);
    manners.insert(manners.end(), ring_size * people_of(rings, people), Manner::ring);
    manners.resize(people, Manner::honest);
    Rng rng(seed, order_stream);
    for (std::size_t left = people; left > 1; --left)
        std::swap(manners[left - 1], manners[rng.below(left)]);
    return manners;
}

RecordedAnswers make_up_answers(const Truth& truth, const std::vector<Manner>& manners,
                                std::uint64_t seed) {
    const int labels = count_labels(truth);
    const std::vector<Shown> items = show(truth, labels, seed);
    RecordedAnswers answers;
    std::size_t in_rings = 0;
    std::vector<int> leader_said;
    for (std::size_t number = 0; number < manners.size(); ++number) {
        Member member = make_member(number, manners[number], labels, seed);
        const bool in_ring = member.manner == Manner::ring;
        const bool follows = in_ring && in_rings++ % ring_size != 0;
        std::vector<int> said;
        for (const Shown& shown : items) {
            const int own = own_answer(member, shown, labels);
            said.push_back(follows && member.rng.chance(copies) ? leader_said[said.size()] : own);
            answers.add(shown.item, std::to_string(number), said.back());
        }
        if (in_ring && !follows) leader_said = std::move(said);
    }
    return answers;
}

}  // namespace kazi::simulator::crowd
