// SPDX-License-Identifier: Apache-2.0
// Both models share their sweep. They differ in one step only: what a worker's soft counts say of
// her chance to answer `label` when `truth` is true.
#include "taskflow/quality/expectation.hpp"

#include <algorithm>
#include <cmath>

#include "taskflow/quality/votes.hpp"

namespace kazi::taskflow::quality {

namespace {

constexpr int sweeps_max = 100;
constexpr double gain_per_answer_min = 1e-5;
constexpr double chance_min = 1e-10;

/// Worker-major table [worker][truth][label].
struct Tables {
    std::size_t classes;
    std::vector<double> cells;
    [[nodiscard]] double* of(std::size_t worker) { return &cells[worker * classes * classes]; }
    [[nodiscard]] const double* of(std::size_t worker) const {
        return &cells[worker * classes * classes];
    }
};

using Turn = void (*)(double* counts, std::size_t classes);

/// Whether the worker ever gave this label.
bool is_used(const double* counts, std::size_t classes, std::size_t label) {
    for (std::size_t truth = 0; truth < classes; ++truth) {
        if (counts[truth * classes + label] > 0) return true;
    }
    return false;
}

/// Soft counts become the logarithms of one confusion matrix. A row that nothing is known of is
/// even over the labels that she uses, not over all.
void to_matrix(double* counts, std::size_t classes) {
    std::vector<bool> used(classes);
    for (std::size_t label = 0; label < classes; ++label)
        used[label] = is_used(counts, classes, label);
    for (double* row = counts; row != counts + classes * classes; row += classes) {
        double sum = 0;
        for (std::size_t label = 0; label < classes; ++label) {
            row[label] = std::max(row[label], chance_min);
            if (used[label]) sum += row[label];
        }
        if (sum == 0) return;  // she has no answers here, and nobody will look
        for (std::size_t label = 0; label < classes; ++label)
            row[label] = std::log(row[label] / sum);
    }
}

/// Soft counts become one chance to be right, written out as a matrix of logarithms.
void to_coin(double* counts, std::size_t classes) {
    double right = 0;
    double seen = 0;
    for (std::size_t truth = 0; truth < classes; ++truth) {
        right += counts[truth * classes + truth];
        for (std::size_t label = 0; label < classes; ++label)
            seen += counts[truth * classes + label];
    }
    const double skill = seen > 0 ? right / seen : 0;
    const double others = classes > 1 ? static_cast<double>(classes - 1) : 1;
    for (std::size_t truth = 0; truth < classes; ++truth) {
        for (std::size_t label = 0; label < classes; ++label) {
            const double chance = truth == label ? skill : (1 - skill) / others;
            counts[truth * classes + label] = std::log(std::max(chance, chance_min));
        }
    }
}

Tables log_tables(const Recording& recording, const Beliefs& beliefs, Turn turn) {
    const std::size_t classes = beliefs.classes();
    Tables tables{classes, std::vector<double>(recording.workers.size() * classes * classes)};
    for (const Answer& answer : recording.answers) {
        const auto row = beliefs.of(answer.item);
        double* counts = tables.of(answer.worker);
        for (std::size_t truth = 0; truth < classes; ++truth)
            counts[truth * classes + answer.label] += row[truth];
    }
    for (std::size_t worker = 0; worker < recording.workers.size(); ++worker)
        turn(tables.of(worker), classes);
    return tables;
}

std::vector<double> log_class_shares(const Beliefs& beliefs) {
    std::vector<double> shares(beliefs.classes());
    for (std::size_t item = 0; item < beliefs.items(); ++item) {
        for (std::size_t label = 0; label < shares.size(); ++label)
            shares[label] += beliefs.of(item)[label];
    }
    for (double& share : shares)
        share = std::log(std::max(share / static_cast<double>(beliefs.items()), chance_min));
    return shares;
}

Beliefs expect(const Recording& recording, const std::vector<double>& log_shares,
               const Tables& tables) {
    const std::size_t classes = log_shares.size();
    Beliefs beliefs(recording.items.size(), classes);
    for (std::size_t item = 0; item < recording.items.size(); ++item) {
        const auto row = beliefs.of(item);
        std::copy(log_shares.begin(), log_shares.end(), row.begin());
        for (const Answer& answer : recording.answers_to(item)) {
            const double* matrix = tables.of(answer.worker);
            for (std::size_t truth = 0; truth < classes; ++truth)
                row[truth] += matrix[truth * classes + answer.label];
        }
        normalise_logs(row);
    }
    return beliefs;
}

/// Expected logarithm of the likelihood plus the entropy of the beliefs, per answer. The class
/// shares are counted once an answer: so does the implementation whose figures are compared with,
/// and the place where it stops follows from that.
double bound_per_answer(const Recording& recording, const Beliefs& beliefs,
                        const std::vector<double>& log_shares, const Tables& tables) {
    const std::size_t classes = log_shares.size();
    double bound = 0;
    for (const Answer& answer : recording.answers) {
        const auto row = beliefs.of(answer.item);
        const double* matrix = tables.of(answer.worker);
        for (std::size_t truth = 0; truth < classes; ++truth)
            bound += row[truth] * (matrix[truth * classes + answer.label] + log_shares[truth]);
    }
    for (const double belief : beliefs.cells()) {
        if (belief > 0) bound -= belief * std::log(belief);
    }
    return bound / static_cast<double>(recording.answers.size());
}

Beliefs sweep_until_still(const Recording& recording, Turn turn) {
    Beliefs beliefs = vote_shares(recording);
    if (recording.answers.empty()) return beliefs;
    std::vector<double> log_shares = log_class_shares(beliefs);
    Tables tables = log_tables(recording, beliefs, turn);
    double bound = -HUGE_VAL;
    for (int sweep = 0; sweep < sweeps_max; ++sweep) {
        beliefs = expect(recording, log_shares, tables);
        log_shares = log_class_shares(beliefs);
        tables = log_tables(recording, beliefs, turn);
        const double now = bound_per_answer(recording, beliefs, log_shares, tables);
        if (now - bound < gain_per_answer_min) break;
        bound = now;
    }
    return beliefs;
}

}  // namespace

Beliefs dawid_skene(const Recording& recording) {
    return sweep_until_still(recording, to_matrix);
}

Beliefs one_coin(const Recording& recording) {
    return sweep_until_still(recording, to_coin);
}

}  // namespace kazi::taskflow::quality
