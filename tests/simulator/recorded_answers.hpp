// SPDX-License-Identifier: Apache-2.0
// Answers that real people once gave, which the crowd replays, and what the right ones were.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kazi::simulator {

/// One recorded set: item → label for every recorded worker, in the order they first appear.
class RecordedAnswers {
public:
    /// Adds one answer; a second one of the same worker on the same item is ignored.
    void add(std::string_view item, std::string_view worker, int label);

    /// What person `number` (from 0) said of an item; nothing when he never saw it. A crowd larger
    /// than the set goes round: person n answers as recorded worker n modulo their number did.
    [[nodiscard]] std::optional<int> label(std::size_t number, std::string_view item) const;
    [[nodiscard]] bool knows_item(std::string_view item) const;
    [[nodiscard]] std::size_t workers() const { return by_worker_.size(); }
    [[nodiscard]] std::size_t answers() const { return answers_; }

private:
    using Labels = std::map<std::string, int, std::less<>>;
    std::map<std::string, std::size_t, std::less<>> numbers_;
    std::vector<Labels> by_worker_;
    std::map<std::string, std::size_t, std::less<>> items_;
    std::size_t answers_ = 0;
};

/// Reads `task,worker,label[,order]` lines after a header line.
/// Fails: nothing when a line has too few fields or a label that is no number.
[[nodiscard]] std::optional<RecordedAnswers> read_answers(std::istream& in);

/// Item → right label, in the file's order of items.
using Truth = std::vector<std::pair<std::string, int>>;

/// Reads `task,label` lines after a header line. Fails: as read_answers.
[[nodiscard]] std::optional<Truth> read_truth(std::istream& in);

}  // namespace kazi::simulator
