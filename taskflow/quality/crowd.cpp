// SPDX-License-Identifier: Apache-2.0
// One worker's counts beside the next one's, and their sum kept up to date.
#include "taskflow/quality/crowd.hpp"

#include <algorithm>

namespace kazi::taskflow::quality {

Crowd::Crowd(std::size_t classes, std::size_t workers, const CrowdSettings& settings)
    : width_(counts_width(classes)),
      counts_(workers * width_),
      pool_(width_),
      items_(classes),
      even_(classes, classes == 0 ? 0 : 1 / static_cast<double>(classes)),
      anchors_(anchors_from(settings, pool_, items_)) {}

void Crowd::clear() {
    std::fill(counts_.begin(), counts_.end(), 0.0);
    std::fill(pool_.begin(), pool_.end(), 0.0);
    std::fill(items_.begin(), items_.end(), 0.0);
}

void Crowd::add(std::uint32_t worker, std::uint32_t label, std::span<const double> belief) {
    count_answer(counts_at(worker), label, belief);
    count_answer(pool_, label, belief);
}

void Crowd::shift(std::uint32_t worker, std::uint32_t label, std::span<const double> change) {
    count_change(counts_at(worker), label, change);
    count_change(pool_, label, change);
}

void Crowd::add_item(std::span<const double> change) {
    for (std::size_t label = 0; label < items_.size(); ++label)
        items_[label] += change[label];
}

void Crowd::refresh() {
    anchors_ = anchors_from(anchors_.settings, pool_, items_);
}

double Crowd::information(std::uint32_t worker) const {
    return quality::information(anchors_, counts_of(worker), even_);
}

}  // namespace kazi::taskflow::quality
