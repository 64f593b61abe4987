// SPDX-License-Identifier: Apache-2.0
// Two classical estimates by expectation and maximisation, without priors. They are here to be
// compared with: their figures on public sets are known.
#pragma once

#include "taskflow/quality/beliefs.hpp"
#include "taskflow/quality/recording.hpp"

namespace kazi::taskflow::quality {

/// Dawid and Skene: a confusion matrix for each worker, classes as frequent as they are believed.
/// Starts from the vote, stops when a sweep gains less than 1e-5 of likelihood an answer, or
/// after 100 sweeps. Stopping early is part of the method: its figures depend on it.
[[nodiscard]] Beliefs dawid_skene(const Recording& recording);

/// The same with one number for each worker: how often she is right, wrong evenly otherwise.
[[nodiscard]] Beliefs one_coin(const Recording& recording);

}  // namespace kazi::taskflow::quality
