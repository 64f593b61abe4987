// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/recorded_answers.hpp"

#include <charconv>
#include <istream>

namespace kazi::simulator {
namespace {

std::vector<std::string_view> fields(std::string_view line) {
    std::vector<std::string_view> found;
    while (true) {
        const auto comma = line.find(',');
        found.push_back(line.substr(0, comma));
        if (comma == std::string_view::npos) return found;
        line.remove_prefix(comma + 1);
    }
}

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

// Calls `take` with the fields of each line; false as soon as one has fewer than `least`.
template <class Take>
bool each_line(std::istream& in, std::size_t least, Take take) {
    std::string line;
    if (!std::getline(in, line)) return false;
    while (std::getline(in, line)) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (line.empty()) continue;
        const auto parts = fields(line);
        if (parts.size() < least || !take(parts)) return false;
    }
    return true;
}

}  // namespace

void RecordedAnswers::add(std::string_view item, std::string_view worker, int label) {
    const auto known = numbers_.find(worker);
    if (known == numbers_.end()) by_worker_.emplace_back();
    const auto number =
        known != numbers_.end()
            ? known->second
            : numbers_.emplace(std::string(worker), by_worker_.size() - 1).first->second;
    if (!by_worker_[number].emplace(std::string(item), label).second) return;
    ++items_[std::string(item)];
    ++answers_;
}

std::optional<int> RecordedAnswers::label(std::size_t number, std::string_view item) const {
    if (by_worker_.empty()) return std::nullopt;
    const Labels& labels = by_worker_[number % by_worker_.size()];
    const auto found = labels.find(item);
    if (found == labels.end()) return std::nullopt;
    return found->second;
}

bool RecordedAnswers::knows_item(std::string_view item) const {
    return items_.find(item) != items_.end();
}

std::optional<RecordedAnswers> read_answers(std::istream& in) {
    RecordedAnswers answers;
    const bool whole = each_line(in, 3, [&answers](const auto& parts) {
        const auto label = number(parts[2]);
        if (label) answers.add(parts[0], parts[1], *label);
        return label.has_value();
    });
    if (!whole) return std::nullopt;
    return answers;
}

std::optional<Truth> read_truth(std::istream& in) {
    Truth truth;
    const bool whole = each_line(in, 2, [&truth](const auto& parts) {
        const auto label = number(parts[1]);
        if (label) truth.emplace_back(std::string(parts[0]), *label);
        return label.has_value();
    });
    if (!whole) return std::nullopt;
    return truth;
}

}  // namespace kazi::simulator
