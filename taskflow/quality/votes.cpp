// SPDX-License-Identifier: Apache-2.0
// Counting votes, plainly and by agreement.
#include "taskflow/quality/votes.hpp"

namespace kazi::taskflow::quality {

namespace {

void make_rows_sum_to_one(Beliefs& beliefs) {
    for (std::size_t item = 0; item < beliefs.items(); ++item)
        normalise(beliefs.of(item));
}

/// How often each worker is with the majority.
std::vector<double> agreement(const Recording& recording, const Beliefs& shares) {
    std::vector<double> agreed(recording.workers.size());
    std::vector<double> given(recording.workers.size());
    for (std::size_t item = 0; item < shares.items(); ++item) {
        const std::uint32_t majority = best_labels(shares.of(item)).front();
        for (const Answer& answer : recording.answers_to(item)) {
            given[answer.worker] += 1;
            if (answer.label == majority) agreed[answer.worker] += 1;
        }
    }
    for (std::size_t worker = 0; worker < given.size(); ++worker) {
        if (given[worker] > 0) agreed[worker] /= given[worker];
    }
    return agreed;
}

}  // namespace

Beliefs vote_shares(const Recording& recording) {
    Beliefs shares(recording.items.size(), recording.class_count());
    for (const Answer& answer : recording.answers)
        shares.of(answer.item)[answer.label] += 1;
    make_rows_sum_to_one(shares);
    return shares;
}

Beliefs agreement_votes(const Recording& recording) {
    const std::vector<double> weights = agreement(recording, vote_shares(recording));
    Beliefs votes(recording.items.size(), recording.class_count());
    for (const Answer& answer : recording.answers) {
        votes.of(answer.item)[answer.label] += weights[answer.worker];
    }
    make_rows_sum_to_one(votes);
    return votes;
}

double vote_given_up(const Beliefs& shares, const Beliefs& beliefs) {
    double lost = 0;
    for (std::size_t item = 0; item < shares.items(); ++item) {
        const std::uint32_t believed = best_labels(beliefs.of(item)).front();
        lost += greatest_of(shares.of(item)) - shares.of(item)[believed];
    }
    return shares.items() == 0 ? 0 : lost / static_cast<double>(shares.items());
}

}  // namespace kazi::taskflow::quality
