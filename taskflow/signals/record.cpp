// SPDX-License-Identifier: Apache-2.0
#include "taskflow/signals/record.hpp"

#include <algorithm>

namespace kazi::taskflow::signals {

namespace {

/// Numbers in the order of the names, so that nothing depends on who came first.
std::map<WorkerId, std::uint32_t> number_workers(std::vector<WorkerId>& workers) {
    std::sort(workers.begin(), workers.end());
    workers.erase(std::unique(workers.begin(), workers.end()), workers.end());
    std::map<WorkerId, std::uint32_t> numbers;
    for (const WorkerId& worker : workers)
        numbers.emplace(worker, static_cast<std::uint32_t>(numbers.size()));
    return numbers;
}

/// The texts given to one item, numbered as they are met.
class Texts {
public:
    std::uint32_t number_of(const std::string& text) {
        const auto next = static_cast<std::uint32_t>(numbers_.size());
        return numbers_.try_emplace(text, next).first->second;
    }
    [[nodiscard]] std::uint32_t count() const {
        return static_cast<std::uint32_t>(numbers_.size());
    }
    void clear() { numbers_.clear(); }

private:
    std::map<std::string, std::uint32_t> numbers_;
};

}  // namespace

void Gathering::answered(const WorkerId& worker, const AnswerRecord& answer, Instant at,
                         std::uint32_t classes) {
    classes_[answer.item.campaign] = classes;
    kept_.insert_or_assign({answer.item, worker},
                           Kept{answer.label, answer.text, at, answer.channel == Channel::ussd});
}

void Gathering::corrected(const WorkerId& worker, const AnswerRecord& answer) {
    const auto kept = kept_.find({answer.item, worker});
    if (kept == kept_.end()) return;
    kept->second.option = answer.label;
    kept->second.text = answer.text;
}

Record Gathering::finish() const {
    Record record;
    for (const auto& [key, kept] : kept_)
        record.workers.push_back(key.second);
    const auto numbers = number_workers(record.workers);
    Texts texts;
    for (const auto& [key, kept] : kept_) {
        const bool keys = classes_.at(key.first.campaign) >= 2;
        if (record.items.empty() || record.items.back() != key.first) {
            record.items.push_back(key.first);
            record.first_of.push_back(record.answers.size());
            record.classes.push_back(std::max(2U, classes_.at(key.first.campaign)));
            record.has_keys.push_back(keys);
            texts.clear();
        }
        const auto item = static_cast<std::uint32_t>(record.items.size() - 1);
        const std::uint32_t label = keys ? kept.option : texts.number_of(kept.text);
        // Of an open question at least one more answer could always have been given.
        std::uint32_t& classes = record.classes.back();
        classes = std::max(classes, keys ? label + 1 : texts.count() + 1);
        record.answers.push_back({item, numbers.at(key.second), label, kept.at, kept.ussd});
    }
    record.first_of.push_back(record.answers.size());
    return record;
}

}  // namespace kazi::taskflow::signals
