// SPDX-License-Identifier: Apache-2.0
// All the workers of one family of tasks, in memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "taskflow/quality/worker_counts.hpp"

namespace kazi::taskflow::quality {

class Crowd {
public:
    Crowd(std::size_t classes, std::size_t workers, const CrowdSettings& settings);

    [[nodiscard]] std::size_t workers() const { return counts_.size() / width_; }
    [[nodiscard]] Counts counts_of(std::uint32_t worker) const {
        return std::span(counts_).subspan(worker * width_, width_);
    }
    [[nodiscard]] double seen(std::uint32_t worker) const { return seen_in(counts_of(worker)); }
    [[nodiscard]] double right(std::uint32_t worker) const { return right_in(counts_of(worker)); }

    /// Forgets every answer and item, and keeps the anchors of the last `refresh`.
    void clear();

    /// Counts one answer to an item that is believed so.
    void add(std::uint32_t worker, std::uint32_t label, std::span<const double> belief);

    /// Follows a change of that item's belief.
    void shift(std::uint32_t worker, std::uint32_t label, std::span<const double> change);

    /// Counts an item's belief, or a change of it, in the class shares.
    void add_item(std::span<const double> change);

    /// Works out the anchors from the counts. Until then they stay as they were.
    void refresh();

    [[nodiscard]] const Anchors& anchors() const { return anchors_; }

    /// See `weigh_answer`.
    void weigh(std::uint32_t worker, std::uint32_t label, std::span<const double> own,
               std::span<double> product) const {
        weigh_answer(anchors_, counts_of(worker), label, own, product);
    }

    /// What an answer of hers tells about an item of which nothing is known, in nats.
    [[nodiscard]] double information(std::uint32_t worker) const;

private:
    [[nodiscard]] std::span<double> counts_at(std::uint32_t worker) {
        return std::span(counts_).subspan(worker * width_, width_);
    }

    std::size_t width_;
    std::vector<double> counts_;
    std::vector<double> pool_;   ///< the sum of all workers' counts
    std::vector<double> items_;  ///< the sum of all items' beliefs
    std::vector<double> even_;   ///< nothing is known
    Anchors anchors_;
};

}  // namespace kazi::taskflow::quality
